//! Pictures: one endpoint, one file.

pub(super) mod get;
pub(super) mod upload;
