//! All journeys at a glance.

use parcours_kernel::{Page, PageQuery, Problem, Timestamp};

use super::Journeys;
use crate::model::{AttentionQuery, Journey, JourneySummary, Neglected, Reader};
use crate::store;

impl Journeys {
    /// The journeys that changed last, whole, with what a list says of each. Five reads, however
    /// many they are.
    pub async fn newest(
        &self,
        reader: Reader,
        limit: u32,
    ) -> Result<Vec<(JourneySummary, Journey)>, Problem> {
        let moment = self.database.snapshot().await?;
        let mut summaries =
            store::journeys::page(&moment, reader, None, limit, self.env.now()).await?;
        // One more was read, which only tells that there are more.
        summaries.truncate(limit as usize);
        let whole = store::journeys::newest(&moment, reader, limit).await?;
        // Both in the same order, from the same moment.
        Ok(summaries.into_iter().zip(whole).collect())
    }

    /// Touchpoints that were not looked through for too long, or for which no team answers.
    pub async fn neglected(
        &self,
        reader: Reader,
        query: &AttentionQuery,
        page: &PageQuery,
    ) -> Result<Page<Neglected>, Problem> {
        let (after, limit) = (page.after()?, page.limit());
        let rows = store::attention::page(
            self.database.read(),
            (reader, query),
            after,
            limit,
            self.env.now(),
        )
        .await?;
        Ok(Page::from_rows(rows, limit, |row| {
            (row.reviewed_at.map_or(0, Timestamp::as_micros), row.touchpoint_id)
        }))
    }
}
