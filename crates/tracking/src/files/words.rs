//! Everything the readers say to people, in both languages, in one place.
//!
//! A sentence says what is wrong and, where there is one, the way out. Texts of the file are quoted
//! and cut: a cell may hold a whole page.

use parcours_kernel::Text;

use super::options::Role;

/// How much of a file's text is quoted.
const QUOTED_CHARS: usize = 60;

fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(QUOTED_CHARS).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// `text` in the quotation marks of each language: English, French.
fn quoted(text: &str) -> (String, String) {
    let cut = cut(text);
    (format!("“{cut}”"), format!("«\u{202f}{cut}\u{202f}»"))
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 30;
    let mut list: Vec<String> = names.iter().take(SHOWN).map(|name| cut(name)).collect();
    if names.len() > SHOWN {
        list.push("…".into());
    }
    list.join(", ")
}

// ── Times and numbers

pub(super) fn not_a_time(text: &str) -> Text {
    let (en, fr) = quoted(text);
    Text::new(
        format!(
            "{en} is not a date and time. Write it as 2026-03-13 10:21:14 or 13/03/2026 10:21."
        ),
        format!(
            "{fr} n’est pas une date. Écrivez-la ainsi\u{202f}: 2026-03-13 10:21:14 ou 13/03/2026 10:21."
        ),
    )
}

pub(super) fn not_an_epoch(text: &str) -> Text {
    let (en, fr) = quoted(text);
    Text::new(
        format!("{en} is not a moment: a number must count seconds, ms, µs or ns since 1970."),
        format!(
            "{fr} n’est pas une date\u{202f}: un nombre doit compter les s, ms, µs ou ns depuis 1970."
        ),
    )
}

pub(super) fn no_such_moment(text: &str) -> Text {
    let (en, fr) = quoted(text);
    Text::new(
        format!("{en} is not in the calendar."),
        format!("{fr} n’existe pas dans le calendrier."),
    )
}

pub(super) fn other_day_order(text: &str, day_first: bool) -> Text {
    let (en, fr) = quoted(text);
    let (en_order, fr_order) =
        if day_first { ("day/month", "jour/mois") } else { ("month/day", "mois/jour") };
    Text::new(
        format!("{en} does not fit: the other dates of this file are read {en_order}."),
        format!("{fr} ne convient pas\u{202f}: les autres dates du fichier sont lues {fr_order}."),
    )
}

pub(super) fn not_a_number(text: &str) -> Text {
    let (en, fr) = quoted(text);
    Text::new(format!("{en} is not a number."), format!("{fr} n’est pas un nombre."))
}

pub(super) fn ambiguous_number(text: &str) -> Text {
    let (en, fr) = quoted(text);
    let (whole, decimal) = (text.replace(',', ""), text.replace(',', "."));
    Text::new(
        format!("{en} can be read two ways. Write {whole} or {decimal}."),
        format!("{fr} peut se lire de deux façons. Écrivez {whole} ou {decimal}."),
    )
}

// ── Rows

/// Something is wrong in the cell of one column.
pub(super) fn in_column(column: &str, problem: &Text) -> Text {
    use parcours_kernel::Language::{En, Fr};
    Text::new(
        format!("Column {column}: {}", problem.get(En)),
        format!("Colonne {column}\u{202f}: {}", problem.get(Fr)),
    )
}

pub(super) fn empty() -> Text {
    Text::new("this cell must not be empty.", "cette cellule doit être remplie.")
}

pub(super) fn not_a_name(text: &str) -> Text {
    let (en, fr) = quoted(text);
    Text::new(
        format!("a text or a whole number is expected, not {en}."),
        format!("un texte ou un nombre entier est attendu, pas {fr}."),
    )
}

pub(super) fn null_character() -> Text {
    Text::new("it holds a null character.", "elle contient un caractère nul.")
}

pub(super) fn ragged(cells: usize, expected: usize) -> Text {
    Text::new(
        format!("{cells} cells where the header has {expected}."),
        format!("{cells} cellules, alors que l’en-tête en compte {expected}."),
    )
}

pub(super) fn open_quote() -> Text {
    Text::new(
        "A quotation mark on this line is not closed.",
        "Un guillemet n’est pas fermé sur cette ligne.",
    )
}

