//! The best attempt of one case at a funnel.
//!
//! Loose: for each step, the latest begin among the attempts that have come so far is kept. An
//! attempt that began later may do whatever one that began earlier may, and longer, so nothing else
//! need be known. A row updates steps from the last to the first, so that it is never two steps of
//! one attempt.
//!
//! Strict: an attempt at step `k` began exactly `k` rows ago, so those under way are one bit each,
//! and a row shifts them on (the shift-and search of Baeza-Yates and Gonnet, 1992).

use super::MOST_STEPS;
use crate::cases::Case;
use crate::kernels::activities::ActivitySet;

/// A row of the case for each step.
pub(super) type Rows = [usize; MOST_STEPS];

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

    /// The first row that may begin, which is the best attempt as long as there is no better.
    #[inline]
    fn begin(&self, case: Case<'_>) -> Option<Best> {
        if self.window < 0 {
            return None;
        }
        let first = case.codes.iter().position(|code| self.may_be(*code) & 1 == 1)?;
        Some(Best { steps: 1, first })
    }

    /// The best attempt in loose order. `begins` is scratch.
    #[inline]
    pub(super) fn loose(&self, case: Case<'_>, begins: &mut Rows) -> Option<Best> {
        let mut best = self.begin(case)?;
        if self.steps == 1 {
            return Some(best);
        }
        // The row of the latest begin, for each step that was reached; that of the first step is in
        // a register.
        let (mut begin, mut wanted) = (best.first, 0b11);
        for (row, code) in case.codes.iter().enumerate().skip(best.first + 1) {
            let steps = self.may_be(*code) & wanted;
            if steps > 1 {
                begins[0] = begin;
                self.take(case, row, steps, begins, &mut best);
                if best.steps == self.steps {
                    break;
                }
                wanted = u32::MAX >> (31 - best.steps);
            }
            begin = if steps & 1 == 1 { row } else { begin };
        }
        Some(best)
    }

    /// Takes a row as each of `steps` but the first, from the last on.
    fn take(&self, case: Case<'_>, row: usize, steps: u32, begins: &mut Rows, best: &mut Best) {
        let mut steps = steps & !1;
        while steps != 0 {
            let step = steps.ilog2();
            steps ^= 1 << step;
            let begin = begins[step as usize - 1];
            if self.within(case.at[begin], case.at[row]) {
                begins[step as usize] = begin;
                if step == u32::from(best.steps) {
                    *best = Best { steps: best.steps + 1, first: begin };
                }
            }
        }
    }

    /// The rows of the attempt's steps: each at its first chance.
    pub(super) fn loose_rows(&self, case: Case<'_>, best: Best, rows: &mut Rows) {
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
    pub(super) fn strict(&self, case: Case<'_>, _: &mut Rows) -> Option<Best> {
        let mut best = self.begin(case)?;
        if self.steps == 1 {
            return Some(best);
        }
        let mut under_way = 1_u32;
        for (row, code) in case.codes.iter().enumerate().skip(best.first + 1) {
            under_way = (under_way << 1 | 1) & self.may_be(*code);
            // Only what gets further than before is worth a look at the time.
            if under_way >> best.steps != 0 {
                self.furthest(case, row, under_way, &mut best);
                if best.steps == self.steps {
                    break;
                }
            }
        }
        Some(best)
    }

    /// Takes the furthest of the attempts `under_way` at a row that are further than the best and
    /// in time.
    fn furthest(&self, case: Case<'_>, row: usize, under_way: u32, best: &mut Best) {
        let mut further = under_way >> best.steps << best.steps;
        while further != 0 {
            let step = further.ilog2();
            let begin = row - step as usize;
            if self.within(case.at[begin], case.at[row]) {
                *best = Best { steps: step as u8 + 1, first: begin };
                return;
            }
            further ^= 1 << step;
        }
    }

    /// The rows of the attempt's steps: one after the other.
    pub(super) fn strict_rows(&self, _: Case<'_>, best: Best, rows: &mut Rows) {
        for (row, step) in rows.iter_mut().zip(0..usize::from(best.steps)) {
            *row = best.first + step;
        }
    }
}
