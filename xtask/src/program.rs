//! The program itself: built, and run for tests that need it whole.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::Message;
use tempfile::TempDir;

use crate::house::House;
use crate::process::{self, Cmd};

/// How long the demo may take to generate its shop in the dev profile on a busy machine.
const START_LIMIT: Duration = Duration::from_secs(300);

/// Which profile to build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build. Selects the features of the whole workspace, so that it shares the work of
    /// the tests.
    Dev,
    /// What people run.
    Release,
}

/// Builds `parcours` and tells where it is.
pub(crate) fn build(house: &House, profile: Profile) -> Result<PathBuf> {
    let selection: &[&str] = match profile {
        Profile::Dev => &["--workspace", "--bin", "parcours"],
        Profile::Release => &["--release", "--package", "parcours"],
    };
    let mut child = Cmd::cargo()
        .args(["build", "--message-format=json-render-diagnostics"])
        .args(selection)
        .dir(&house.root)
        .into_inner()
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let output = child.stdout.take().context("the output of cargo is piped")?;
    let mut executable = None;
    for message in Message::parse_stream(std::io::BufReader::new(output)) {
        if let Message::CompilerArtifact(artifact) = message?
            && artifact.target.name == "parcours"
            && artifact.executable.is_some()
        {
            executable = artifact.executable;
        }
    }
    if !child.wait()?.success() {
        bail!("parcours does not build");
    }
    executable.map(PathBuf::from).context("cargo did not say where it put the program")
}

/// A running `parcours demo` with its own data, on a port of its own.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    /// Where it serves, e.g. `http://127.0.0.1:40123`.
    pub(crate) url: String,
    /// A one-time link that signs in the owner.
    pub(crate) link: String,
    data: TempDir,
}

impl Running {
    /// Starts the demo, smaller by `scale` (1 is the whole shop), and waits until it serves.
    pub(crate) fn start(program: &Path, scale: &str) -> Result<Self> {
        let data = TempDir::with_prefix("parcours-demo-")?;
        let ready = data.path().join("ready.json");
        let log = File::create(data.path().join("log.txt"))?;
        let mut child = Cmd::new(program)
            .args(["demo", "--scale", scale, "--address", "127.0.0.1:0", "--data"])
            .args([data.path().join("data")])
            .args(["--ready-file"])
            .args([&ready])
            .into_inner()
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let found = process::until(START_LIMIT, || {
            if let Some(status) = child.try_wait()? {
                bail!("the demo stopped before it served ({status}):\n{}", log_tail(data.path()));
            }
            // Half a file is no JSON yet: look again.
            Ok(fs::read_to_string(&ready).ok().and_then(|text| parse_ready(&text)))
        });
        match found {
            Ok(Some((url, link))) => Ok(Self { child, url, link, data }),
            other => {
                // It may have ended already, which is as good.
                let _ = child.kill();
                let _ = child.wait();
                other?;
                bail!(
                    "the demo did not serve within {} s:\n{}",
                    START_LIMIT.as_secs(),
                    log_tail(data.path())
                )
            }
        }
    }

    /// The end of what the program wrote.
    pub(crate) fn log(&self) -> String {
        log_tail(self.data.path())
    }

    /// Asks it to stop, as an operator does, and holds it to its promise: within 10 s, with success.
    pub(crate) fn stop(mut self) -> Result<()> {
        match process::stop(&mut self.child, "TERM")? {
            Some(status) if status.success() => Ok(()),
            Some(status) => {
                bail!("the program ended badly when asked to stop ({status}):\n{}", self.log())
            }
            None => bail!("the program did not stop within 10 s of SIGTERM:\n{}", self.log()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already ended after `stop`; otherwise its data is thrown away, so no need to be gentle.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads `{"url": …, "link": …}`.
fn parse_ready(text: &str) -> Option<(String, String)> {
    let ready: serde_json::Value = serde_json::from_str(text).ok()?;
    Some((ready.get("url")?.as_str()?.to_owned(), ready.get("link")?.as_str()?.to_owned()))
}

/// The last lines of the log.
fn log_tail(folder: &Path) -> String {
    let text = fs::read_to_string(folder.join("log.txt")).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A stand-in for the program: a shell script.
    fn script(folder: &Path, body: &str) -> PathBuf {
        let path = folder.join("parcours");
        fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    const READY: &str =
        r#"printf '{"url":"http://127.0.0.1:1","link":"http://127.0.0.1:1/link#t"}' > "$9""#;

    #[test]
    fn it_waits_for_the_ready_file_and_stops_on_request() {
        let folder = tempfile::tempdir().unwrap();
        // The trap is set before the file is written: no race with the signal.
        let body = format!("trap 'exit 0' TERM\n{READY}\nwhile :; do sleep 0.01; done");
        let running = Running::start(&script(folder.path(), &body), "1").unwrap();
        assert_eq!(running.url, "http://127.0.0.1:1");
        assert!(running.link.ends_with("/link#t"));
        running.stop().unwrap();
    }

    #[test]
    fn a_bad_end_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let body =
            format!("trap 'echo cannot close; exit 4' TERM\n{READY}\nwhile :; do sleep 0.01; done");
        let error = Running::start(&script(folder.path(), &body), "1")
            .unwrap()
            .stop()
            .unwrap_err()
            .to_string();
        assert!(error.contains("cannot close"), "{error}");
    }

    #[test]
    fn a_program_that_does_not_start_shows_its_last_words() {
        let folder = tempfile::tempdir().unwrap();
        let error = Running::start(&script(folder.path(), "echo no disk left; exit 1"), "1")
            .unwrap_err()
            .to_string();
        assert!(error.contains("no disk left"), "{error}");
    }
}
