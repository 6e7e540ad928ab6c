//! What the program is at, seen from outside: by its jobs' leases and the files it announced.

use parcours_kernel::Env;

use super::database::Look;

/// What a kill may interrupt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Requests that were not answered.
    Intake,
    /// Rows on their way into files.
    Sealing,
    /// Files on their way into others: joined, merges folded in, rid of the erased.
    Rewriting,
    /// A file being imported, by the server or by a command that is killed as well.
    Import,
    /// A customer whose erasure was asked for and is not done everywhere.
    Erasure,
}

impl Phase {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Intake, Self::Sealing, Self::Rewriting, Self::Import, Self::Erasure];

    /// Its name in a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Sealing => "sealing",
            Self::Rewriting => "rewriting",
            Self::Import => "import",
            Self::Erasure => "erasure",
        }
    }
}

/// A moment in the program's own counting (µs).
pub(super) fn now() -> i64 {
    Env::system().now().as_micros()
}

/// Phases that the database tells of, where their files were announced since a moment (µs).
pub(super) fn seen(look: &mut Look, since: i64) -> anyhow::Result<Vec<Phase>> {
    let now = now();
    let rows = look.rows(&format!(
        "SELECT kind, count(*) FROM jobs WHERE locked_until > {now} AND dead_at IS NULL GROUP BY kind \
         UNION ALL SELECT 'writing', count(*) FROM log_files WHERE state = 'writing' AND changed_at > {since} \
         UNION ALL SELECT 'erasing', count(*) FROM log_erased WHERE done_at IS NULL"
    ))?;
    let has = |what: &str| rows.iter().any(|(name, count)| name == what && *count > 0);
    let mut phases = Vec::new();
    if has("writing") && has("seal_log") {
        phases.push(Phase::Sealing);
    }
    // Where both are at work, nobody can tell who announced a file.
    if has("writing") && has("tidy_log") && !has("seal_log") {
        phases.push(Phase::Rewriting);
    }
    if has("import_file") {
        phases.push(Phase::Import);
    }
    if has("erasing") {
        phases.push(Phase::Erasure);
    }
    Ok(phases)
}

/// Asks for sealing as the log itself does once many rows came; a round is too short for that many.
pub(super) fn ask_to_seal(look: &mut Look, number: u64) -> anyhow::Result<()> {
    let now = now();
    look.run(&format!(
        "INSERT INTO jobs (id, kind, payload, unique_key, created_at, run_at, max_attempts) \
         VALUES ('crash_{now}_{number}', 'seal_log', '{{}}', 'seal_log', {now}, {now}, 10) \
         ON CONFLICT (unique_key) DO NOTHING"
    ))
}
