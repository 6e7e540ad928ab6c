//! `/api/v1/saved-views`: one endpoint, one file.

pub(super) mod create;
pub(super) mod delete;
pub(super) mod list;
pub(super) mod update;
