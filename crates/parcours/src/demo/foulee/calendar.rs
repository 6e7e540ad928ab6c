//! The shop's calendar: its days in Paris, how busy each is, and the hours people keep.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Zoned};
use parcours_kernel::Timestamp;

use super::dice::Dice;
use super::rhythm;

/// Lengths of time in microseconds.
pub(super) const SECOND: i64 = 1_000_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// Days lived before the window opens, so that parcels are already on their way on its first day.
const WARM_UP: i64 = 60;
/// The calendar's own stream of chance; customers' streams are below 2³².
const NOISE_STREAM: u64 = 1 << 40;

/// The days from the warm-up to the end, and what each weighs.
pub(super) struct Calendar {
    first: Date,
    /// The start of each day, and of the day after the last.
    midnights: Vec<i64>,
    /// How busy each day is, with the days before it added.
    busy_until: Vec<f64>,
    busiest: f64,
    /// The first moment of the twelve months.
    pub(super) from: i64,
    /// The first moment after them.
    pub(super) until: i64,
}

impl Calendar {
    /// The twelve months that end with the Paris day before the one `end` falls on.
    pub(super) fn new(end: Timestamp, seed: u64) -> Self {
        let zone = paris();
        let last = Zoned::new(end.to_jiff(), zone.clone()).date();
        let opening = last.saturating_sub(Span::new().years(1));
        let first = opening.saturating_sub(Span::new().days(WARM_UP));
        let mut dice = Dice::new(seed, NOISE_STREAM);
        let (mut midnights, mut busy_until) = (Vec::new(), Vec::new());
        let (mut sum, mut busiest) = (0.0, 0.0_f64);
        for day in first.series(Span::new().days(1)).take_while(|day| *day <= last) {
            let weight = rhythm::busy(day) * dice.between(0.93, 1.07);
            busiest = busiest.max(weight);
            sum += weight;
            midnights.push(midnight(day, &zone));
            busy_until.push(sum);
        }
        let (from, until) = (midnight(opening, &zone), midnight(last, &zone));
        // The last day only closes the one before it: nobody arrives on it.
        busy_until.pop();
        Self { first, midnights, busy_until, busiest, from, until }
    }

    /// The number of the day a moment falls on; the first stands for all before it. Past the end
    /// days go on, of 24 hours each: what happens on them is cut off later.
    pub(super) fn day_of(&self, at: i64) -> usize {
        let beyond =
            usize::try_from((at.saturating_sub(self.until)).max(0) / DAY).expect("not negative");
        self.midnights.partition_point(|start| *start <= at).saturating_sub(1) + beyond
    }

    /// The civil date of a day.
    pub(super) fn date(&self, day: usize) -> Date {
        let days = i64::try_from(day).expect("a year and a bit of days");
        self.first.saturating_add(Span::new().days(days))
    }

    /// A moment of a day, `time` microseconds after its midnight.
    pub(super) fn at(&self, day: usize, time: i64) -> i64 {
        let beyond =
            i64::try_from(day.saturating_sub(self.midnights.len() - 1)).expect("some days");
        self.midnights[day.min(self.midnights.len() - 1)] + beyond * DAY + time
    }

    /// Midnight of a date, whether or not it lies inside the calendar.
    pub(super) fn midnight(day: Date) -> i64 {
        midnight(day, &paris())
    }

    /// A day on which someone first comes, not before the day of `from`: busy days win more people.
    pub(super) fn arrival(&self, dice: &mut Dice, from: i64) -> usize {
        let first = self.day_of(from);
        let before = if first == 0 { 0.0 } else { self.busy_until[first - 1] };
        let all = self.busy_until[self.busy_until.len() - 1];
        let mark = dice.between(before, all);
        self.busy_until.partition_point(|sum| *sum <= mark).min(self.busy_until.len() - 1)
    }

    /// A day near the wished one on which people would rather come: quiet days hand on to the next.
    pub(super) fn settle(&self, dice: &mut Dice, at: i64) -> usize {
        let mut day = self.day_of(at);
        for _ in 0..6 {
            let weight = match day {
                0 => self.busy_until[0],
                _ if day < self.busy_until.len() => self.busy_until[day] - self.busy_until[day - 1],
                _ => return day,
            };
            if dice.chance(weight / self.busiest) {
                break;
            }
            day += 1;
        }
        day
    }

    /// The first day from this one on which carriers and shops work.
    pub(super) fn working_day(&self, mut day: usize) -> usize {
        while rhythm::is_closed(self.date(day)) {
            day += 1;
        }
        day
    }

    /// A moment of this day at which people browse: lunch, evening, and late mornings at the weekend.
    pub(super) fn leisure(&self, dice: &mut Dice, day: usize) -> i64 {
        let hour = rhythm::hour(dice, self.date(day));
        self.at(day, hour * HOUR + dice.whole(0, HOUR - 1))
    }

    /// A moment of this day between two hours.
    pub(super) fn office(&self, dice: &mut Dice, day: usize, open: i64, close: i64) -> i64 {
        self.at(day, dice.whole(open * HOUR, close * HOUR - 1))
    }
}

/// Metropolitan France's rule since 1996, spelt out: a machine without a zone database has it too.
fn paris() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("the rule of Paris is well formed")
}

fn midnight(day: Date, zone: &TimeZone) -> i64 {
    let start = day.to_zoned(zone.clone()).expect("dates near today have a midnight");
    start.timestamp().as_microsecond()
}
