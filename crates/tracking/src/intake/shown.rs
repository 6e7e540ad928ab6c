//! How much of a busy source is shown: its last events are a window for whoever wires it, not a
//! log, and nobody reads a thousand a second.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use parcours_interactions::SourceId as SourceNumber;
use parcours_kernel::Timestamp;

/// Things told within a second past which more would only push out what was shown a moment ago.
const BUSY: usize = 200;
const MICROS_A_SECOND: i64 = 1_000_000;

/// What each source told in the second that runs, as far as this process heard; cheap to clone.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown(Arc<Mutex<HashMap<SourceNumber, Heard>>>);

#[derive(Debug, Clone, Copy, Default)]
struct Heard {
    second: i64,
    told: usize,
}

impl Shown {
    /// Whether enough of this source was shown in this second.
    pub(super) fn is_busy(&self, source: SourceNumber, at: Timestamp) -> bool {
        let heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.get(&source).is_some_and(|heard| heard.second == second(at) && heard.told >= BUSY)
    }

    /// Notes, after the commit, what a source told.
    pub(super) fn noted(&self, source: SourceNumber, at: Timestamp, told: usize) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let heard = heard.entry(source).or_default();
        if heard.second != second(at) {
            *heard = Heard { second: second(at), told: 0 };
        }
        heard.told += told;
    }
}

fn second(at: Timestamp) -> i64 {
    at.as_micros().div_euclid(MICROS_A_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_busy_for_the_rest_of_the_second_in_which_it_told_much() {
        let at = |millis: i64| Timestamp::from_micros(1_700_000_000_000_000 + millis * 1000);
        let (shown, one, other) = (Shown::default(), SourceNumber(1), SourceNumber(2));
        shown.noted(one, at(0), BUSY - 1);
        assert!(!shown.is_busy(one, at(10)));
        shown.noted(one, at(20), 1);
        assert!(shown.is_busy(one, at(999)) && !shown.is_busy(other, at(30)));
        assert!(!shown.is_busy(one, at(1000)), "the next second is shown again");
        shown.noted(one, at(1000), 1);
        assert!(!shown.is_busy(one, at(1001)));
    }
}
