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

mod arrivals;
mod bulk;
mod chunks;
mod erase;
pub mod export_parquet;
mod figures;
mod files;
pub mod import_parquet;
mod jobs;
mod keys;
mod log;
mod manifest;
mod merge;
mod model;
mod parts;
mod place;
mod property;
mod retention;
mod rewrite;
mod rows;
mod scan;
mod seal;
mod segment;
mod settings;
mod shelf;
mod signature;
mod snapshot;
mod status;
mod store;
mod stream;
mod switch;
mod tidy;
mod timeline;
mod transfer;
mod view;
mod warm;

pub use arrivals::{Arrivals, Arrived, ArrivedRow};
pub use bulk::Bulk;
pub use files::{Files, LogFile, S3Options};
pub use jobs::{SealLog, TidyLog};
pub use log::{Appended, Log};
pub use model::{
    Bucket, CustomerId, CustomerSet, Interaction, InteractionId, KindCount, NewInteraction,
    ScanRequest, SignatureCount, SourceId, Summary, TimelineKey,
};
pub use parts::Parts;
pub use property::PropertyColumn;
pub use retention::{RetentionRule, RetentionRuleId};
pub use settings::LogSettings;
pub use signature::{Signature, SignatureParts, normalise_subject};
pub use snapshot::{LogState, Snapshot};
pub use status::{Fault, LiveFile, LogStatus};
pub use stream::InteractionStream;
pub use tidy::Effort;
pub use transfer::{Parcel, PartReader};

#[cfg(test)]
mod tests;
