//! A running server.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::client::Browser;
use crate::program::{Program, until};

/// A start may wait for others on a busy machine.
const START_LIMIT: Duration = Duration::from_secs(60);
/// What the program promises.
pub(crate) const STOP_LIMIT: Duration = Duration::from_secs(10);

/// A server on a port of its own; killed when dropped.
pub(crate) struct Serving {
    child: Child,
    pub(crate) url: String,
    /// The link it printed, if it did.
    pub(crate) link: Option<String>,
    output: PathBuf,
    errors: PathBuf,
}

impl Serving {
    /// `parcours serve`, ready.
    pub(crate) fn start(program: &Program) -> Self {
        Self::start_with(program, &["serve"])
    }

    /// A command that serves, ready.
    pub(crate) fn start_with(program: &Program, arguments: &[&str]) -> Self {
        // Several may run in one folder, and one after the other.
        let name = (1..).find(|number| !program.folder().join(format!("{number}.json")).exists());
        let file = |ending| program.folder().join(format!("{}.{ending}", name.unwrap()));
        let (ready, output) = (file("json"), file("out"));
        let mut command = program.command(arguments);
        command.args(["--address", "127.0.0.1:0", "--ready-file"]).arg(&ready);
        command.stdout(File::create(&output).unwrap());
        command.stderr(File::create(file("err")).unwrap());
        let mut child = command.spawn().unwrap();
        let facts: Option<Value> = until(START_LIMIT, || {
            if let Some(status) = child.try_wait().unwrap() {
                panic!("it ended instead of serving: {status}: {}", read(&file("err")));
            }
            serde_json::from_str(&std::fs::read_to_string(&ready).ok()?).ok()
        });
        let Some(facts) = facts else {
            let _ = child.kill();
            panic!("it does not serve: {}", read(&file("err")));
        };
        let text = |name: &str| facts[name].as_str().map(ToOwned::to_owned);
        Self { child, url: text("url").unwrap(), link: text("link"), output, errors: file("err") }
    }

    /// What it printed so far.
    pub(crate) fn printed(&self) -> String {
        read(&self.output)
    }

    /// What it said of itself so far.
    pub(crate) fn errors(&self) -> String {
        read(&self.errors)
    }

    /// Makes the first owner with the link it printed.
    pub(crate) fn owner(&self) -> Browser {
        Browser::sign_in(&self.url, self.link.as_deref().expect("there is no owner yet"))
    }

    /// Asks it to stop, as an operator does: how, and after how long.
    pub(crate) fn stop(mut self) -> (ExitStatus, Duration) {
        let begin = Instant::now();
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        let status = until(2 * STOP_LIMIT, || self.child.try_wait().unwrap());
        (status.expect("it stops"), begin.elapsed())
    }

    /// Asks it to stop, and holds it to its promise.
    pub(crate) fn stop_well(self) {
        let (status, after) = self.stop();
        assert!(status.success(), "{status}");
        assert!(after < STOP_LIMIT, "{after:?}");
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(file: &PathBuf) -> String {
    std::fs::read_to_string(file).unwrap_or_default()
}
