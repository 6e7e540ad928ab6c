//! Moments as files write them.
//!
//! Read: RFC 3339 and its relatives (`2024-03-13 10:21:14.250`, `20240313T102114Z`), days first or
//! months first (`13/03/2024 10:21`, `13.03.24`, `3/13/2024 2:05 PM`, `13/03/2024 à 10h21`), days
//! alone (midnight), and numbers since 1970 in seconds, milli-, micro- or nanoseconds, told apart
//! by their size. A moment without an offset is one of the file's time zone; where the clock jumps,
//! the rules are those of RFC 5545: an hour that never was counts as the hour after, an hour that
//! came twice as the first of the two.
//!
//! `04/05/2024` is 4 May unless another row of the file proves that months come first; then the
//! rows that contradict it are errors, never a silent exchange of day and month. With points the
//! day always comes first.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use parcours_kernel::{Text, Timestamp};

use super::cell::{Cell, Moment, shown};
use super::{time_iso, time_scan, words};

/// Which comes first in `04/05/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// What a text says about the order of days and months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// It is not written that way.
    None,
    /// Both would do.
    Open,
    /// One of the two numbers is above 12.
    Certain(DayOrder),
}

/// Reads the moments of one file.
#[derive(Debug, Clone)]
pub(super) struct Times {
    zone: TimeZone,
    zone_is_utc: bool,
    order: DayOrder,
}

impl Times {
    pub(super) fn new(zone: TimeZone, order: DayOrder) -> Self {
        let zone_is_utc = zone == TimeZone::UTC;
        Self { zone, zone_is_utc, order }
    }

    /// The moment in a cell.
    pub(super) fn read(&self, cell: &Cell<'_>) -> Result<Timestamp, Text> {
        match cell {
            Cell::Text(text) => self.read_text(text),
            Cell::Moment(moment) if moment.has_a_date() => {
                self.read_moment(*moment).ok_or_else(|| words::no_such_moment(&shown(cell)))
            }
            Cell::Float(number) => self.read_text(&number.to_string()),
            other => self.read_text(&shown(other)),
        }
    }

    fn read_moment(&self, moment: Moment) -> Option<Timestamp> {
        let nanos = i32::try_from(moment.nanos).ok()?;
        let counted = jiff::Timestamp::new(moment.seconds, nanos).ok()?;
        let moment = if moment.utc { counted } else { self.in_zone(counted)? };
        Some(Timestamp::from_micros(moment.as_microsecond()))
    }

    /// The moment at which a clock of the zone shows what one of UTC shows at `shown`.
    fn in_zone(&self, shown: jiff::Timestamp) -> Option<jiff::Timestamp> {
        let civil = Offset::UTC.to_datetime(shown);
        self.zone.to_ambiguous_timestamp(civil).compatible().ok()
    }

    fn read_text(&self, text: &str) -> Result<Timestamp, Text> {
        let trimmed = text.trim();
        if let Some((micros, utc)) = time_iso::read(trimmed) {
            if utc || self.zone_is_utc {
                return Ok(Timestamp::from_micros(micros));
            }
            let shown = jiff::Timestamp::from_microsecond(micros).ok();
            if let Some(moment) = shown.and_then(|shown| self.in_zone(shown)) {
                return Ok(Timestamp::from_micros(moment.as_microsecond()));
            }
        }
        let refused = || words::not_a_time(text);
        if let Some(moment) = epoch(trimmed) {
            return moment.ok_or_else(|| words::not_an_epoch(text));
        }
        let parts = time_scan::scan(trimmed).ok_or_else(refused)?;
        let (month, day) = match (parts.date.month_day, self.order) {
            (time_scan::MonthDay::Known { month, day }, _) => (month, day),
            (time_scan::MonthDay::Slashed(first, second), DayOrder::MonthFirst) => (first, second),
            (time_scan::MonthDay::Slashed(first, second), DayOrder::DayFirst) => (second, first),
        };
        if let Hint::Certain(order) = hint_in(parts.date.month_day)
            && order != self.order
        {
            return Err(words::other_day_order(text, self.order == DayOrder::DayFirst));
        }
        let clock = parts.clock;
        let civil = DateTime::new(
            parts.date.year,
            month,
            day,
            clock.hour,
            clock.minute,
            clock.second,
            clock.nanosecond,
        )
        .map_err(|_| words::no_such_moment(text))?;
        let moment = match parts.offset_seconds {
            Some(seconds) => {
                Offset::from_seconds(seconds).and_then(|offset| offset.to_timestamp(civil))
            }
            None => self.zone.to_ambiguous_timestamp(civil).compatible(),
        };
        let moment = moment.map_err(|_| words::no_such_moment(text))?;
        Ok(Timestamp::from_micros(moment.as_microsecond()))
    }
}

/// What a cell says about the order of days and months.
pub(super) fn hint_of(cell: &Cell<'_>) -> Hint {
    match cell {
        Cell::Text(text) => hint(text.trim()),
        _ => Hint::None,
    }
}

fn hint(text: &str) -> Hint {
    time_scan::scan(text).map_or(Hint::None, |parts| hint_in(parts.date.month_day))
}

fn hint_in(written: time_scan::MonthDay) -> Hint {
    match written {
        time_scan::MonthDay::Known { .. } => Hint::None,
        time_scan::MonthDay::Slashed(first, second) => match (first > 12, second > 12) {
            (true, false) => Hint::Certain(DayOrder::DayFirst),
            (false, true) => Hint::Certain(DayOrder::MonthFirst),
            _ => Hint::Open,
        },
    }
}

/// Whether a cell reads as a moment in any zone and order; for guessing columns.
pub(super) fn looks_like_time(text: &str) -> bool {
    let text = text.trim();
    [DayOrder::DayFirst, DayOrder::MonthFirst]
        .into_iter()
        .any(|order| Times::new(TimeZone::UTC, order).read_text(text).is_ok())
}

/// A number since 1970. `None`: not a number; `Some(None)`: a number that is no moment.
///
/// Numbers of seconds begin at 10⁸ (March 1973): below, a year or a row number would pass for a
/// moment. Each unit covers a thousandfold, so that no number has two meanings. Eight and fourteen
/// digits that spell a day (`20240313`) are that day.
fn epoch(text: &str) -> Option<Option<Timestamp>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || !digits(whole)
        || !digits(fraction)
        || (fraction.is_empty() && text.contains('.'))
    {
        return None;
    }
    if matches!(text.len(), 8 | 14) && fraction.is_empty() && time_scan::scan(text).is_some() {
        return None;
    }
    let Ok(number) = whole.parse::<i128>() else { return Some(None) };
    let nanos_per_unit: i128 = match number {
        100_000_000..100_000_000_000 => 1_000_000_000,
        100_000_000_000..100_000_000_000_000 => 1_000_000,
        100_000_000_000_000..100_000_000_000_000_000 => 1_000,
        100_000_000_000_000_000..=9_223_372_036_854_775_807 => 1,
        _ => return Some(None),
    };
    let mut nanos = number * nanos_per_unit;
    let mut unit = nanos_per_unit;
    for digit in fraction.bytes().take(9) {
        unit /= 10;
        nanos += i128::from(digit - b'0') * unit;
    }
    let micros = i64::try_from(nanos / 1_000).ok();
    Some(micros.map(Timestamp::from_micros))
}

#[cfg(test)]
mod tests;
