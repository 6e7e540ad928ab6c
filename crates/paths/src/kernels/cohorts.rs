//! Cohorts: who came first when, and who of them came back how long after.
//!
//! A customer belongs to the period of their first row (or of the first whose activity is one of
//! `start`), or to its activity. They are *retained* in the period that lies `offset` periods later
//! if any row in it, from that first row on, is one of `back`; in offset 0 the first row itself
//! counts, if it is one. This is retention "in that period", not "then or later". Who began outside
//! of the periods is in no cohort. What lies beyond the last period cannot be told yet, so each
//! figure comes with the customers of whom it can: who began in the last week has no second week.
//! Rows of a customer are in order of (time, case, place), also where cases overlap in time.
//!
//! Source: the retention table of cohort analysis, as in Fader and Hardie, *How to project customer
//! retention*, Journal of Interactive Marketing 21, 2007.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::activities::ActivitySet;
use super::distinct::{Distinct, Numbers};
use super::periods::Periods;
use crate::cases::{Cases, Kernel};

/// The question. Cost: one pass over the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohorts {
    /// Weeks or months.
    pub periods: Periods,
    /// What begins: [`ActivitySet::ALL`] for a customer's first row of any kind.
    pub start: ActivitySet,
    /// What counts as coming back.
    pub back: ActivitySet,
    /// What makes a cohort.
    pub by: CohortBy,
}

/// What the customers of a cohort have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CohortBy {
    /// The period in which they began.
    Period,
    /// The activity with which they began.
    Activity,
}

/// What some customers gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    /// Who began, by `cohort * periods + period of the begin`.
    begun: Vec<u64>,
    /// Who came back, by `cohort * periods + offset`.
    back: Vec<Distinct>,
    outside: u64,
    numbers: Numbers,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// Those with customers, in order of period or code.
    pub cohorts: Vec<Cohort>,
    /// Customers who began outside of the periods.
    pub outside: u64,
    /// Customers who never began.
    pub never: u64,
}

/// One cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cohort {
    /// The number of the period, or the activity.
    pub cohort: usize,
    /// Its customers.
    pub customers: u64,
    /// By offset in periods from the begin, as far as it can be told of any of its customers.
    pub retained: Vec<Retained>,
}

/// One figure of a [`Cohort`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Retained {
    /// Who came back in that period.
    pub customers: u64,
    /// Of how many it can be told: those for whom the period is not beyond the last.
    pub of: u64,
}

impl Cohorts {
    /// The answer.
    pub fn answer(&self, partial: &Partial) -> Retention {
        let n = self.periods.len().max(1);
        let cohort = |(cohort, (begun, back)): (usize, (&[u64], &[Distinct]))| {
            let retained = back.iter().enumerate().map(|(offset, seen)| Retained {
                customers: seen.customers,
                of: begun[..n - offset].iter().sum(),
            });
            Cohort {
                cohort,
                customers: begun.iter().sum(),
                retained: retained.take_while(|figure| figure.of > 0).collect(),
            }
        };
        let figures = partial.begun.chunks(n).zip(partial.back.chunks(n)).enumerate();
        let mut cohorts: Vec<Cohort> = figures.map(cohort).collect();
        cohorts.retain(|cohort| cohort.customers > 0);
        let begun: u64 = cohorts.iter().map(|cohort| cohort.customers).sum();
        let never = partial.numbers.customers - begun - partial.outside;
        Retention { cohorts, outside: partial.outside, never }
    }

    /// The row with which a customer begins, over all their cases; of several at one time, that of
    /// the case that comes first.
    fn first(&self, cases: Cases<'_>, mine: Range<usize>) -> Option<usize> {
        let begins = mine.filter_map(|case| {
            let rows = rows(cases, case);
            let place =
                cases.codes[rows.clone()].iter().position(|code| self.start.contains(*code))?;
            Some(rows.start + place)
        });
        begins.min_by_key(|row| cases.at[*row])
    }
}

impl Kernel for Cohorts {
    type Partial = Partial;

    fn begin(&self) -> Partial {
        let cohorts = match self.by {
            CohortBy::Period => self.periods.len(),
            CohortBy::Activity => usize::from(u8::MAX),
        };
        let cells = cohorts * self.periods.len();
        Partial {
            begun: vec![0; cells],
            back: vec![Distinct::default(); cells],
            outside: 0,
            numbers: Numbers::default(),
        }
    }

    fn add(&self, partial: &mut Partial, cases: Cases<'_>) {
        let n = self.periods.len();
        let lookup = self.periods.lookup();
        let is_back: [bool; 256] = std::array::from_fn(|code| self.back.contains(code as u8));
        let mut done = 0;
        for same in cases.customers.chunk_by(|one, next| one == next) {
            let mine = done..done + same.len();
            done = mine.end;
            let number = partial.numbers.next();
            let Some(first) = self.first(cases, mine.clone()) else { continue };
            let Some(begun) = lookup.find(cases.at[first]) else {
                partial.outside += 1;
                continue;
            };
            let cohort = match self.by {
                CohortBy::Period => begun,
                CohortBy::Activity => usize::from(cases.codes[first]),
            };
            partial.begun[cohort * n + begun] += 1;
            let offsets = &mut partial.back[cohort * n..(cohort + 1) * n];
            for case in mine {
                let mut rows = rows(cases, case);
                if rows.contains(&first) {
                    rows.start = first;
                }
                // What is earlier was before the begin or has been seen; at the same time, so were
                // the rows of cases before.
                let mut seen_until = cases.at[first];
                if rows.end <= first {
                    seen_until = seen_until.saturating_add(1);
                }
                for (code, at) in cases.codes[rows.clone()].iter().zip(&cases.at[rows]) {
                    if *at < seen_until || !is_back[usize::from(*code)] {
                        continue;
                    }
                    let Some(period) = lookup.find(*at) else { break };
                    offsets[period - begun].see(number);
                    seen_until = lookup.end(period);
                }
            }
        }
    }

    fn merge(&self, into: &mut Partial, other: Partial) {
        for (mine, theirs) in into.begun.iter_mut().zip(other.begun) {
            *mine += theirs;
        }
        for (mine, theirs) in into.back.iter_mut().zip(other.back) {
            mine.merge(theirs);
        }
        into.outside += other.outside;
        into.numbers.merge(&other.numbers);
    }
}

fn rows(cases: Cases<'_>, case: usize) -> Range<usize> {
    cases.offsets[case] as usize..cases.offsets[case + 1] as usize
}

#[cfg(test)]
mod tests;
