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
    let archive = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    configuration.make_data_folder()?;
    let data = &configuration.data;
    ensure!(
        std::fs::read_dir(data)?.next().is_none(),
        "{} is not empty; restore into an empty folder, so that nothing is overwritten",
        data.display()
    );
    // Whatever fails leaves the folder as empty as it was.
    let folder = tempfile::tempdir_in(data).context("cannot make a temporary folder")?;
    unpack(archive, folder.path())
        .with_context(|| format!("{} is damaged or not a backup", file.display()))?;
    let manifest = manifest(folder.path())
        .with_context(|| format!("{} is not a backup of Parcours", file.display()))?;
    ensure!(
        manifest.format <= FORMAT,
        "this backup was written by a newer Parcours ({}); use that version",
        manifest.version
    );
    match (manifest.database.as_str(), &configuration.database_url) {
        ("sqlite", None) => {}
        ("postgres", Some(url)) => load(url, &folder.path().join(POSTGRES))?,
        ("sqlite", Some(_)) => {
            bail!("this backup holds a SQLite database; restore it without --database-url")
        }
        _ => {
            bail!("this backup holds a PostgreSQL database; name an empty one with --database-url")
        }
    }
    let (interactions, customers) = prove(configuration, folder.path()).await?;
    for name in [SQLITE, FILES] {
        let restored = folder.path().join(name);
        if restored.exists() {
            std::fs::rename(restored, data.join(name))?;
        }
    }
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

fn unpack(archive: File, folder: &Path) -> anyhow::Result<()> {
    let mut archive = tar::Archive::new(GzDecoder::new(archive));
    // The tar library refuses paths that lead out of the folder.
    archive.unpack(folder)?;
    // To the very end: there stands the checksum that proves the rest.
    std::io::copy(&mut archive.into_inner(), &mut std::io::sink())?;
    Ok(())
}

fn manifest(folder: &Path) -> anyhow::Result<Manifest> {
    Ok(serde_json::from_slice(&std::fs::read(folder.join(MANIFEST))?)?)
}

/// Opens what was brought back, migrates it where it is older and looks whether it is whole: its
/// interactions and customers.
async fn prove(configuration: &Configuration, folder: &Path) -> anyhow::Result<(u64, u64)> {
    let config = parcours_server::Config { data: folder.to_owned(), ..configuration.server(false) };
    let app = App::open(config, Env::system()).await?;
    let faults = app.database.faults().await?;
    ensure!(faults.is_empty(), "the restored database is damaged: {}", faults.join("; "));
    let totals = app.log.snapshot().await?.totals().await?;
    // Closed, SQLite is one file that can be moved.
    app.tracking.close().await;
    app.database.close().await?;
    Ok(totals)
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
