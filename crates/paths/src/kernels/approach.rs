//! Approaches: which activity customers come through before another, and how soon after it.
//!
//! Of each customer the first time at an activity counts, if the log tells what came in the `memory`
//! before it: for every other activity, whether they were there within that time, and how long ago.
//! An activity that nearly all come through is an *origin*: "the share of those who paid who send
//! something back" says more than "the share of the day's customers who do", since it does not move
//! with what else customers did that day. Likewise the first time anywhere further along the order.
//!
//! Times are told by rungs, [`RUNGS`], so that a horizon is one that people say: an hour, a week.

use parcours_interactions::Bucket;
use serde::{Deserialize, Serialize};

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;

/// The horizons there are, µs: an hour, a day, three days, one week and two, 30 days, 60 days.
pub const RUNGS: [i64; 7] = [HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 60 * DAY];

/// How many times fell on each rung: not longer than it, longer than the one below.
pub type Rungs = [u32; RUNGS.len()];

/// The question. Cost: one pass over the rows, and one over the activities for each that a customer
/// comes to; memory grows with the square of the activities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approach {
    /// How many activities there are; codes are below it.
    pub activities: u8,
    /// The activity by signature's number.
    pub code_of: Vec<u8>,
    /// First times before this (µs) do not count: what came before them is not in the log.
    pub known_from: i64,
}

/// What some customers gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    /// Customers whose first time counts, by activity.
    pub firsts: Vec<u64>,
    /// By `before * activities + activity`: time since the latest contact before.
    pub before: Vec<Rungs>,
    /// By activity: time to the first contact further along the order.
    pub on: Vec<Rungs>,
    #[serde(skip)]
    last: Vec<i64>,
}

/// Where customers come from, and by when nearly all have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Which activity.
    pub from: u8,
    /// By when 19 in 20 of those who come have come: µs, a rung.
    pub horizon: i64,
}

impl Approach {
    /// What is found among none.
    pub fn begin(&self) -> Partial {
        let n = usize::from(self.activities);
        Partial {
            firsts: vec![0; n],
            before: vec![Rungs::default(); n * n],
            on: vec![Rungs::default(); n],
            last: Vec::new(),
        }
    }

    /// Adds whole customers.
    pub fn add(&self, partial: &mut Partial, bucket: &Bucket) {
        let n = usize::from(self.activities);
        let Partial { firsts, before, on, last } = partial;
        for window in bucket.offsets.windows(2) {
            last.clear();
            last.resize(n, i64::MIN);
            // Whose first time is over, and who has not yet gone on.
            let (mut seen, mut waiting): (Vec<(u8, i64)>, _) = (Vec::new(), 0);
            for row in window[0] as usize..window[1] as usize {
                let code = self.code_of.get(bucket.signature[row] as usize).copied();
                let Some(code) = code.filter(|code| *code < self.activities) else { continue };
                let (at, place) = (bucket.at[row], usize::from(code));
                // Those who wait are kept in front.
                let mut next = 0;
                while next < waiting {
                    let (from, since) = seen[next];
                    if from < code {
                        if let Some(rung) = rung(at.saturating_sub(since)) {
                            on[usize::from(from)][rung] += 1;
                        }
                        waiting -= 1;
                        seen.swap(next, waiting);
                    } else {
                        next += 1;
                    }
                }
                if last[place] == i64::MIN {
                    if at >= self.known_from {
                        firsts[place] += 1;
                        for (other, since) in last.iter().enumerate() {
                            if *since != i64::MIN
                                && let Some(rung) = rung(at.saturating_sub(*since))
                            {
                                before[other * n + place][rung] += 1;
                            }
                        }
                    }
                    seen.push((code, at));
                    let end = seen.len() - 1;
                    seen.swap(waiting, end);
                    waiting += 1;
                }
                last[place] = at;
            }
        }
    }

