//! What imports say to people, in both languages.

use parcours_kernel::{Problem, Text};

use crate::files::FileError;

pub(super) fn customer_too_long() -> Text {
    Text::new("The customer has more than 255 characters.", "Le client a plus de 255 caractères.")
}

pub(super) fn not_a_customer(value: &str) -> Text {
    let shown: String = value.chars().take(60).collect();
    Text::new(
        format!("“{shown}” cannot be a customer of the chosen kind of identity."),
        format!("«\u{202f}{shown}\u{202f}» ne peut pas être un client du type d’identité choisi."),
    )
}

pub(super) fn unknown_identity(name: &str) -> FileError {
    FileError {
        code: "unknown_identity",
        field: "identity",
        message: Text::new(
            format!(
                "“{name}” is not a kind of identity. Write user_id, email, phone or anonymous_id."
            ),
            format!(
                "«\u{202f}{name}\u{202f}» n’est pas un type d’identité. Écrivez user_id, email, phone ou anonymous_id."
            ),
        ),
    }
}

pub(super) fn strict(refused: u64) -> Text {
    Text::new(
        format!("{refused} rows cannot be read, and the import is strict: nothing was stored."),
        format!(
            "{refused} lignes sont illisibles et l’import est strict\u{202f}: rien n’a été enregistré."
        ),
    )
}

pub(super) fn no_row() -> Text {
    Text::new(
        "No row of this file can be read as an interaction.",
        "Aucune ligne de ce fichier ne peut être lue comme une interaction.",
    )
}

pub(super) fn gave_up() -> Text {
    Text::new(
        "The import was tried several times and did not finish. Start it again; rows that are stored already are skipped.",
        "L’import a été tenté plusieurs fois sans aboutir. Relancez-le\u{202f}; les lignes déjà enregistrées seront ignorées.",
    )
}

pub(super) fn file_gone() -> Text {
    Text::new(
        "The file is no longer here. Upload it again.",
        "Le fichier n’est plus là. Envoyez-le de nouveau.",
    )
}

pub(super) fn no_such_import() -> Problem {
    Problem::not_found(
        "import_not_found",
        Text::new("There is no such import.", "Cet import n’existe pas."),
    )
}

pub(super) fn busy() -> Problem {
    Problem::conflict(
        "import_conflict",
        Text::new("This import is running already.", "Cet import est déjà en cours."),
    )
}

pub(super) fn gone() -> Problem {
    Problem::conflict("import_file_gone", file_gone())
}

pub(super) fn too_large(most: u64) -> Problem {
    let (en, fr) = if most >= 1 << 30 {
        (format!("{} GB", most >> 30), format!("{} Go", most >> 30))
    } else {
        (format!("{} MB", most >> 20), format!("{} Mo", most >> 20))
    };
    Problem::new(
        http::StatusCode::PAYLOAD_TOO_LARGE,
        "file_too_large",
        Text::new(
            format!(
                "The file is over {en}. Split it, compress it with gzip, or use parcours import events."
            ),
            format!(
                "Le fichier dépasse {fr}. Découpez-le, compressez-le avec gzip, ou utilisez parcours import events."
            ),
        ),
    )
}

pub(super) fn empty() -> Problem {
    Problem::invalid("file", "empty_file", Text::new("The file is empty.", "Le fichier est vide."))
}

pub(super) fn cut_short() -> Problem {
    Problem::new(
        http::StatusCode::BAD_REQUEST,
        "body_cut_short",
        Text::new(
            "The file did not arrive whole. Send it again.",
            "Le fichier n’est pas arrivé en entier. Envoyez-le de nouveau.",
        ),
    )
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        Problem::invalid(error.field, error.code, error.message)
    }
}
