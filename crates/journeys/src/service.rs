//! What can be done with journeys, each in one unit of work: the change, its entry in the audit
//! trail, its note for the screens.

mod journeys;
mod links;
mod overview;
mod personas;
mod pictures;
mod roles;
mod several;
mod stages;
mod teams;
mod touchpoints;
mod versions;

use parcours_access::{Actor, audit};
use parcours_kernel::{Env, Problem};
use parcours_storage::{Database, Topic, UnitOfWork};
use serde_json::Value;

use crate::model::{Journey, JourneyId, MAX_STAGES, MAX_TOUCHPOINTS};
use crate::{problems, store};

/// Reads and changes journeys and personas; cheap to clone.
#[derive(Debug, Clone)]
pub struct Journeys {
    database: Database,
    env: Env,
}

/// A line of the audit trail.
struct Entry<'a> {
    action: &'static str,
    entity: String,
    name: &'a str,
    changes: Value,
}

/// A change to a journey under way: nobody else changes it until this is finished or dropped.
struct Editing<'a> {
    env: &'a Env,
    work: UnitOfWork,
    actor: &'a Actor,
    /// The journey before the change.
    journey: Journey,
}

impl Journeys {
    /// The journeys of a database.
    pub fn new(database: Database, env: Env) -> Self {
        Self { database, env }
    }

    /// Starts a change; `None` when there is no such journey or it is removed.
    async fn edit<'a>(
        &'a self,
        id: JourneyId,
        actor: &'a Actor,
    ) -> Result<Option<Editing<'a>>, Problem> {
        let work = self.database.begin().await?;
        if !store::journeys::lock(&work, id).await? {
            return Ok(None);
        }
        let journey = store::journeys::load(work.conn(), id).await?;
        Ok(journey.map(|journey| Editing { env: &self.env, work, actor, journey }))
    }

    async fn record(
        &self,
        work: &UnitOfWork,
        actor: &Actor,
        entry: Entry<'_>,
    ) -> Result<(), Problem> {
        // What is done to a journey itself belongs to its activity; what else comes here, to none.
        let journey = entry.entity.parse().ok();
        record(work, &self.env, actor, journey, entry).await
    }
}

impl Editing<'_> {
    /// Makes the change true; the journey after it.
    async fn finish(mut self, entry: Entry<'_>) -> Result<Journey, Problem> {
        let id = self.journey.id;
        store::journeys::touch(&self.work, self.env, id, self.actor.name()).await?;
        record(&self.work, self.env, self.actor, Some(id), entry).await?;
        let after = store::journeys::load(self.work.conn(), id).await?;
        let after = after.ok_or_else(problems::journey_not_found)?;
        within_limits(&self.journey, &after)?;
        self.work.note_change(Topic::Journeys, Some(&id.to_string()));
        self.work.commit(self.env).await?;
        Ok(after)
    }
}

async fn record(
    work: &UnitOfWork,
    env: &Env,
    actor: &Actor,
    journey: Option<JourneyId>,
    entry: Entry<'_>,
) -> Result<(), Problem> {
    let Entry { action, entity, name, changes } = entry;
    let journey = journey.map(|id| id.to_string());
    let of = journey.as_deref();
    let (actor, name) = (actor.clone(), Some(name));
    Ok(audit::record_in(work, env, actor, of, action, entity, name, changes).await?)
}

/// However it grew: by something new, or by something that came back.
fn within_limits(before: &Journey, after: &Journey) -> Result<(), Problem> {
    let touchpoints = after.touchpoints().count();
    if after.stages.len() > MAX_STAGES.max(before.stages.len()) {
        return Err(problems::too_many_stages());
    }
    if touchpoints > MAX_TOUCHPOINTS.max(before.touchpoints().count()) {
        return Err(problems::too_many_touchpoints());
    }
    Ok(())
}
