//! `/api/v1/touchpoints`: one endpoint, one file.

pub(super) mod create;
pub(super) mod delete;
pub(super) mod restore;
pub(super) mod signals;
pub(super) mod unwatch;
pub(super) mod update;
pub(super) mod watch;
pub(super) mod watchers;
