//! Files of interactions: upload, preview, start, progress.

pub(super) mod delete;
pub(super) mod get;
pub(super) mod list;
pub(super) mod preview;
pub(super) mod start;
pub(super) mod upload;
