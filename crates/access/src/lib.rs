//! Users, roles, sign-in, API tokens and the audit trail.
//!
//! What it never does: decide what an endpoint of another crate means. An endpoint says which
//! permission it asks for (`can: Can<EditJourneys>`), and writes what it changed with
//! [`audit::record`] in the unit of work of the change.
//!
//! To add a permission: one line in `permission.rs`. To add an endpoint: one file in `api/`.

pub mod audit;
mod caller;
mod can;
pub mod extract;
mod model;
pub mod permission;
mod store;
#[cfg(feature = "testing")]
pub mod testing;

pub use audit::Actor;
pub use caller::{Caller, CallerKind, TokenCaller};
pub use can::{Can, SignedIn, Speaks};
pub use model::{AuditId, Role, TokenId, User, UserId};
pub use permission::{
    EditJourneys, ImportFiles, ManageSources, ManageSystem, ManageUsers, Permission, ReadAudit,
    Scope, ViewInteractions, ViewJourneys,
};
