//! Funnel: how far cases get along given steps in time.
//!
//! An attempt begins at any row of the first step and takes the steps in order, each at a later row
//! than the one before (a later row at the same time counts as later), all within `window` of the
//! row it began with. A case gets as far as the best of all its attempts. In loose order anything
//! may lie between, in strict order each step is the very next row of the case.
//!
//! Source: `windowFunnel` of ClickHouse, whose maximum chain this is in loose order, but for two
//! things: a row is never two steps of one attempt, and rows at the same time keep their order,
//! where that function sorts them by step.
//!
//! What is told of a case beside its level is that of one attempt: the first to arrive at the
//! deepest level; of several that arrive by the same row, the one that began last; with each step
//! taken at its first chance. Its first row decides the group of the case.

mod attempt;
mod members;

use serde::{Deserialize, Serialize};

use self::attempt::{Best, Plan, Rows};
use super::activities::ActivitySet;
use super::distinct::Numbers;
use super::exact::elapsed;
use super::sketch::{LogHistogram, Times};
use crate::cases::{Case, Cases, Kernel};

pub use members::FunnelFigure;

/// No more steps than this.
pub const MOST_STEPS: usize = 32;

/// The question. Cost: one pass over the rows, and for each row that is part of some step one look
/// at each step it may be; the window of the best attempt is read once more for its times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    /// Which activities each step consists of; up to [`MOST_STEPS`], an activity may be in several.
    pub steps: Vec<ActivitySet>,
    /// The longest time from the first step's row to the last one's, in µs; exactly that long is
    /// within.
    pub window: i64,
    /// What may lie between.
    pub order: Order,
    /// Which group a case belongs to, by the activity of the best attempt's first row: 255 numbers,
    /// or none for one group. Codes beyond the list are in group 0.
    pub split: Option<Vec<u16>>,
}

/// What may lie between two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Anything.
    Loose,
    /// Nothing.
    Strict,
}

/// What some cases gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    /// By number of the group.
    groups: Vec<GroupSum>,
    cases: u64,
    numbers: Numbers,
    #[serde(skip)]
    plan: Option<Box<Plan>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct GroupSum {
    /// Cases by their deepest level.
    cases: Vec<u64>,
    /// Customers by that of their cases in the group.
    customers: Vec<u64>,
    /// From each step to the next.
    times: Vec<LogHistogram>,
    /// The customer counted last, and at which level.
    #[serde(skip)]
    last: (u64, u8),
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// Cases in all, those that never begin included.
    pub cases: u64,
    /// Distinct customers of these.
    pub customers: u64,
    /// By number of the group; those with nobody are there as well. One if there is no split.
    pub groups: Vec<Group>,
}

/// The cases of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Its number.
    pub group: u16,
    /// In order.
    pub steps: Vec<Step>,
}

/// One step of a [`Group`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    /// Cases that get as far or further.
    pub cases: u64,
    /// Distinct customers of these.
    pub customers: u64,
    /// Share of the cases at the first step that get here.
    pub of_first: Option<f64>,
    /// Share of the cases at the step before that get here.
    pub of_previous: Option<f64>,
    /// Time from the step before, of the cases that get here; none for the first.
    pub times: Option<Times>,
}

impl Funnel {
    fn groups(&self) -> usize {
        let highest = self.split.iter().flatten().copied().max().unwrap_or(0);
        usize::from(highest) + 1
    }

    fn group_of(&self, activity: u8) -> usize {
        let split = self.split.as_deref().unwrap_or_default();
        split.get(usize::from(activity)).copied().map_or(0, usize::from)
    }

    /// The answer.
    pub fn answer(&self, partial: &Partial) -> Answer {
        let group = |(group, sum): (u16, &GroupSum)| {
            let mut steps: Vec<Step> = Vec::new();
            for step in 0..self.steps.len() {
                let cases = sum.cases[step..].iter().sum();
                let of = |from: &Step| (from.cases > 0).then(|| cases as f64 / from.cases as f64);
                steps.push(Step {
                    cases,
                    customers: sum.customers[step..].iter().sum(),
                    of_first: steps.first().and_then(of),
                    of_previous: steps.last().and_then(of),
                    times: step.checked_sub(1).and_then(|before| sum.times[before].times()),
                });
            }
            Group { group, steps }
        };
        Answer {
            cases: partial.cases,
            customers: partial.numbers.customers,
            groups: (0..).zip(&partial.groups).map(group).collect(),
        }
    }
}

