//! Takes a written moment apart, without deciding what it means.

/// A moment taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) date: DatePart,
    pub(super) clock: Clock,
    /// Seconds east of UTC, where the text says so.
    pub(super) offset_seconds: Option<i32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DatePart {
    pub(super) year: i16,
    pub(super) month_day: MonthDay,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MonthDay {
    Known {
        month: i8,
        day: i8,
    },
    /// Two numbers around a slash or a hyphen, the year after them.
    Slashed(i8, i8),
}

/// The time of day; midnight when the text has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) nanosecond: i32,
}

/// Takes `text` apart; `None` when it is not a written moment. Ranges are not checked here.
pub(super) fn scan(text: &str) -> Option<Parts> {
    let mut rest = Rest(text);
    let (date, compact) = date(&mut rest)?;
    let (clock, offset_seconds) = if rest.between_date_and_time() {
        let clock = time(&mut rest, compact)?;
        (clock, offset(&mut rest)?)
    } else if compact && !rest.0.is_empty() {
        (time(&mut rest, true)?, offset(&mut rest)?)
    } else {
        (Clock::default(), None)
    };
    rest.0.is_empty().then_some(Parts { date, clock, offset_seconds })
}

/// The date, and whether it was written without separators.
fn date(rest: &mut Rest<'_>) -> Option<(DatePart, bool)> {
    let run = rest.run();
    if run >= 8 {
        let (year, month, day) = (rest.number(4)?, rest.number(2)?, rest.number(2)?);
        let known = MonthDay::Known { month: narrow(month)?, day: narrow(day)? };
        // Years outside what a business could mean: the digits are a number, not a day.
        let plausible =
            (1900..=2199).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        return plausible
            .then_some((DatePart { year: i16::try_from(year).ok()?, month_day: known }, true));
    }
    let first = rest.number(run)?;
    let separator = ['-', '/', '.'].into_iter().find(|mark| rest.skip(*mark))?;
    let second = rest.number_up_to(2)?;
    if !rest.skip(separator) {
        return None;
    }
    let width = rest.run();
    let third = rest.number(width)?;
    let part = match (run, width) {
        (4, 1 | 2) => DatePart {
            year: i16::try_from(first).ok()?,
            month_day: MonthDay::Known { month: narrow(second)?, day: narrow(third)? },
        },
        (1 | 2, 2 | 4) => {
            // Two digits as POSIX reads them: 69 to 99 are the last century.
            let year = match third {
                0..=68 if width == 2 => third + 2000,
                69..=99 if width == 2 => third + 1900,
                other => other,
            };
            let (day, month) = (narrow(first)?, narrow(second)?);
            let month_day = if separator == '.' {
                MonthDay::Known { month, day }
            } else {
                MonthDay::Slashed(day, month)
            };
            DatePart { year: i16::try_from(year).ok()?, month_day }
        }
        _ => return None,
    };
    Some((part, false))
}

fn time(rest: &mut Rest<'_>, compact: bool) -> Option<Clock> {
    let mut clock = Clock::default();
    let run = rest.run();
    if compact && matches!(run, 4 | 6) {
        clock.hour = narrow(rest.number(2)?)?;
        clock.minute = narrow(rest.number(2)?)?;
        if run == 6 {
            clock.second = narrow(rest.number(2)?)?;
            clock.nanosecond = fraction(rest)?;
        }
    } else {
        clock.hour = narrow(rest.number_up_to(2)?)?;
        if rest.skip('h') || rest.skip('H') {
            if rest.run() > 0 {
                clock.minute = narrow(rest.number(2)?)?;
            }
        } else if rest.skip(':') {
            clock.minute = narrow(rest.number(2)?)?;
            if rest.skip(':') {
                // A leap second counts as the one before it: our minutes have sixty.
                clock.second = match narrow(rest.number(2)?)? {
                    60 => 59,
                    second => second,
                };
                clock.nanosecond = fraction(rest)?;
            }
        } else {
            return None;
        }
    }
    half_of_day(rest, &mut clock)?;
    Some(clock)
}

