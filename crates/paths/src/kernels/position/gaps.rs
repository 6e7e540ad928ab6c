//! What silence is usual after each touchpoint: times to the next row, where one came.
//!
//! Kept as counts of [classes of duration](log_scale), so that quartiles merge.

use serde::{Deserialize, Serialize};

use super::State;
use crate::cases::{Cases, Kernel};
use crate::kernels::log_scale::{self, CLASSES};

/// Below this nobody is said to be waiting: half an hour, as a session lasts.
const LEAST_ACTIVE: i64 = 30 * 60 * 1_000_000;
/// Without anything to learn from, who is silent for longer has gone quiet: 30 days.
const USUAL_WAITING: i64 = 30 * 86_400 * 1_000_000;
/// Fewer gaps than this say nothing of a touchpoint; then all touchpoints together speak for it.
const FEWEST: u64 = 20;

/// The question: times to the next row after activities numbered below this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gaps {
    /// 1 to 255; rows of other activities are not counted.
    pub activities: u16,
}

/// Counts by (activity, class of the time to the next row).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapCounts(pub(super) Vec<u64>);

/// Silence at a touchpoint: µs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// Up to here customers are active.
    pub active: i64,
    /// Up to here they are waiting, beyond they have gone quiet.
    pub waiting: i64,
}

/// Usual silences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// By touchpoint; of one that is not there, `otherwise`.
    touchpoints: Vec<Silence>,
    otherwise: Silence,
}

impl Kernel for Gaps {
    type Partial = GapCounts;

    fn begin(&self) -> GapCounts {
        GapCounts(vec![0; usize::from(self.activities) * CLASSES])
    }

    fn add(&self, partial: &mut GapCounts, cases: Cases<'_>) {
        for window in cases.offsets.windows(2) {
            let rows = window[0] as usize..window[1] as usize;
            let (codes, at) = (&cases.codes[rows.clone()], &cases.at[rows]);
            for (code, at) in codes.iter().zip(at.windows(2)) {
                let class = log_scale::class(at[1] - at[0]);
                let cell = usize::from(*code) * CLASSES + usize::from(class);
                if let Some(count) = partial.0.get_mut(cell) {
                    *count += 1;
                }
            }
        }
    }

    fn merge(&self, into: &mut GapCounts, other: GapCounts) {
        into.0.iter_mut().zip(other.0).for_each(|(into, other)| *into += other);
    }
}

impl Thresholds {
    /// From what was usual so far. A threshold is the end of the class in which its quantile lies, at
    /// most 1/8 above it.
    pub fn new(counts: &GapCounts) -> Self {
        let mut all = [0; CLASSES];
        for counts in counts.0.chunks_exact(CLASSES) {
            all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
        }
        let unknown = Silence { active: LEAST_ACTIVE, waiting: USUAL_WAITING };
        let otherwise = usual(&all).unwrap_or(unknown);
        let touchpoints = counts.0.chunks_exact(CLASSES);
        let touchpoints = touchpoints.map(|counts| usual(counts).unwrap_or(otherwise)).collect();
        Self { touchpoints, otherwise }
    }

    /// What is usual after a touchpoint.
    pub fn after(&self, touchpoint: u8) -> Silence {
        self.touchpoints.get(usize::from(touchpoint)).copied().unwrap_or(self.otherwise)
    }
}

impl Silence {
    /// The state of somebody silent for so long (µs), goals aside.
    pub fn state(self, silence: i64) -> State {
        if silence <= self.active {
            State::Active
        } else if silence <= self.waiting {
            State::Waiting
        } else {
            State::GoneQuiet
        }
    }
}

fn usual(counts: &[u64]) -> Option<Silence> {
    if counts.iter().sum::<u64>() < FEWEST {
        return None;
    }
    let quantile = |share| log_scale::quantile(counts.iter().copied(), share);
    let active = log_scale::last_micros(quantile(0.75)?).max(LEAST_ACTIVE);
    let waiting = log_scale::last_micros(quantile(0.95)?).max(active);
    Some(Silence { active, waiting })
}