pub(super) fn too_long() -> Text {
    Text::new(
        "This row is longer than 1 MiB. If it is CSV, a quotation mark may be left open.",
        "Cette ligne dépasse 1\u{202f}Mio. Si c’est du CSV, un guillemet n’est peut-être pas fermé.",
    )
}

pub(super) fn not_utf8() -> Text {
    Text::new(
        "This row is not UTF-8. If the file comes from Windows, choose the encoding windows-1252.",
        "Cette ligne n’est pas en UTF-8. Si le fichier vient de Windows, choisissez l’encodage windows-1252.",
    )
}

pub(super) fn bad_json(column: usize, cut_short: bool) -> Text {
    if cut_short {
        Text::new(
            "The JSON object does not end on its line. Write one object a line.",
            "L’objet JSON ne se termine pas sur sa ligne. Écrivez un objet par ligne.",
        )
    } else {
        Text::new(
            format!("Not JSON from character {column} on."),
            format!("Ce n’est pas du JSON à partir du caractère {column}."),
        )
    }
}

pub(super) fn not_an_object() -> Text {
    Text::new(
        "A JSON object is expected: {\"customer\": …}.",
        "Un objet JSON est attendu\u{202f}: {\"customer\": …}.",
    )
}

pub(super) fn bad_entity() -> Text {
    Text::new(
        "An attribute holds an entity that XML does not define, or is written wrongly.",
        "Un attribut contient une entité que XML ne définit pas, ou est mal écrit.",
    )
}

// ── What ends the reading

pub(super) fn cannot_read(detail: &str) -> Text {
    Text::new(
        format!("The file cannot be read from here on: {detail}."),
        format!("La suite du fichier est illisible\u{202f}: {detail}."),
    )
}

pub(super) fn cut_short() -> Text {
    Text::new(
        "The file ends too early: it was cut off. Copy or export it again.",
        "Le fichier s’arrête trop tôt\u{202f}: il a été tronqué. Copiez-le ou exportez-le de nouveau.",
    )
}

pub(super) fn damaged_gzip() -> Text {
    Text::new(
        "The compressed file is damaged from here on. Copy or export it again.",
        "La suite du fichier compressé est endommagée. Copiez-le ou exportez-le de nouveau.",
    )
}

pub(super) fn bomb() -> Text {
    Text::new(
        "The file unpacks to more than 500 times its size; it is not read further.",
        "Le fichier se décompresse à plus de 500 fois sa taille\u{202f}; la lecture s’arrête là.",
    )
}

pub(super) fn bad_xml(detail: &str, byte: u64) -> Text {
    Text::new(
        format!("Not well-formed XML at byte {byte}: {detail}."),
        format!("XML mal formé à l’octet {byte}\u{202f}: {detail}."),
    )
}

pub(super) fn dtd() -> Text {
    Text::new(
        "A document type definition is refused: a log has no need of one.",
        "Une définition de type de document (DTD) est refusée\u{202f}: un journal n’en a pas besoin.",
    )
}

pub(super) fn too_deep() -> Text {
    Text::new(
        "The attributes are nested more than 32 deep.",
        "Les attributs sont imbriqués sur plus de 32 niveaux.",
    )
}

pub(super) fn not_xes(root: &str) -> Text {
    let (en, fr) = quoted(root);
    Text::new(
        format!("This XML is not an XES log: it begins with {en}, not with “log”."),
        format!(
            "Ce XML n’est pas un journal XES\u{202f}: il commence par {fr} et non par «\u{202f}log\u{202f}»."
        ),
    )
}

pub(super) fn bad_parquet(detail: &str) -> Text {
    Text::new(
        format!("This Parquet file cannot be read: {detail}."),
        format!("Ce fichier Parquet est illisible\u{202f}: {detail}."),
    )
}

// ── The file as a whole

pub(super) fn empty_file() -> Text {
    Text::new("The file is empty.", "Le fichier est vide.")
}

pub(super) fn unknown_format() -> Text {
    Text::new(
        "This file is neither CSV, JSON lines, Parquet nor XES.",
        "Ce fichier n’est ni du CSV, ni du JSON Lines, ni du Parquet, ni du XES.",
    )
}

