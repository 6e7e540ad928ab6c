//! How the log looks after itself: thresholds with defaults that suit most.

use parcours_kernel::{Problem, Text};
use parcours_storage::{Database, Settings, StorageError, UnitOfWork};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const NAME: &str = "interaction_log";

/// When rows are sealed, how large files grow, how long messages are remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LogSettings {
    /// Rows in the database before they are sealed into files. 100,000 by default.
    pub seal_rows: u32,
    /// Rows a file holds at most. 8 million by default.
    pub segment_rows: u32,
    /// Days for which a message is known again when it is told twice, beyond its time in the
    /// database. 90 by default, 7 at least. Rows of imported files are known for ever.
    pub remember_days: u32,
    /// Minutes for which a replaced file stays for those who still read it. 15 by default.
    pub grace_minutes: u32,
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { seal_rows: 100_000, segment_rows: 8_000_000, remember_days: 90, grace_minutes: 15 }
    }
}

impl LogSettings {
    /// As they are set; defaults where nothing is.
    pub async fn read(database: &Database) -> Result<Self, StorageError> {
        let said = Settings::get(database, NAME).await?;
        Ok(said.and_then(|said| serde_json::from_str(&said).ok()).unwrap_or_default())
    }

    /// Sets them, once [`check`](Self::check)ed.
    pub async fn write(&self, work: &UnitOfWork) -> Result<(), StorageError> {
        let said = serde_json::to_string(self).expect("numbers are plain JSON");
        Settings::set(work, NAME, &said).await
    }

    /// Refuses what would not work well.
    pub fn check(&self) -> Result<(), Problem> {
        let bounds = [
            ("seal_rows", self.seal_rows, 1_000, 2_000_000),
            ("segment_rows", self.segment_rows, 10_000, 100_000_000),
            ("remember_days", self.remember_days, 7, 3_650),
            ("grace_minutes", self.grace_minutes, 1, 1_440),
        ];
        for (field, value, least, most) in bounds {
            if !(least..=most).contains(&value) {
                let message = Text::new(
                    format!(
                        "Choose a number from {} to {}.",
                        grouped(least, ","),
                        grouped(most, ",")
                    ),
                    format!(
                        "Choisissez un nombre de {} à {}.",
                        grouped(least, "\u{202f}"),
                        grouped(most, "\u{202f}")
                    ),
                );
                return Err(Problem::invalid(field, "out_of_range", message));
            }
        }
        Ok(())
    }
}

/// A number in groups of three digits.
fn grouped(number: u32, separator: &str) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_not_work_well_is_refused_by_name() {
        assert!(LogSettings::default().check().is_ok());
        let hasty = LogSettings { seal_rows: 10, ..LogSettings::default() };
        let refused = hasty.check().unwrap_err();
        let body = serde_json::to_string(&refused.body(parcours_kernel::Language::En)).unwrap();
        assert!(body.contains("seal_rows") && body.contains("1,000 to 2,000,000"), "{body}");
    }
}
