//! The purchases of one customer, gathered order by order, and the days they fall on.

use super::{Bought, DAY, Offset};

/// Calendar days of moments that mostly ascend.
pub(super) struct Days<'a> {
    offsets: &'a [Offset],
    /// The offset in force for moments in `since..until`.
    ahead: i64,
    since: i64,
    until: i64,
}

impl<'a> Days<'a> {
    pub(super) fn new(offsets: &'a [Offset]) -> Self {
        Self { offsets, ahead: 0, since: 0, until: 0 }
    }

    /// Which day of the calendar, numbered from 1970-01-01.
    pub(super) fn of(&mut self, at: i64) -> i64 {
        if !(self.since..self.until).contains(&at) {
            let next = self.offsets.partition_point(|offset| offset.from <= at);
            let before = next.saturating_sub(1);
            self.ahead = self.offsets.get(before).map_or(0, |offset| offset.ahead);
            self.since = if next == 0 { i64::MIN } else { self.offsets[before].from };
            self.until = self.offsets.get(next).map_or(i64::MAX, |offset| offset.from);
        }
        at.saturating_add(self.ahead).div_euclid(DAY)
    }
}

/// The purchases of one customer so far.
#[derive(Default)]
pub(super) struct Tally {
    /// The days of the first and of the last purchase.
    days: Option<(i64, i64)>,
    repeats: u32,
    /// The worth of the last day, once an order of known worth is seen.
    open: Option<f64>,
    /// Repeat days of known worth.
    known: u32,
    repeat_value: f64,
    total_value: f64,
}

impl Tally {
    pub(super) fn order(&mut self, day: i64, value: f64) {
        match &mut self.days {
            None => self.days = Some((day, day)),
            Some((_, last)) if day > *last => {
                *last = day;
                self.close_day();
                self.repeats = self.repeats.saturating_add(1);
            }
            // The same day, or an hour that a clock set back has twice.
            Some(_) => {}
        }
        if value.is_finite() {
            self.open = Some(self.open.unwrap_or_default() + value);
            self.total_value += value;
        }
    }

    /// Counts the worth of the last day when it was a repeat.
    fn close_day(&mut self) {
        if let (Some(value), 1..) = (self.open.take(), self.repeats) {
            self.known += 1;
            self.repeat_value += value;
        }
    }

    pub(super) fn close(
        &mut self,
        customer: Option<i64>,
        end: i64,
        found: &mut impl FnMut(Bought),
    ) {
        self.close_day();
        let tally = std::mem::take(self);
        let (Some(customer), Some((first, last))) = (customer, tally.days) else { return };
        let days = |from: i64, to: i64| u32::try_from((to - from).max(0)).unwrap_or(u32::MAX);
        found(Bought {
            customer,
            frequency: tally.repeats,
            recency: days(first, last),
            age: days(first, end.max(last)),
            mean_value: (tally.known > 0).then(|| tally.repeat_value / f64::from(tally.known)),
            total_value: tally.total_value,
        });
    }
}
