//! The best attempt of one case at a funnel.
//!
//! Loose: for each step, the latest begin among the attempts that have come so far is kept. An attempt that began
//! later may do whatever one that began earlier may, and longer, so nothing else need be known. A row
//! updates steps from the last to the first, so that it is never two steps of one attempt.
//!
//! Strict: an attempt at step `k` began exactly `k` rows ago, so those under way are one bit each, and a
//! row shifts them on (the shift-and search of Baeza-Yates and Gonnet, 1992).

use super::MOST_STEPS;
use crate::cases::Case;
use crate::kernels::activities::ActivitySet;

/// A funnel made ready.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// By activity, one bit for each step it may be.
    steps_of: [u32; 256],
    steps: u8,
    window: i64,
}

/// How far a case gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Best {
    /// How many steps; at least one.
    pub(super) steps: u8,
    /// The row in the case at which the attempt begins.
    pub(super) first: usize,
}

impl Plan {
    pub(super) fn new(steps: &[ActivitySet], window: i64) -> Self {
        let mut steps_of = [0; 256];
        for (code, mask) in (0..=u8::MAX).zip(&mut steps_of) {
            for (number, step) in steps.iter().enumerate() {
                *mask |= u32::from(step.contains(code)) << number;
            }
        }
        Self { steps_of, steps: steps.len() as u8, window }
    }

    fn may_be(&self, code: u8) -> u32 {
        self.steps_of[usize::from(code)]
    }

    /// Whether a row is in the window of an attempt; false for windows below zero.
    fn within(&self, begin: i64, at: i64) -> bool {
        at.saturating_sub(begin) <= self.window
    }

    /// The best attempt in loose order.
    #[inline]
    pub(super) fn loose(&self, case: Case<'_>) -> Option<Best> {
        if self.window < 0 {
            return None;
        }
        // The row of the latest begin, for each step that was reached.
        let mut begins = [0_usize; MOST_STEPS];
        let mut best: Option<Best> = None;
        let (mut reached, mut wanted) = (0_u8, 1_u32);
        for (row, code) in case.codes.iter().enumerate() {
            let mut steps = self.may_be(*code) & wanted;
            while steps != 0 {
                let step = 31 - steps.leading_zeros();
                steps ^= 1 << step;
                let begin = match step.checked_sub(1) {
                    None => row,
                    Some(before) => begins[before as usize],
                };
                if !self.within(case.at[begin], case.at[row]) {
                    continue;
                }
                begins[step as usize] = begin;
                if step == u32::from(reached) {
                    reached += 1;
                    best = Some(Best { steps: reached, first: begin });
                    if reached == self.steps {
                        return best;
                    }
                    wanted = wanted << 1 | 1;
                }
            }
        }
        best
    }

    /// The rows of the attempt's steps: each at its first chance.
    pub(super) fn loose_rows(&self, case: Case<'_>, best: Best, rows: &mut [usize; MOST_STEPS]) {
        let mut step = 0;
        for (row, code) in case.codes.iter().enumerate().skip(best.first) {
            if self.may_be(*code) >> step & 1 == 1 {
                rows[step] = row;
                step += 1;
                if step == usize::from(best.steps) {
                    return;
                }
            }
        }
    }

    /// The best attempt in strict order.
    #[inline]
    pub(super) fn strict(&self, case: Case<'_>) -> Option<Best> {
        if self.window < 0 {
            return None;
        }
        let mut best: Option<Best> = None;
        let (mut under_way, mut reached) = (0_u32, 0_u8);
        for (row, code) in case.codes.iter().enumerate() {
            under_way = (under_way << 1 | 1) & self.may_be(*code);
            // Only what gets further than before is worth a look at the time, the furthest first.
            let mut further = under_way >> reached;
            while further != 0 {
                let step = u32::from(reached) + 31 - further.leading_zeros();
                let begin = row - step as usize;
                if self.within(case.at[begin], case.at[row]) {
                    reached = step as u8 + 1;
                    best = Some(Best { steps: reached, first: begin });
                    if reached == self.steps {
                        return best;
                    }
                    break;
                }
                further ^= 1 << (step - u32::from(reached));
            }
        }
        best
    }

    /// The rows of the attempt's steps: one after the other.
    pub(super) fn strict_rows(&self, _: Case<'_>, best: Best, rows: &mut [usize; MOST_STEPS]) {
        for (row, step) in rows.iter_mut().zip(0..usize::from(best.steps)) {
            *row = best.first + step;
        }
    }
}
