//! Maps out and in: what a journey says, as a file that other programs and people read, and back.
//!
//! [`MapContent`] is what every form is made of and read into. `json` loses nothing; `table` and
//! `cjml` say what they can; `picture` draws.
//!
//! What it never does: write to a journey's tables. A file that comes in becomes a
//! [`JourneyDraft`](parcours_journeys::JourneyDraft), which the journeys check and draw as any other.
//!
//! To add a form out: a file that takes a `MapContent` and gives bytes, and its line in [`Format`].

mod cjml;
mod content;
mod excel;
pub mod json;
mod mermaid;
mod picture;
mod plain;
mod problems;
mod table;
#[cfg(test)]
mod testing;
mod translated;

pub use content::{MapContent, Opening, PictureFile};
pub use translated::translated;

/// Bytes a map file may have.
pub const MAX_BYTES: usize = 20 << 20;

#[cfg(test)]
mod tests;
