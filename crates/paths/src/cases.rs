//! Cases: what customers went through, as kernels see it.
//!
//! An activity (a touchpoint, a stage, a kind) is one byte. A case is what one customer did, in order
//! of (time, arrival): all of it, one session, or what belongs to one order or ticket. What a question
//! does not look at is left out before a kernel sees it. Cases of one order may overlap in time; kernels
//! that look at a customer's cases together bear that.

mod cutting;
mod filter;

pub use cutting::{ByValue, CaseBuffer, Cutting, Seen};
pub use filter::CaseFilter;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The code of what a question does not look at. Activities are numbered from 0 to 254.
pub const NONE: u8 = u8::MAX;

/// Some cases as columns. Case `i` owns the rows `offsets[i]..offsets[i + 1]`; none is empty. All cases
/// of a customer are in one batch, side by side, in order of their begin.
#[derive(Debug, Clone, Copy)]
pub struct Cases<'a> {
    /// Whose, by case: ascending, the same number for each case of a customer.
    pub customers: &'a [i64],
    /// One row number more than there are cases.
    pub offsets: &'a [u32],
    /// The activity, by row; never [`NONE`].
    pub codes: &'a [u8],
    /// When, by row: µs UTC.
    pub at: &'a [i64],
    /// Money or score, by row, NaN where there is none; empty unless asked for.
    pub value: &'a [f64],
}

/// One case of [`Cases`].
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Whose.
    pub customer: i64,
    /// Activities in order.
    pub codes: &'a [u8],
    /// When each happened: µs UTC.
    pub at: &'a [i64],
    /// Money or score of each; empty unless asked for.
    pub value: &'a [f64],
}

impl<'a> Cases<'a> {
    /// How many.
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// The cases of one customer after those of the other.
    pub fn by_customer(&self) -> impl Iterator<Item = Cases<'a>> + use<'a> {
        let all = *self;
        let mut done = 0;
        all.customers.chunk_by(|one, next| one == next).map(move |customers| {
            let offsets = &all.offsets[done..=done + customers.len()];
            done += customers.len();
            Cases { customers, offsets, ..all }
        })
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = Case<'a>> + use<'a> {
        let Self { codes, at, value, .. } = *self;
        self.customers.iter().zip(self.offsets.windows(2)).map(move |(customer, window)| {
            let rows = window[0] as usize..window[1] as usize;
            let value = if value.is_empty() { value } else { &value[rows.clone()] };
            Case { customer: *customer, codes: &codes[rows.clone()], at: &at[rows], value }
        })
    }
}

/// A pure fold over cases. Buckets of customers are folded side by side, here or on other machines;
/// the answer is the merge of their partial results, in whatever order they come.
pub trait Kernel: Send + Sync + 'static {
    /// What was found among some cases.
    type Partial: Send + 'static;

    /// What is found among none.
    fn begin(&self) -> Self::Partial;

    /// Adds cases. All those of a customer come in one call.
    fn add(&self, partial: &mut Self::Partial, cases: Cases<'_>);

    /// Adds what was found among the cases of other customers.
    fn merge(&self, into: &mut Self::Partial, other: Self::Partial);
}

/// Two questions in one pass.
impl<A: Kernel, B: Kernel> Kernel for (A, B) {
    type Partial = (A::Partial, B::Partial);

    fn begin(&self) -> Self::Partial {
        (self.0.begin(), self.1.begin())
    }

    fn add(&self, partial: &mut Self::Partial, cases: Cases<'_>) {
        self.0.add(&mut partial.0, cases);
        self.1.add(&mut partial.1, cases);
    }

    fn merge(&self, into: &mut Self::Partial, other: Self::Partial) {
        self.0.merge(&mut into.0, other.0);
        self.1.merge(&mut into.1, other.1);
    }
}

/// How a customer's interactions are cut into cases.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cut {
    /// All of them are one.
    Customer,
    /// After a silence longer than this (µs), another begins.
    Session(i64),
    /// Those with the same value of this property are one, those without are none. The same value of
    /// another customer is another case.
    Property(Arc<str>),
}

fn place(row: usize) -> u32 {
    u32::try_from(row).expect("a chunk holds fewer than 2³² rows")
}

/// Cases written by hand, for the tests of kernels.
#[cfg(test)]
pub(crate) mod by_hand {
    use super::*;

    /// Cases that own their columns.
    #[derive(Debug, Default)]
    pub(crate) struct Owned {
        customers: Vec<i64>,
        offsets: Vec<u32>,
        codes: Vec<u8>,
        at: Vec<i64>,
        value: Vec<f64>,
    }

    impl Owned {
        /// Of (customer, [(code, seconds)]), one case each, in order of customer.
        pub(crate) fn new(cases: &[(i64, &[(u8, i64)])]) -> Self {
            let mut owned = Self::default();
            for (customer, rows) in cases {
                owned.customers.push(*customer);
                owned.offsets.push(place(owned.codes.len()));
                for (code, seconds) in *rows {
                    owned.codes.push(*code);
                    owned.at.push(seconds * 1_000_000);
                }
            }
            owned.offsets.push(place(owned.codes.len()));
            owned
        }

        /// The same with a value for each row.
        pub(crate) fn with_values(mut self, values: &[f64]) -> Self {
            assert_eq!(values.len(), self.codes.len(), "one for each row");
            self.value = values.to_vec();
            self
        }

        pub(crate) fn cases(&self) -> Cases<'_> {
            let Self { customers, offsets, codes, at, value } = self;
            Cases { customers, offsets, codes, at, value }
        }
    }
}
