//! `parcours worker`: the jobs of a shared database, without HTTP; and, where it listens, buckets of
//! others' large questions.

use std::time::Duration;

use anyhow::bail;
use parcours_kernel::{Env, Text};
use parcours_server::App;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::serve;
use crate::cli::Worker;
use crate::config::Configuration;
use crate::output;

/// What jobs at work are left to come to a good end; the rest of ten seconds is for the database.
const FOR_JOBS: Duration = Duration::from_secs(8);

pub(crate) async fn run(mut configuration: Configuration, flags: Worker) -> anyhow::Result<()> {
    if configuration.database_url.is_none() {
        let why = Text::new(
            "`parcours worker` shares a PostgreSQL database with `parcours serve`: name it with --database-url. \
             With SQLite `parcours serve` does all the work itself",
            "`parcours worker` partage une base PostgreSQL avec `parcours serve`\u{202f}: indiquez-la avec \
             --database-url. Avec SQLite, `parcours serve` fait tout le travail lui-même",
        );
        bail!("{}", why.get(output::language()));
    }
    if flags.listen.is_some() {
        configuration.cluster.listen = flags.listen;
    }
    configuration.make_data_folder()?;
    // What one question read is answered from memory when it is asked again.
    let app = App::open(configuration.serving(false), Env::system()).await?;
    let app = super::cluster::asking(app, &configuration)?;
    // Heard from now on: whoever sees that it works may ask it to stop at once.
    let asked_to_stop = serve::stop_signal()?;
    serve::look_at_files(&app);
    let stop = CancellationToken::new();
    let serving = super::cluster::serving(&app, &configuration, stop.clone()).await?;
    let jobs = tokio::spawn(app.runner().run(stop.clone()));
    let words = Text::new(
        "Parcours works on the jobs of its database",
        "Parcours fait les travaux de fond de sa base de données",
    );
    output::line(words.get(output::language()));
    let url = serving.as_ref().map(|serving| serving.url().to_owned());
    if let Some(url) = &url {
        let words = Text::new("Folds for others at", "Calcule pour les autres à l’adresse");
        output::line(format!("{}  {url}", words.get(output::language())));
    }
    if let Some(file) = &flags.ready_file {
        serve::write_ready_file(file, &json!({ "url": url, "link": null }))?;
    }
    asked_to_stop.await;
    tracing::info!("stopping");
    stop.cancel();
    let mut for_jobs = FOR_JOBS;
    if let Some(serving) = serving {
        // Jobs were told at the same time: they had this long already.
        serving.ended().await;
        for_jobs /= 2;
    }
    serve::wind_up(app, jobs, for_jobs).await;
    Ok(())
}
