//! What `parcours log` says.

use parcours_interactions::{LogStatus, RetentionRule};
use parcours_kernel::{Language, Text};

use crate::output;

fn say(en: String, fr: String) -> String {
    Text::new(en, fr).get(output::language()).to_owned()
}

/// A size as people say it: `61.2 MiB`, `61,2 Mio`.
pub(in crate::commands) fn size(bytes: u64) -> Text {
    let mut size = bytes as f64;
    let mut unit = "";
    for larger in ["Ki", "Mi", "Gi", "Ti"] {
        if size < 1024.0 {
            break;
        }
        (size, unit) = (size / 1024.0, larger);
    }
    let digits = usize::from(!unit.is_empty());
    let number = format!("{size:.digits$}");
    Text::new(format!("{number} {unit}B"), format!("{}\u{202f}{unit}o", number.replace('.', ",")))
}

/// The log, a line a figure.
pub(super) fn status(status: &LogStatus) -> Vec<String> {
    let row = |(en, fr): (&str, &str), value: String| {
        format!("{:<11}  {value}", say(en.to_owned(), fr.to_owned()))
    };
    let LogStatus { hot_rows, sealed_rows, segments, .. } = status;
    let said = |bytes| size(bytes).get(output::language()).to_owned();
    let (sealed, known) = (said(status.segment_bytes), said(status.remembered_bytes));
    let changed = status.last_switch_at.map_or_else(|| "—".to_owned(), |at| at.to_string());
    vec![
        row(("place", "emplacement"), status.place.clone()),
        row(("database", "base"), hot_rows.to_string()),
        row(
            ("files", "fichiers"),
            say(
                format!("{sealed_rows} in {segments} files, {sealed}"),
                format!("{sealed_rows} dans {segments} fichiers, {sealed}"),
            ),
        ),
        row(
            ("remembered", "mémoire"),
            say(
                format!("{} messages, {known}", status.remembered_messages),
                format!("{} messages, {known}", status.remembered_messages),
            ),
        ),
        row(("to do", "à faire"), to_do(status)),
        row(("changed", "modifié"), changed),
    ]
}

fn to_do(status: &LogStatus) -> String {
    let mut wishes = Vec::new();
    if !status.in_order {
        wishes.push(say("join files".to_owned(), "réunir des fichiers".to_owned()));
    }
    let counted = [
        (status.pending_merges, "merged customers", "clients fusionnés"),
        (status.pending_erasures, "erased customers", "clients effacés"),
        (status.replaced_files, "replaced files", "fichiers remplacés"),
    ];
    for (count, en, fr) in counted.into_iter().filter(|(count, ..)| *count > 0) {
        wishes.push(say(format!("{count} {en}"), format!("{count} {fr}")));
    }
    if wishes.is_empty() { "—".to_owned() } else { wishes.join(", ") }
}

pub(super) fn sealed(rows: u64) -> String {
    say(format!("Sealed {rows} interactions."), format!("{rows} interactions mises en fichiers."))
}

pub(super) fn tidied(status: &LogStatus) -> String {
    let files = status.segments;
    say(
        format!("In order: {} interactions in {files} files.", status.sealed_rows),
        format!("En ordre\u{202f}: {} interactions dans {files} fichiers.", status.sealed_rows),
    )
}

pub(super) fn whole(files: usize, bytes: u64, thorough: bool) -> Text {
    let size = size(bytes);
    let (size_en, size_fr) = (size.get(Language::En), size.get(Language::Fr));
    if thorough {
        return Text::new(
            format!("All {files} files are as they were written ({size_en})."),
            format!("Les {files} fichiers sont tels qu’ils ont été écrits ({size_fr})."),
        );
    }
    Text::new(
        format!("All {files} files are there and can be read ({size_en})."),
        format!("Les {files} fichiers sont là et lisibles ({size_fr})."),
    )
}

pub(super) fn not_in_files(rows: u64) -> Text {
    Text::new(
        format!("{rows} interactions are not in files yet; `parcours log seal` puts them there."),
        format!(
            "{rows} interactions ne sont pas encore dans des fichiers\u{202f}; `parcours log seal` les y met."
        ),
    )
}

pub(super) fn rule(rule: &RetentionRule) -> String {
    let kind =
        rule.kind.clone().unwrap_or_else(|| say("all kinds".into(), "tous les types".into()));
    let (id, days) = (rule.id, rule.days);
    let (en, fr) = if days == 1 { ("day", "jour") } else { ("days", "jours") };
    say(format!("{id}  {days} {en}  {kind}"), format!("{id}  {days} {fr}  {kind}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        let said = |bytes, language| size(bytes).get(language).to_owned();
        let english = [0, 1023, 1024, 64_172_851, 5 << 40].map(|bytes| said(bytes, Language::En));
        assert_eq!(english, ["0 B", "1023 B", "1.0 KiB", "61.2 MiB", "5.0 TiB"]);
        assert_eq!(said(64_172_851, Language::Fr), "61,2\u{202f}Mio");
    }
}
