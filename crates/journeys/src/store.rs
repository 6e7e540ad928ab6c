//! The tables of this crate. The only place that names the database library.
//!
//! Whoever changes a journey calls [`journeys::lock`] first: changes to one journey, from any
//! process, follow each other, and what was read after the lock stays true until the commit.

pub(crate) mod attention;
pub(crate) mod journeys;
mod order;
pub(crate) mod personas;
pub(crate) mod pictures;
pub(crate) mod reviews;
pub(crate) mod roles;
pub(crate) mod stages;
pub(crate) mod teams;
pub(crate) mod touchpoints;
pub(crate) mod versions;
mod whole;

use std::str::FromStr;

use parcours_storage::StorageError;
use sea_orm::{DbErr, SqlErr};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads an id that this crate wrote.
fn id<T: FromStr>(text: &str) -> Result<T, StorageError> {
    text.parse().map_err(|_| broken(format!("{text} is no id of its table")))
}

/// Reads JSON that this crate wrote.
fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StorageError> {
    serde_json::from_str(text)
        .map_err(|error| broken(format!("a stored document is broken: {error}")))
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts, numbers and lists are plain JSON")
}

fn broken(what: String) -> StorageError {
    DbErr::Type(what).into()
}

/// Whether a row is still pointed at by another one.
fn still_used(error: &StorageError) -> bool {
    matches!(error, StorageError::Database(cause)
        if matches!(cause.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))))
}