pub(super) fn other_format() -> Text {
    Text::new(
        "The content of this file is not of the chosen form.",
        "Le contenu de ce fichier ne correspond pas au format choisi.",
    )
}

pub(super) fn zip_file() -> Text {
    Text::new(
        "This is a zip archive or an Excel workbook. Unpack it, or save it as CSV.",
        "C’est une archive zip ou un classeur Excel. Décompressez-la, ou enregistrez-le en CSV.",
    )
}

pub(super) fn other_compression() -> Text {
    Text::new(
        "This compression is not read. Unpack the file, or use gzip.",
        "Cette compression n’est pas reconnue. Décompressez le fichier, ou utilisez gzip.",
    )
}

pub(super) fn json_array() -> Text {
    Text::new(
        "This is one JSON array. Write one object a line instead (jq -c '.[]').",
        "C’est un tableau JSON. Écrivez plutôt un objet par ligne (jq -c '.[]').",
    )
}

pub(super) fn zipped_parquet() -> Text {
    Text::new(
        "A Parquet file inside gzip cannot be read: unpack it first. Parquet is compressed already.",
        "Un fichier Parquet dans du gzip est illisible\u{202f}: décompressez-le. Parquet est déjà compressé.",
    )
}

pub(super) fn unknown_zone(name: &str) -> Text {
    let (en, fr) = quoted(name);
    Text::new(
        format!("{en} is not a time zone. Write it as Europe/Paris or UTC."),
        format!("{fr} n’est pas un fuseau horaire. Écrivez par exemple Europe/Paris ou UTC."),
    )
}

pub(super) fn bad_separator(text: &str) -> Text {
    let (en, fr) = quoted(text);
    Text::new(
        format!("{en} cannot separate cells. Use one character, such as , ; | or \\t for a tab."),
        format!(
            "{fr} ne peut pas séparer des cellules. Utilisez un seul caractère, comme , ; | ou \\t pour une tabulation."
        ),
    )
}

pub(super) fn unknown_encoding(name: &str) -> Text {
    let (en, fr) = quoted(name);
    Text::new(
        format!("The encoding {en} is not known."),
        format!("L’encodage {fr} n’est pas connu."),
    )
}

pub(super) fn bad_columns(piece: &str) -> Text {
    let (en, fr) = quoted(piece);
    const ROLES: &str = "customer, at, kind, channel, subject, value, message_id";
    Text::new(
        format!("{en} is not of the form customer=…,at=…,kind=…. The parts are {ROLES}."),
        format!("{fr} n’est pas de la forme customer=…,at=…,kind=…. Les parties sont {ROLES}."),
    )
}

/// A part of an interaction, with the name it has in options and on the command line.
fn part(role: Role) -> (String, String) {
    let (en, fr) = match role {
        Role::Customer => ("the customer", "le client"),
        Role::At => ("the time", "la date"),
        Role::Kind => ("what happened", "ce qui s’est passé"),
        Role::Channel => ("the channel", "le canal"),
        Role::Subject => ("the subject", "le sujet"),
        Role::Value => ("the value", "la valeur"),
        Role::MessageId => ("the message id", "l’identifiant du message"),
    };
    (format!("{en} ({})", role.name()), format!("{fr} ({})", role.name()))
}

/// No column is chosen for a part that every interaction needs.
pub(super) fn column_needed(role: Role, header: &[String]) -> Text {
    let (header, (en, fr)) = (listed(header), part(role));
    Text::new(
        format!("Choose the column that holds {en}. This file has: {header}."),
        format!("Choisissez la colonne qui contient {fr}. Ce fichier a\u{202f}: {header}."),
    )
}

/// The chosen column is not in the file.
pub(super) fn no_such_column(role: Role, name: &str, header: &[String]) -> Text {
    let (header, (en, fr), (en_part, fr_part)) = (listed(header), quoted(name), part(role));
    Text::new(
        format!("The column {en}, chosen for {en_part}, is not in this file, which has: {header}."),
        format!(
            "La colonne {fr}, choisie pour {fr_part}, n’est pas dans ce fichier, qui a\u{202f}: {header}."
        ),
    )
}
