//! Maps out and in: what a journey says, as a file that other programs and people read, and back.
//!
//! [`MapContent`] is what every form is made of and read into. `json` loses nothing; `table` and
//! `cjml` say what they can; `picture` draws.
//!
//! What it never does: write to a journey's tables. A file that comes in becomes a
//! [`JourneyDraft`](parcours_journeys::JourneyDraft), which the journeys check and draw as any other.
//!
//! To add a form out: a file that takes a `MapContent` and gives bytes, and its line in [`Format`].

mod api;
mod cjml;
mod content;
mod excel;
mod foreign;
mod format;
mod incoming;
pub mod json;
mod lanes;
mod mermaid;
mod picture;
mod plain;
mod problems;
mod service;
mod table;
#[cfg(test)]
mod testing;
mod translated;

pub use api::{Api, router};
pub use content::{MapContent, Opening, PictureFile};
pub use foreign::{Field, Layout, Mapping};
pub use format::{Exported, Format};
pub use incoming::FileKind;
pub use service::{
    Drawn, DrawnStage, Exchange, ExportAsk, ForeignTable, ImportAsk, Imported, MapPreview,
    PersonaFate,
};
pub use translated::translated;

/// Bytes a map file may have.
pub const MAX_BYTES: usize = 20 << 20;

#[cfg(test)]
mod tests;
