//! The database: connection, unit of work, migrations, jobs and the feed of changes.
//!
//! What it never does: know a table of a capability. Each `store.rs` writes its own SQL, with `$1`
//! placeholders that both databases take, through the short calls of [`sql`].
//!
//! **A unit of work** ([`UnitOfWork`]) carries everything one fact causes: the capability's rows,
//! the interactions, the jobs and the notes of change. Nothing of it exists before
//! [`UnitOfWork::commit`], and nothing is enqueued after.
//!
//! To add a table: the next number in `migrations/sqlite` and `migrations/postgres`, the same file
//! name in both, and a line in `migrate.rs`. To add a job: implement [`jobs::Job`] for its payload
//! and register a handler with [`jobs::Runner::handle`].

mod backup;
mod changes;
mod database;
mod error;
pub mod jobs;
mod migrate;
mod settings;
pub mod sql;
#[cfg(feature = "testing")]
pub mod testing;
mod unit_of_work;

pub use changes::{Change, ChangeFeed, Topic};
pub use database::{Backend, Database, Options};
pub use error::StorageError;
pub use settings::Settings;
pub use unit_of_work::UnitOfWork;

#[cfg(test)]
mod tests;
