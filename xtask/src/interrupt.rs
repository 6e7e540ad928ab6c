//! Ctrl-C and SIGTERM, made polite: the running command is stopped, then everything that was started
//! for it (PostgreSQL, the program under test, temporary folders) goes through its ordinary `Drop`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use anyhow::{Context as _, Result, bail};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

static REQUESTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From now on, signals set a flag instead of ending the process.
pub(crate) fn listen() -> Result<()> {
    let flag = REQUESTED.get_or_init(Arc::default);
    for signal in [SIGHUP, SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(flag))
            .context("cannot listen to signals")?;
    }
    Ok(())
}

/// Whether someone asked to stop.
pub(crate) fn requested() -> bool {
    REQUESTED.get().is_some_and(|flag| flag.load(Ordering::SeqCst))
}

/// An error once someone asked to stop.
pub(crate) fn check() -> Result<()> {
    if requested() {
        bail!("interrupted");
    }
    Ok(())
}
