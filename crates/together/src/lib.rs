//! Several people on one map: who is there, what they say about it, and what happened to it.
//!
//! - **Presence**: a tab says every few seconds that it is there and what is selected in it. Rows in the
//!   database, so that people see each other whichever process serves them; gone after half a minute
//!   of silence.
//! - **Comments**: threads on a cell, a touchpoint or the whole journey, with mentions; open until
//!   somebody resolves them. Who is called by name, took part, or owns the journey gets a notice.
//! - **Activity**: what happened to a journey, from the audit trail.
//!
//! What it never does: change a map.
//!
//! To add something that people may talk about: another kind of anchor in `comments/model.rs`.

mod api;
mod comments;
mod presence;

use axum::extract::FromRef;
use parcours_access::audit::AuditEntry;
use parcours_access::{Access, User};
use parcours_journeys::{Journey, JourneyId, Journeys, Reader};
use parcours_kernel::{Env, Page, PageQuery, Problem, Text};
use parcours_storage::Database;

pub use api::router;
pub use comments::{Comment, CommentCount, CommentDraft, CommentId, CommentState, Thread};
pub use presence::{PresenceDraft, Present};

/// The service; cheap to clone.
#[derive(Debug, Clone)]
pub struct Together {
    database: Database,
    env: Env,
    access: Access,
    journeys: Journeys,
}

impl Together {
    /// Over a database.
    pub fn new(database: Database, env: Env, access: Access, journeys: Journeys) -> Self {
        Self { database, env, access, journeys }
    }

    /// What happened to a journey and all that is in it, newest first.
    pub async fn activity(
        &self,
        journey: JourneyId,
        query: &PageQuery,
    ) -> Result<Page<AuditEntry>, Problem> {
        self.journey(journey).await?;
        self.access.activity(&journey.to_string(), query).await
    }

    /// Whether somebody sees a journey.
    async fn sees(&self, user: &User, journey: JourneyId) -> Result<bool, Problem> {
        Ok(!self.journeys.hidden_from(Reader::of_user(user)).await?.contains(&journey))
    }

    async fn journey(&self, id: JourneyId) -> Result<Journey, Problem> {
        self.journeys.get(id).await?.ok_or_else(journey_not_found)
    }
}

/// For the extractors that say who may see a journey.
impl FromRef<Together> for Journeys {
    fn from_ref(together: &Together) -> Self {
        together.journeys.clone()
    }
}

fn journey_not_found() -> Problem {
    Problem::not_found(
        "journey_not_found",
        Text::new(
            "There is no such journey; it may have been deleted.",
            "Ce parcours n’existe pas\u{202f}; il a peut-être été supprimé.",
        ),
    )
}
