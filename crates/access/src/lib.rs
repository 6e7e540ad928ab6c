//! Users, teams, roles, invitations, sign-in, API tokens and the audit trail.
//!
//! What it never does: decide what an endpoint of another crate means. An endpoint says which
//! permission it asks for (`can: Can<EditJourneys>`), and writes what it changed with
//! [`audit::record`] in the unit of work of the change.
//!
//! Around every endpoint go two layers: [`layer`] finds out who asks, [`localize`] (outermost)
//! writes problems in their language.
//!
//! To add a permission: one line in `permission.rs`. To add an endpoint: a file in `api/`, a line
//! in `api.rs`, and what it does in `service/`.

mod access;
mod api;
pub mod audit;
mod caller;
mod can;
pub mod extract;
mod jobs;
mod layers;
mod model;
mod password;
pub mod permission;
mod secret;
mod service;
mod store;
#[cfg(feature = "testing")]
pub mod testing;

pub use access::{Access, By, Config, OneTimeLink};
pub use api::router;
pub use audit::Actor;
pub use caller::{Caller, CallerKind, TokenCaller};
pub use can::{Can, SignedIn, Speaks};
pub use jobs::register;
pub use layers::{Client, layer, localize};
pub use model::{
    ApiToken, AuditId, Invitation, InvitationId, InvitationState, Person, Role, Team, TeamHue,
    TeamId, TokenId, User, UserId, team_key,
};
pub use permission::{
    CommentJourneys, EditJourneys, ForgetCustomers, ImportFiles, ManageSources, ManageSystem,
    ManageUsers, Permission, ReadAudit, Scope, ViewInteractions, ViewJourneys,
};
pub use service::{NewInvitation, NewUser, Owner, TeamChanges, UserChanges};
