//! `/api/v1/stages`: one endpoint, one file.

pub(super) mod create;
pub(super) mod delete;
pub(super) mod restore;
pub(super) mod update;
