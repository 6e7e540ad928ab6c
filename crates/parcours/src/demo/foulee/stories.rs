//! The stories planted in the demo shop, and when each is told.
//!
//! Dates come from the calendar, not from the seed: each story has a day of the year, and is told
//! at the latest one that shows enough of it inside the twelve months. `docs/demo.md` tells them
//! to people; the tests beside the generator count each one inside and outside its days.

use jiff::civil::{Date, date};
use parcours_kernel::{Period, Timestamp};

use super::calendar::{Calendar, DAY};

/// When each planted story is told. Outside these days the shop behaves as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stories {
    /// On mobile, 3 of 10 customers are lost at payment: from 4 March, three weeks.
    pub(crate) mobile_checkout: Period,
    /// Parcels given to [`LATE_CARRIER`](super::catalogue::LATE_CARRIER) take some eight days instead of three: December.
    pub(crate) carrier_delays: Period,
    /// An Instagram campaign brings many visits and almost no order: from 11 May, ten days.
    pub(crate) window_shoppers: Period,
    /// A batch of [`NARROW_SHOE`](super::catalogue::NARROW_SHOE) runs small and comes back four
    /// times as often: orders from 1 September, four months.
    pub(crate) narrow_shoe: Period,
}

impl Stories {
    /// The stories of the twelve months of this calendar.
    pub(super) fn of(calendar: &Calendar) -> Self {
        Self {
            mobile_checkout: told(calendar, 3, 4, 21),
            carrier_delays: told(calendar, 12, 1, 31),
            window_shoppers: told(calendar, 5, 11, 10),
            narrow_shoe: told(calendar, 9, 1, 122),
        }
    }

    /// None is told.
    #[cfg(test)]
    pub(super) fn none() -> Self {
        let never = Timestamp::from_micros(i64::MIN);
        let never = Period { from: never, until: never };
        Self {
            mobile_checkout: never,
            carrier_delays: never,
            window_shoppers: never,
            narrow_shoe: never,
        }
    }
}

/// The latest telling of which half, or four weeks, lie inside; failing that, what is left of the
/// one before. A window of twelve months always holds one of the two.
fn told(calendar: &Calendar, month: i8, day: i8, days: i64) -> Period {
    let enough = (days / 2).min(28) * DAY;
    let last = calendar.date(calendar.day_of(calendar.until - 1));
    let inside = |year: i16| {
        let (start, stop) = span(date(year, month, day), days);
        (start.max(calendar.from), stop.min(calendar.until))
    };
    let latest = inside(last.year());
    let (from, until) =
        if latest.1 - latest.0 >= enough { latest } else { inside(last.year() - 1) };
    Period { from: Timestamp::from_micros(from), until: Timestamp::from_micros(until) }
}

/// The first moment of these days and the first after them.
fn span(first: Date, days: i64) -> (i64, i64) {
    let after = first.saturating_add(jiff::Span::new().days(days));
    (Calendar::midnight(first), Calendar::midnight(after))
}
