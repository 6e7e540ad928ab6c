//! The interaction log: every fact about a customer, appended once and never changed.
//!
//! [`Log::append`] writes in the unit of work of what caused the fact; [`Log::snapshot`] reads at
//! one moment in time. Kinds, channels, subjects and promoted properties are kept once each, as
//! [`Signature`]s: signals are matched against those few, never against the interactions.
//!
//! What it never does: know what a kind means, resolve an identity, match a signal.
//!
//! To read something new: a method on [`Snapshot`] that names its cost. To promote another part of
//! an interaction into its signature: [`SignatureParts`], and think of how many there will be.

pub mod export_parquet;
pub mod import_parquet;
mod files;
mod jobs;
mod keys;
mod log;
mod manifest;
mod merge;
mod model;
mod rows;
mod segment;
mod shelf;
mod signature;
mod store;

pub use files::{Files, S3Options};
pub use jobs::FoldAliases;
pub use log::{Appended, Log, LogState, Snapshot};
pub use model::{
    Bucket, CustomerId, Interaction, InteractionId, KindCount, NewInteraction, ScanRequest,
    SignatureCount, SourceId, Summary, TimelineKey,
};
pub use signature::{Signature, SignatureParts, normalise_subject};

#[cfg(test)]
mod tests;