/// `.250` or `,250`, to the nanosecond; further digits are dropped.
fn fraction(rest: &mut Rest<'_>) -> Option<i32> {
    if !(rest.skip('.') || rest.skip(',')) {
        return Some(0);
    }
    let digits = rest.take(rest.run());
    if digits.is_empty() {
        return None;
    }
    let mut nanos = 0;
    for place in 0..9 {
        nanos =
            nanos * 10 + digits.as_bytes().get(place).map_or(0, |digit| i32::from(digit - b'0'));
    }
    Some(nanos)
}

/// `2:05 PM` is 14:05; 12 AM is midnight.
fn half_of_day(rest: &mut Rest<'_>, clock: &mut Clock) -> Option<()> {
    let text = rest.0.trim_start();
    let afternoon = match text.get(..2) {
        Some(half) if half.eq_ignore_ascii_case("am") => false,
        Some(half) if half.eq_ignore_ascii_case("pm") => true,
        _ => return Some(()),
    };
    rest.0 = &text[2..];
    if !(1..=12).contains(&clock.hour) {
        return None;
    }
    clock.hour = clock.hour % 12 + if afternoon { 12 } else { 0 };
    Some(())
}

/// `Z`, `UTC`, `GMT`, `+01`, `+0100`, `+01:00`, `+01:00:30`; an IANA name in brackets after an
/// offset repeats it and is passed over.
fn offset(rest: &mut Rest<'_>) -> Option<Option<i32>> {
    rest.0 = rest.0.trim_start();
    if rest.0.is_empty() {
        return Some(None);
    }
    if let Some(name) = ["UTC", "GMT", "Z", "z"].into_iter().find(|name| rest.0.starts_with(name)) {
        rest.0 = &rest.0[name.len()..];
        return Some(Some(0));
    }
    let sign = match (rest.skip('+'), rest.skip('-')) {
        (true, _) => 1,
        (_, true) => -1,
        _ => return None,
    };
    let hours = rest.number(2)?;
    let colon = rest.skip(':');
    let minutes = if rest.run() > 0 { rest.number(2)? } else { 0 };
    let seconds = if colon && rest.skip(':') { rest.number(2)? } else { 0 };
    if rest.0.starts_with('[') && rest.0.ends_with(']') {
        rest.0 = "";
    }
    let within = hours <= 23 && minutes <= 59 && seconds <= 59;
    within.then_some(Some(sign * i32::try_from(hours * 3600 + minutes * 60 + seconds).ok()?))
}

fn narrow(number: u32) -> Option<i8> {
    i8::try_from(number).ok()
}

/// What is left to read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// How many digits come next.
    fn run(&self) -> usize {
        self.0.bytes().take_while(u8::is_ascii_digit).count()
    }

    fn take(&mut self, count: usize) -> &'a str {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    /// Exactly `count` digits, 1 to 4.
    fn number(&mut self, count: usize) -> Option<u32> {
        let enough = (1..=4).contains(&count) && self.run() >= count;
        if enough { self.take(count).parse().ok() } else { None }
    }

    /// As many digits as come, at most `most`.
    fn number_up_to(&mut self, most: usize) -> Option<u32> {
        let run = self.run();
        if run <= most { self.number(run) } else { None }
    }

    fn skip(&mut self, mark: char) -> bool {
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// `T`, spaces, a comma or `à` between a date and a time.
    fn between_date_and_time(&mut self) -> bool {
        let before = self.0;
        if !(self.skip('T') || self.skip('t')) {
            self.skip(',');
            self.0 = self.0.trim_start();
            let word = ["à", "at"].into_iter().find_map(|word| self.0.strip_prefix(word));
            if let Some(rest) = word.filter(|rest| rest.starts_with(char::is_whitespace)) {
                self.0 = rest.trim_start();
            }
        }
        self.0.len() < before.len() && self.run() > 0
    }
}
