//! Moments as every tool reads them.

use jiff::fmt::temporal::DateTimePrinter;
use parcours_kernel::Timestamp;

/// RFC 3339 in UTC, always with six digits after the second: readers that guess a column's type
/// from its first cells fail where some have a fraction and some have none.
pub(super) fn moment(at: Timestamp) -> String {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().precision(Some(6));
    PRINTER.timestamp_to_string(&at.to_jiff())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_has_the_same_digits() {
        for (said, written) in [
            ("2026-03-01T08:00:00Z", "2026-03-01T08:00:00.000000Z"),
            ("2026-03-01T08:00:00.12+01:00", "2026-03-01T07:00:00.120000Z"),
            ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
        ] {
            assert_eq!(moment(Timestamp::parse(said).unwrap()), written);
        }
    }
}
