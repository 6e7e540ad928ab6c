//! A PostgreSQL address without its password: for showing, and for arguments that others can see.

use percent_encoding::percent_decode_str;

/// What stands in the place of a password that is not shown.
const HIDDEN: &str = "…";

/// The address with the password hidden.
pub(crate) fn shown(url: &str) -> String {
    let Parts { before, password, after } = Parts::of(url);
    match password {
        Some(_) => format!("{before}{HIDDEN}{after}"),
        None if url.contains("://") && !url.contains('@') => url.to_owned(),
        None if is_plain_user(url) => url.to_owned(),
        // Whatever it is, no address reads like this: it may be a secret in the wrong place.
        None => HIDDEN.to_owned(),
    }
}

/// The address without the password, and the password as it is typed.
pub(crate) fn split(url: &str) -> (String, Option<String>) {
    let Parts { before, password, after } = Parts::of(url);
    let Some(password) = password else { return (url.to_owned(), None) };
    // Nothing may be left of a parameter: an empty one would count more than the environment.
    let address = match before.strip_suffix("password=") {
        Some(before) => format!("{before}{}", after.trim_start_matches('&')),
        None => format!("{}{after}", before.trim_end_matches(':')),
    };
    let password = percent_decode_str(password).decode_utf8_lossy().into_owned();
    (address.trim_end_matches(['?', '&']).to_owned(), Some(password))
}

/// Whether the address names a user and nothing secret: `postgres://lea@db/p`.
fn is_plain_user(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split_once('@').is_some_and(|(user, _)| !user.contains([':', '?', '/']))
}

/// An address around its password, which stands after the user or among the parameters.
struct Parts<'u> {
    before: &'u str,
    password: Option<&'u str>,
    after: &'u str,
}

impl<'u> Parts<'u> {
    fn of(url: &'u str) -> Self {
        let begin = url.find("://").map_or(0, |at| at + 3);
        let end = url.find('?').unwrap_or(url.len()).max(begin);
        let around = |from: usize, to: usize| Self {
            before: &url[..from],
            password: Some(&url[from..to]),
            after: &url[to..],
        };
        // A password is often pasted as it is: the last @ ends it.
        let login = url[begin..end].rfind('@').map_or("", |at| &url[begin..begin + at]);
        if let Some(colon) = login.find(':') {
            return around(begin + colon + 1, begin + login.len());
        }
        let mut at = end + 1;
        for parameter in url.get(at..).unwrap_or_default().split('&') {
            if let Some(value) = parameter.strip_prefix("password=") {
                let to = at + parameter.len();
                return around(to - value.len(), to);
            }
            at += parameter.len() + 1;
        }
        Self { before: url, password: None, after: "" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(shown("postgres://lea:s3cr@t@db/p"), "postgres://lea:…@db/p");
        assert_eq!(
            shown("postgres://db/p?user=lea&password=s3cret&sslmode=require"),
            "postgres://db/p?user=lea&password=…&sslmode=require"
        );
        assert_eq!(shown("postgres://lea:s3?cret@db/p"), "…");
        assert_eq!(shown("s3cret"), "…");
        for open in ["postgres://lea@db/p", "postgres://db:5432/p?sslmode=require"] {
            assert_eq!(shown(open), open);
        }
    }

    #[test]
    fn passwords_are_split_off_as_they_are_typed() {
        let split = |url: &str| {
            let (address, password) = super::split(url);
            (address, password.unwrap_or_default())
        };
        let found = |address: &str, password: &str| (address.to_owned(), password.to_owned());
        assert_eq!(
            split("postgres://lea:p%40:w@db:5432/p"),
            found("postgres://lea@db:5432/p", "p@:w")
        );
        assert_eq!(
            split("postgres://db/p?password=a%20b&user=lea"),
            found("postgres://db/p?user=lea", "a b")
        );
        assert_eq!(
            split("postgres://db/p?user=lea&password=x"),
            found("postgres://db/p?user=lea", "x")
        );
        assert_eq!(split("postgres://db/p?password=x"), found("postgres://db/p", "x"));
        assert_eq!(split("postgres://db/p"), found("postgres://db/p", ""));
    }
}
