//! The interaction log: its files, what was left behind, whether sealing keeps up.

use parcours_interactions::{LogSettings, LogStatus};
use parcours_kernel::{Language, Text};
use parcours_server::App;

use super::{Findings, State};
use crate::commands::log::size;

/// The jobs that keep the log.
const JOBS: [&str; 2] = ["seal_log", "tidy_log"];
/// Sealing takes rows away faster than they come: more than so many times its threshold is too many.
const BEHIND: u64 = 4;

/// Whether the log can be read.
pub(super) async fn look(app: &App, findings: &mut Findings) -> anyhow::Result<bool> {
    let status = app.log.status().await?;
    let is_whole = files(app, &status, findings).await?;
    if is_whole {
        leftovers(app, findings).await?;
    }
    sealing(app, &status, findings).await?;
    Ok(is_whole)
}

async fn files(app: &App, status: &LogStatus, findings: &mut Findings) -> anyhow::Result<bool> {
    // A store that does not answer is asked once, not once a file.
    let faults = match app.log.fault_of_place().await? {
        Some(fault) => vec![fault],
        None => app.log.faults(false).await?,
    };
    for fault in &faults {
        findings.add("files", State::Broken, &fault.what);
    }
    if faults.is_empty() {
        let LogStatus { place, segments, .. } = status;
        let size = size(status.segment_bytes + status.remembered_bytes);
        let (size_en, size_fr) = (size.get(Language::En), size.get(Language::Fr));
        let text = Text::new(
            format!("{segments} files of interactions in {place}, {size_en}"),
            format!("{segments} fichiers d’interactions dans {place}, {size_fr}"),
        );
        findings.add("files", State::Good, &text);
    }
    Ok(faults.is_empty())
}

async fn leftovers(app: &App, findings: &mut Findings) -> anyhow::Result<()> {
    let strangers = app.log.strangers().await?;
    let Some(first) = strangers.first() else { return Ok(()) };
    let (count, first) = (strangers.len(), app.log.files().address(first));
    let text = Text::new(
        format!(
            "files that belong to no log of this database: {count}, the first is {first}. Another database \
             may use them; if none does, they may be deleted."
        ),
        format!(
            "fichiers qui n’appartiennent à aucun journal de cette base\u{202f}: {count}, dont {first}. Une \
             autre base les utilise peut-être\u{202f}; sinon, ils peuvent être supprimés."
        ),
    );
    findings.add("leftovers", State::Warning, &text);
    Ok(())
}

async fn sealing(app: &App, status: &LogStatus, findings: &mut Findings) -> anyhow::Result<()> {
    let dead = app.queue().dead().await?;
    let gave_up = dead.into_iter().find(|job| JOBS.contains(&job.kind.as_str()));
    let threshold = u64::from(LogSettings::read(&app.database).await?.seal_rows);
    let waiting = status.hot_rows;
    if let Some(job) = &gave_up {
        let text = Text::new(
            format!("{} gave up and is tried again within 15 minutes: {}", job.kind, job.error),
            format!(
                "{} a abandonné et reprendra d’ici 15 minutes\u{202f}: {}",
                job.kind, job.error
            ),
        );
        findings.add("sealing", State::Warning, &text);
    } else if waiting > BEHIND * threshold {
        let text = Text::new(
            format!(
                "{waiting} interactions wait to be sealed, which begins at {threshold}. Is \
                 `parcours serve` running? Its log says why; `parcours log seal` seals now."
            ),
            format!(
                "{waiting} interactions attendent d’être mises en fichiers, ce qui commence à {threshold}. \
                 `parcours serve` est-il lancé\u{202f}? Ses traces disent pourquoi\u{202f}; `parcours log seal` \
                 le fait tout de suite."
            ),
        );
        findings.add("sealing", State::Warning, &text);
    } else {
        let text = Text::new(
            format!("{waiting} interactions not in files yet; sealing begins at {threshold}"),
            format!(
                "{waiting} interactions pas encore dans des fichiers\u{202f}; cela commence à {threshold}"
            ),
        );
        findings.add("sealing", State::Good, &text);
    }
    Ok(())
}
