//! Everybody who bought, one by one: for reports that say something of each.

use serde::{Deserialize, Serialize};

use super::orders::{Bought, Orders};
use crate::cases::{Cases, Kernel};

/// The question. Cost: one pass over the rows; memory: 48 bytes for each customer who bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyers(pub Orders);

impl Kernel for Buyers {
    type Partial = Vec<Bought>;

    fn begin(&self) -> Vec<Bought> {
        Vec::new()
    }

    fn add(&self, partial: &mut Vec<Bought>, cases: Cases<'_>) {
        self.0.each(cases, |bought| partial.push(bought));
    }

    fn merge(&self, into: &mut Vec<Bought>, other: Vec<Bought>) {
        into.extend(other);
    }
}
