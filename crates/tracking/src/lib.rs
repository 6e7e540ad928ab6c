//! How facts come in: the Segment-compatible API, its sources and write keys, and file imports.
//!
//! What it never does: decide who a customer is (crate customers), know what a kind means (crate
//! journeys), answer before a fact is on disk.
//!
//! - `segment`: the protocol without I/O · `protocol`: its addresses · `intake`: many requests, few
//!   commits · `files`: readers of files · `imports`: whole files into the log · `exports`: writers of
//!   files · `api`: sources and imports for the screens.
//!
//! To read one more field of an SDK: `segment/event.rs`. To give a kind its subject or channel:
//! `segment/meaning.rs`. To refuse something new: a line in `segment/refusal.rs`.

mod api;
mod erasure;
pub mod exports;
pub mod files;
mod imports;
mod intake;
mod jobs;
mod keys;
mod model;
mod patience;
mod protocol;
mod sample;
mod segment;
mod sources;
mod store;
#[cfg(test)]
mod testing;
mod told;
mod tracking;

pub use api::router;
pub use imports::{
    Import, ImportError, ImportFailure, ImportId, ImportOutcome, ImportProgress, ImportState,
    rehearse_import,
};
pub use intake::Intake;
pub use model::{
    DEFAULT_PROMOTED, KeyId, Outcome, Source, SourceEvent, SourceId, SourceKind, WriteKey,
};
pub use protocol::protocol_router;
pub use sources::SourceChange;
pub use told::Told;
pub use tracking::{Config, Tracking};
