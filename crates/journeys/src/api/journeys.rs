//! `/api/v1/journeys`: one endpoint, one file.

pub(super) mod access;
pub(super) mod compare;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod describe_version;
pub(super) mod get;
pub(super) mod list;
pub(super) mod publish;
pub(super) mod restore;
pub(super) mod restore_version;
pub(super) mod set_access;
pub(super) mod update;
pub(super) mod version;
pub(super) mod versions;
