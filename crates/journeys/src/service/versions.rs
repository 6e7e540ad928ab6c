//! Published versions of a journey.

use parcours_access::Actor;
use parcours_kernel::Problem;
use parcours_storage::Topic;
use serde_json::json;

use super::{Entry, Journeys};
use crate::model::{Checks, Journey, JourneyId, JourneyVersion, Publication};
use crate::{problems, store};

impl Journeys {
    /// Publishes a journey as it is now, as its next version.
    pub async fn publish(
        &self,
        id: JourneyId,
        publication: Publication,
        actor: &Actor,
    ) -> Result<JourneyVersion, Problem> {
        let note = publication.note.unwrap_or_default().trim().to_owned();
        let mut checks = Checks::default();
        checks.text("note", &note);
        checks.finish()?;
        let mut edit = self.edit(id, actor).await?.ok_or_else(problems::journey_not_found)?;
        if let (Some(newest), false) =
            (edit.journey.published_version, edit.journey.has_unpublished_changes)
        {
            return Err(problems::nothing_to_publish(newest));
        }
        let number = edit.journey.published_version.unwrap_or(0) + 1;
        let published_by = actor.name().to_owned();
        let version = JourneyVersion { number, published_at: self.env.now(), published_by, note };
        let document = Journey {
            published_version: Some(number),
            has_unpublished_changes: false,
            ..edit.journey
        };
        store::versions::insert(&edit.work, &version, &document).await?;
        let changes = json!({ "version": number, "note": version.note });
        let name = &document.name;
        let entry = Entry { action: "journey.published", entity: id.to_string(), name, changes };
        self.record(&edit.work, actor, entry).await?;
        edit.work.note_change(Topic::Journeys, Some(&id.to_string()));
        edit.work.commit(&self.env).await?;
        Ok(version)
    }

    /// The versions of a journey, newest first; `None` when there is no such journey.
    pub async fn versions(&self, id: JourneyId) -> Result<Option<Vec<JourneyVersion>>, Problem> {
        let moment = self.database.snapshot().await?;
        if store::journeys::load(&moment, id).await?.is_none() {
            return Ok(None);
        }
        Ok(Some(store::versions::list(&moment, id).await?))
    }

    /// The journey as its newest version shows it; `None` before the first one.
    pub async fn published(&self, id: JourneyId) -> Result<Option<Journey>, Problem> {
        Ok(store::versions::document(self.database.read(), id, None).await?)
    }

    /// The journey as one version shows it.
    pub async fn version(&self, id: JourneyId, number: i64) -> Result<Option<Journey>, Problem> {
        Ok(store::versions::document(self.database.read(), id, Some(number)).await?)
    }
}
