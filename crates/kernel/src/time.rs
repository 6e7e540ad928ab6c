//! Moments and periods. Moments are whole microseconds UTC everywhere: in memory, in both
//! databases and in the log, so that there is one precision and one order.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Zoned};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{KnownFormat, SchemaFormat, Type};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::{Problem, Text};

/// A moment: microseconds since 1970-01-01T00:00:00Z. On the wire RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// This moment plus (or minus) whole seconds; stops at the ends of time.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Reads an RFC 3339 moment. A moment without an offset is not one: `None`.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|moment| Self(moment.as_microsecond()))
    }

    /// The same moment for calendar arithmetic; out-of-range moments are clamped.
    pub fn to_jiff(self) -> jiff::Timestamp {
        let limit = if self.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(limit)
    }

    /// Midnight at the start of a day in a time zone.
    fn start_of(day: Date, zone: &TimeZone) -> Option<Self> {
        day.to_zoned(zone.clone()).ok().map(|start| Self(start.timestamp().as_microsecond()))
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.to_jiff().fmt(f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("not an RFC 3339 moment with an offset"))
    }
}

impl PartialSchema for Timestamp {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}

impl ToSchema for Timestamp {
    fn name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }
}

/// A stretch of time: `from` included, `until` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: Timestamp,
    /// The first moment after it.
    pub until: Timestamp,
}

impl Period {
    /// All of time.
    pub const ALL: Self = Self { from: Timestamp(i64::MIN), until: Timestamp(i64::MAX) };

    /// The stretch of the same length that ends where this one begins; `None` for all of time.
    pub fn before(self) -> Option<Self> {
        let length = self.until.0.checked_sub(self.from.0)?;
        Some(Self { from: Timestamp(self.from.0.checked_sub(length)?), until: self.from })
    }

    /// Whether a moment lies within.
    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

/// `?period=30d` or `?from=2026-03-01&to=2026-03-31` (days of the organisation's time zone, both included).
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeriodQuery {
    /// `7d`, `30d`, `90d`, `365d` (any number of days, today included) or `all`; 30 days when nothing is said.
    pub period: Option<String>,
    /// The first day, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// The last day, `YYYY-MM-DD`; today when left out.
    pub to: Option<String>,
}

impl PeriodQuery {
    /// The days meant, seen from `now` in `zone`. The last day counts whole, also while it runs.
    pub fn resolve(&self, now: Timestamp, zone: &TimeZone) -> Result<Period, Problem> {
        let today = Zoned::new(now.to_jiff(), zone.clone()).date();
        if self.from.is_some() || self.to.is_some() {
            let from = match &self.from {
                Some(text) => day("from", text)?,
                None => Date::constant(1970, 1, 1),
            };
            let to = self.to.as_deref().map_or(Ok(today), |text| day("to", text))?;
            if to < from {
                return Err(Problem::invalid(
                    "to",
                    "period_ends_before_start",
                    Text::new(
                        "The period ends before it starts.",
                        "La période se termine avant d’avoir commencé.",
                    ),
                ));
            }
            return whole_days("to", from, to, zone);
        }
        let text = self.period.as_deref().unwrap_or("30d");
        if text == "all" {
            return Ok(Period::ALL);
        }
        let days = text
            .strip_suffix('d')
            .and_then(|days| days.parse::<i64>().ok())
            .filter(|days| (1..=36_500).contains(days));
        let days = days.ok_or_else(|| {
            Problem::invalid(
                "period",
                "unknown_period",
                Text::new(
                    format!("“{text}” is not a period. Write 7d, 30d, 90d, 365d or all."),
                    format!(
                        "«\u{202f}{text}\u{202f}» n’est pas une période. Écrivez 7d, 30d, 90d, 365d ou all."
                    ),
                ),
            )
        })?;
        let first = today.checked_sub(Span::new().days(days - 1)).map_err(Problem::internal)?;
        whole_days("period", first, today, zone)
    }
}

fn whole_days(field: &str, first: Date, last: Date, zone: &TimeZone) -> Result<Period, Problem> {
    let until = last.tomorrow().ok().and_then(|after| Timestamp::start_of(after, zone));
    match (Timestamp::start_of(first, zone), until) {
        (Some(from), Some(until)) => Ok(Period { from, until }),
        _ => Err(Problem::invalid(
            field,
            "period_out_of_range",
            Text::new(
                "This period lies outside the calendar.",
                "Cette période sort du calendrier.",
            ),
        )),
    }
}

fn day(field: &str, text: &str) -> Result<Date, Problem> {
    text.parse().map_err(|_| {
        Problem::invalid(
            field,
            "invalid_day",
            Text::new(
                format!("“{text}” is not a day. Write it as 2026-03-31."),
                format!("«\u{202f}{text}\u{202f}» n’est pas une date. Écrivez-la ainsi\u{202f}: 2026-03-31."),
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn days_are_those_of_the_time_zone_across_a_clock_change() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let query = PeriodQuery { period: Some("2d".into()), ..Default::default() };
        // 29 March 2026 has 23 hours in Paris; 23:30 UTC on the 29th is already the 30th there.
        let period = query.resolve(at("2026-03-29T23:30:00Z"), &paris).unwrap();
        assert_eq!(
            period,
            Period { from: at("2026-03-28T23:00:00Z"), until: at("2026-03-30T22:00:00Z") }
        );
        assert_eq!(period.before().unwrap().until, period.from);
    }

    #[test]
    fn bad_periods_name_the_field() {
        let ask = |period: Option<&str>, from: Option<&str>, to: Option<&str>| {
            let query = PeriodQuery {
                period: period.map(Into::into),
                from: from.map(Into::into),
                to: to.map(Into::into),
            };
            query.resolve(at("2026-03-29T12:00:00Z"), &TimeZone::UTC)
        };
        for bad in [
            ask(Some("soon"), None, None),
            ask(Some("0d"), None, None),
            ask(None, Some("1 mars"), None),
            ask(None, Some("2026-03-02"), Some("2026-03-01")),
        ] {
            assert_eq!(bad.unwrap_err().code(), "invalid_input");
        }
        assert_eq!(ask(Some("all"), None, None).unwrap(), Period::ALL);
        assert!(Period::ALL.before().is_none());
    }
}
