//! Decisions on findings: one endpoint, one file.

pub(super) mod decide;
pub(super) mod list;
