//! What serde says, in words for people. serde speaks English only; the sentences that matter are
//! few and stable, the rest is passed on as it is.

use parcours_kernel::{Code, Problem, Text};

/// The problem of a value at `path` that serde refused with `message`.
pub fn problem(path: &str, message: &str) -> Problem {
    let parent = if path == "." { "" } else { path };
    if let Some(name) = quoted_after(message, "missing field ") {
        let text = Text::new("This is required.", "Ce champ est obligatoire.");
        return Problem::invalid(join(parent, name), "required", text);
    }
    if let Some(name) = quoted_after(message, "unknown field ") {
        let text = Text::new("There is no such field.", "Ce champ n’existe pas.");
        // serde_path_to_error counts the unknown field as part of the path, except at a flattened one.
        let field = if parent.ends_with(name) { parent.to_owned() } else { join(parent, name) };
        return Problem::invalid(field, "unknown_field", text);
    }
    let (code, text) = refusal(message);
    Problem::invalid(if parent.is_empty() { "body" } else { parent }, code, text)
}

fn refusal(message: &str) -> (Code, Text) {
    // serde_json adds " at line 1 column 2", which says nothing beside the path.
    let message = message.split(" at line ").next().unwrap_or(message);
    if message.starts_with("unknown variant ") {
        let known = message
            .split("expected ")
            .nth(1)
            .unwrap_or_default()
            .trim_start_matches("one of ")
            .replace('`', "");
        return (
            "unknown_value",
            Text::new(
                format!("This value is not one of those allowed: {known}."),
                format!(
                    "Cette valeur ne fait pas partie de celles permises\u{202f}: {}.",
                    known.replace(" or ", " ou ")
                ),
            ),
        );
    }
    if message.starts_with("invalid type")
        || message.starts_with("invalid length")
        || message.contains("invalid digit")
        || message.starts_with("invalid value")
    {
        return (
            "wrong_type",
            Text::new(
                "This value is not of the right type.",
                "Cette valeur n’est pas du bon type.",
            ),
        );
    }
    if let Some(form) = message.strip_prefix("not an id of the form ") {
        return (
            "invalid_id",
            Text::new(
                format!("This is not an id of the form {form}."),
                format!("Ceci n’est pas un identifiant de la forme {form}."),
            ),
        );
    }
    if message.starts_with("not an RFC 3339 moment") {
        return (
            "invalid_time",
            Text::new(
                "Write the moment with its offset, such as 2026-03-31T08:00:00Z.",
                "Écrivez le moment avec son décalage, par exemple 2026-03-31T08:00:00Z.",
            ),
        );
    }
    (
        "invalid_value",
        Text::new(
            format!("This value cannot be read: {message}."),
            format!("Cette valeur est illisible\u{202f}: {message}."),
        ),
    )
}

fn quoted_after<'m>(message: &'m str, start: &str) -> Option<&'m str> {
    message.strip_prefix(start)?.strip_prefix('`')?.split('`').next()
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}
