//! Distinct customers, counted without a set.
//!
//! Customers come one after the other and never again, so a cell need only remember whom it counted
//! last: customers are numbered as they come, from 1, and the number is the cell's stamp.

use serde::{Deserialize, Serialize};

/// A count of distinct customers.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Distinct {
    /// How many.
    pub(crate) customers: u64,
    #[serde(skip)]
    stamp: u64,
}

impl Distinct {
    /// Counts the customer with this number, once.
    #[inline]
    pub(crate) fn see(&mut self, number: u64) {
        self.customers += u64::from(self.stamp != number);
        self.stamp = number;
    }

    /// Adds the count of other customers.
    pub(crate) fn merge(&mut self, other: Self) {
        self.customers += other.customers;
    }
}

/// Numbers customers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Numbers {
    /// How many customers there were, those of merged results included.
    pub(crate) customers: u64,
    /// The number of the last one; scratch, as the stamps are.
    #[serde(skip)]
    number: u64,
}

impl Numbers {
    /// The number of a customer who was not there before.
    #[inline]
    pub(crate) fn next(&mut self) -> u64 {
        self.customers += 1;
        self.number += 1;
        self.number
    }

    /// Counts the customers of these cases, of which nothing else is asked.
    pub(crate) fn add_all(&mut self, customers: &[i64]) {
        self.customers += customers.chunk_by(|one, next| one == next).count() as u64;
    }

    /// Adds the count of other customers.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.customers += other.customers;
    }
}
