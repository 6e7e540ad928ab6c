//! One installation: its folder, its database, the commands an operator runs on it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use anyhow::{Context as _, ensure};
use tempfile::TempDir;

use super::database::Database;

/// Where the program keeps what it knows, and the program.
pub(super) struct Site {
    binary: PathBuf,
    folder: TempDir,
    pub(super) database: Database,
}

/// Rows in the database before they are sealed; files of few rows, so that there is always
/// something to join. Lower than the API allows: everything happens all the time.
const SETTINGS: &str =
    r#"{"seal_rows":400,"segment_rows":20000,"remember_days":90,"grace_minutes":1}"#;

impl Site {
    /// Nothing there yet. `postgres` is the address of an empty database.
    pub(super) fn new(binary: &Path, postgres: Option<&str>) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("crash-")?;
        let database = match postgres {
            Some(url) => Database::Postgres(url.to_owned()),
            None => Database::Sqlite(folder.path().join("data/parcours.db")),
        };
        let binary = binary.canonicalize().with_context(|| binary.display().to_string())?;
        Ok(Self { binary, folder, database })
    }

    /// The folder it works in.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The log's own files.
    pub(super) fn files(&self) -> PathBuf {
        self.folder().join("data/interactions")
    }

    /// Leaves the folder behind for whoever wants to look into it.
    pub(super) fn keep(&mut self) {
        self.folder.disable_cleanup(true);
    }

    /// A command, not yet started; `through` is a program that starts it.
    pub(super) fn command(&self, through: Option<Command>, arguments: &[&str]) -> Command {
        let mut command = match through {
            Some(mut through) => {
                through.arg(&self.binary);
                through
            }
            None => Command::new(&self.binary),
        };
        for (name, _) in std::env::vars() {
            let speaks = name == "LANG" || name == "RUST_LOG" || name.starts_with("LC_");
            if speaks || name.starts_with("PARCOURS_") {
                command.env_remove(name);
            }
        }
        command.current_dir(self.folder()).stdin(Stdio::null()).args(arguments);
        if let Database::Postgres(url) = &self.database {
            command.env("PARCOURS_DATABASE_URL", url);
        }
        command
    }

    /// Starts a command whose output nobody reads.
    pub(super) fn spawn(&self, arguments: &[&str]) -> anyhow::Result<Child> {
        let mut command = self.command(None, arguments);
        Ok(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
    }

    /// Runs a command to its end.
    pub(super) fn run(&self, arguments: &[&str]) -> anyhow::Result<Output> {
        Ok(self.command(None, arguments).output()?)
    }

    /// Runs a command that must succeed; what it printed.
    pub(super) fn ok(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.run(arguments)?;
        let (said, complained) = (text(&output.stdout), text(&output.stderr));
        ensure!(output.status.success(), "{arguments:?}: {}: {said}{complained}", output.status);
        Ok(said)
    }

    /// Sets the log's thresholds.
    pub(super) fn set_thresholds(&self) -> anyhow::Result<()> {
        let set = format!(
            "INSERT INTO settings (name, value) VALUES ('interaction_log', '{SETTINGS}') \
             ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        );
        self.database.look(|look| look.run(&set))
    }

    /// Lets days pass while nothing runs: leases end, what was replaced may be swept up, merges
    /// settle. All clocks of the log move alike, or the past would not fit together.
    pub(super) fn let_time_pass(&self) -> anyhow::Result<()> {
        const TWO_DAYS: i64 = 2 * 86_400 * 1_000_000;
        self.database.look(|look| {
            for (table, column) in [
                ("jobs", "run_at"),
                ("jobs", "locked_until"),
                ("log_files", "changed_at"),
                ("log_segments", "folded_before"),
                ("log_segments", "retained_at"),
                ("log_erased", "at"),
                ("log_readers", "until"),
                ("customer_aliases", "at"),
            ] {
                // What never happened stays what it is: a moment before all others.
                let shift = format!("{column} = {column} - {TWO_DAYS} WHERE {column} > {TWO_DAYS}");
                look.run(&format!("UPDATE {table} SET {shift}"))?;
            }
            Ok(())
        })
    }
}

/// What a program said, for people to read.
pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
