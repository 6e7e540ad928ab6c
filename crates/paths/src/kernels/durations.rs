//! Durations: how long it takes from one activity to another, as a distribution.
//!
//! For each case in which some activity of `from` happens: the time from the first such row to the
//! first row after it (at the same time counts, if it comes later in order) whose activity is in
//! `to`. An activity may be in both sets; a row is never its own successor.

mod members;

use serde::{Deserialize, Serialize};

use super::activities::ActivitySet;
use super::distinct::{Distinct, Numbers};
use super::exact::elapsed;
use super::sketch::{LogHistogram, Times};
use crate::cases::{Case, Cases, Kernel};

pub use members::{DurationFigure, Took};

const SECOND: u64 = 1_000_000;
const HOUR: u64 = 3_600 * SECOND;
const DAY: u64 = 24 * HOUR;

/// Where the bars of a picture begin, in µs: from an instant to more than a year, for any question
/// the same.
pub const BARS: [u64; 16] = [
    0,
    SECOND,
    10 * SECOND,
    60 * SECOND,
    300 * SECOND,
    1_800 * SECOND,
    HOUR,
    6 * HOUR,
    DAY,
    3 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    90 * DAY,
    180 * DAY,
    365 * DAY,
];

/// The question. Cost: each row is looked at once at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Durations {
    /// Where the time begins.
    pub from: ActivitySet,
    /// Where it ends.
    pub to: ActivitySet,
}

/// What some cases gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    times: LogHistogram,
    bars: [u64; BARS.len()],
    begun: u64,
    began: Distinct,
    arrived: Distinct,
    numbers: Numbers,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// Cases with an activity of `from`.
    pub cases_from: u64,
    /// Distinct customers of these.
    pub customers_from: u64,
    /// Those of them with a later activity of `to`.
    pub cases: u64,
    /// Distinct customers of those.
    pub customers: u64,
    /// Their times; none of none.
    pub times: Option<Times>,
    /// All bars, in order; exact counts.
    pub bars: Vec<Bar>,
}

/// One bar of a [`Distribution`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bar {
    /// The shortest time in it; the next bar's shortest is not in it.
    pub from_seconds: f64,
    /// How many cases.
    pub count: u64,
}

impl Durations {
    /// The answer.
    pub fn answer(&self, partial: &Partial) -> Distribution {
        let bar = |(from, count): (&u64, &u64)| Bar {
            from_seconds: *from as f64 / SECOND as f64,
            count: *count,
        };
        Distribution {
            cases_from: partial.begun,
            customers_from: partial.began.customers,
            cases: partial.times.count(),
            customers: partial.arrived.customers,
            times: partial.times.times(),
            bars: BARS.iter().zip(&partial.bars).map(bar).collect(),
        }
    }
}

/// How far a case gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It never begins.
    None,
    /// It begins and never arrives.
    Begun,
    /// It arrives after so many µs.
    Arrived(u64),
}

/// The two sets, by code.
#[derive(Debug, Clone)]
struct Ends {
    from: [bool; 256],
    to: [bool; 256],
}

impl Ends {
    fn new(durations: &Durations) -> Self {
        Self {
            from: std::array::from_fn(|code| durations.from.contains(code as u8)),
            to: std::array::from_fn(|code| durations.to.contains(code as u8)),
        }
    }

    fn way(&self, case: Case<'_>) -> Way {
        let first =
            |set: &[bool; 256], codes: &[u8]| codes.iter().position(|code| set[usize::from(*code)]);
        let Some(begin) = first(&self.from, case.codes) else { return Way::None };
        let rest = begin + 1;
        match first(&self.to, &case.codes[rest..]) {
            Some(end) => Way::Arrived(elapsed(case.at[begin], case.at[rest + end])),
            None => Way::Begun,
        }
    }
}

impl Kernel for Durations {
    type Partial = Partial;

