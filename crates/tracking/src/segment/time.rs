//! When something happened, by a clock that may be wrong.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use parcours_kernel::Timestamp;
use serde_json::value::RawValue;

use super::json;

/// 2000-01-01T00:00:00Z: no SDK is older. What says so has lost its clock.
const EARLIEST: i64 = 946_684_800_000_000;

/// The moment by our clock: the SDK says when it happened and when it sent, both by the same
/// clock, so that the difference is right whatever that clock shows.
///
/// `timestamp = receivedAt − (sentAt − originalTimestamp)`; without `sentAt` the moment as it was
/// said. What lies in the future, or before the year 2000, happened now.
pub(crate) fn corrected(
    original: Option<Timestamp>,
    sent: Option<Timestamp>,
    received: Timestamp,
) -> Timestamp {
    let Some(original) = original else { return received };
    let at = sent.map_or(original.as_micros(), |sent| {
        let waited = sent.as_micros().saturating_sub(original.as_micros());
        received.as_micros().saturating_sub(waited)
    });
    if (EARLIEST..=received.as_micros()).contains(&at) {
        Timestamp::from_micros(at)
    } else {
        received
    }
}

/// Reads a moment: RFC 3339, the same without an offset (then UTC), or a number since 1970 in
/// seconds, milli- or microseconds, told apart by its size.
pub(super) fn moment(value: &RawValue) -> Option<Timestamp> {
    let text = json::text(value)?;
    if let Some(moment) = Timestamp::parse(&text) {
        return Some(moment);
    }
    if let Ok(number) = text.parse::<f64>() {
        let micros = match number.abs() {
            size if size < 1e11 => number * 1e6,
            size if size < 1e14 => number * 1e3,
            size if size < 1e17 => number,
            _ => return None,
        };
        // The checks above keep it within an i64.
        #[expect(clippy::cast_possible_truncation, reason = "below 1e17")]
        return Some(Timestamp::from_micros(micros.round() as i64));
    }
    let civil: DateTime = text.parse().ok()?;
    let utc = civil.to_zoned(TimeZone::UTC).ok()?;
    Some(Timestamp::from_micros(utc.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_wrong_clock_is_corrected() {
        let received = at("2026-05-01T12:00:00Z");
        let said =
            |original, sent: Option<&str>| corrected(Some(at(original)), sent.map(at), received);
        // An hour ahead; queued for two minutes.
        let queued = said("2026-05-01T12:58:00Z", Some("2026-05-01T13:00:00Z"));
        assert_eq!(queued, at("2026-05-01T11:58:00Z"));
        // A clock that starts in 1970.
        let lost = said("1970-01-01T00:00:05Z", Some("1970-01-01T00:00:15Z"));
        assert_eq!(lost, at("2026-05-01T11:59:50Z"));
        assert_eq!(said("2025-01-01T00:00:00Z", None), at("2025-01-01T00:00:00Z"));
        assert_eq!(said("1970-01-01T00:00:00Z", None), received);
        assert_eq!(said("2027-01-01T00:00:00Z", None), received);
        assert_eq!(said("2026-05-01T12:05:00Z", Some("2026-05-01T12:00:00Z")), received);
        assert_eq!(corrected(None, Some(received), received), received);
    }

    #[test]
    fn moments_as_clients_write_them() {
        let read = |json: &str| moment(serde_json::from_str(json).unwrap());
        let noon = at("2026-05-01T12:00:00Z");
        for json in [
            "\"2026-05-01T12:00:00.000Z\"",
            "\"2026-05-01T14:00:00.000000+02:00\"",
            "\"2026-05-01T12:00:00\"",
            "\"2026-05-01 12:00:00\"",
            "1777636800",
            "1777636800000",
            "\"1777636800000\"",
            "1777636800000000",
        ] {
            assert_eq!(read(json), Some(noon), "{json}");
        }
        assert_eq!((read("\"soon\""), read("{}"), read("1e300")), (None, None, None));
    }

    proptest! {
        #[test]
        fn no_clock_leads_out_of_time(original: i64, sent: i64) {
            let received = at("2026-05-01T12:00:00Z");
            let (original, sent) = (Timestamp::from_micros(original), Timestamp::from_micros(sent));
            let at = corrected(Some(original), Some(sent), received);
            prop_assert!(at.as_micros() >= EARLIEST && at <= received);
        }
    }
}
