//! `parcours restore`: brings back what `backup` wrote, into nothing.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use flate2::read::GzDecoder;
use parcours_interactions::{Log, Parcel};
use parcours_kernel::{Env, Text};
use parcours_server::App;
use parcours_storage::{Database, Options, StorageError};

use super::backup::{FILES, FORMAT, INTERACTIONS, MANIFEST, Manifest, POSTGRES, SQLITE};
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
    let brought = bring_files(configuration, folder.path()).await?;
    let proven = prove(configuration, folder.path()).await;
    if let (Err(_), Some(parcel)) = (&proven, brought) {
        tokio::task::spawn_blocking(move || parcel.take_out()).await?;
    }
    let (interactions, customers) = proven?;
    for name in [SQLITE, FILES, INTERACTIONS] {
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

/// Puts the files of the interaction log where the configuration wants them: into the store, or where
/// they lie already, which is moved later. Each must be as it was written. Returns what lies in the
/// store now.
async fn bring_files(
    configuration: &Configuration,
    folder: &Path,
) -> anyhow::Result<Option<Parcel>> {
    let config = config_in(configuration, folder);
    let options =
        Options { data: folder.to_owned(), url: config.database_url.clone(), schema: None };
    let database = Database::open(options).await?;
    let log = Log::with_files(database.clone(), Env::system(), config.files(folder)?);
    let parcel = log.snapshot().await?.parcel();
    let (into_a_store, from) = (config.interactions.is_some(), folder.join(INTERACTIONS));
    let brought = tokio::task::spawn_blocking(move || {
        if !into_a_store {
            return Ok((None, parcel.fault()?));
        }
        parcel.bring_from(&from)?;
        // They are there; what is moved later is not.
        let _ = std::fs::remove_dir_all(&from);
        Ok::<_, StorageError>((Some(parcel), None))
    });
    let (brought, fault) = brought.await??;
    if let Some(fault) = fault {
        bail!("the restored interaction log is damaged: {}", fault.get(output::language()));
    }
    database.close().await?;
    Ok(brought)
}

/// The configuration, for what lies in a folder for the time being.
fn config_in(configuration: &Configuration, folder: &Path) -> parcours_server::Config {
    parcours_server::Config { data: folder.to_owned(), ..configuration.server(false) }
}

/// Opens what was brought back, migrates it where it is older and looks whether it is whole: its
/// interactions and customers.
async fn prove(configuration: &Configuration, folder: &Path) -> anyhow::Result<(u64, u64)> {
    let app = App::open(config_in(configuration, folder), Env::system()).await?;
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