    fn begin(&self) -> Partial {
        Partial {
            times: LogHistogram::default(),
            bars: [0; BARS.len()],
            begun: 0,
            began: Distinct::default(),
            arrived: Distinct::default(),
            numbers: Numbers::default(),
        }
    }

    fn add(&self, partial: &mut Partial, cases: Cases<'_>) {
        let ends = Ends::new(self);
        let (mut whose, mut number) = (None, 0);
        for case in cases.iter() {
            if whose != Some(case.customer) {
                whose = Some(case.customer);
                number = partial.numbers.next();
            }
            let way = ends.way(case);
            if way == Way::None {
                continue;
            }
            partial.begun += 1;
            partial.began.see(number);
            if let Way::Arrived(took) = way {
                partial.arrived.see(number);
                partial.times.add(took);
                partial.bars[BARS.partition_point(|bar| *bar <= took) - 1] += 1;
            }
        }
    }

    fn merge(&self, into: &mut Partial, other: Partial) {
        into.times.merge(&other.times);
        for (mine, theirs) in into.bars.iter_mut().zip(other.bars) {
            *mine += theirs;
        }
        into.begun += other.begun;
        into.began.merge(other.began);
        into.arrived.merge(other.arrived);
        into.numbers.merge(&other.numbers);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::kernels::testing;

    #[test]
    fn counted_by_hand() {
        // From 0 to 1: 7 takes 90 s (from the first 0, to the first 1 after it; the 1 before does
        // not count), then no time at all in another case; 8 begins and never arrives; 9 never
        // begins.
        let plain = [
            (7, vec![(1, 0), (0, 10), (0, 50), (1, 100), (1, 500)]),
            (7, vec![(0, 900), (1, 900)]),
            (8, vec![(1, 5), (0, 5)]),
            (9, vec![(1, 0)]),
        ];
        let kernel = Durations { from: [0].into(), to: [1].into() };
        let answer = kernel.answer(&testing::folded(&kernel, &plain));
        assert_eq!((answer.cases_from, answer.customers_from), (3, 2));
        assert_eq!((answer.cases, answer.customers), (2, 1));
        assert_eq!(answer.times.map(|times| times.mean_seconds), Some(45.0));
        let bars: Vec<_> = answer.bars.iter().filter(|bar| bar.count > 0).collect();
        assert_eq!(bars.iter().map(|bar| bar.from_seconds).collect::<Vec<_>>(), [0.0, 60.0]);
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_slow_reading_however_customers_are_dealt(
            plain in testing::cases(5), hands in testing::hands(),
        ) {
            // 1 is in both sets.
            let kernel = Durations { from: [0, 1].into(), to: [1, 2].into() };
            let answer = kernel.answer(&testing::folded(&kernel, &plain));
            prop_assert_eq!(&kernel.answer(&testing::dealt(&kernel, &plain, hands)), &answer);
            let mut took = Vec::new();
            let mut who = BTreeSet::new();
            for (customer, rows) in &plain {
                let pairs = (0..rows.len()).flat_map(|i| (i + 1..rows.len()).map(move |j| (i, j)));
                let first = rows.iter().position(|(code, _)| *code <= 1);
                let pair = pairs.into_iter().find(|(i, j)| Some(*i) == first && matches!(rows[*j].0, 1 | 2));
                if let Some((i, j)) = pair {
                    took.push(rows[j].1 - rows[i].1);
                    who.insert(customer);
                }
            }
            prop_assert_eq!((answer.cases, answer.customers), (took.len() as u64, who.len() as u64));
            let mean = took.iter().sum::<i64>() as f64 / took.len() as f64;
            prop_assert!(answer.times.is_none_or(|times| (times.mean_seconds - mean).abs() < 1e-9));
            for (bar, next) in answer.bars.iter().zip(answer.bars.iter().skip(1)) {
                let inside = |time: &&i64| (bar.from_seconds..next.from_seconds).contains(&(**time as f64));
                prop_assert_eq!(bar.count, took.iter().filter(inside).count() as u64);
            }
        }
    }
}
