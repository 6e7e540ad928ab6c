//! A change in a sentence, as a person would say it.

use jiff::civil::Date;

use super::{ChangedMeasure, NamedChange};
use crate::reports::sentence::{Sentence, percent};

const HOUR: i64 = 3600;

/// `Payment (mobile): 29% of customers stop there from 4 to 24 March 2026 instead of 5%.`
pub(super) fn change(change: &NamedChange) -> Sentence {
    let who = change.segment.as_ref().map(|one| one.value.as_str());
    let (en_who, fr_who) = who
        .map_or((String::new(), String::new()), |who| (format!(" ({who})"), format!(" ({who})")));
    let level = |level| match change.measure {
        ChangedMeasure::Time => time(level),
        ChangedMeasure::Reach | ChangedMeasure::Loss => percent(level),
    };
    let (during, usual) = (level(change.during), level(change.usual));
    let when = when(change.from.as_deref(), change.until.as_deref());
    let (en, fr) = what(change, &during);
    let part = part(change);
    let name = &change.touchpoint;
    Sentence::new(
        format!("{name}{en_who}: {en} {} instead of {}{}.", when.en, usual.en, part.en),
        format!("{name}{fr_who}\u{202f}: {fr} {} au lieu de {}{}.", when.fr, usual.fr, part.fr),
    )
}

fn what(change: &NamedChange, during: &Sentence) -> (String, String) {
    let Sentence { en, fr } = during;
    // Within an hour goes without saying.
    let within = change.within_seconds.filter(|seconds| *seconds > HOUR).map(horizon);
    match (change.measure, change.after.as_deref(), within) {
        (ChangedMeasure::Loss, _, None) => {
            (format!("{en} of customers stop there"), format!("{fr} des clients s’arrêtent là"))
        }
        (ChangedMeasure::Loss, _, Some(within)) => (
            format!("{en} of customers are no further after {}", within.en),
            format!("{fr} des clients n’en sont pas plus loin après {}", within.fr),
        ),
        (ChangedMeasure::Reach, Some(after), within) => {
            let within = within.map_or(Sentence::new("", ""), |within| {
                Sentence::new(format!(" within {}", within.en), format!(" en {}", within.fr))
            });
            (
                format!("{en} of those who come from {after} get there{}", within.en),
                format!("{fr} de ceux qui viennent de {} y arrivent{}", quoted(after), within.fr),
            )
        }
        (ChangedMeasure::Reach, None, _) => (
            format!("{en} of the day’s customers come there"),
            format!("{fr} des clients du jour y passent"),
        ),
        (ChangedMeasure::Time, Some(after), _) => (
            format!("it takes {en} to get there from {after}"),
            format!("il faut {fr} pour y arriver depuis {}", quoted(after)),
        ),
        (ChangedMeasure::Time, None, _) => (
            format!("it takes {en} to go on from there"),
            format!("il faut {fr} pour aller plus loin"),
        ),
    }
}

/// A name in French quotes; those within are of the other sort.
fn quoted(name: &str) -> String {
    let name = name.replace("«\u{202f}", "“").replace("\u{202f}»", "”");
    format!("«\u{202f}{name}\u{202f}»")
}

/// A whole number of days.
fn horizon(seconds: i64) -> Sentence {
    match seconds / (24 * HOUR) {
        1 => Sentence::new("a day", "un jour"),
        days => Sentence::new(format!("{days} days"), format!("{days}\u{202f}jours")),
    }
}

/// The segment that explains it; where the figures are its own already, how much of all that is.
fn part(change: &NamedChange) -> Sentence {
    let Some(part) = &change.explained_by else { return Sentence::new("", "") };
    let share = percent(part.share);
    if change.segment.as_ref() == Some(&part.segment) {
        return Sentence::new(
            format!("; that is {} of the whole change", share.en),
            format!("\u{202f}; c’est {} de tout le changement", share.fr),
        );
    }
    let value = &part.segment.value;
    Sentence::new(
        format!("; {value} explains {} of it", share.en),
        format!("\u{202f}; {value} en explique {}", share.fr),
    )
}

/// `since 4 March 2026`, `from 4 March 2026 to 24 March 2026`, or `until 24 March 2026`.
fn when(from: Option<&str>, until: Option<&str>) -> Sentence {
    match (from.map(day), until.map(day)) {
        (Some(from), None) => {
            Sentence::new(format!("since {}", from.en), format!("depuis le {}", from.fr))
        }
        (Some(from), Some(until)) => Sentence::new(
            format!("from {} to {}", from.en, until.en),
            format!("du {} au {}", from.fr, until.fr),
        ),
        (None, Some(until)) => {
            Sentence::new(format!("until {}", until.en), format!("jusqu’au {}", until.fr))
        }
        (None, None) => Sentence::new("all the time", "tout le temps"),
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("January", "janvier"),
    ("February", "février"),
    ("March", "mars"),
    ("April", "avril"),
    ("May", "mai"),
    ("June", "juin"),
    ("July", "juillet"),
    ("August", "août"),
    ("September", "septembre"),
    ("October", "octobre"),
    ("November", "novembre"),
    ("December", "décembre"),
];

fn day(written: &str) -> Sentence {
    let Ok(date) = written.parse::<Date>() else { return Sentence::new(written, written) };
    let (day, year) = (date.day(), date.year());
    let (en, fr) = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    let first = if day == 1 { "er" } else { "" };
    Sentence::new(format!("{day} {en} {year}"), format!("{day}{first} {fr} {year}"))
}

/// A length of time in its largest unit, with one digit behind the point below ten.
fn time(seconds: f64) -> Sentence {
    let units =
        [(86_400.0, ("days", "jours")), (3_600.0, ("hours", "heures")), (60.0, ("min", "min"))];
    let (size, (en, fr)) =
        units.into_iter().find(|(size, _)| seconds >= 2.0 * size).unwrap_or((1.0, ("s", "s")));
    let many = seconds / size;
    let number =
        if many < 10.0 && size > 1.0 { format!("{many:.1}") } else { format!("{many:.0}") };
    Sentence::new(format!("{number} {en}"), format!("{}\u{202f}{fr}", number.replace('.', ",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_said_as_each_language_says_them() {
        let lasts = when(Some("2026-03-04"), None);
        assert_eq!(lasts, Sentence::new("since 4 March 2026", "depuis le 4 mars 2026"));
        let over = when(Some("2025-12-01"), Some("2025-12-31"));
        assert_eq!(over.en, "from 1 December 2025 to 31 December 2025");
        assert_eq!(over.fr, "du 1er décembre 2025 au 31 décembre 2025");
        assert_eq!(when(None, Some("2025-12-31")).fr, "jusqu’au 31 décembre 2025");
        assert_eq!(
            quoted("E-mail «\u{202f}en route\u{202f}»"),
            "«\u{202f}E-mail “en route”\u{202f}»"
        );
        assert_eq!(horizon(7 * 24 * HOUR).fr, "7\u{202f}jours");
        assert_eq!(time(656_640.0), Sentence::new("7.6 days", "7,6\u{202f}jours"));
        assert_eq!(time(40.0).en, "40 s");
        assert_eq!(time(172_000.0).en, "48 hours");
    }
}
