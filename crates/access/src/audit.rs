//! The audit trail: who changed what. Append only; written in the unit of work of the change, so
//! that there is no change without its entry and no entry without its change.

use parcours_kernel::{Env, Timestamp};
use parcours_storage::{StorageError, UnitOfWork};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::CallerKind;
use crate::{AuditId, Caller, User, store};

/// Who did it: a person, a program, or Parcours itself.
#[derive(Debug, Clone)]
pub struct Actor {
    pub(crate) kind: ActorKind,
    pub(crate) id: Option<String>,
    pub(crate) name: String,
}

/// A person, a program, or Parcours itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A signed-in user.
    User,
    /// An API token.
    Token,
    /// The command line or a job.
    System,
}

impl ActorKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Token => "token",
            Self::System => "system",
        }
    }

    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "user" => Self::User,
            "token" => Self::Token,
            _ => Self::System,
        }
    }
}

impl Actor {
    /// Parcours itself: the command line, a job, the demo.
    pub fn system() -> Self {
        Self { kind: ActorKind::System, id: None, name: "Parcours".to_owned() }
    }

    /// What people read as the one who did it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl From<&Caller> for Actor {
    fn from(caller: &Caller) -> Self {
        match &caller.kind {
            CallerKind::User(user) => Self::from(user),
            CallerKind::Token(token) => Self {
                kind: ActorKind::Token,
                id: Some(token.id.to_string()),
                name: token.name.clone(),
            },
        }
    }
}

impl From<&User> for Actor {
    fn from(user: &User) -> Self {
        Self { kind: ActorKind::User, id: Some(user.id.to_string()), name: user.name.clone() }
    }
}

/// Who changed what, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Its id.
    #[schema(value_type = String)]
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// The name of who did it, as it was then.
    pub actor: String,
    /// A person, a program, or Parcours itself.
    pub actor_kind: ActorKind,
    /// What was done, such as `journey.published`.
    pub action: String,
    /// The id of what it was done to.
    pub entity: String,
    /// Its name, as it was then.
    pub entity_name: Option<String>,
    /// What changed, by field: the new value, or `{"from": …, "to": …}`. Never a secret.
    #[schema(value_type = Object)]
    pub changes: Value,
}

/// Writes an entry: `audit::record(&work, &env, &*can, "journey.published", &id, Some(&name), json!({…}))`.
///
/// `action` is `thing.verb_in_the_past`; `changes` an object with the fields that changed, and never
/// a password, a token, a key or a link.
pub async fn record(
    work: &UnitOfWork,
    env: &Env,
    actor: impl Into<Actor>,
    action: &str,
    entity: impl std::fmt::Display,
    entity_name: Option<&str>,
    changes: Value,
) -> Result<(), StorageError> {
    record_in(work, env, actor, None, action, entity, entity_name, changes).await
}

/// The same, as part of what happened to a journey and all that is in it (its activity).
#[expect(clippy::too_many_arguments, reason = "an entry has as many parts")]
pub async fn record_in(
    work: &UnitOfWork,
    env: &Env,
    actor: impl Into<Actor>,
    journey: Option<&str>,
    action: &str,
    entity: impl std::fmt::Display,
    entity_name: Option<&str>,
    changes: Value,
) -> Result<(), StorageError> {
    let actor = actor.into();
    let entity = entity.to_string();
    tracing::info!(
        target: "parcours::audit",
        actor = actor.id.as_deref().unwrap_or(actor.kind.name()), action, entity, "audit"
    );
    let entry = AuditEntry {
        id: AuditId::new(env),
        at: env.now(),
        actor: actor.name,
        actor_kind: actor.kind,
        action: action.to_owned(),
        entity,
        entity_name: entity_name.map(ToOwned::to_owned),
        changes,
    };
    store::audit::insert(work, actor.id.as_deref(), journey, &entry).await
}
