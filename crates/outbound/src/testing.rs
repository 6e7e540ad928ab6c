//! A mail server for tests: aiosmtpd, in a process of its own, which keeps what it is sent in a folder.

use std::io;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::{MailSettings, Mailer};

/// How often a server that has just been started is knocked at, a tenth of a second apart.
const KNOCKS: u32 = 150;

/// A running server; stopped when dropped.
#[derive(Debug)]
pub struct SmtpServer {
    process: Child,
    port: u16,
    // Held for its drop.
    _folder: TempDir,
    inbox: PathBuf,
}

impl SmtpServer {
    /// Starts one on a free port of this machine. Panics where Python or its package `aiosmtpd`
    /// (Debian: `python3-aiosmtpd`) is missing.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let maildir = folder.path().join("mail");
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a free port").port();
        let process = Command::new("/usr/bin/python3")
            .args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}")])
            .args(["-c", "aiosmtpd.handlers.Mailbox"])
            .arg(&maildir)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 is installed");
        let inbox = maildir.join("new");
        let server = Self { process, port, _folder: folder, inbox };
        for _ in 0..KNOCKS {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the mail server did not start: is the Debian package python3-aiosmtpd installed?");
    }

    /// How mail goes out over it.
    pub fn settings(&self) -> MailSettings {
        MailSettings {
            smtp: Some(format!("smtp://127.0.0.1:{}", self.port)),
            from: Some("Parcours <parcours@example.org>".to_owned()),
        }
    }

    /// Sends over it.
    pub fn mailer(&self) -> Mailer {
        Mailer::new(&self.settings()).expect("settings that are meant")
    }

    /// All mails so far, as they came over the wire.
    pub fn received(&self) -> io::Result<Vec<String>> {
        let mut files = std::fs::read_dir(&self.inbox)?
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<Vec<_>>>()?;
        files.sort();
        files.iter().map(std::fs::read_to_string).collect()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
