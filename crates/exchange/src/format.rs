//! The forms in which a map goes out.

use parcours_kernel::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A form of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = MapFileFormat)]
pub enum Format {
    /// A picture.
    Png,
    /// A picture that grows without loss.
    Svg,
    /// Pages of A3.
    Pdf,
    /// A table, a row for each touchpoint.
    Csv,
    /// An Excel file.
    Xlsx,
    /// `parcours-map`: everything, to be read again.
    Json,
    /// A Mermaid `journey` diagram.
    Mermaid,
    /// CJML 2.0.
    Cjml,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Png,
        Self::Svg,
        Self::Pdf,
        Self::Csv,
        Self::Xlsx,
        Self::Json,
        Self::Mermaid,
        Self::Cjml,
    ];

    /// How it is named.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Mermaid => "mermaid",
            Self::Cjml => "cjml",
        }
    }

    /// The form of a name, or of the ending of a file.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.name() == name || format.ending() == name)
    }

    /// How names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Mermaid => "mmd",
            Self::Cjml => "cjml.xml",
            other => other.name(),
        }
    }

    /// What it is to browsers.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::Pdf => "application/pdf",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Mermaid => "text/plain; charset=utf-8",
            Self::Cjml => "application/xml",
        }
    }

    /// Whether it is drawn, so that figures have a place in it.
    pub(crate) fn is_drawn(self) -> bool {
        matches!(self, Self::Png | Self::Svg | Self::Pdf)
    }

    /// Whether it shows pictures or carries them.
    pub(crate) fn has_pictures(self) -> bool {
        self.is_drawn() || self == Self::Json
    }
}

/// A file that goes out.
#[derive(Debug, Clone)]
pub struct Exported {
    /// What it is called, such as `Achat en ligne.pdf`.
    pub file_name: String,
    /// What it is.
    pub format: Format,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// The name of a file, of what file systems take.
pub(crate) fn file_name(journey: &str, format: Format, language: Language) -> String {
    let sign =
        |sign: char| if "/\\:*?\"<>|".contains(sign) || sign.is_control() { ' ' } else { sign };
    let name: String = journey.chars().map(sign).take(120).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(['.', ' ']);
    let fallback = match language {
        Language::En => "Journey",
        Language::Fr => "Parcours",
    };
    format!("{}.{}", if name.is_empty() { fallback } else { name }, format.ending())
}
