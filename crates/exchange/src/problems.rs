//! What can stand in the way of a file, in both languages. Codes are stable.

use http::StatusCode;
use parcours_access::extract::unreadable;
use parcours_kernel::{Problem, Text};

use crate::MAX_BYTES;

/// A file of a map that cannot be taken; nothing in it is a field of the request.
fn refused(code: &'static str, en: impl Into<String>, fr: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, Text::new(en, fr))
}

pub(crate) fn too_large() -> Problem {
    let most = MAX_BYTES >> 20;
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "map_file_too_large",
        Text::new(
            format!(
                "A map file has {most} MB at most, and this one is larger. If its pictures make it so large, import it \
                 without them (remove “pictures” from the file)."
            ),
            format!(
                "Un fichier de parcours fait {most}\u{a0}Mo au plus, et celui-ci est plus gros. Si ses images en sont \
                 la cause, importez-le sans elles (retirez «\u{202f}pictures\u{202f}» du fichier)."
            ),
        ),
    )
}

pub(crate) fn cut_short() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "body_cut_short",
        Text::new("The file did not arrive whole.", "Le fichier n’est pas arrivé en entier."),
    )
}

pub(crate) fn empty_file() -> Problem {
    refused(
        "empty_file",
        "This file is empty. Choose another one.",
        "Ce fichier est vide. Choisissez-en un autre.",
    )
}

pub(crate) fn unknown_file() -> Problem {
    refused(
        "unknown_file",
        "This file is not a map that Parcours reads. Bring JSON or CSV from Parcours, CJML, or a CSV table from \
         another tool.",
        "Ce fichier n’est pas un parcours que Parcours sait lire. Donnez un JSON ou un CSV de Parcours, du CJML, ou \
         un tableau CSV d’un autre outil.",
    )
}

pub(crate) fn web_page() -> Problem {
    refused(
        "web_page",
        "This is a web page (HTML), not a map. In the tool that drew the map, choose its export to CSV, and import \
         that file.",
        "C’est une page web (HTML), pas un parcours. Dans l’outil qui a dessiné le parcours, choisissez l’export CSV, \
         puis importez ce fichier.",
    )
}

pub(crate) fn spreadsheet() -> Problem {
    refused(
        "spreadsheet_file",
        "This is an Excel file. Open it and save its sheet as CSV, then import that file.",
        "C’est un fichier Excel. Ouvrez-le et enregistrez sa feuille au format CSV, puis importez ce fichier.",
    )
}

pub(crate) fn not_text() -> Problem {
    refused(
        "not_text",
        "This file is not text: it may be an image or a compressed archive. Bring JSON, CSV or CJML.",
        "Ce fichier n’est pas du texte\u{202f}: c’est peut-être une image ou une archive compressée. Donnez du JSON, du \
         CSV ou du CJML.",
    )
}

pub(crate) fn broken_json(cause: &serde_json::Error) -> Problem {
    let (line, column) = (cause.line(), cause.column());
    refused(
        "invalid_json",
        format!("This file is not valid JSON: look at line {line}, column {column}."),
        format!(
            "Ce fichier n’est pas du JSON valide\u{202f}: voyez ligne {line}, colonne {column}."
        ),
    )
}

pub(crate) fn foreign_json(format: Option<&str>) -> Problem {
    let (en, fr) = match format {
        Some(other) => (
            format!("Its “format” is “{other}”"),
            format!("Son champ «\u{202f}format\u{202f}» vaut «\u{202f}{other}\u{202f}»"),
        ),
        None => (
            "It does not say “format”".to_owned(),
            "Il n’a pas de champ «\u{202f}format\u{202f}»".to_owned(),
        ),
    };
    Problem::invalid(
        "format",
        "unknown_format",
        Text::new(
            format!("This JSON is not a map of Parcours. {en}; it has to be “parcours-map”."),
            format!(
                "Ce JSON n’est pas un parcours de Parcours. {fr}\u{202f}; il faut «\u{202f}parcours-map\u{202f}»."
            ),
        ),
    )
}

pub(crate) fn newer_version(version: u64, known: u64) -> Problem {
    Problem::invalid(
        "version",
        "newer_version",
        Text::new(
            format!(
                "This map was written in version {version} of the format; this Parcours reads up to version {known}. \
                 Update Parcours, or export the map again from an installation like this one."
            ),
            format!(
                "Ce parcours est écrit dans la version {version} du format\u{202f}; ce Parcours lit jusqu’à la version \
                 {known}. Mettez Parcours à jour, ou exportez de nouveau depuis une installation semblable à celle-ci."
            ),
        ),
    )
}

pub(crate) fn unknown_version(known: u64) -> Problem {
    Problem::invalid(
        "version",
        "unknown_version",
        Text::new(
            format!("“version” has to be a number from 1 to {known}."),
            format!("«\u{202f}version\u{202f}» doit être un nombre de 1 à {known}."),
        ),
    )
}

