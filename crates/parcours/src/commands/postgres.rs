//! PostgreSQL's own programs, with the password where other users of the machine cannot see it.

use std::process::Command;

use percent_encoding::percent_decode_str;

/// A program that connects to `url`: the address as an argument, the password in the environment.
pub(crate) fn command(program: &str, url: &str) -> Command {
    let mut command = Command::new(program);
    let (address, password) = split(url);
    command.arg(format!("--dbname={address}"));
    if let Some(password) = password {
        command.env("PGPASSWORD", percent_decode_str(password).decode_utf8_lossy().as_ref());
    }
    command
}

fn split(url: &str) -> (String, Option<&str>) {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        let (login, place) = rest.rsplit_once('@')?;
        let (user, password) = login.split_once(':')?;
        Some((format!("{scheme}://{user}@{place}"), password))
    });
    parts.map_or_else(|| (url.to_owned(), None), |(address, password)| (address, Some(password)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_no_argument() {
        let command = command("pg_dump", "postgres://lea:p%40ss:w@db:5432/parcours");
        let arguments: Vec<_> = command.get_args().collect();
        assert_eq!(arguments, ["--dbname=postgres://lea@db:5432/parcours"]);
        let password =
            command.get_envs().find(|(name, _)| *name == "PGPASSWORD").unwrap().1.unwrap();
        assert_eq!(password, "p@ss:w");
        assert_eq!(split("postgres://db/parcours"), ("postgres://db/parcours".to_owned(), None));
    }
}
