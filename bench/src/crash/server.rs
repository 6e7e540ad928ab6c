//! A serving process, and its owner's session.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};
use ureq::Agent;

use super::site::Site;

/// A start on a busy machine; it also recovers what a kill left behind.
const START_LIMIT: Duration = Duration::from_secs(60);
/// What the program promises, and some more for a busy machine.
const STOP_LIMIT: Duration = Duration::from_secs(30);
/// A hang fails instead of holding the run.
const PATIENCE: Duration = Duration::from_secs(30);

/// `parcours serve` on a port of its own; killed when dropped.
pub(super) struct Server {
    child: Child,
    pub(super) url: String,
    link: Option<String>,
    log: PathBuf,
}

impl Server {
    /// Starts, and returns when it serves.
    pub(super) fn start(site: &Site) -> anyhow::Result<Self> {
        Self::start_through(site, None)
    }

    /// The same, started by another program.
    pub(super) fn start_through(site: &Site, through: Option<Command>) -> anyhow::Result<Self> {
        let (ready, log) = (site.folder().join("ready.json"), site.folder().join("serve.log"));
        // Of the one before; a process that was killed leaves it behind.
        let _ = std::fs::remove_file(&ready);
        let arguments = ["serve", "--address", "127.0.0.1:0", "--ready-file", "ready.json"];
        let mut command = site.command(through, &arguments);
        command.stdout(File::create(&log)?).stderr(File::options().append(true).open(&log)?);
        let mut child = command.spawn()?;
        let begin = Instant::now();
        let facts: Value = loop {
            if let Some(status) = child.try_wait()? {
                bail!("it ended instead of serving: {status}: {}", std::fs::read_to_string(&log)?);
            }
            if let Ok(facts) = std::fs::read(&ready) {
                break serde_json::from_slice(&facts)?;
            }
            if begin.elapsed() > START_LIMIT {
                let _ = child.kill();
                let _ = child.wait();
                bail!("it does not serve: {}", std::fs::read_to_string(&log)?);
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let url = facts["url"].as_str().context("url")?.to_owned();
        let link = facts["link"].as_str().map(ToOwned::to_owned);
        Ok(Self { child, url, link, log })
    }

    /// Its process.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it logged so far.
    pub(super) fn logged(&self) -> anyhow::Result<String> {
        Ok(std::fs::read_to_string(&self.log)?)
    }

    /// Ends it as a power cut would.
    pub(super) fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to stop, as an operator does.
    pub(super) fn stop(mut self) -> anyhow::Result<()> {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status()?;
        ensure!(asked.success(), "the server is gone already");
        let begin = Instant::now();
        while begin.elapsed() < STOP_LIMIT {
            if let Some(status) = self.child.try_wait()? {
                ensure!(status.success(), "it stopped with {status}");
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        bail!("it does not stop")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The owner, signed in for as long as the installation lives.
pub(super) struct Owner {
    agent: Agent,
    cookie: String,
    csrf: String,
}

/// An answer, read whole.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
}

pub(super) fn agent() -> Agent {
    let config =
        Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build();
    config.into()
}

impl Owner {
    /// Makes the first owner with the link that a fresh installation prints.
    pub(super) fn set_up(server: &Server) -> anyhow::Result<Self> {
        let link = server.link.as_deref().context("a fresh installation prints a link")?;
        let token = link.split_once('#').context("the secret stands after #")?.1;
        let agent = agent();
        let body = json!({
            "token": token, "name": "Crash", "email": "crash@example.org",
            "password": "a long enough sentence for this", "language": "en"
        });
        let mut answer = agent.post(format!("{}/api/v1/setup", server.url)).send_json(&body)?;
        let cookie = answer.headers().get("set-cookie").context("a session")?.to_str()?.to_owned();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let session: Value = answer.body_mut().read_json()?;
        let csrf = session["csrf_token"].as_str().context("csrf_token")?.to_owned();
        Ok(Self { agent, cookie, csrf })
    }

    pub(super) fn get(&self, server: &str, path: &str) -> anyhow::Result<Answer> {
        let request = self.agent.get(format!("{server}{path}"));
        Answer::read(request.header("cookie", &self.cookie).call()?)
    }

    pub(super) fn post(&self, server: &str, path: &str, body: &Value) -> anyhow::Result<Answer> {
        let request = self.agent.post(format!("{server}{path}")).header("cookie", &self.cookie);
        Answer::read(request.header("x-csrf-token", &self.csrf).send_json(body)?)
    }

    /// Uploads a file to import.
    pub(super) fn upload(&self, server: &str, name: &str, file: &[u8]) -> anyhow::Result<Answer> {
        let request = self.agent.post(format!("{server}/api/v1/imports?name={name}"));
        let request = request.header("cookie", &self.cookie).header("x-csrf-token", &self.csrf);
        Answer::read(request.content_type("application/octet-stream").send(file)?)
    }

    pub(super) fn delete(&self, server: &str, path: &str) -> anyhow::Result<Answer> {
        let request = self.agent.delete(format!("{server}{path}")).header("cookie", &self.cookie);
        Answer::read(request.header("x-csrf-token", &self.csrf).call()?)
    }

    /// Makes a source; its write key.
    pub(super) fn write_key(&self, server: &str) -> anyhow::Result<String> {
        let source = json!({ "name": "Crash", "kind": "server" });
        let answer = self.post(server, "/api/v1/sources", &source)?;
        Ok(answer.body["keys"][0]["key"].as_str().context("a key")?.to_owned())
    }
}

impl Answer {
    fn read(mut response: ureq::http::Response<ureq::Body>) -> anyhow::Result<Self> {
        let status = response.status().as_u16();
        let text = response.body_mut().read_to_string()?;
        Ok(Self { status, body: serde_json::from_str(&text).unwrap_or(Value::Null) })
    }
}
