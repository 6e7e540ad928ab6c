//! The moments that programs write, `2024-03-13T10:21:14.250Z` and the like, read in one glance:
//! a file has millions of them. Everything else, what is wrong included, is left to the careful
//! way, which also says why; a test holds the two together.

const SECONDS_A_DAY: i64 = 86_400;
const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Microseconds since 1970 as a clock of UTC shows them, and whether the text says that it is one
/// (`Z`). Days have two digits, the years are 1970 to 2199, fractions have at most six digits.
pub(super) fn read(text: &str) -> Option<(i64, bool)> {
    let bytes = text.as_bytes();
    let (moment, rest) = bytes.split_first_chunk::<19>()?;
    let marks = [moment[4], moment[7], moment[13], moment[16]];
    if marks != *b"--::" || !matches!(moment[10], b'T' | b't' | b' ') {
        return None;
    }
    let two = |at: usize| number(&moment[at..at + 2]);
    let (year, month, day) = (number(&moment[..4])?, two(5)?, two(8)?);
    let (hour, minute, second) = (two(11)?, two(14)?, two(17)?);
    let month_days = *DAYS.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let month_days = month_days + u32::from(leap && month == 2);
    let exists = (1970..=2199).contains(&year)
        && (1..=month_days).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    if !exists {
        return None;
    }
    let (fraction, rest) = fraction(rest)?;
    let utc = match rest {
        b"" => false,
        b"Z" | b"z" => true,
        _ => return None,
    };
    let seconds = i64::from(hour * 3600 + minute * 60 + second);
    let seconds = days_since_1970(year, month, day) * SECONDS_A_DAY + seconds;
    Some((seconds * 1_000_000 + fraction, utc))
}

/// The fraction of a second in microseconds, and what comes after it.
fn fraction(rest: &[u8]) -> Option<(i64, &[u8])> {
    let Some((b'.', rest)) = rest.split_first() else { return Some((0, rest)) };
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=6).contains(&count) {
        return None;
    }
    let (digits, rest) = rest.split_at(count);
    let scale = 10_u32.pow(6 - u32::try_from(count).ok()?);
    Some((i64::from(number(digits)? * scale), rest))
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
    })
}

/// In the Gregorian calendar, with years that begin in March so that a leap day comes last.
fn days_since_1970(year: u32, month: u32, day: u32) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before = year * 365 + year / 4 - year / 100 + year / 400;
    let within = (153 * month + 2) / 5 + day - 1;
    // Day 0 of this count is 1 March of the year 0.
    i64::from(before + within) - 719_468
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Timestamp;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_programs_write_is_read() {
        for (text, micros, utc) in [
            ("1970-01-01T00:00:00Z", 0, true),
            ("2024-02-29 10:21:14", 1_709_202_074_000_000, false),
            ("2024-03-13T10:21:14.25Z", 1_710_325_274_250_000, true),
            ("2199-12-31t23:59:59.999999z", 7_258_118_399_999_999, true),
        ] {
            assert_eq!(read(text), Some((micros, utc)), "{text}");
        }
    }

    #[test]
    fn everything_else_is_left_alone() {
        for text in [
            "",
            "2024-03-13",
            "1969-12-31T23:59:59Z",
            "2023-02-29T00:00:00Z",
            "2024-00-10T00:00:00Z",
            "2024-13-10T00:00:00Z",
            "2024-04-31T00:00:00Z",
            "2024-03-13T24:00:00Z",
            "2024-03-13T10:21:60Z",
            "2024-03-13T10:21:14.Z",
            "2024-03-13T10:21:14.1234567Z",
            "2024-03-13T10:21:14+01:00",
            "2024-03-13T10:21:14 Z",
            "2024-3-013T10:21:14Z",
            "2024-03-13T1é:21:14Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn moments_read_back(micros in 0_i64..7_258_118_400_000_000) {
            let text = Timestamp::from_micros(micros).to_string();
            prop_assert_eq!(read(&text), Some((micros, true)), "{}", text);
        }

        #[test]
        fn no_text_panics(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{0,9}[.0-9Zé]{0,9}") {
            let _ = read(&text);
        }
    }
}
