//! A PostgreSQL database of its own for each installation.

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Context as _;

use super::database::Database;
use super::phase::now;

static MADE: AtomicU32 = AtomicU32::new(0);

/// A fresh database on a server; dropped with this value.
pub struct Scratch {
    server: Database,
    name: String,
    url: String,
    stays: bool,
}

impl Scratch {
    /// Makes it; `server` is the address of any database of a server where that is allowed.
    pub fn database(server: &str) -> anyhow::Result<Self> {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("crash_{}_{}_{number}", std::process::id(), now());
        let (place, parameters) = server.split_once('?').unwrap_or((server, ""));
        let at = place.rfind('/').context("a database is named")?;
        let question = if parameters.is_empty() { "" } else { "?" };
        let url = format!("{}/{name}{question}{parameters}", &place[..at]);
        let server = Database::Postgres(server.to_owned());
        server.look(|look| look.run(&format!("CREATE DATABASE {name}")))?;
        Ok(Self { server, name, url, stays: false })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Leaves it behind for whoever wants to look into it.
    pub fn keep(&mut self) {
        self.stays = true;
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.stays {
            // Left behind when this fails; nothing depends on it.
            let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
            let _ = self.server.look(|look| look.run(&drop));
        }
    }
}
