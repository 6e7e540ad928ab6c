//! The map against reality: how far each case fits, where it deviates, and who is behind it.
//!
//! The map is read as an [order](Order) of touchpoints with links. **Fitness** of a case is
//! 1 − cost ÷ worst cost of its [best alignment](alignment): 1 for a case that goes from the first to
//! the last touchpoint as drawn, 0 for one of which nothing fits (Carmona, van Dongen, Solti and
//! Weidlich, *Conformance Checking*, 2018, ch. 8; van der Aalst, Adriansyah and van Dongen, *Replaying
//! history on process models*, 2012). A customer's fitness is the mean over their cases; a map's is
//! given both as the mean over cases and over customers.
//!
//! What deviates in the alignments is counted by sort, touchpoint, and the touchpoint it came after,
//! with the customers behind it. A case that may still run does not end early, and fits if it is the
//! beginning of one that does.

pub mod alignment;
pub mod answer;
mod members;

use serde::{Deserialize, Serialize};

use super::behind::{Behind, NAMED, Turn};
use super::slots::Slots;
use crate::cases::{Case, Cases, Kernel, NONE};
use alignment::Aligner;

pub use alignment::{Alignment, Deviation, Kind, Order};
pub use answer::{Deviating, Drift};
pub use members::DeviationFigure;

/// Fitness is added in billionths, so that the order of adding changes nothing.
const WHOLE: u64 = 1_000_000_000;

/// The question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fitness {
    /// The map.
    pub order: Order,
    /// A case whose last row is later than this (µs) may still run. `i64::MAX`: all have ended.
    pub ended_by: i64,
    /// Customers named for each deviation.
    pub named: usize,
}

/// What was found.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Found {
    cases: u64,
    /// Cases that cost nothing.
    fitting: u64,
    cost: u64,
    worst: u64,
    /// Sum over cases, in billionths.
    fitness: u64,
    customers: u64,
    /// Sum of customers' means, in billionths.
    customer_fitness: u64,
    /// Customers by touchpoint.
    reached: Vec<u64>,
    /// By [`key`].
    deviations: Slots<Behind>,
    #[serde(skip)]
    scratch: Scratch,
}

/// What a fold remembers from one call to the next.
#[derive(Debug, Clone, Default)]
struct Scratch {
    aligner: Option<Aligner>,
    turn: Turn,
    /// By activity: whether the customer at hand was there.
    been: Vec<bool>,
}

/// The cases so far of the customer at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    cases: u64,
    fitness: u64,
}

impl Fitness {
    /// Against a map, with the usual number of customers named.
    pub fn new(order: Order, ended_by: i64) -> Self {
        Self { order, ended_by, named: NAMED }
    }

    fn add_case(&self, found: &mut Found, case: Case<'_>) -> u64 {
        let Found { scratch: Scratch { aligner, turn, been }, deviations, .. } = found;
        let aligner = aligner.get_or_insert_with(|| Aligner::new(&self.order));
        let ended = case.at.last().is_none_or(|last| *last <= self.ended_by);
        let (cost, worst) = (aligner.cost(case.codes, ended), aligner.worst(case.codes, ended));
        if cost > 0 {
            aligner.deviations(case.codes, |deviation| {
                for key in [key(deviation, true), key(deviation, false)] {
                    deviations.of(key).count(*turn, case.customer, self.named);
                }
            });
        }
        case.codes.iter().for_each(|code| been[usize::from(*code)] = true);
        let fitness = WHOLE - fraction(cost, worst);
        found.cases += 1;
        found.fitting += u64::from(cost == 0);
        found.cost += cost;
        found.worst += worst;
        found.fitness += fitness;
        fitness
    }
}

impl Kernel for Fitness {
    type Partial = Found;

    fn begin(&self) -> Found {
        Found { reached: vec![0; usize::from(self.order.touchpoints)], ..Found::default() }
    }

    fn add(&self, partial: &mut Found, cases: Cases<'_>) {
        partial.scratch.been.resize(256, false);
        let mut mean = Mean::default();
        let mut last_customer = None;
        for case in cases.iter() {
            let new = last_customer != Some(case.customer);
            if new {
                partial.end_customer(std::mem::take(&mut mean));
                last_customer = Some(case.customer);
            }
            partial.scratch.turn.next(new);
            mean.fitness += self.add_case(partial, case);
            mean.cases += 1;
        }
        partial.end_customer(mean);
    }

    fn merge(&self, into: &mut Found, other: Found) {
        into.cases += other.cases;
        into.fitting += other.fitting;
        into.cost += other.cost;
        into.worst += other.worst;
        into.fitness += other.fitness;
        into.customers += other.customers;
        into.customer_fitness += other.customer_fitness;
        into.reached.iter_mut().zip(other.reached).for_each(|(into, other)| *into += other);
        into.deviations.merge(other.deviations, |into, other| into.add(other, self.named));
    }
}

impl Found {
    fn end_customer(&mut self, mean: Mean) {
        if let Some(fitness) = mean.fitness.checked_div(mean.cases) {
            self.customers += 1;
            self.customer_fitness += fitness;
            for (reached, been) in self.reached.iter_mut().zip(&self.scratch.been) {
                *reached += u64::from(*been);
            }
            self.scratch.been.fill(false);
        }
    }
}

/// Billionths, rounded down.
fn fraction(of: u64, all: u64) -> u64 {
    (u128::from(of) * u128::from(WHOLE) / u128::from(all)).try_into().expect("of is at most all")
}

/// Sort, touchpoint and the one before, or any before.
fn key(deviation: Deviation, any_before: bool) -> u64 {
    let byte = |code: Option<u8>| u64::from(code.unwrap_or(NONE));
    let after = if any_before { 1 << 8 } else { byte(deviation.after) };
    (deviation.kind as u64) << 24 | byte(deviation.touchpoint) << 16 | after
}

#[cfg(test)]
mod tests;
