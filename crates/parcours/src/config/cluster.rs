//! `[cluster]`: large questions on many machines.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::ensure;
use parcours_cluster::Settings;
use serde::{Deserialize, Serialize};

use super::secret::Secret;

/// How this process takes part in a cluster; not at all when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Cluster {
    /// Whether large questions go to the workers.
    pub(crate) enabled: bool,
    /// Where `parcours worker` listens for them.
    pub(crate) listen: Option<String>,
    /// How others reach that.
    pub(crate) url: Option<String>,
    /// What workers and those who ask them share.
    pub(crate) token: Option<Secret>,
    /// A worker’s certificate.
    pub(crate) certificate: Option<PathBuf>,
    /// Its private key.
    pub(crate) key: Option<PathBuf>,
    /// Whose certificates are believed.
    pub(crate) authority: Option<PathBuf>,
    /// Whether a network may be crossed without TLS.
    pub(crate) allow_plain: bool,
    /// Smaller questions stay in the process that is asked.
    pub(crate) min_rows: u64,
    /// What a question that goes to the workers may take.
    pub(crate) deadline_seconds: u32,
}

impl Default for Cluster {
    fn default() -> Self {
        Self {
            enabled: false,
            listen: None,
            url: None,
            token: None,
            certificate: None,
            key: None,
            authority: None,
            allow_plain: false,
            min_rows: 5_000_000,
            deadline_seconds: 14,
        }
    }
}

impl Cluster {
    /// Fails on what cannot be meant.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        ensure!(
            self.deadline_seconds > 0,
            "cluster.deadline_seconds: a question takes a second at least"
        );
        Ok(())
    }

    /// What the cluster needs of it.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            enabled: self.enabled,
            listen: self.listen.clone(),
            url: self.url.clone(),
            token: self.token.clone().map(Secret::told),
            certificate: self.certificate.clone(),
            key: self.key.clone(),
            authority: self.authority.clone(),
            allow_plain: self.allow_plain,
            min_rows: self.min_rows,
            deadline: Duration::from_secs(u64::from(self.deadline_seconds)),
        }
    }

    /// The same with nothing secret in it, for showing.
    pub(super) fn without_secrets(&self) -> Self {
        Self { token: self.token.as_ref().map(|_| Secret::hidden()), ..self.clone() }
    }
}
