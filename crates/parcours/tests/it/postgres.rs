//! A fresh PostgreSQL database, where the tests have a server and its client programs.

use std::process::{Command, Stdio};

/// The variable that names the server.
const SERVER: &str = "PARCOURS_TEST_POSTGRES";

/// A database of its own; dropped with this value.
pub(crate) struct Fresh {
    server: String,
    name: String,
    pub(crate) url: String,
}

impl Fresh {
    /// `None` where there is no server, or no `psql` and `pg_dump`.
    pub(crate) fn database() -> Option<Self> {
        let server = std::env::var(SERVER).ok()?;
        for program in ["psql", "pg_dump"] {
            Command::new(program).arg("--version").stdout(Stdio::null()).status().ok()?;
        }
        // A server outlives many runs: the name comes from a folder that nobody else has.
        let folder = tempfile::TempDir::with_prefix("").unwrap();
        let unique = folder.path().file_name().unwrap().to_str().unwrap().to_lowercase();
        let name = format!("parcours_{}_{unique}", std::process::id());
        assert!(psql(&server, &format!("CREATE DATABASE {name}")), "no new database");
        let (place, parameters) = server.split_once('?').unwrap_or((&server, ""));
        let at = place.rfind('/').expect("a database is named");
        let question = if parameters.is_empty() { "" } else { "?" };
        let url = format!("{}/{name}{question}{parameters}", &place[..at]);
        Some(Self { server, name, url })
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // Left behind when this fails; the test that used it has already said what it had to.
        psql(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn psql(server: &str, statement: &str) -> bool {
    let mut command = Command::new("psql");
    command.args([server, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1"]);
    command.args(["--command", statement]);
    command.status().is_ok_and(|status| status.success())
}
