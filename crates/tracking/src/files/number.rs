//! Amounts and scores as people write them.
//!
//! Of a point and a comma the last is the decimal one; one that comes twice groups thousands; one
//! comma alone is decimal (`12,50`). Only `1,234` stays open, for it is 1.234 in Paris and 1234 in
//! London, and a wrong guess would be wrong a thousandfold: it is refused with the two ways out.

use parcours_kernel::Text;

use super::cell::{Cell, shown};
use super::words;

/// What tables write where there is no number.
const NOTHING: [&str; 9] = ["", "-", "–", "—", "na", "n/a", "nan", "null", "none"];

/// The number in a cell; `None` where the cell says that there is none.
pub(super) fn read(cell: &Cell<'_>) -> Result<Option<f64>, Text> {
    match cell {
        Cell::Null => Ok(None),
        #[expect(clippy::cast_precision_loss, reason = "amounts are doubles")]
        Cell::Int(number) => Ok(Some(*number as f64)),
        #[expect(clippy::cast_precision_loss, reason = "amounts are doubles")]
        Cell::UInt(number) => Ok(Some(*number as f64)),
        Cell::Float(number) => Ok(Some(*number).filter(|number| number.is_finite())),
        Cell::Text(text) => read_text(text),
        Cell::Moment(_) => read_text(&shown(cell)),
        Cell::Bool(_) | Cell::Json(_) => Err(words::not_a_number(&shown(cell))),
    }
}

fn read_text(text: &str) -> Result<Option<f64>, Text> {
    let trimmed = text.trim();
    if let Some(number) = plain(trimmed) {
        return Ok(Some(number));
    }
    if NOTHING.contains(&trimmed.to_lowercase().as_str()) {
        return Ok(None);
    }
    // The way machines write them, exponents included; `inf` and `nan` are not amounts.
    if !trimmed.contains(',')
        && let Ok(number) = trimmed.parse::<f64>()
        && trimmed.bytes().any(|byte| byte.is_ascii_digit())
    {
        return if number.is_finite() { Ok(Some(number)) } else { Err(words::not_a_number(text)) };
    }
    let refused = || words::not_a_number(text);
    let (negative, digits) = strip_currency(trimmed).ok_or_else(refused)?;
    let plain = plain_digits(&digits).map_err(|ambiguous| {
        if ambiguous { words::ambiguous_number(text) } else { words::not_a_number(text) }
    })?;
    let number: f64 = plain.parse().map_err(|_| refused())?;
    Ok(Some(if negative { -number } else { number }))
}

/// `12.50`, as nearly all are written: digits with at most one point among them.
fn plain(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let starts = text.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    if is_plain && starts {
        text.parse().ok().filter(|number: &f64| number.is_finite())
    } else {
        None
    }
}

/// Takes the sign, the currency before or after, and the spaces and apostrophes that group digits.
/// What is left is digits, points and commas; `None` when it is not.
fn strip_currency(text: &str) -> Option<(bool, String)> {
    let mark = |c: char| c.is_whitespace() || c.is_alphabetic() || "€$£¥₹".contains(c);
    let sign = |c: char| matches!(c, '-' | '+' | '\u{2212}');
    let start = text.find(|c: char| !mark(c))?;
    let (before, text) = text.split_at(start);
    let (text, after) = text.split_at(text.trim_end_matches(mark).len());
    // At most a currency code: a sentence with a number in it is not an amount.
    if [before, after].iter().any(|words| words.trim().chars().count() > 3) {
        return None;
    }
    let negative = text.starts_with(['-', '\u{2212}']);
    let text = text.strip_prefix(sign).unwrap_or(text).trim_start_matches(mark);
    let digits: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '\u{2019}' | '\u{202f}' | '\u{a0}'))
        .collect();
    let clean = digits.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    clean.then_some((negative, digits))
}

/// Rewrites digits with points and commas for `f64::from_str`. `Err(true)` is the one open case.
fn plain_digits(digits: &str) -> Result<String, bool> {
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    let decimal = match (commas, points) {
        (0, 0 | 1) => '.',
        (0, _) => ',',
        (1, 0) => {
            let (before, after) = digits.split_once(',').unwrap_or((digits, ""));
            let groups =
                after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
            if groups {
                return Err(true);
            }
            ','
        }
        (_, 0) => '.',
        _ if digits.rfind(',') > digits.rfind('.') => ',',
        _ => '.',
    };
    let grouping = if decimal == ',' { '.' } else { ',' };
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    let mut groups = whole.split(grouping);
    let lead = groups.next().unwrap_or_default();
    let grouped = whole.contains(grouping);
    if (grouped && lead.is_empty())
        || groups.any(|group| group.len() != 3)
        || fraction.contains(grouping)
    {
        return Err(false);
    }
    Ok(format!("{}.{fraction}", whole.replace(grouping, "")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, number) in [
            ("12.5", 12.5),
            ("12,50", 12.5),
            ("1 234,56 €", 1234.56),
            ("1\u{202f}234,56\u{a0}€", 1234.56),
            ("€1,234.56", 1234.56),
            ("1.234,56 EUR", 1234.56),
            ("CHF 1'234.50", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("1.234.567", 1_234_567.0),
            ("-12", -12.0),
            ("\u{2212}12,5 €", -12.5),
            ("-€12.50", -12.5),
            ("0,125", 0.125),
            ("1.234", 1.234),
            ("1e3", 1000.0),
            ("9", 9.0),
        ] {
            assert_eq!(read_text(text).unwrap(), Some(number), "{text}");
        }
    }

    #[test]
    fn no_number_is_not_zero() {
        for text in ["", " ", "NA", "null", "-", "NaN"] {
            assert_eq!(read_text(text).unwrap(), None, "{text}");
        }
        assert_eq!(read(&Cell::Null).unwrap(), None);
        assert_eq!(read(&Cell::Int(4)).unwrap(), Some(4.0));
        assert_eq!(read(&Cell::Float(f64::NAN)).unwrap(), None);
    }

    #[test]
    fn what_could_be_two_numbers_is_refused() {
        let error = read_text("1,234").unwrap_err().to_string();
        assert!(error.contains("1234") && error.contains("1.234"), "{error}");
        for text in [
            "twelve",
            "1.2.3",
            "1,23,456.7",
            "inf",
            "12 apples",
            "12 apples 3",
            "1.234,5.6",
            "about 12",
        ] {
            assert!(read_text(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,30}|[0-9,. €-]{0,12}") {
            let _ = read_text(&text);
        }

        #[test]
        fn cents_read_back_in_french(cents in -10_000_000_i64..10_000_000) {
            let sign = if cents < 0 { "-" } else { "" };
            let text = format!("{sign}{},{:02} €", cents.abs() / 100, cents.abs() % 100);
            let number = read_text(&text).unwrap().unwrap();
            prop_assert_eq!((number * 100.0).round() as i64, cents);
        }
    }
}
