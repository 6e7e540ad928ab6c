//! A setting that is not shown.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What stands in its place.
const HIDDEN: &str = "…";

/// A value that only the other side is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Secret(String);

impl Secret {
    /// What is shown instead.
    pub(super) fn hidden() -> Self {
        Self(HIDDEN.to_owned())
    }

    /// The value itself.
    pub(super) fn told(self) -> String {
        self.0
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}
