//! Runs other programs: always named in errors, always stopped when xtask is interrupted.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::{interrupt, report};

/// How often a running program is looked at.
const GLANCE: Duration = Duration::from_millis(20);
/// How long a program may take to stop when asked.
const GRACE: Duration = Duration::from_secs(10);

/// A command to run, with a readable name for messages.
#[derive(Debug)]
pub(crate) struct Cmd {
    command: Command,
    shown: String,
}

/// How a command that was watched ended.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) success: bool,
    /// Both outputs, line by line in the order of arrival.
    pub(crate) text: String,
}

impl Cmd {
    /// A program found on the PATH, or by its path.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let name = Path::new(program).file_name().unwrap_or(program);
        Self { command: Command::new(program), shown: name.to_string_lossy().into_owned() }
    }

    /// The cargo that runs xtask, without what that run put into the environment: build scripts that
    /// watch those variables (ring's does) would rebuild for nothing.
    pub(crate) fn cargo() -> Self {
        let mut cmd = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_")
                || text.starts_with("CARGO_MANIFEST_")
                || text == "CARGO_BIN_NAME"
            {
                cmd.command.env_remove(&name);
            }
        }
        cmd
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        for arg in args {
            self.shown.push(' ');
            self.shown.push_str(&arg.as_ref().to_string_lossy());
            self.command.arg(arg);
        }
        self
    }

    /// Sets the folder to run in.
    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs on this terminal; an error when it fails.
    pub(crate) fn run(mut self) -> Result<()> {
        let mut child =
            self.command.spawn().with_context(|| format!("cannot start `{}`", self.shown))?;
        let status = wait(&mut child)?;
        if !status.success() {
            bail!("`{}` failed ({status})", self.shown);
        }
        Ok(())
    }

    /// Runs silently and gives its standard output; the error carries what it wrote to the other.
    pub(crate) fn read(mut self) -> Result<String> {
        let output = self.command.stdin(Stdio::null()).output();
        let output = output.with_context(|| format!("cannot start `{}`", self.shown))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("`{}` failed ({}): {}", self.shown, output.status, said.trim());
        }
        String::from_utf8(output.stdout)
            .with_context(|| format!("`{}` did not write UTF-8", self.shown))
    }

    /// Runs, shows both outputs as they come and keeps them.
    pub(crate) fn watch(mut self) -> Result<Finished> {
        report::line(format!("$ {}", self.shown));
        let child =
            self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.with_context(|| format!("cannot start `{}`", self.shown))?;
        let text = Arc::new(Mutex::new(String::new()));
        let out =
            child.stdout.take().map(|pipe| follow(pipe, std::io::stdout(), Arc::clone(&text)));
        let err =
            child.stderr.take().map(|pipe| follow(pipe, std::io::stderr(), Arc::clone(&text)));
        let status = wait(&mut child)?;
        for follower in [out, err].into_iter().flatten() {
            // A follower only panics with the terminal gone; there is nobody left to tell.
            let _ = follower.join();
        }
        let text = text.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(Finished { success: status.success(), text })
    }

    /// The command itself, for those who keep it running.
    pub(crate) fn into_inner(self) -> Command {
        self.command
    }
}

/// Copies a child's output to the terminal and into `kept`, line by line.
fn follow(
    pipe: impl Read + Send + 'static,
    mut terminal: impl Write + Send + 'static,
    kept: Arc<Mutex<String>>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            // A closed terminal must not block the child.
            let _ = terminal.write_all(&line);
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    })
}

/// Waits for the end; when xtask is interrupted, stops the child and says so.
fn wait(child: &mut Child) -> Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            interrupt::check()?;
            return Ok(status);
        }
        if interrupt::requested() {
            stop(child, "TERM")?;
            interrupt::check()?;
        }
        thread::sleep(GLANCE);
    }
}

/// Asks a child to stop with a signal; kills it after ten seconds. `None` when it had to be killed.
pub(crate) fn stop(child: &mut Child, signal: &str) -> Result<Option<ExitStatus>> {
    if let Some(status) = child.try_wait()? {
        return Ok(Some(status));
    }
    // The standard library sends SIGKILL only; kill(1) is POSIX.
    Cmd::new("kill").args([format!("-{signal}"), child.id().to_string()]).read()?;
    let asked = Instant::now();
    while asked.elapsed() < GRACE {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(GLANCE);
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

/// Looks again and again until `look` finds something; gives up after `limit`.
pub(crate) fn until<T>(
    limit: Duration,
    mut look: impl FnMut() -> Result<Option<T>>,
) -> Result<Option<T>> {
    let began = Instant::now();
    loop {
        interrupt::check()?;
        if let Some(found) = look()? {
            return Ok(Some(found));
        }
        if began.elapsed() > limit {
            return Ok(None);
        }
        thread::sleep(GLANCE);
    }
}

/// The path of a program on the PATH.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    let path: OsString = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_command_and_what_it_said() {
        let error =
            Cmd::new("sh").args(["-c", "echo no such thing >&2; exit 3"]).read().unwrap_err();
        let text = format!("{error:#}");
        assert!(text.contains("sh -c") && text.contains("no such thing"), "{text}");
        let error = Cmd::new("parcours-no-such-program").run().unwrap_err();
        assert!(format!("{error:#}").contains("parcours-no-such-program"));
    }

    #[test]
    fn watching_keeps_both_outputs() {
        let finished =
            Cmd::new("sh").args(["-c", "echo one; echo two >&2; exit 1"]).watch().unwrap();
        assert!(!finished.success);
        assert!(finished.text.contains("one\n") && finished.text.contains("two\n"));
    }

    #[test]
    fn a_child_is_stopped_by_its_signal() {
        let mut child = Command::new("sh")
            .args(["-c", "trap 'exit 7' TERM; while :; do sleep 0.01; done"])
            .spawn()
            .unwrap();
        let status = until(GRACE, || {
            // The trap may not be set yet: then the signal itself ends the shell, with no exit code.
            stop(&mut child, "TERM")
        });
        let status = status.unwrap().unwrap();
        assert!(matches!(status.code(), Some(7) | None), "{status}");
    }
}
