//! PostgreSQL's own programs, with the password where other users of the machine cannot see it.

use std::process::Command;

use crate::database_url;

/// A program that connects to `url`: the address as an argument, the password in the environment.
pub(crate) fn command(program: &str, url: &str) -> Command {
    let mut command = Command::new(program);
    let (address, password) = database_url::split(url);
    command.arg(format!("--dbname={address}"));
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command
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
    }
}
