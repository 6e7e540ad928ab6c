//! What a program that was built without the cluster says to whoever asks for it.

use std::sync::Arc;

use parcours_interactions::Log;
use parcours_kernel::Env;
use parcours_paths::engine::Engine;
use tokio_util::sync::CancellationToken;

use crate::settings::{Refused, Settings, refused};

/// A worker that serves; there is none in this program.
#[derive(Debug)]
pub enum Serving {}

impl Serving {
    /// How others reach it.
    pub fn url(&self) -> &str {
        match *self {}
    }

    /// Ends with the worker.
    pub async fn ended(self) {
        match self {}
    }
}

/// Whom to ask large questions.
///
/// # Errors
/// Always: this program was built without.
pub fn engine(_: &Log, _: Settings) -> Result<Arc<dyn Engine>, Refused> {
    Err(not_built())
}

/// Serves leaves of others' questions.
///
/// # Errors
/// Always: this program was built without.
pub async fn listen(
    _: &Log,
    _: &Env,
    _: Settings,
    _: CancellationToken,
) -> Result<Serving, Refused> {
    Err(not_built())
}

fn not_built() -> Refused {
    refused(
        "this `parcours` was built without the cluster, which takes an hour to compile and few need. Build it with \
         `cargo build --release --features cluster`, or leave out --listen and the settings [cluster]",
        "ce `parcours` a été compilé sans la grappe de machines, longue à compiler et rarement utile. Compilez-le \
         avec `cargo build --release --features cluster`, ou retirez --listen et les réglages [cluster]",
    )
}
