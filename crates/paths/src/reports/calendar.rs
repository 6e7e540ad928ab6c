//! Days, weeks and months of the organisation's calendar.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};
use parcours_interactions::Snapshot;
use parcours_kernel::{Period, Problem, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernels::periods::Periods;

/// Periods of one report at most: thirteen years of weeks, two of days.
const MOST: usize = 700;

/// How long one period of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
}

/// One period of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CalendarPeriod {
    /// Its first day, `YYYY-MM-DD`.
    pub first_day: String,
    /// When it begins.
    pub from: Timestamp,
    /// The first moment after it.
    pub until: Timestamp,
    /// Whether all of it lies in the past and within what was asked for: figures of one that does not
    /// will still grow, or are of a part.
    pub complete: bool,
}

/// The periods of a calendar that cover some time.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    pub(super) periods: Vec<CalendarPeriod>,
}

impl Calendar {
    /// The periods of a question: those that begin with the log or what was asked for, whichever is later,
    /// up to now or the end of what was asked for, whichever is earlier. None of an empty log. An error
    /// when they are more than a report holds.
    pub(super) async fn of(
        view: &Snapshot,
        every: Every,
        asked: Period,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Result<Self, Problem> {
        let Some(begins) = view.begins_at().await? else { return Ok(Self { periods: Vec::new() }) };
        // The period that runs now is the last.
        let ends = asked.until.min(now.plus_seconds(1));
        Self::between(every, asked.from.max(begins), ends, zone)
    }

    fn between(
        every: Every,
        from: Timestamp,
        until: Timestamp,
        zone: &TimeZone,
    ) -> Result<Self, Problem> {
        let mut periods = Vec::new();
        let mut day = every.first_day(Zoned::new(from.to_jiff(), zone.clone()).date());
        while let Some((next, start, end)) = every.after(day, zone) {
            if start >= until {
                break;
            }
            if periods.len() == MOST {
                return Err(too_many());
            }
            periods.push(CalendarPeriod {
                first_day: day.to_string(),
                from: start,
                until: end,
                complete: from <= start && end <= until,
            });
            day = next;
        }
        Ok(Self { periods })
    }

    /// For kernels.
    pub(super) fn bounds(&self) -> Periods {
        let starts = self.periods.iter().map(|period| period.from);
        let ends = self.periods.iter().map(|period| period.until);
        Periods::new(starts.chain(ends).map(Timestamp::as_micros).collect())
    }
}

impl Every {
    /// The first day of the period that a day lies in.
    fn first_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let since = i64::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(since.days())
            }
            Self::Month => day.first_of_month(),
        }
    }

    /// The first day of the next period, and the bounds of this one; none beyond the calendar.
    fn after(self, first: Date, zone: &TimeZone) -> Option<(Date, Timestamp, Timestamp)> {
        let span = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
        };
        let next = first.checked_add(span).ok()?;
        let start = |day: Date| {
            let midnight = day.to_zoned(zone.clone()).ok()?;
            Some(Timestamp::from_micros(midnight.timestamp().as_microsecond()))
        };
        Some((next, start(first)?, start(next)?))
    }
}

fn too_many() -> Problem {
    Problem::invalid(
        "every",
        "too_many_periods",
        Text::new(
            format!("These are more than {MOST} periods: ask for longer ones, or for less time."),
            format!(
                "Cela fait plus de {MOST} périodes\u{202f}: demandez-en de plus longues, ou moins de temps."
            ),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(every: Every, from: &str, until: &str) -> Vec<(String, bool)> {
        let at = |text| Timestamp::parse(text).unwrap();
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let calendar = Calendar::between(every, at(from), at(until), &paris).unwrap();
        calendar.periods.into_iter().map(|one| (one.first_day, one.complete)).collect()
    }

    #[test]
    fn weeks_begin_on_monday_in_the_time_zone() {
        // 23:30 UTC on Sunday 29 March 2026 is already Monday in Paris.
        let weeks = days(Every::Week, "2026-03-29T23:30:00Z", "2026-04-08T00:00:00Z");
        assert_eq!(weeks, [("2026-03-30".into(), false), ("2026-04-06".into(), false)]);
        // Midnight in Paris is 22:00 UTC in summer: the week that ends then is whole.
        let weeks = days(Every::Week, "2026-03-29T22:00:00Z", "2026-04-05T22:00:00Z");
        assert_eq!(weeks, [("2026-03-30".into(), true)]);
    }

    #[test]
    fn months_are_of_the_calendar_and_the_clock_change_moves_no_bound() {
        let months = days(Every::Month, "2026-01-31T23:30:00Z", "2026-04-01T00:00:00Z");
        let expected = [("2026-02-01", false), ("2026-03-01", true), ("2026-04-01", false)];
        assert_eq!(months, expected.map(|(day, whole)| (day.to_owned(), whole)));
        assert_eq!(days(Every::Day, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z").len(), 1);
    }

    #[test]
    fn more_than_a_report_holds_is_refused() {
        let [from, until] =
            ["1970-01-01T00:00:00Z", "2026-01-01T00:00:00Z"].map(|t| Timestamp::parse(t).unwrap());
        assert!(Calendar::between(Every::Week, from, until, &TimeZone::UTC).is_err());
        let months = Calendar::between(Every::Month, from, until, &TimeZone::UTC).unwrap();
        assert_eq!(months.bounds().len(), 56 * 12);
    }
}
