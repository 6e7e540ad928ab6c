//! The organisation's settings that every capability may read.

use jiff::tz::TimeZone;
use sea_orm::FromQueryResult;

use crate::{Database, StorageError, UnitOfWork, sql, values};

const TIME_ZONE: &str = "time_zone";
const SELECT: &str = "SELECT value FROM settings WHERE name = $1";

#[derive(FromQueryResult)]
struct Setting {
    value: String,
}

/// Named values of the installation.
#[derive(Debug)]
pub struct Settings;

impl Settings {
    /// A setting as it was stored.
    pub async fn get(database: &Database, name: &str) -> Result<Option<String>, StorageError> {
        let row: Option<Setting> = sql::one(database.read(), SELECT, values![name]).await?;
        Ok(row.map(|row| row.value))
    }

    /// A setting as it was stored, as this unit of work sees it.
    pub async fn get_in(work: &UnitOfWork, name: &str) -> Result<Option<String>, StorageError> {
        let row: Option<Setting> = sql::one(work.conn(), SELECT, values![name]).await?;
        Ok(row.map(|row| row.value))
    }

    /// Stores a setting.
    pub async fn set(work: &UnitOfWork, name: &str, value: &str) -> Result<(), StorageError> {
        let sql = "INSERT INTO settings (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        sql::execute(work.conn(), sql, values![name, value]).await?;
        Ok(())
    }

    /// The organisation's time zone: its days and weeks are those of the figures. The machine's until
    /// it is set, and UTC where the machine's has no name.
    pub async fn time_zone(database: &Database) -> Result<TimeZone, StorageError> {
        match Self::get(database, TIME_ZONE).await? {
            Some(name) => Ok(TimeZone::get(&name).unwrap_or(TimeZone::UTC)),
            None => Ok(machine_time_zone()),
        }
    }

    /// Sets the time zone by its IANA name; `false` when there is no such zone.
    pub async fn set_time_zone(work: &UnitOfWork, name: &str) -> Result<bool, StorageError> {
        if TimeZone::get(name).is_err() {
            return Ok(false);
        }
        Self::set(work, TIME_ZONE, name).await?;
        Ok(true)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a first guess, until somebody sets the organisation's"
)]
fn machine_time_zone() -> TimeZone {
    let zone = TimeZone::system();
    if zone.iana_name().is_some() { zone } else { TimeZone::UTC }
}
