//! An import and how far it is.

use parcours_kernel::{Language, Text, Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::files;

prefixed_id!(
    /// A file import.
    ImportId,
    "imp"
);

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ImportState {
    /// The file is here; nobody said yet how to read it.
    Uploaded,
    /// Its turn comes.
    Waiting,
    /// Rows are being stored.
    Running,
    /// All rows that can be stored are.
    Done,
    /// It ended early; the problem says why, and what was stored stays.
    Failed,
}

impl ImportState {
    const ALL: [Self; 5] = [Self::Uploaded, Self::Waiting, Self::Running, Self::Done, Self::Failed];

    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether somebody works on it, or soon will.
    pub(crate) fn is_active(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// How far an import is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportProgress {
    /// Rows looked at.
    pub rows_read: u64,
    /// Of these, stored.
    pub rows_stored: u64,
    /// Stored before, by this file or another.
    pub rows_duplicate: u64,
    /// From before their customer was forgotten: not kept.
    #[serde(default)]
    #[schema(required)]
    pub rows_erased: u64,
    /// Not readable as interactions.
    pub rows_refused: u64,
    /// Bytes of the file behind us. A strict import reads twice: half of them are checking.
    pub bytes_read: u64,
    /// Bytes of the file.
    pub bytes_total: u64,
    /// Speed since the start; null before the first rows.
    #[schema(required)]
    pub rows_per_second: Option<f64>,
    /// At that speed; null before the first rows.
    #[schema(required)]
    pub seconds_left: Option<u64>,
}

impl ImportProgress {
    /// The same with speed and time left, `seconds` after the start.
    pub(crate) fn after(mut self, seconds: f64) -> Self {
        if seconds > 0.0 && self.rows_read > 0 && self.bytes_read > 0 {
            let left = self.bytes_total.saturating_sub(self.bytes_read);
            self.rows_per_second = Some((to_f64(self.rows_read) / seconds).round());
            let rest = (to_f64(left) * seconds / to_f64(self.bytes_read)).ceil();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "rounded, above zero"
            )]
            let rest = rest as u64;
            self.seconds_left = Some(rest);
        }
        self
    }
}

#[expect(clippy::cast_precision_loss, reason = "speeds and shares need no last digit")]
fn to_f64(number: u64) -> f64 {
    number as f64
}

/// A row that was refused, and why, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Refused {
    pub(crate) line: u64,
    pub(crate) en: String,
    pub(crate) fr: String,
}

impl Refused {
    pub(crate) fn new(line: u64, why: &Text) -> Self {
        Self { line, en: why.get(Language::En).to_owned(), fr: why.get(Language::Fr).to_owned() }
    }

    pub(crate) fn text(&self) -> Text {
        Text::new(self.en.clone(), self.fr.clone())
    }
}

/// An import as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    pub(crate) id: ImportId,
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) state: ImportState,
    pub(crate) created_at: Timestamp,
    pub(crate) created_by: String,
    pub(crate) options: files::Options,
    pub(crate) progress: ImportProgress,
    pub(crate) errors: Vec<Refused>,
    /// Why it failed; the line is 0.
    pub(crate) problem: Option<Refused>,
    pub(crate) started_at: Option<Timestamp>,
    pub(crate) finished_at: Option<Timestamp>,
}

/// A file import.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Import {
    /// Its id.
    #[schema(value_type = String)]
    pub id: ImportId,
    /// What the file was called.
    pub name: String,
    /// Its size, as it was sent.
    pub bytes: u64,
    /// Where it stands.
    pub state: ImportState,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
    /// How it is read.
    pub options: files::Options,
    /// How far it is.
    pub progress: ImportProgress,
    /// Why it failed.
    pub problem: Option<String>,
    /// The first 100 rows that were refused.
    pub errors: Vec<ImportError>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportError {
    /// The line of the file from 1, the row of a Parquet file, the event of an XES log; 0 when the
    /// whole file is meant.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

impl Record {
    /// As people see it, in their language.
    pub(crate) fn shown(self, language: Language) -> Import {
        Import {
            id: self.id,
            name: self.name,
            bytes: self.bytes,
            state: self.state,
            created_at: self.created_at,
            created_by: self.created_by,
            options: self.options,
            progress: self.progress,
            problem: self.problem.map(|problem| problem.text().get(language).to_owned()),
            errors: self
                .errors
                .into_iter()
                .map(|refused| ImportError {
                    line: refused.line,
                    message: refused.text().get(language).to_owned(),
                })
                .collect(),
            finished_at: self.finished_at,
        }
    }
}
