//! What can be done with accounts, one concern a file. Each change is one unit of work with its
//! entry in the audit trail.

mod me;
mod sessions;
mod setup;
mod throttle;
mod tokens;
mod users;

pub(crate) use sessions::{Begun, LONGEST_SECONDS};
pub use setup::Owner;
pub(crate) use tokens::{PREFIX as TOKEN_PREFIX, TokenWish};
pub use users::{NewUser, UserChanges};
