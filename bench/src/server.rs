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

    /// Makes the owner and a source; its write key.
    pub(crate) fn write_key(&self) -> anyhow::Result<String> {
        let link = self.link.as_deref().context("a fresh installation prints a link")?;
        let token = link.split_once('#').context("the secret stands after #")?.1;
        let agent = ureq::agent();
        let set_up = json!({
            "token": token, "name": "Bench", "email": "bench@example.org",
            "password": "a long enough sentence for a bench", "language": "en"
        });
        let mut answer = agent.post(format!("{}/api/v1/setup", self.url)).send_json(&set_up)?;
        let cookie = answer.headers().get("set-cookie").context("a session")?.to_str()?.to_owned();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let session: Value = answer.body_mut().read_json()?;
        let source: Value = agent
            .post(format!("{}/api/v1/sources", self.url))
            .header("cookie", &cookie)
            .header("x-csrf-token", session["csrf_token"].as_str().context("csrf_token")?)
            .send_json(json!({ "name": "Bench", "kind": "server" }))?
            .body_mut()
            .read_json()?;
        Ok(source["keys"][0]["key"].as_str().context("a key")?.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
