//! File imports: an upload becomes interactions, in chunks that each are one unit of work.
//!
//! A file is read from its start each time and every row has an id of its own, so that nothing is
//! stored twice: not by a restart, and not by the same file again next month.

mod files_on_disk;
mod manage;
mod model;
mod reading;
mod repeats;
mod run;
mod shape;
mod signatures;
mod storing;
mod words;
mod work;

pub use model::{Import, ImportError, ImportId, ImportProgress, ImportState};
pub(crate) use model::{Record, Refused};
pub use reading::rehearse_import;
pub use run::{ImportFailure, ImportOutcome};
pub(crate) use work::ATTEMPTS;

#[cfg(test)]
mod tests;
