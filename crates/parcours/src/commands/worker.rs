//! `parcours worker`: the jobs of a shared database, without HTTP.

use std::time::Duration;

use anyhow::bail;
use parcours_kernel::Text;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::serve;
use crate::cli::Worker;
use crate::config::Configuration;
use crate::output;

/// What jobs at work are left to come to a good end; the rest of ten seconds is for the database.
const FOR_JOBS: Duration = Duration::from_secs(8);

pub(crate) async fn run(configuration: &Configuration, flags: Worker) -> anyhow::Result<()> {
    if configuration.database_url.is_none() {
        let why = Text::new(
            "`parcours worker` shares a PostgreSQL database with `parcours serve`: name it with --database-url. \
             With SQLite `parcours serve` does all the work itself",
            "`parcours worker` partage une base PostgreSQL avec `parcours serve`\u{202f}: indiquez-la avec \
             --database-url. Avec SQLite, `parcours serve` fait tout le travail lui-même",
        );
        bail!("{}", why.get(output::language()));
    }
    let app = super::open(configuration).await?;
    // Heard from now on: whoever sees that it works may ask it to stop at once.
    let asked_to_stop = serve::stop_signal()?;
    serve::look_at_files(&app);
    let stop = CancellationToken::new();
    let jobs = tokio::spawn(app.runner().run(stop.clone()));
    let words = Text::new(
        "Parcours works on the jobs of its database",
        "Parcours fait les travaux de fond de sa base de données",
    );
    output::line(words.get(output::language()));
    if let Some(file) = &flags.ready_file {
        serve::write_ready_file(file, &json!({ "url": null, "link": null }))?;
    }
    asked_to_stop.await;
    tracing::info!("stopping");
    stop.cancel();
    serve::wind_up(app, jobs, FOR_JOBS).await;
    Ok(())
}
