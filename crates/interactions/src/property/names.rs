//! The names of properties that occur.

use std::collections::BTreeSet;

use super::extract::{each_member, unescaped};
use crate::rows::Rows;

/// Names at most: what an answer can list.
const MOST: usize = 200;

/// The names met in some rows.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Adds the names of members that are values in themselves.
    pub(crate) fn add(&mut self, rows: &Rows) {
        for text in &rows.properties {
            each_member(text.data(), |key, value| {
                let is_value = !matches!(value.first(), Some(b'{' | b'[' | b'n'));
                if is_value
                    && self.0.len() < MOST
                    && let Some(name) = unescaped(key)
                {
                    self.0.insert(name);
                }
            });
        }
    }

    pub(crate) fn into_set(self) -> BTreeSet<String> {
        self.0
    }
}
