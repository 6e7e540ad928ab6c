//! The program under measurement, started as its users start it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A running server; stopped when dropped.
pub(crate) struct Server {
    child: Child,
    // Held for its drop.
    _folder: TempDir,
    data: PathBuf,
    pub(crate) url: String,
    link: Option<String>,
    /// From the start of the process to its first answer.
    pub(crate) start: Duration,
}

impl Server {
    pub(crate) fn start(binary: &Path, postgres: Option<&str>) -> anyhow::Result<Self> {
        let folder = TempDir::new()?;
        let data = folder.path().join("data");
        Self::start_with(binary, folder, data, postgres)
    }

    /// Starts on data that is there already.
    pub(crate) fn start_in(
        binary: &Path,
        data: &Path,
        postgres: Option<&str>,
    ) -> anyhow::Result<Self> {
        Self::start_with(binary, TempDir::new()?, data.to_owned(), postgres)
    }

    fn start_with(
        binary: &Path,
        folder: TempDir,
        data: PathBuf,
        postgres: Option<&str>,
    ) -> anyhow::Result<Self> {
        let ready = folder.path().join("ready.json");
        let begin = Instant::now();
        let mut command = Command::new(binary);
        command.arg("serve").args(["--address", "127.0.0.1:0"]).arg("--data").arg(&data);
        command.arg("--ready-file").arg(&ready).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(url) = postgres {
            command.args(["--database-url", url]);
        }
        let child = command.spawn().with_context(|| format!("cannot run {}", binary.display()))?;
        while !ready.exists() {
            if begin.elapsed() > Duration::from_secs(20) {
                bail!("the server did not start");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let facts: Value = serde_json::from_slice(&std::fs::read(&ready)?)?;
        let url = facts["url"].as_str().context("url")?.to_owned();
        ureq::get(format!("{url}/readyz")).call()?;
        let start = begin.elapsed();
        Ok(Self {
            child,
            _folder: folder,
            data,
            url,
            link: facts["link"].as_str().map(ToOwned::to_owned),
            start,
        })
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.data.clone()
    }

    /// Resident memory in MiB.
    pub(crate) fn memory(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("VmRSS")?;
        let kib: f64 = line.split_whitespace().nth(1).context("a number")?.parse()?;
        Ok(kib / 1024.0)
    }

    /// Processor seconds so far; a tick is a hundredth.
    pub(crate) fn processor(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name of the program, which may hold spaces, is in brackets.
        let (_, after) = stat.rsplit_once(')').context("a name")?;
        let ticks = after.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
        Ok(ticks.sum::<Result<f64, _>>()? / 100.0)
    }

    /// Makes the owner and a source; its write key.
    pub(crate) fn write_key(&self) -> anyhow::Result<String> {
        self.owner()?.write_key()
    }

    /// Signs the owner in, who is made first where there is none yet.
    pub(crate) fn owner(&self) -> anyhow::Result<Owner> {
        let agent = ureq::agent();
        let (email, password) = ("bench@example.org", "a long enough sentence for a bench");
        let mut answer = match self.link.as_deref() {
            Some(link) => {
                let token = link.split_once('#').context("the secret stands after #")?.1;
                agent.post(format!("{}/api/v1/setup", self.url)).send_json(json!({
                    "token": token, "name": "Bench", "email": email, "password": password,
                    "language": "en"
                }))?
            }
            None => agent
                .post(format!("{}/api/v1/session", self.url))
                .send_json(json!({ "email": email, "password": password }))?,
        };
        let cookie = answer.headers().get("set-cookie").context("a session")?.to_str()?.to_owned();
        let session: Value = answer.body_mut().read_json()?;
        Ok(Owner {
            agent,
            url: self.url.clone(),
            cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
            csrf: session["csrf_token"].as_str().context("csrf_token")?.to_owned(),
        })
    }
}

/// The owner of an installation, signed in.
pub(crate) struct Owner {
    agent: ureq::Agent,
    url: String,
    cookie: String,
    csrf: String,
}

impl Owner {
    pub(crate) fn get(&self, path: &str) -> anyhow::Result<Value> {
        let request = self.agent.get(format!("{}{path}", self.url)).header("cookie", &self.cookie);
        Ok(request.call()?.body_mut().read_json()?)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        let request = self.agent.post(format!("{}{path}", self.url));
        let request = request.header("cookie", &self.cookie).header("x-csrf-token", &self.csrf);
        Ok(request.send_json(body)?.body_mut().read_json()?)
    }

    /// Makes a source; its write key.
    pub(crate) fn write_key(&self) -> anyhow::Result<String> {
        let source = self.post("/api/v1/sources", &json!({ "name": "Bench", "kind": "server" }))?;
        Ok(source["keys"][0]["key"].as_str().context("a key")?.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
