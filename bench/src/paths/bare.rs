//! The floor: plain loops over sorted arrays in memory, one thread, nothing around them.

use parcours_interactions::Log;
use parcours_paths::cases::{Cases, Kernel};
use serde_json::{Value, json};

use super::questions::{Asked, WEEK, folded, ready};
use super::year::{STEPS, TOUCHPOINTS};

const KINDS: usize = TOUCHPOINTS.len();

/// All cases in three arrays.
#[derive(Debug, Default)]
pub(crate) struct Arrays {
    offsets: Vec<usize>,
    codes: Vec<u8>,
    at: Vec<i64>,
}

impl Arrays {
    /// What a log holds, by customer.
    pub(crate) async fn read(log: &Log) -> anyhow::Result<Self> {
        let (view, plan) = ready(log, Asked::Q1).await?;
        let (_, mut arrays) = folded(&view, &plan, Gather).await?;
        arrays.offsets.push(arrays.codes.len());
        Ok(arrays)
    }

    /// The answer, for those questions that have a loop here.
    pub(crate) fn ask(&self, asked: Asked) -> Option<Value> {
        match asked {
            Asked::Q1 => Some(self.transitions()),
            Asked::Q2 => Some(self.funnel()),
            Asked::Q7 => Some(self.next()),
            _ => None,
        }
    }

    fn transitions(&self) -> Value {
        let mut sums = vec![(0_u64, 0_i64); 32 * 32];
        for window in self.offsets.windows(2) {
            let (codes, at) = (&self.codes[window[0]..window[1]], &self.at[window[0]..window[1]]);
            for (codes, at) in codes.windows(2).zip(at.windows(2)) {
                let sum = &mut sums[usize::from(codes[0]) << 5 | usize::from(codes[1])];
                sum.0 += 1;
                sum.1 += at[1] - at[0];
            }
        }
        let met = sums.iter().enumerate().filter(|(_, (count, _))| *count > 0);
        met.map(|(edge, (count, time))| {
            json!([edge >> 5, edge & 31, count, *time as f64 / 1e6 / *count as f64])
        })
        .collect()
    }

    fn funnel(&self) -> Value {
        let mut step_of = [u8::MAX; 32];
        (0..).zip(STEPS).for_each(|(step, code)| step_of[usize::from(code)] = step);
        let mut reached = [0_u64; STEPS.len() + 1];
        for window in self.offsets.windows(2) {
            // The latest begin of an attempt that has come to each step.
            let mut begins = [i64::MIN / 2; STEPS.len()];
            let mut level = 0;
            for row in window[0]..window[1] {
                let (step, at) = (usize::from(step_of[usize::from(self.codes[row])]), self.at[row]);
                if step == 0 {
                    begins[0] = at;
                    level = level.max(1);
                } else if step < STEPS.len() && at - begins[step - 1] <= WEEK {
                    begins[step] = begins[step - 1];
                    level = level.max(step + 1);
                }
            }
            reached[level] += 1;
        }
        (1..=STEPS.len()).map(|step| json!([reached[step..].iter().sum::<u64>()])).collect()
    }

    fn next(&self) -> Value {
        let mut counts = vec![0_u64; 32 * 32 * 32];
        for window in self.offsets.windows(2) {
            let mut before = usize::MAX;
            let codes = &self.codes[window[0]..window[1]];
            for pair in codes.windows(2) {
                let (one, two) = (usize::from(pair[0]), usize::from(pair[1]));
                if before != usize::MAX {
                    counts[before << 5 | two] += 1;
                }
                before = one << 5 | two;
            }
            if before != usize::MAX {
                counts[before << 5 | KINDS] += 1;
            }
        }
        let met = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        met.map(|(cell, count)| json!([cell >> 10, cell >> 5 & 31, cell & 31, count])).collect()
    }
}

/// Puts all cases side by side.
struct Gather;

impl Kernel for Gather {
    type Partial = Arrays;

    fn begin(&self) -> Arrays {
        Arrays::default()
    }

    fn add(&self, arrays: &mut Arrays, cases: Cases<'_>) {
        let begin = arrays.codes.len();
        let starts = cases.offsets.iter().take(cases.len());
        arrays.offsets.extend(starts.map(|offset| begin + *offset as usize));
        arrays.codes.extend_from_slice(cases.codes);
        arrays.at.extend_from_slice(cases.at);
    }

    fn merge(&self, into: &mut Arrays, other: Arrays) {
        let begin = into.codes.len();
        into.offsets.extend(other.offsets.iter().map(|offset| begin + offset));
        into.codes.extend(other.codes);
        into.at.extend(other.at);
    }
}
