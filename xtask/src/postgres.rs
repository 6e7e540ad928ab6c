//! A throw-away PostgreSQL server for tests: its own folder, port and password, gone afterwards.
//!
//! PostgreSQL refuses to run as root, so root starts it as `postgres` or `nobody`. On Linux the
//! kernel stops it when xtask dies, however that happens (`setpriv --pdeathsig`).

use std::ffi::OsString;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

use crate::process::{self, Cmd, which};

/// How long an empty server may take to start.
const START_LIMIT: Duration = Duration::from_secs(60);
/// Another program may take the free port between the look and the start: then try another one.
const ATTEMPTS: usize = 3;

/// Speed instead of safety: this data is thrown away. The other settings make room for many tests
/// at once.
const SETTINGS: &[&str] =
    &["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

/// A running server; dropping it stops it and deletes its folder.
#[derive(Debug)]
pub(crate) struct Postgres {
    child: Child,
    /// `postgres://…`, with the rights to create databases.
    pub(crate) url: String,
    _folder: TempDir,
}

impl Postgres {
    /// Makes an empty cluster and starts it.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs().context(
            "the tests need PostgreSQL's own programs (initdb, postgres): install the package `postgresql`, \
             or set PARCOURS_TEST_POSTGRES to the URL of a server that may be filled with test databases",
        )?;
        let owner = Owner::find()?;
        let folder = TempDir::with_prefix("parcours-postgres-")?;
        let data = folder.path().join("data");
        let password = password()?;
        let password_file = folder.path().join("password");
        fs::write(&password_file, &password)?;
        owner.give(folder.path())?;
        owner.give(&password_file)?;
        owner
            .run(&programs.join("initdb"), folder.path())
            .args([
                "--username=postgres",
                "--encoding=UTF8",
                "--no-locale",
                "--auth=scram-sha-256",
                "--no-sync",
            ])
            .args([with_path("--pwfile=", &password_file), with_path("--pgdata=", &data)])
            .read()?;
        for _ in 0..ATTEMPTS {
            if let Some((child, port)) = launch(&owner, &programs, folder.path())? {
                let url = format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres");
                return Ok(Self { child, url, _folder: folder });
            }
        }
        let log = fs::read_to_string(folder.path().join("log.txt")).unwrap_or_default();
        bail!("PostgreSQL does not start:\n{log}")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: connections are cut, shared memory is given back.
        // Nothing can be done about a failure here, and the folder goes away in any case.
        let _ = process::stop(&mut self.child, "INT");
    }
}

/// One try on a free port: `None` when the server ended instead of listening.
fn launch(owner: &Owner, programs: &Path, folder: &Path) -> Result<Option<(Child, u16)>> {
    let data = folder.join("data");
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let log = fs::File::create(folder.join("log.txt"))?;
    let mut child = owner
        .run(&programs.join("postgres"), folder)
        .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-D"])
        .args([data.as_os_str(), "-k".as_ref(), folder.as_os_str()])
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .into_inner()
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("cannot start postgres")?;
    let listens = process::until(START_LIMIT, || {
        if child.try_wait()?.is_some() {
            return Ok(Some(false));
        }
        // The eighth line of this file says how far the server is (PostgreSQL's miscadmin.h).
        let status = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        Ok((status.lines().nth(7).map(str::trim) == Some("ready")).then_some(true))
    });
    match listens {
        Ok(Some(true)) => Ok(Some((child, port))),
        Ok(Some(false)) => Ok(None),
        other => {
            process::stop(&mut child, "INT")?;
            other?;
            Ok(None)
        }
    }
}

/// The folder with the server's programs: on the PATH, or where Debian keeps each version's.
fn programs() -> Option<PathBuf> {
    let on_path =
        which("initdb").and_then(|path| fs::canonicalize(path).ok()?.parent().map(Path::to_owned));
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = debian
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    versions.sort();
    on_path
        .into_iter()
        .chain(versions.into_iter().rev().map(|(_, path)| path))
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// Whether a server can be started here.
pub(crate) fn is_installed() -> bool {
    programs().is_some()
}

/// Who the server runs as.
#[derive(Debug)]
enum Owner {
    /// Whoever runs xtask.
    Ourselves,
    /// Another user, because we are root.
    Other { user: u32, group: u32 },
}

impl Owner {
    fn find() -> Result<Self> {
        if Cmd::new("id").args(["-u"]).read()?.trim() != "0" {
            return Ok(Self::Ourselves);
        }
        for name in ["postgres", "nobody"] {
            let id =
                |flag: &str| Cmd::new("id").args([flag, name]).read().ok()?.trim().parse().ok();
            if let (Some(user), Some(group)) = (id("-u"), id("-g")) {
                return Ok(Self::Other { user, group });
            }
        }
        bail!(
            "PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as"
        )
    }

    /// Hands over a file or folder.
    fn give(&self, path: &Path) -> Result<()> {
        match self {
            Self::Ourselves => Ok(()),
            Self::Other { user, group } => chown(path, Some(*user), Some(*group))
                .with_context(|| format!("cannot give {} to the server's user", path.display())),
        }
    }

    /// A command that runs as this user in `folder`, and ends with xtask where the system can do that.
    fn run(&self, program: &Path, folder: &Path) -> Cmd {
        let mut words: Vec<OsString> = Vec::new();
        if let Self::Other { user, group } = self {
            words.extend([
                format!("--reuid={user}").into(),
                format!("--regid={group}").into(),
                "--clear-groups".into(),
            ]);
        }
        let setpriv = which("setpriv").filter(|_| cfg!(target_os = "linux"));
        let cmd = match setpriv {
            Some(setpriv) => {
                words.extend(["--pdeathsig=INT".into(), "--".into(), program.into()]);
                Cmd::new(setpriv).args(words)
            }
            None if words.is_empty() => Cmd::new(program),
            // Fails with a message that names what to install (package util-linux).
            None => Cmd::new("setpriv").args(words).args(["--".as_ref(), program.as_os_str()]),
        };
        cmd.dir(folder)
    }
}

fn with_path(flag: &str, path: &Path) -> OsString {
    let mut text = OsString::from(flag);
    text.push(path);
    text
}

/// A password nobody on this machine can guess: any local user can reach the port.
fn password() -> Result<String> {
    use std::io::Read as _;
    let mut bytes = [0u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_starts_answers_and_goes_away() {
        if !is_installed() {
            return; // `cargo xtask test` installs it; `--quick` does without.
        }
        let server = Postgres::start().unwrap();
        let pid = server.child.id();
        let folder = server._folder.path().to_owned();
        let answer = Cmd::new(programs().unwrap().join("psql"))
            .args([&server.url, "--no-align", "--tuples-only", "--command", "SHOW max_connections"])
            .read()
            .unwrap();
        assert_eq!(answer.trim(), "300");
        let wrong = server.url.replace("@127", "x@127");
        assert!(
            Cmd::new(programs().unwrap().join("psql"))
                .args([&wrong, "--command", "SELECT 1"])
                .read()
                .is_err()
        );
        drop(server);
        assert!(!folder.exists());
        assert!(Cmd::new("kill").args(["-0", &pid.to_string()]).read().is_err());
    }
}
