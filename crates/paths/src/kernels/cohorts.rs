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

mod members;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::activities::ActivitySet;
use super::distinct::{Distinct, Numbers};
use super::periods::{Lookup, Periods};
use crate::cases::{Cases, Kernel};

pub use members::CohortFigure;

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

    /// How a customer begins, whose cases these are.
    fn begin_of(&self, lookup: &Lookup<'_>, mine: Cases<'_>) -> Began {
        let Some(row) = self.first(mine) else { return Began::Never };
        let Some(period) = lookup.find(mine.at[row]) else { return Began::Outside };
        let cohort = match self.by {
            CohortBy::Period => period,
            CohortBy::Activity => usize::from(mine.codes[row]),
        };
        Began::In(Begin { row, period, cohort })
    }

    /// The row with which a customer begins, over all their cases; of several at one time, that of
    /// the case that comes first.
    fn first(&self, mine: Cases<'_>) -> Option<usize> {
        let begins = (0..mine.len()).filter_map(|case| {
            let rows = rows(mine, case);
            let place =
                mine.codes[rows.clone()].iter().position(|code| self.start.contains(*code))?;
            Some(rows.start + place)
        });
        begins.min_by_key(|row| mine.at[*row])
    }
}

/// How a customer began.
enum Began {
    Never,
    /// Outside of the periods.
    Outside,
    In(Begin),
}

#[derive(Clone, Copy)]
struct Begin {
    row: usize,
    period: usize,
    cohort: usize,
}

impl Begin {
    /// Tells in which periods since the begin a customer was back; the same may be told again.
    #[inline]
    fn returns(
        self,
        lookup: &Lookup<'_>,
        is_back: &[bool; 256],
        mine: Cases<'_>,
        mut tell: impl FnMut(usize),
    ) {
        for case in 0..mine.len() {
            let mut rows = rows(mine, case);
            if rows.contains(&self.row) {
                rows.start = self.row;
            }
            // What is earlier was before the begin or has been seen; at the same time, so were
            // the rows of cases before.
            let mut seen_until = mine.at[self.row];
            if rows.end <= self.row {
                seen_until = seen_until.saturating_add(1);
            }
            for (code, at) in mine.codes[rows.clone()].iter().zip(&mine.at[rows]) {
                if *at < seen_until || !is_back[usize::from(*code)] {
                    continue;
                }
                let Some(period) = lookup.find(*at) else { break };
                tell(period - self.period);
                seen_until = lookup.end(period);
            }
        }
    }
}

fn is_back(cohorts: &Cohorts) -> [bool; 256] {
    std::array::from_fn(|code| cohorts.back.contains(code as u8))
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
        let is_back = is_back(self);
        for mine in cases.by_customer() {
            let number = partial.numbers.next();
            match self.begin_of(&lookup, mine) {
                Began::Never => {}
                Began::Outside => partial.outside += 1,
                Began::In(begin) => {
                    let cells = begin.cohort * n..(begin.cohort + 1) * n;
                    partial.begun[cells.start + begin.period] += 1;
                    let offsets = &mut partial.back[cells];
                    begin.returns(&lookup, &is_back, mine, |offset| offsets[offset].see(number));
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
