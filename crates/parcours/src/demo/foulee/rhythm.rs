//! The rhythm of the shop: busy seasons, weekdays and hours.

use jiff::civil::{Date, Weekday, date};

use super::dice::Dice;

/// How busy a day is, 1.0 being an ordinary one.
pub(super) fn busy(day: Date) -> f64 {
    season(day) * week(day.weekday())
}

/// Sundays and the three days off on which nothing moves.
pub(super) fn is_closed(day: Date) -> bool {
    let feast = matches!((day.month(), day.day()), (1 | 5, 1) | (12, 25));
    feast || day.weekday() == Weekday::Sunday
}

/// An hour at which people browse on this day, 0 to 23.
pub(super) fn hour(dice: &mut Dice, day: Date) -> i64 {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let weights = if weekend { WEEKEND } else { WORKING_DAY };
    let mut left = dice.share() * weights.iter().sum::<f64>();
    for (hour, weight) in (0..).zip(weights) {
        left -= weight;
        if left < 0.0 {
            return hour;
        }
    }
    23
}

/// The weight of each hour from midnight on, Monday to Friday: lunch, and the evening after dinner.
const WORKING_DAY: [f64; 24] = [
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 3.0, 4.0, 4.0, 4.0, 4.0, // morning
    8.0, 7.0, 4.0, 4.0, 4.0, 5.0, 7.0, 8.0, 12.0, 13.0, 7.0, 2.0,
];
/// The same at the weekend: late mornings.
const WEEKEND: [f64; 24] = [
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 5.0, 8.0, 9.0, // morning
    6.0, 5.0, 7.0, 7.0, 7.0, 7.0, 7.0, 6.0, 8.0, 9.0, 5.0, 2.0,
];

/// How busy a weekday is.
fn week(day: Weekday) -> f64 {
    match day {
        Weekday::Saturday => 1.05,
        Weekday::Sunday => 1.25,
        Weekday::Monday => 1.1,
        Weekday::Friday => 0.85,
        _ => 0.95,
    }
}

/// How busy a time of the year is, drawn as straight lines between known days.
fn season(day: Date) -> f64 {
    /// Winter sales, resolutions, spring running, a summer lull, the new school year, Christmas.
    const POINTS: [(i8, i8, f64); 16] = [
        (1, 1, 0.9),
        (1, 7, 1.1),
        (1, 14, 1.35),
        (2, 3, 0.95),
        (3, 1, 1.05),
        (4, 15, 1.15),
        (6, 1, 1.0),
        (6, 24, 1.2),
        (7, 21, 0.8),
        (8, 14, 0.7),
        (9, 6, 1.2),
        (10, 10, 1.0),
        (11, 20, 1.1),
        (11, 28, 1.9),
        (12, 15, 2.1),
        (12, 24, 0.7),
    ];
    let ordinal = |month, day_of_month| f64::from(date(2023, month, day_of_month).day_of_year());
    // The 29th of February counts as the 28th.
    let x = ordinal(day.month(), if day.month() == 2 { day.day().min(28) } else { day.day() });
    let mut before = (0.0, POINTS[0].2);
    for (month, day_of_month, level) in POINTS {
        let point = (ordinal(month, day_of_month), level);
        if x <= point.0 {
            return before.1 + (point.1 - before.1) * (x - before.0) / (point.0 - before.0);
        }
        before = point;
    }
    before.1
}