impl Kernel for Funnel {
    type Partial = Partial;

    /// # Panics
    ///
    /// With more than [`MOST_STEPS`] steps.
    fn begin(&self) -> Partial {
        let steps = self.steps.len();
        assert!(steps <= MOST_STEPS, "a funnel has up to {MOST_STEPS} steps");
        let group = GroupSum {
            cases: vec![0; steps],
            customers: vec![0; steps],
            times: vec![LogHistogram::default(); steps.saturating_sub(1)],
            last: (0, 0),
        };
        let groups = vec![group; self.groups()];
        Partial { groups, cases: 0, numbers: Numbers::default(), plan: None }
    }

    fn add(&self, partial: &mut Partial, cases: Cases<'_>) {
        if self.steps.is_empty() {
            partial.cases += cases.len() as u64;
            partial.numbers.add_all(cases.customers);
            return;
        }
        let plan =
            partial.plan.take().unwrap_or_else(|| Box::new(Plan::new(&self.steps, self.window)));
        match self.order {
            Order::Loose => self.fold(partial, cases, &plan, Plan::loose, Plan::loose_rows),
            Order::Strict => self.fold(partial, cases, &plan, Plan::strict, Plan::strict_rows),
        }
        partial.plan = Some(plan);
    }

    fn merge(&self, into: &mut Partial, other: Partial) {
        into.cases += other.cases;
        into.numbers.merge(&other.numbers);
        for (mine, theirs) in into.groups.iter_mut().zip(other.groups) {
            for (mine, theirs) in mine.cases.iter_mut().zip(theirs.cases) {
                *mine += theirs;
            }
            for (mine, theirs) in mine.customers.iter_mut().zip(theirs.customers) {
                *mine += theirs;
            }
            for (mine, theirs) in mine.times.iter_mut().zip(&theirs.times) {
                mine.merge(theirs);
            }
        }
    }
}

impl Funnel {
    #[inline]
    fn fold(
        &self,
        partial: &mut Partial,
        cases: Cases<'_>,
        plan: &Plan,
        best: impl Fn(&Plan, Case<'_>, &mut Rows) -> Option<Best>,
        rows: impl Fn(&Plan, Case<'_>, Best, &mut Rows),
    ) {
        let mut taken: Rows = [0; MOST_STEPS];
        let (mut whose, mut number) = (None, 0);
        for case in cases.iter() {
            if whose != Some(case.customer) {
                whose = Some(case.customer);
                number = partial.numbers.next();
            }
            let Some(best) = best(plan, case, &mut taken) else { continue };
            let group = &mut partial.groups[self.group_of(case.codes[best.first])];
            group.count(number, best.steps);
            if best.steps > 1 {
                rows(plan, case, best, &mut taken);
                let taken = &taken[..usize::from(best.steps)];
                for (times, pair) in group.times.iter_mut().zip(taken.windows(2)) {
                    times.add(elapsed(case.at[pair[0]], case.at[pair[1]]));
                }
            }
        }
        partial.cases += cases.len() as u64;
    }
}

impl GroupSum {
    /// Counts a case that gets `steps` steps far, at least one. The customer moves on if none of
    /// their cases got as far.
    #[inline]
    fn count(&mut self, number: u64, steps: u8) {
        self.cases[usize::from(steps) - 1] += 1;
        let before = if self.last.0 == number { self.last.1 } else { 0 };
        if steps > before {
            if before > 0 {
                self.customers[usize::from(before) - 1] -= 1;
            }
            self.customers[usize::from(steps) - 1] += 1;
            self.last = (number, steps);
        }
    }
}

#[cfg(test)]
mod tests;
