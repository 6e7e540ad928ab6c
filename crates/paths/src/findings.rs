//! Decisions on findings: what people make of what happens otherwise than drawn.
//!
//! A finding itself is computed whenever it is asked for ([`Paths::drift`]); kept is only what somebody
//! decided on it, under a key that does not depend on its place in a list: to be done by someone, done,
//! or dismissed with a reason. With it stands what was seen then, so that a reader can tell when a
//! dismissed finding has grown.

mod store;

pub(crate) use store::open_of_team;

use parcours_access::{Actor, UserId, audit};
use parcours_journeys::{Journey, JourneyId, OwnerRef};
use parcours_kernel::{Problem, Text, Timestamp};
use parcours_storage::Topic;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::Paths;

/// A key longer than that is none of ours.
const LONGEST_KEY: usize = 300;
/// A reason is a sentence or two.
const LONGEST_REASON: usize = 500;
/// Decisions on one journey: more than anybody looks through.
pub(crate) const MOST: usize = 2_000;

/// What is to become of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FindingState {
    /// To be looked at or done.
    Open,
    /// The map or the shop was changed for it.
    Done,
    /// It is as it should be, for a reason.
    Dismissed,
}

impl FindingState {
    const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dismissed];

    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dismissed => "dismissed",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What somebody decided on a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Decision {
    /// Which finding: its `finding` in the report.
    pub finding: String,
    /// What is to become of it.
    pub state: FindingState,
    /// Why it was dismissed; empty when it was not.
    pub reason: String,
    /// Who looks after it.
    pub assignee: Option<OwnerRef>,
    /// The customers behind it when this was decided,
    pub customers: u64,
    /// of so many.
    pub of_customers: u64,
    /// Who decided.
    pub decided_by: String,
    /// When.
    pub decided_at: Timestamp,
}

/// A decision to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionDraft {
    /// Which finding: its `finding` in the report.
    pub finding: String,
    /// What is to become of it.
    pub state: FindingState,
    /// Why it is dismissed: needed for that, 500 characters at most, and for nothing else.
    #[serde(default)]
    pub reason: String,
    /// Who looks after it; null or left out: nobody.
    pub assignee_id: Option<UserId>,
    /// The customers behind it now,
    pub customers: u64,
    /// of so many.
    pub of_customers: u64,
}

impl Paths {
    /// What was decided on the findings of a journey, the newest first.
    pub async fn decisions(&self, journey: JourneyId) -> Result<Vec<Decision>, Problem> {
        Ok(store::of_journey(self.log().database().read(), journey).await?)
    }

    /// Decides on a finding; what was decided before gives way.
    pub async fn decide(
        &self,
        journey: &Journey,
        draft: DecisionDraft,
        actor: &Actor,
    ) -> Result<Decision, Problem> {
        let draft = checked(draft)?;
        let mut work = self.log().database().begin().await?;
        let assignee = match draft.assignee_id {
            Some(user) => Some(store::person(&work, user).await?.ok_or_else(unknown_assignee)?),
            None => None,
        };
        let decision = Decision {
            finding: draft.finding,
            state: draft.state,
            reason: draft.reason,
            assignee,
            customers: draft.customers,
            of_customers: draft.of_customers,
            decided_by: actor.name().to_owned(),
            decided_at: self.now(),
        };
        store::keep(&work, journey.id, &decision).await?;
        let changes = json!({
            "finding": decision.finding,
            "state": decision.state,
            "assignee": decision.assignee.as_ref().map(|one| &one.name),
        });
        let entity = journey.id.to_string();
        let (action, name) = ("finding.decided", Some(journey.name.as_str()));
        let (actor, of) = (actor.clone(), Some(entity.as_str()));
        audit::record_in(&work, self.env(), actor, of, action, &entity, name, changes).await?;
        work.note_change(Topic::Journeys, Some(&entity));
        work.commit(self.env()).await?;
        Ok(decision)
    }
}

fn checked(mut draft: DecisionDraft) -> Result<DecisionDraft, Problem> {
    draft.reason = draft.reason.trim().to_owned();
    if draft.finding.is_empty() || draft.finding.len() > LONGEST_KEY {
        return Err(Problem::invalid(
            "finding",
            "unknown_finding",
            Text::new(
                "Send the key of a finding as the report gives it.",
                "Envoyez la clé d’un constat telle que le rapport la donne.",
            ),
        ));
    }
    if draft.state == FindingState::Dismissed && draft.reason.is_empty() {
        return Err(Problem::invalid(
            "reason",
            "required",
            Text::new(
                "Say why it is dismissed, so that others need not ask.",
                "Dites pourquoi vous l’écartez, pour que d’autres n’aient pas à le demander.",
            ),
        ));
    }
    if draft.state != FindingState::Dismissed {
        draft.reason.clear();
    }
    if draft.reason.chars().count() > LONGEST_REASON {
        return Err(Problem::invalid(
            "reason",
            "too_long",
            Text::new(
                "A reason has 500 characters at most.",
                "Une raison compte 500 caractères au plus.",
            ),
        ));
    }
    if draft.customers > draft.of_customers || i64::try_from(draft.of_customers).is_err() {
        return Err(Problem::invalid(
            "customers",
            "out_of_range",
            Text::new(
                "There cannot be more customers behind a finding than there are in all.",
                "Un constat ne peut pas concerner plus de clients qu’il n’y en a en tout.",
            ),
        ));
    }
    Ok(draft)
}

fn unknown_assignee() -> Problem {
    Problem::invalid(
        "assignee_id",
        "unknown_person",
        Text::new(
            "Nobody here has this id, or they may not sign in any more.",
            "Personne ici n’a cet identifiant, ou cette personne ne peut plus se connecter.",
        ),
    )
}
