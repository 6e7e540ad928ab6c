//! Which passwords are accepted: length over composition (NIST SP 800-63B, OWASP ASVS 2.1), and
//! none that an attacker tries first.

use parcours_kernel::{Code, Problem, Text};

use super::common::COMMON;

/// In characters, as people count them.
const FEWEST_CHARACTERS: usize = 12;
/// In bytes of UTF-8: a limit that no passphrase reaches and that bounds the work of hashing.
pub(crate) const MOST_BYTES: usize = 1024;
const FEWEST_DISTINCT: usize = 5;

/// Whether a password may be set; `field` is where it stands in the request.
pub(crate) fn check(field: &str, password: &str, name: &str, email: &str) -> Result<(), Problem> {
    let refuse =
        |code: Code, en: &str, fr: &str| Err(Problem::invalid(field, code, Text::new(en, fr)));
    if password.chars().count() < FEWEST_CHARACTERS {
        return refuse(
            "password_too_short",
            "Choose a password of at least 12 characters. A short sentence is easy to remember.",
            "Choisissez un mot de passe d’au moins 12 caractères. Une courte phrase se retient bien.",
        );
    }
    if password.len() > MOST_BYTES {
        return refuse(
            "password_too_long",
            "This password is too long. 1,024 bytes are the most.",
            "Ce mot de passe est trop long\u{202f}: 1\u{202f}024 octets au plus.",
        );
    }
    let folded = password.to_lowercase();
    if is_common(&folded) {
        return refuse(
            "password_too_common",
            "This password is one of the first that are tried. Choose another one.",
            "Ce mot de passe est l’un des premiers que l’on essaie. Choisissez-en un autre.",
        );
    }
    if is_ones_own(&folded, name, email) {
        return refuse(
            "password_is_personal",
            "Choose a password that is not made of your name or e-mail address.",
            "Choisissez un mot de passe qui ne reprend ni votre nom ni votre adresse e-mail.",
        );
    }
    Ok(())
}

fn is_common(folded: &str) -> bool {
    let mut distinct: Vec<char> = folded.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() < FEWEST_DISTINCT
        || COMMON.contains(&folded)
        || COMMON.contains(&core(folded).as_str())
}

/// Letters and digits only, without the digits that people add at the end.
fn core(folded: &str) -> String {
    let kept: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    kept.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

fn is_ones_own(folded: &str, name: &str, email: &str) -> bool {
    let squeeze = |text: &str| core(&text.to_lowercase());
    let core = core(folded);
    let local = email.split('@').next().unwrap_or_default();
    let backwards: String = name.split_whitespace().rev().collect();
    [squeeze(name), squeeze(&backwards), squeeze(email), squeeze(local)]
        .iter()
        .any(|own| !own.is_empty() && (core == *own || core == own.repeat(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(password: &str) -> Result<(), String> {
        check("password", password, "Élodie Martin", "elodie.m@foulee.example")
            .map_err(|problem| problem.body(parcours_kernel::Language::En).errors[0].code.clone())
    }

    #[test]
    fn long_and_unusual_is_enough() {
        for good in
            ["trois petits chats", "éèàùçôîêâûïë", "correct horse battery", "xk7-pa2-qq9-zz1"]
        {
            assert_eq!(verdict(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn characters_are_counted_and_bytes_bounded() {
        assert_eq!(verdict("éèàùçôîêâûï"), Err("password_too_short".into()));
        assert_eq!(verdict(&"abcdefgh".repeat(128)), Ok(()));
        assert_eq!(verdict(&"abcdefgh".repeat(129)), Err("password_too_long".into()));
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for bad in [
            "aaaaaaaaaaaa",
            "121212121212",
            "123456789012",
            "MotDePasse1234!",
            "Password-1234",
            "azertyuiop12",
            "parcours 2026!",
        ] {
            assert_eq!(verdict(bad), Err("password_too_common".into()), "{bad}");
        }
        for own in
            ["ÉlodieMartin1986", "martin élodie", "elodie.m@foulee.example", "elodie.m-elodie.m"]
        {
            assert_eq!(verdict(own), Err("password_is_personal".into()), "{own}");
        }
    }
}