    /// Adds what was found among other customers.
    pub fn merge(&self, into: &mut Partial, other: &Partial) {
        for (mine, theirs) in into.firsts.iter_mut().zip(&other.firsts) {
            *mine += theirs;
        }
        let mine = into.before.iter_mut().chain(&mut into.on);
        for (mine, theirs) in mine.zip(other.before.iter().chain(&other.on)) {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += theirs;
            }
        }
    }

    /// Through which of some activities at least `share` of those who come to another came, and
    /// `fewest` of them: of several the one they come from soonest, then the one that is next to it in
    /// the order.
    pub fn origin(
        &self,
        partial: &Partial,
        to: u8,
        share: f64,
        fewest: u32,
        among: impl Fn(u8) -> bool,
    ) -> Option<Origin> {
        let (n, place) = (usize::from(self.activities), usize::from(to));
        let least = (partial.firsts[place] as f64 * share).max(f64::from(fewest));
        let candidate = |from: u8| {
            let rungs = &partial.before[usize::from(from) * n + place];
            (from != to && among(from) && f64::from(rungs.iter().sum::<u32>()) >= least)
                .then(|| (mean_rung(rungs), from.abs_diff(to), from, horizon(rungs)))
        };
        let (.., from, horizon) = (0..self.activities)
            .filter_map(candidate)
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        Some(Origin { from, horizon })
    }

    /// By when 19 in 20 of those who go further along from an activity have: µs, a rung. None where
    /// fewer than `fewest` do.
    pub fn goes_on_within(&self, partial: &Partial, from: u8, fewest: u32) -> Option<i64> {
        let rungs = &partial.on[usize::from(from)];
        (rungs.iter().sum::<u32>() >= fewest).then(|| horizon(rungs))
    }
}

/// The lowest rung that a time does not pass.
fn rung(micros: i64) -> Option<usize> {
    RUNGS.iter().position(|rung| micros <= *rung)
}

fn mean_rung(rungs: &Rungs) -> f64 {
    let sum: f64 =
        (0_u32..).zip(rungs).map(|(rung, count)| f64::from(rung) * f64::from(*count)).sum();
    sum / f64::from(rungs.iter().sum::<u32>().max(1))
}

fn horizon(rungs: &Rungs) -> i64 {
    let all: u64 = rungs.iter().map(|count| u64::from(*count)).sum();
    let mut within = 0;
    for (count, rung) in rungs.iter().zip(RUNGS) {
        within += u64::from(*count);
        if within * 20 >= all * 19 {
            return rung;
        }
    }
    RUNGS[RUNGS.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::days::tests::bucket;

    fn approach() -> Approach {
        Approach { activities: 3, code_of: vec![0, 1, 2], known_from: 0 }
    }

    #[test]
    fn counted_by_hand() {
        // 1 goes 0 → 1 in half an hour, → 2 two days later; 2 comes to 2 from 1 within a day; 3 begins at 2
        // and only then sees 0.
        let hours = |hours: i64| hours * 3600;
        let rows = [
            (1, 0, 0),
            (1, 1800, 1),
            (1, hours(48), 2),
            (2, 0, 1),
            (2, hours(20), 2),
            (3, 0, 2),
            (3, 60, 0),
        ];
        let question = approach();
        let mut partial = question.begin();
        question.add(&mut partial, &bucket(&rows));
        assert_eq!(partial.firsts, [2, 2, 3]);
        let of = |from: usize, to: usize| partial.before[from * 3 + to];
        assert_eq!(of(0, 1), [1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(of(1, 2), [0, 1, 1, 0, 0, 0, 0]);
        assert_eq!(of(2, 0), [1, 0, 0, 0, 0, 0, 0]);
        // On from 0: 1 within the hour, 3 never. On from 1: both.
        assert_eq!((partial.on[0], partial.on[1]), (of(0, 1), of(1, 2)));
        let origin = |to, share| question.origin(&partial, to, share, 1, |_| true);
        let three_days = 3 * DAY;
        assert_eq!(origin(2, 0.6), Some(Origin { from: 1, horizon: three_days }));
        assert_eq!(origin(2, 0.7), None, "one of three did not come through it");
        assert_eq!(question.goes_on_within(&partial, 1, 2), Some(three_days));
        assert_eq!(question.goes_on_within(&partial, 0, 2), None);
        // What came before a first time is only known later on.
        let later = Approach { known_from: 1, ..question };
        let mut partial = later.begin();
        later.add(&mut partial, &bucket(&rows));
        assert_eq!(partial.firsts, [1, 1, 2]);
    }
}
