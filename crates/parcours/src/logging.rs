//! Structured logs to standard error: lines for people on a terminal, JSON for machines.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::config::{Configuration, LogFormat, LogLevel};

/// Starts logging. `default` is the level when neither the configuration nor `RUST_LOG` names one.
pub(crate) fn start(configuration: &Configuration, default: LogLevel) {
    let level = configuration.log_level.unwrap_or(default).name();
    let directives = format!("{level},sqlx=warn,sea_orm=warn,hyper=warn");
    let filter = std::env::var("RUST_LOG")
        .ok()
        .and_then(|text| EnvFilter::try_new(text).ok())
        .unwrap_or_else(|| EnvFilter::new(directives));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_span_events(FmtSpan::NONE)
        .with_writer(std::io::stderr);
    let json = match configuration.log_format {
        LogFormat::Auto => !crate::output::is_watched(),
        LogFormat::Json => true,
        LogFormat::Text => false,
    };
    // A second start (tests) keeps the first.
    let _ = if json { builder.json().try_init() } else { builder.with_target(false).try_init() };
}
