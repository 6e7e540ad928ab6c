//! Who has a journey open, and what is selected there.

mod store;

use parcours_access::{User, UserId};
use parcours_journeys::{JourneyId, TouchpointId};
use parcours_kernel::{Problem, Text, Timestamp};
use parcours_storage::Topic;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Together;

/// After so long without a sign somebody is gone.
pub(crate) const PATIENCE_SECONDS: i64 = 30;
const LONGEST_CLIENT: usize = 64;
const LONGEST_FIELD: usize = 64;

/// Where a tab is in a journey.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresenceDraft {
    /// The touchpoint that is selected.
    pub touchpoint_id: Option<TouchpointId>,
    /// The lane, where one cell of it is selected.
    #[serde(default)]
    pub field: String,
}

/// Somebody who is there, in one tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Present {
    /// Names the tab.
    pub client: String,
    /// Who.
    #[schema(value_type = String)]
    pub user_id: UserId,
    /// What colleagues call them.
    pub name: String,
    /// What they have selected.
    pub touchpoint_id: Option<TouchpointId>,
    /// The lane, where it is one cell; else empty.
    pub field: String,
    /// Since when they are there.
    pub since: Timestamp,
}

impl Together {
    /// Notes that a tab is there and what is selected in it; who else is there, the first to come first.
    /// To be said again every ten seconds.
    pub async fn here(
        &self,
        journey: JourneyId,
        client: &str,
        draft: &PresenceDraft,
        user: &User,
    ) -> Result<Vec<Present>, Problem> {
        let plain = |text: &str| {
            text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        };
        if client.len() > LONGEST_CLIENT || !plain(client) {
            return Err(invalid("client"));
        }
        if draft.field.len() > LONGEST_FIELD || !plain(&draft.field) {
            return Err(invalid("field"));
        }
        self.journey(journey).await?;
        let now = self.env.now();
        let gone = now.plus_seconds(-PATIENCE_SECONDS);
        let mut work = self.database.begin().await?;
        if store::say(&work, journey, client, draft, user.id, now, gone).await? {
            work.note_change(Topic::Presence, Some(&journey.to_string()));
        }
        work.commit(&self.env).await?;
        let all = store::there(self.database.read(), journey, gone).await?;
        Ok(all.into_iter().filter(|one| one.client != client).collect())
    }

    /// Notes that a tab is gone.
    pub async fn gone(&self, journey: JourneyId, client: &str, user: &User) -> Result<(), Problem> {
        let mut work = self.database.begin().await?;
        if store::leave(&work, journey, client, user.id).await? {
            work.note_change(Topic::Presence, Some(&journey.to_string()));
        }
        Ok(work.commit(&self.env).await?)
    }
}

fn invalid(field: &'static str) -> Problem {
    Problem::invalid(
        field,
        "invalid_name",
        Text::new(
            "Up to 64 letters, digits, dots, colons, hyphens and underscores.",
            "64 lettres, chiffres, points, deux-points, tirets et tirets bas au plus.",
        ),
    )
}
