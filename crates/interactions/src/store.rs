//! The log's tables: the only place of this crate that names the database library.

mod aliases;
pub(crate) mod append;
pub(crate) mod arrivals;
mod catalogue;
pub(crate) mod hot;
pub(crate) mod manifest;
pub(crate) mod moment;
pub(crate) mod retention;
pub(crate) mod sealing;
pub(crate) mod status;
pub(crate) mod upkeep;

pub(crate) use aliases::{AliasMarker, Aliases};
pub(crate) use catalogue::Catalogue;

/// A read transaction: one moment in time.
pub(crate) type Transaction = sea_orm::DatabaseTransaction;

#[cfg(test)]
mod tests;
