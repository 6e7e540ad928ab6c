//! The program in a folder of its own, with an environment that says nothing.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A folder to work in, gone with this value, and what every command is told beside its arguments.
pub(crate) struct Program {
    folder: TempDir,
    database_url: Option<String>,
    environment: Vec<(String, String)>,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Program {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), database_url: None, environment: Vec::new() }
    }

    /// On PostgreSQL.
    pub(crate) fn on(database_url: Option<&str>) -> Self {
        Self { database_url: database_url.map(ToOwned::to_owned), ..Self::new() }
    }

    /// With a variable set.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The folder it works in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder that it makes when nothing names one.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.folder().join(name);
        std::fs::write(&file, content).unwrap();
        file
    }

    /// The command, not yet started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parcours"));
        for (name, _) in std::env::vars() {
            let speaks = name == "LANG" || name == "RUST_LOG" || name.starts_with("LC_");
            if speaks || name.starts_with("PARCOURS_") {
                command.env_remove(name);
            }
        }
        command.current_dir(self.folder()).stdin(Stdio::null()).args(arguments);
        if let Some(url) = &self.database_url {
            command.env("PARCOURS_DATABASE_URL", url);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Ended { code: status.code(), out: text(&stdout), err: text(&stderr) }
    }

    /// Runs a command that must succeed; what it printed.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, Some(0), "{arguments:?}: {ended:?}");
        ended.out
    }

    /// Runs a command that must fail; what it said.
    pub(crate) fn fails(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, Some(1), "{arguments:?}: {ended:?}");
        ended.err
    }

    /// Runs a command that must print JSON, and may fail.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let ended = self.run(arguments);
        serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"))
    }

    /// `report summary --json`.
    pub(crate) fn summary(&self) -> Value {
        self.json(&["report", "summary", "--json"])
    }
}

/// Looks until there is something to see; `None` when `limit` is over.
pub(crate) fn until<T>(limit: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    const BETWEEN_LOOKS: Duration = Duration::from_millis(5);
    let begin = Instant::now();
    loop {
        if let Some(seen) = look() {
            return Some(seen);
        }
        if begin.elapsed() > limit {
            return None;
        }
        std::thread::sleep(BETWEEN_LOOKS);
    }
}
