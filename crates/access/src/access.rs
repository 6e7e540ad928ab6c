//! The service that the endpoints, the binary and the jobs share.

use std::sync::Arc;

use parcours_kernel::{Env, Timestamp};
use parcours_storage::Database;

use crate::audit::Actor;
use crate::password::Passwords;
use crate::secret::Secret;
use crate::{Caller, Role};

/// What the installation says of itself.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Whether a proxy of ours stands in front, whose `X-Forwarded-For`, `-Proto` and `-Host` may be
    /// believed. Without one, anybody could write them.
    pub trust_proxy: bool,
    /// Where people reach Parcours, such as `https://parcours.example.org`; read from each request when left out.
    pub public_url: Option<String>,
    /// The version that `Session` tells.
    pub version: String,
    /// Whether this is the demo.
    pub demo: bool,
}

/// Users, sessions, tokens and links. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Access {
    pub(crate) database: Database,
    pub(crate) env: Env,
    pub(crate) config: Arc<Config>,
    pub(crate) passwords: Passwords,
}

impl Access {
    /// The service over a database.
    pub fn new(database: Database, env: Env, config: Config) -> Self {
        Self { database, env, config: Arc::new(config), passwords: Passwords::new() }
    }
}

/// On whose authority something is done: who, and the highest role they may hand out or touch.
#[derive(Debug, Clone)]
pub struct By {
    pub(crate) actor: Actor,
    pub(crate) role: Role,
}

impl By {
    /// Whoever runs the command line on the machine: may do all.
    pub fn system() -> Self {
        Self { actor: Actor::system(), role: Role::Owner }
    }
}

impl From<&Caller> for By {
    fn from(caller: &Caller) -> Self {
        Self { actor: Actor::from(caller), role: caller.role() }
    }
}

/// A link that works once. The secret stands after the `#`, which browsers send to no server and
/// write into no log.
#[derive(Debug, Clone)]
pub struct OneTimeLink {
    pub(crate) page: &'static str,
    pub(crate) secret: Secret,
    /// When it stops working.
    pub expires_at: Timestamp,
}

impl OneTimeLink {
    /// The whole address, below a base such as `http://127.0.0.1:7878`.
    pub fn url(&self, base: &str) -> String {
        format!("{}{}#{}", base.trim_end_matches('/'), self.page, self.secret.expose())
    }

    /// The secret alone.
    pub fn token(&self) -> &str {
        self.secret.expose()
    }
}
