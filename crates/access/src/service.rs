//! What can be done with accounts, one concern a file. Each change is one unit of work with its
//! entry in the audit trail.

mod invitations;
mod me;
mod sessions;
mod setup;
mod teams;
mod throttle;
mod tokens;
mod users;

pub(crate) use invitations::Guest;
pub use invitations::NewInvitation;
pub(crate) use sessions::{Begun, LONGEST_SECONDS};
pub use setup::Owner;
pub use teams::TeamChanges;
pub(crate) use tokens::{PREFIX as TOKEN_PREFIX, TokenWish};
pub use users::{NewUser, UserChanges};
