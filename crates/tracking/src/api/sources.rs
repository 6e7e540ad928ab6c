//! Who may send events: sources, their keys, what arrived last.

pub(super) mod create;
pub(super) mod create_key;
pub(super) mod delete;
pub(super) mod events;
pub(super) mod get;
pub(super) mod list;
pub(super) mod revoke_key;
pub(super) mod update;
