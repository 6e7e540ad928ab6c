//! `parcours restore`: brings back what `backup` wrote, into nothing.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use flate2::read::GzDecoder;
use parcours_kernel::{Env, Text};
use parcours_server::App;

use super::backup::{FILES, FORMAT, MANIFEST, Manifest, POSTGRES, SQLITE};
use super::postgres;
use crate::config::Configuration;
use crate::output;

pub(crate) async fn run(configuration: &Configuration, file: &Path) -> anyhow::Result<()> {
    configuration.make_data_folder()?;
    let data = &configuration.data;
    ensure!(
        std::fs::read_dir(data)?.next().is_none(),
        "{} is not empty; restore into an empty folder, so that nothing is overwritten",
        data.display()
    );
    let folder = tempfile::tempdir_in(data).context("cannot make a temporary folder")?;
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    // The tar library refuses paths that lead out of the folder.
    tar::Archive::new(GzDecoder::new(opened))
        .unpack(folder.path())
        .with_context(|| format!("{} is damaged or not a backup", file.display()))?;
    let manifest: Manifest = serde_json::from_slice(
        &std::fs::read(folder.path().join(MANIFEST))
            .with_context(|| format!("{} is not a backup of Parcours", file.display()))?,
    )?;
    ensure!(
        manifest.format <= FORMAT,
        "this backup was written by a newer Parcours ({}); use that version",
        manifest.version
    );
    match (manifest.database.as_str(), &configuration.database_url) {
        ("sqlite", None) => std::fs::rename(folder.path().join(SQLITE), data.join(SQLITE))?,
        ("postgres", Some(url)) => load(url, &folder.path().join(POSTGRES))?,
        ("sqlite", Some(_)) => {
            bail!("this backup holds a SQLite database; restore it without --database-url")
        }
        _ => {
            bail!("this backup holds a PostgreSQL database; name an empty one with --database-url")
        }
    }
    let files = folder.path().join(FILES);
    if files.is_dir() {
        std::fs::rename(files, data.join(FILES))?;
    }
    // Opens, migrates where it is older, and proves that it is whole.
    let app = App::open(configuration.server(false), Env::system()).await?;
    let faults = app.database.faults().await?;
    ensure!(faults.is_empty(), "the restored database is damaged: {}", faults.join("; "));
    let (interactions, customers) = app.log.snapshot().await?.totals().await?;
    output::note(&Text::new(
        format!(
            "Restored the backup of {}: {interactions} interactions of {customers} customers.",
            manifest.made_at
        ),
        format!(
            "Sauvegarde du {} restaurée\u{202f}: {interactions} interactions de {customers} clients.",
            manifest.made_at
        ),
    ));
    Ok(())
}

fn load(url: &str, dump: &Path) -> anyhow::Result<()> {
    let status = postgres::command("pg_restore", url)
        .args(["--no-owner", "--exit-on-error", "--single-transaction"])
        .arg(dump)
        .status()
        .context("cannot run pg_restore; install PostgreSQL's client programs")?;
    ensure!(status.success(), "pg_restore failed: {status}; is the database empty?");
    Ok(())
}
