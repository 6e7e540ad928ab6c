//! Several touchpoints at once.

pub(crate) mod paste;
pub(crate) mod relocate;
pub(crate) mod remove;
pub(crate) mod restore;
pub(crate) mod review;
pub(crate) mod unreview;
