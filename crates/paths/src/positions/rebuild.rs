//! Finding all positions of a journey again, by one scan, into rows of their own: they count once
//! they are complete, at once.

use std::sync::Arc;

use parcours_journeys::JourneyId;
use parcours_kernel::Problem;
use serde::{Deserialize, Serialize};

use super::Positions;
use super::map::{places, shape};
use super::store::{self, NewMap};
use crate::cases::{Cases, Kernel};
use crate::kernels::position::{Gaps, Places, Position, Thresholds};
use crate::plan::Plan;
use crate::question::{Activities, Question};

/// Rows in one unit of work: more would keep writers waiting for longer.
const AT_ONCE: usize = 5_000;

impl Positions {
    /// Finds all positions of a journey again; one that is no more loses them. May be cut off at any
    /// moment. Cost: one scan of what the journey claims, and a row for each customer. Memory: some
    /// hundred bytes for each customer of the journey.
    pub async fn rebuild(
        &self,
        id: JourneyId,
        stop: impl Fn() -> bool + Send,
    ) -> Result<(), Problem> {
        let Some((journey, version)) = self.counted(id).await? else {
            let work = self.database().begin().await?;
            store::drop_maps(&work, id).await?;
            work.commit(&self.env).await?;
            return self.clear(&stop).await;
        };
        let view = self.log.snapshot().await?;
        let arrivals = view.arrivals().await?;
        let question = Question::of(Activities::Touchpoints(Box::new(journey.clone())));
        let plan = Plan::new(&question, &self.log.signatures().await?, &view).await?;
        let gaps = Gaps { activities: u16::from(plan.activities()).max(1) };
        let both = Arc::new((gaps, EachPosition(places(&journey))));
        let (gaps, found) = self.fold(&view, &plan, both).await?.partial;
        let thresholds = Thresholds::new(&gaps);
        drop(view);
        let new = NewMap {
            journey: &journey,
            version,
            thresholds: &thresholds,
            fitted_at: self.env.now(),
            arrivals: serde_json::to_string(&arrivals).expect("plain numbers"),
        };
        let work = self.database().begin().await?;
        let map = store::begin(&work, new).await?;
        work.commit(&self.env).await?;
        for some in found.chunks(AT_ONCE) {
            if stop() {
                return Err(Problem::internal("stopped before all positions were written"));
            }
            let work = self.database().begin().await?;
            store::put(&work, map, some.iter().cloned()).await?;
            work.commit(&self.env).await?;
        }
        let counts = self.counted(id).await?;
        if counts.is_none_or(|(counts, _)| shape(&counts) != shape(&journey)) {
            // Whoever changed the map meanwhile had it rebuilt.
            let work = self.database().begin().await?;
            store::give_up(&work, map).await?;
            work.commit(&self.env).await?;
            return self.clear(&stop).await;
        }
        let work = self.database().begin().await?;
        if !store::switch(&work, id, map).await? {
            work.rollback().await?;
            return Err(Problem::internal("somebody else rebuilt the same positions"));
        }
        work.commit(&self.env).await?;
        // Looked at once more: the map may have changed between the look and the switch.
        self.marks.lock().await.remove(&id);
        self.clear(&stop).await
    }

    /// Removes positions of maps that no longer count.
    async fn clear(&self, stop: &(impl Fn() -> bool + Send)) -> Result<(), Problem> {
        let abandoned = self.env.now().plus_seconds(-86_400);
        while !stop() {
            let work = self.database().begin().await?;
            let more = store::clear(&work, abandoned, AT_ONCE).await?;
            work.commit(&self.env).await?;
            if !more {
                break;
            }
        }
        Ok(())
    }
}

/// The position of everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EachPosition(pub(crate) Places);

impl Kernel for EachPosition {
    type Partial = Vec<(i64, Position)>;

    fn begin(&self) -> Self::Partial {
        Vec::new()
    }

    fn add(&self, partial: &mut Self::Partial, cases: Cases<'_>) {
        partial.extend(cases.iter().filter_map(|case| {
            let position = Position::scan(&self.0, case.codes, case.at)?;
            Some((case.customer, position))
        }));
    }

    fn merge(&self, into: &mut Self::Partial, mut other: Self::Partial) {
        into.append(&mut other);
    }
}