/// A value that is of another kind than its field; the line is told beside its path.
pub(crate) fn unreadable_field(path: &str, cause: &serde_json::Error) -> Problem {
    if cause.is_data() { unreadable(path, &cause.to_string()) } else { broken_json(cause) }
}

pub(crate) fn broken_picture(field: &str) -> Problem {
    Problem::invalid(
        field,
        "invalid_base64",
        Text::new("This picture is not valid base64.", "Cette image n’est pas du base64 valide."),
    )
}

/// A picture of the file that is none.
pub(crate) fn refused_picture(address: &str, why: &Problem) -> Problem {
    Problem::invalid(format!("pictures: {address}"), "picture_refused", why.detail().clone())
}

/// A cell of a table that cannot be read. `line` counts the lines of the file from 1.
pub(crate) fn cell(line: u64, column: &str, en: &str, fr: &str) -> Problem {
    Problem::invalid(
        format!("line {line}, {column}"),
        "unreadable_cell",
        Text::new(
            format!("Line {line}, column “{column}”: {en}"),
            format!("Ligne {line}, colonne «\u{202f}{column}\u{202f}»\u{202f}: {fr}"),
        ),
    )
}

pub(crate) fn broken_csv(line: u64) -> Problem {
    refused(
        "invalid_csv",
        format!("This file is not a valid CSV table: look at line {line}."),
        format!("Ce fichier n’est pas un tableau CSV valide\u{202f}: voyez ligne {line}."),
    )
}

pub(crate) fn no_rows() -> Problem {
    refused(
        "no_rows",
        "This table has a head and no rows below it: there is nothing to draw.",
        "Ce tableau a un en-tête et aucune ligne en dessous\u{202f}: il n’y a rien à dessiner.",
    )
}

pub(crate) fn mapping_needed() -> Problem {
    refused(
        "mapping_needed",
        "This table comes from another tool. Say what its columns are: ask for the preview of the import, correct its \
         “mapping”, and send it along.",
        "Ce tableau vient d’un autre outil. Dites ce que sont ses colonnes\u{202f}: demandez l’aperçu de l’import, \
         corrigez son «\u{202f}mapping\u{202f}» et joignez-le.",
    )
}

pub(crate) fn bad_mapping(message: &str) -> Problem {
    Problem::invalid(
        "mapping",
        "invalid_value",
        Text::new(
            format!("The mapping cannot be read: {message}."),
            format!("La correspondance est illisible\u{202f}: {message}."),
        ),
    )
}

pub(crate) fn nothing_mapped() -> Problem {
    Problem::invalid(
        "mapping",
        "no_touchpoints",
        Text::new(
            "Nothing says what the stages and touchpoints are. Choose a column (or the row) that names them.",
            "Rien ne dit quels sont les étapes et les points de contact. Choisissez la colonne (ou la ligne) qui les \
             nomme.",
        ),
    )
}

pub(crate) fn broken_xml(position: u64, en: &str) -> Problem {
    refused(
        "invalid_xml",
        format!("This file is not valid XML: look at byte {position} ({en})."),
        format!("Ce fichier n’est pas du XML valide\u{202f}: voyez l’octet {position} ({en})."),
    )
}

pub(crate) fn not_cjml() -> Problem {
    refused(
        "not_cjml",
        "This XML is not CJML: its root is not <CJML>.",
        "Ce XML n’est pas du CJML\u{202f}: sa racine n’est pas <CJML>.",
    )
}

pub(crate) fn cjml_version(version: &str) -> Problem {
    refused(
        "unknown_cjml_version",
        format!("This is CJML {version}; Parcours reads CJML 2.0. Export it in that version."),
        format!(
            "C’est du CJML {version}\u{202f}; Parcours lit le CJML 2.0. Exportez-le dans cette version."
        ),
    )
}

pub(crate) fn no_journey() -> Problem {
    refused(
        "no_journey",
        "This CJML file holds no journey: neither <plannedJourney> nor <actualJourney>.",
        "Ce fichier CJML ne contient aucun parcours\u{202f}: ni <plannedJourney> ni <actualJourney>.",
    )
}

pub(crate) fn journey_not_found() -> Problem {
    Problem::not_found(
        "journey_not_found",
        Text::new("There is no such journey, or no longer.", "Ce parcours n’existe pas, ou plus."),
    )
}

pub(crate) fn not_published() -> Problem {
    Problem::conflict(
        "journey_not_published",
        Text::new(
            "This journey has not been published yet. Publish it, or ask for its draft.",
            "Ce parcours n’est pas encore publié. Publiez-le, ou demandez son brouillon.",
        ),
    )
}
