//! Who may see and edit a journey.
//!
//! Open, everybody does, by their role in Parcours. Restricted, only those who are listed, its owner
//! and administrators; for everybody else there is no such journey.

use std::collections::{BTreeSet, HashSet};

use parcours_access::{Actor, Caller, UserId};
use parcours_kernel::Problem;
use parcours_storage::{Topic, UnitOfWork};
use serde_json::json;

use super::{Entry, Journeys};
use crate::model::{Journey, JourneyAccess, JourneyId, JourneyRole, MAX_GRANTS, Reader};
use crate::{problems, store};

impl Journeys {
    /// What a caller may do with a journey, removed or not, as far as the journey has a say; `None`
    /// when there is no such journey for them.
    pub async fn role_in(
        &self,
        caller: &Caller,
        journey: JourneyId,
    ) -> Result<Option<JourneyRole>, Problem> {
        let user = Reader::of(caller).user();
        let kept = store::roles::kept(self.database.read(), journey, user).await?;
        let Some(kept) = kept else { return Ok(None) };
        match user {
            Some(user) if kept.restricted && !kept.owned => {
                Ok(store::roles::granted(self.database.read(), journey, user).await?)
            }
            _ => Ok(Some(JourneyRole::Edit)),
        }
    }

    /// The journeys that a reader may not see.
    pub async fn hidden_from(&self, reader: Reader) -> Result<HashSet<JourneyId>, Problem> {
        Ok(store::roles::hidden_from(self.database.read(), reader).await?)
    }

    /// A journey as a reader may see it: without the names of journeys that they may not see.
    pub async fn as_seen_by(
        &self,
        reader: Reader,
        mut journey: Journey,
    ) -> Result<Journey, Problem> {
        journey.hide(&self.hidden_from(reader).await?);
        Ok(journey)
    }

    /// Who may see and edit a journey.
    pub async fn access(&self, id: JourneyId) -> Result<JourneyAccess, Problem> {
        let access = store::roles::access(self.database.read(), id).await?;
        access.ok_or_else(problems::journey_not_found)
    }

    /// Says who may see and edit a journey.
    pub async fn set_access(
        &self,
        id: JourneyId,
        wish: JourneyAccess,
        caller: &Caller,
    ) -> Result<JourneyAccess, Problem> {
        let actor = Actor::from(caller);
        let mut edit = self.edit(id, &actor).await?.ok_or_else(problems::journey_not_found)?;
        check(&edit.work, &wish).await?;
        let before = store::roles::access(edit.work.conn(), id).await?.unwrap_or_default();
        store::roles::set(&edit.work, id, &wish).await?;
        let after = store::roles::access(edit.work.conn(), id).await?.unwrap_or_default();
        if before == after {
            return Ok(after);
        }
        if let Some(user) = Reader::of(caller).user() {
            let owned = edit.journey.owner.as_ref().is_some_and(|owner| owner.id == user);
            if after.restricted && !owned && !may_edit(&edit.work, id, user).await? {
                return Err(problems::locks_yourself_out());
            }
        }
        let name = edit.journey.name.clone();
        let changes = json!({ "from": before, "to": after });
        let entry = Entry {
            action: "journey.access_changed",
            entity: id.to_string(),
            name: &name,
            changes,
        };
        self.record(&edit.work, &actor, entry).await?;
        edit.work.note_change(Topic::Journeys, Some(&id.to_string()));
        edit.work.commit(&self.env).await?;
        Ok(after)
    }
}

async fn may_edit(work: &UnitOfWork, id: JourneyId, user: UserId) -> Result<bool, Problem> {
    Ok(store::roles::granted(work.conn(), id, user).await? == Some(JourneyRole::Edit))
}

/// Each line names one person or one team that is there, and each once.
async fn check(work: &UnitOfWork, wish: &JourneyAccess) -> Result<(), Problem> {
    if wish.grants.len() > MAX_GRANTS {
        return Err(problems::too_many_grants());
    }
    let known = store::teams::known(work.conn()).await?;
    let mut seen = BTreeSet::new();
    for (place, grant) in wish.grants.iter().enumerate() {
        let field = format!("grants[{place}]");
        let who = match (grant.user_id, grant.team_id) {
            (Some(user), None) => {
                if store::journeys::owner_of(work, user).await?.is_none() {
                    return Err(problems::unknown_user(&format!("{field}.user_id")));
                }
                user.to_string()
            }
            (None, Some(team)) => {
                if !known.has(team) {
                    return Err(problems::unknown_team(&format!("{field}.team_id")));
                }
                team.to_string()
            }
            _ => return Err(problems::neither_user_nor_team(&field)),
        };
        if !seen.insert(who) {
            return Err(problems::listed_twice(&field));
        }
    }
    Ok(())
}
