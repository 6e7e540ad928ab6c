//! What `parcours customer` says.

use parcours_customers::Customer;
use parcours_kernel::Text;

use crate::output;

fn say(en: impl Into<String>, fr: impl Into<String>) -> String {
    Text::new(en, fr).get(output::language()).to_owned()
}

/// A customer in a line: id, name, keys, last interaction.
pub(super) fn line(customer: &Customer) -> String {
    let name = customer.name.as_ref().map(|name| format!("  {name}")).unwrap_or_default();
    let keys: Vec<_> = customer
        .identities
        .iter()
        .map(|identity| format!("{} {}", identity.kind.name(), identity.value))
        .collect();
    let seen = match customer.last_seen_at {
        Some(at) => say(format!("last seen {at}"), format!("dernière interaction {at}")),
        None => say("no interaction", "aucune interaction"),
    };
    format!("{}{name}  {}  {seen}", customer.id, keys.join(", "))
}

pub(super) fn nobody_found(text: &str) -> Text {
    Text::new(
        format!("No key begins with “{text}”."),
        format!("Aucune clé ne commence par «\u{202f}{text}\u{202f}»."),
    )
}

pub(super) fn more(shown: u32) -> Text {
    Text::new(
        format!("Only the newest {shown} are shown: write more of the key."),
        format!("Seuls les {shown} plus récents sont affichés\u{202f}: écrivez plus de la clé."),
    )
}

pub(super) fn nobody() -> String {
    say(
        "there is no such customer; see `parcours customer find`",
        "ce client n’existe pas\u{202f}; voyez `parcours customer find`",
    )
}

pub(super) fn not_an_id(said: &str) -> String {
    say(
        format!("“{said}” is not a customer’s id; see `parcours customer find`"),
        format!(
            "«\u{202f}{said}\u{202f}» n’est pas l’identifiant d’un client\u{202f}; voyez `parcours customer find`"
        ),
    )
}

pub(super) fn what_it_does() -> Text {
    Text::new(
        "All of this goes for good: keys, traits, every interaction. Nobody can bring it back.",
        "Tout disparaît pour toujours\u{202f}: clés, traits, toutes les interactions. Personne ne pourra revenir en arrière.",
    )
}

pub(super) fn ask() -> Text {
    Text::new("Write yes to forget this customer:", "Écrivez oui pour oublier ce client\u{202f}:")
}

pub(super) fn say_yes() -> String {
    say(
        "nobody is here to be asked: add --yes if you are sure",
        "il n’y a personne à qui le demander\u{202f}: ajoutez --yes si vous en êtes sûr",
    )
}

pub(super) fn nothing_done() -> Text {
    Text::new("Nothing was done.", "Rien n’a été fait.")
}

pub(super) fn forgotten(keys: usize) -> String {
    let (en, fr) = if keys == 1 { ("key", "clé") } else { ("keys", "clés") };
    say(format!("Forgotten, with {keys} {en}."), format!("Client oublié, avec {keys} {fr}."))
}

/// In front of what went wrong.
pub(super) fn later() -> String {
    say(
        "the customer is forgotten and nobody sees them any more, but files still hold them until upkeep succeeds (`parcours log tidy`)",
        "le client est oublié et plus personne ne le voit, mais des fichiers le contiennent encore tant que l’entretien n’a pas abouti (`parcours log tidy`)",
    )
}

pub(super) fn what_stays() -> Text {
    Text::new(
        "The files they were in are rewritten; the old ones go within two hours while Parcours serves. Backups made before still hold them.",
        "Les fichiers où il figurait sont réécrits\u{202f}; les anciens disparaissent sous deux heures quand Parcours est en service. Les sauvegardes antérieures contiennent encore ce client.",
    )
}
