//! The customers behind a figure of a report: who they are, all of them.
//!
//! A figure is put as a question to one customer: would the kernel, shown only their cases, have counted
//! them? Each report's figures answer it in a file beside their kernel; tests hold them to that
//! definition. One fold gathers the customers for whom it is true, as a compressed set, so that a
//! million of them are some megabytes and come in order.

use parcours_interactions::CustomerSet;

use crate::cases::{Cases, Kernel};

/// A figure, put to one customer. Cloned for each partial result, so that it may keep scratch.
pub trait Figure: Clone + Send + Sync + 'static {
    /// Whether a customer is behind it: all their cases, of which there is one at least.
    fn counts(&mut self, cases: Cases<'_>) -> bool;
}

/// The question. Cost: one pass over the cases.
#[derive(Debug, Clone)]
pub struct Members<F>(pub F);

/// The customers found so far.
#[derive(Debug)]
pub struct Found<F> {
    /// Who.
    pub customers: CustomerSet,
    figure: F,
}

impl<F: Figure> Kernel for Members<F> {
    type Partial = Found<F>;

    fn begin(&self) -> Found<F> {
        Found { customers: CustomerSet::new(), figure: self.0.clone() }
    }

    fn add(&self, partial: &mut Found<F>, cases: Cases<'_>) {
        for of_customer in cases.by_customer() {
            if partial.figure.counts(of_customer) {
                partial.customers.insert(of_customer.customers[0].unsigned_abs());
            }
        }
    }

    fn merge(&self, into: &mut Found<F>, other: Found<F>) {
        into.customers |= other.customers;
    }
}

/// What tests hold each figure to.
#[cfg(test)]
pub(crate) mod naive {
    use super::*;
    use crate::kernels::testing::{Plain, owned};

    /// Who is found by a figure.
    pub(crate) fn found<F: Figure>(figure: F, plain: &[Plain]) -> Vec<i64> {
        let kernel = Members(figure);
        let mut partial = kernel.begin();
        let mut late = kernel.begin();
        let half = plain.partition_point(|case| case.0 <= 3);
        kernel.add(&mut partial, owned(&plain[half..]).cases());
        kernel.add(&mut late, owned(&plain[..half]).cases());
        kernel.merge(&mut partial, late);
        partial.customers.iter().map(u64::cast_signed).collect()
    }

    /// Whom a kernel counts that is shown one customer at a time.
    pub(crate) fn counted<K: Kernel>(
        kernel: &K,
        plain: &[Plain],
        counts: impl Fn(&K::Partial) -> bool,
    ) -> Vec<i64> {
        let mut customers = Vec::new();
        for cases in plain.chunk_by(|one, next| one.0 == next.0) {
            let mut partial = kernel.begin();
            kernel.add(&mut partial, owned(cases).cases());
            if counts(&partial) {
                customers.push(cases[0].0);
            }
        }
        customers
    }
}
