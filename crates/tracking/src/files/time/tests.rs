//! What is read as a moment, and what is refused.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn in_zone(name: &str) -> Times {
    Times::new(TimeZone::get(name).unwrap(), DayOrder::DayFirst)
}

fn paris(text: &str) -> String {
    in_zone("Europe/Paris").read_text(text).unwrap().to_string()
}

#[test]
fn moments_with_an_offset_need_no_zone() {
    for text in [
        "2024-03-13T10:21:14Z",
        "2024-03-13t10:21:14z",
        "2024-03-13 10:21:14+00:00",
        "2024-03-13T11:21:14+01:00",
        "2024-03-13T11:21:14+0100",
        "2024-03-13T11:21:14 +01",
        "2024-03-13T11:21:14+01:00[Europe/Paris]",
        "2024-03-13 10:21:14 UTC",
        "20240313T102114Z",
        "1710325274",
        "1710325274.0",
        "1710325274000",
        "1710325274000000",
        "1710325274000000000",
    ] {
        assert_eq!(paris(text), "2024-03-13T10:21:14Z", "{text}");
    }
}

#[test]
fn moments_without_an_offset_are_those_of_the_zone() {
    for text in [
        "2024-03-13 10:21:14",
        "2024-03-13T10:21:14",
        "2024/03/13 10:21:14",
        "13/03/2024 10:21:14",
        "13/03/24 10:21:14",
        "13.03.2024 10:21:14",
        "13-03-2024 10:21:14",
        "13/03/2024, 10:21:14",
        "13/03/2024 à 10:21:14",
        "13/03/2024 10:21:14 AM",
        "20240313102114",
        " 2024-3-13 10:21:14 ",
    ] {
        assert_eq!(paris(text), "2024-03-13T09:21:14Z", "{text}");
    }
    assert_eq!(paris("13/03/2024 10h21"), "2024-03-13T09:21:00Z");
    assert_eq!(paris("13/03/2024 2:05 pm"), "2024-03-13T13:05:00Z");
    assert_eq!(paris("13/03/2024 12:05 am"), "2024-03-12T23:05:00Z");
}

#[test]
fn days_alone_begin_at_midnight() {
    for text in ["2024-03-13", "13/03/2024", "20240313", "13.3.24"] {
        assert_eq!(paris(text), "2024-03-12T23:00:00Z", "{text}");
    }
}

#[test]
fn fractions_keep_microseconds() {
    assert_eq!(paris("2024-03-13T10:21:14.123456789Z"), "2024-03-13T10:21:14.123456Z");
    assert_eq!(paris("2024-03-13 11:21:14,25"), "2024-03-13T10:21:14.25Z");
    assert_eq!(paris("1710325274.5"), "2024-03-13T10:21:14.5Z");
    assert_eq!(paris("1710325274123.25"), "2024-03-13T10:21:14.12325Z");
    assert_eq!(
        in_zone("UTC").read(&Cell::Float(1_710_325_274.5)).unwrap().to_string(),
        "2024-03-13T10:21:14.5Z"
    );
    assert_eq!(
        in_zone("UTC").read(&Cell::Int(1_710_325_274)).unwrap().as_micros(),
        1_710_325_274_000_000
    );
    assert_eq!(paris("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59Z");
}

#[test]
fn clock_changes_follow_the_calendar_standard() {
    // 31 March 2024: 02:30 never was in Paris. 27 October: 02:30 came twice.
    assert_eq!(paris("2024-03-31 02:30:00"), "2024-03-31T01:30:00Z");
    assert_eq!(paris("2024-10-27 02:30:00"), "2024-10-27T00:30:00Z");
}

#[test]
fn the_order_of_day_and_month_is_one_for_the_file() {
    assert_eq!(hint("04/05/2024"), Hint::Open);
    assert_eq!(hint("13/05/2024 10:00"), Hint::Certain(DayOrder::DayFirst));
    assert_eq!(hint("05/13/2024"), Hint::Certain(DayOrder::MonthFirst));
    assert_eq!(hint("13.05.2024"), Hint::None);
    assert_eq!(hint("2024-05-13"), Hint::None);
    let months_first = Times::new(TimeZone::UTC, DayOrder::MonthFirst);
    assert_eq!(months_first.read_text("04/05/2024").unwrap().to_string(), "2024-04-05T00:00:00Z");
    assert!(months_first.read_text("13/05/2024").is_err());
    let error = in_zone("UTC").read_text("05/13/2024").unwrap_err().to_string();
    assert!(error.contains("05/13/2024"), "{error}");
}

#[test]
fn what_is_no_moment_is_refused_with_its_text() {
    for text in [
        "",
        "yesterday",
        "2024",
        "42",
        "-1",
        "2024-13-01",
        "2024-02-30",
        "2024-03-13 25:00",
        "2024-03-13 10:61",
        "2024-03-13 10:21:14 CET",
        "2024-03-13 10:21:14+25:00",
        "2024-03-13 10",
        "13/03",
        "10:21",
        "99999999999999999999999999",
        "2024-03-13T10:21:14Zjunk",
        "1.5.",
    ] {
        let error = in_zone("UTC").read_text(text).unwrap_err().to_string();
        assert!(error.contains(text), "{text}: {error}");
    }
    assert!(in_zone("UTC").read(&Cell::Bool(true)).is_err());
    assert!(in_zone("UTC").read(&Cell::Json(&json!({"a": 1}))).is_err());
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,40}|[0-9:/. TZ+-]{0,30}") {
        let _ = in_zone("Europe/Paris").read_text(&text);
        let _ = hint(&text);
    }

    #[test]
    fn what_is_written_as_rfc_3339_reads_back(micros in -60_000_000_000_000_000_i64..4_000_000_000_000_000) {
        let moment = Timestamp::from_micros(micros);
        prop_assert_eq!(in_zone("Europe/Paris").read_text(&moment.to_string()).unwrap(), moment);
    }

    #[test]
    fn a_moment_reads_as_its_text_does(
        seconds in -62_167_219_200_i64..253_402_207_199,
        nanos in 0_u32..1_000_000_000,
        utc in any::<bool>(),
    ) {
        let times = in_zone("Europe/Paris");
        let moment = Cell::Moment(Moment { seconds, nanos, utc });
        prop_assert_eq!(times.read(&moment).ok(), times.read_text(&shown(&moment)).ok());
    }

    #[test]
    fn the_short_way_reads_as_the_careful_one(micros in 0_i64..7_000_000_000_000_000) {
        let times = in_zone("Europe/Paris");
        let text = Timestamp::from_micros(micros).to_string();
        // A name of UTC that only the careful way knows.
        let careful = text.replace('Z', " GMT");
        prop_assert_eq!(times.read_text(&text).unwrap(), times.read_text(&careful).unwrap());
        let wall = text.trim_end_matches('Z').to_owned();
        let careful = wall.replace('T', " à ");
        prop_assert_eq!(times.read_text(&wall).unwrap(), times.read_text(&careful).unwrap());
    }
}
