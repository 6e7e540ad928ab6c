//! `parcours backup`: everything in one file, consistent while it serves.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use parcours_interactions::{Log, Parcel};
use parcours_kernel::Text;
use parcours_server::App;
use parcours_storage::{Backend, Database, Options};
use serde::{Deserialize, Serialize};
use tokio::task::JoinHandle;

use super::postgres;
use crate::config::Configuration;
use crate::output;

pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const SQLITE: &str = "parcours.db";
pub(crate) const POSTGRES: &str = "postgres.dump";
pub(crate) const FILES: &str = "imports";
pub(crate) const INTERACTIONS: &str = "interactions";
/// 2: with the files of the interaction log.
pub(crate) const FORMAT: u32 = 2;
/// How often it is said that files of the log are still being read; they stay for ten minutes.
const HOLD_EVERY: Duration = Duration::from_secs(120);

/// What the archive says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The archive's format.
    pub(crate) format: u32,
    /// The program that wrote it.
    pub(crate) version: String,
    /// `sqlite` or `postgres`.
    pub(crate) database: String,
    /// When.
    pub(crate) made_at: String,
}

pub(crate) async fn run(configuration: &Configuration, file: &Path) -> anyhow::Result<()> {
    if file.exists() {
        bail!("{} exists already; choose another name", file.display());
    }
    let app = super::open(configuration).await?;
    let cannot_write = || format!("cannot write {}", file.display());
    // Written beside its place and renamed: a backup that was cut short has no name. Found out
    // before the long work: a place where nothing can be written.
    let draft = tempfile::NamedTempFile::new_in(folder_of(file)).with_context(cannot_write)?;
    let folder =
        tempfile::tempdir_in(&configuration.data).context("cannot make a temporary folder")?;
    let (uploads, files) = (configuration.data.join(FILES), folder.path().join(FILES));
    let (name, database) = match app.database.backend() {
        Backend::Sqlite => (SQLITE, "sqlite"),
        Backend::Postgres => (POSTGRES, "postgres"),
    };
    let copy = folder.path().join(name);
    // Said before the copy is made: whatever files it names are there until they are read.
    let holding = hold_files(app.log.clone()).await?;
    // Uploads before and after: the database's copy names none that is not among them.
    keep_uploads(&uploads, &files)?;
    let parcel = match &configuration.database_url {
        None => {
            app.database.copy_to(&copy).await?;
            parcel_of(folder.path(), &app).await?
        }
        Some(url) => {
            let moment = app.log.snapshot().await?;
            dump(url, &moment.name().await?, &copy)?;
            moment.parcel()
        }
    };
    keep_uploads(&uploads, &files)?;
    let manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: database.to_owned(),
        made_at: app.env.now().to_string(),
    };
    let written = tokio::task::spawn_blocking(move || {
        write(draft.as_file(), &manifest, &copy, name, &files, &parcel).map(|()| draft)
    });
    let draft = written.await?.with_context(cannot_write)?;
    holding.abort();
    draft.persist_noclobber(file).map_err(|error| error.error).with_context(cannot_write)?;
    output::note(&Text::new(
        format!("Wrote {}. It holds personal data: keep it safe.", file.display()),
        format!(
            "{} est écrit. Il contient des données personnelles\u{202f}: gardez-le en lieu sûr.",
            file.display()
        ),
    ));
    Ok(())
}

/// Says that files of the log are being read, now and again and again until the task is aborted.
async fn hold_files(log: Log) -> anyhow::Result<JoinHandle<()>> {
    log.snapshot().await?.hold().await?;
    Ok(tokio::spawn(async move {
        loop {
            tokio::time::sleep(HOLD_EVERY).await;
            let held = async { log.snapshot().await?.hold().await };
            if let Err(error) = held.await {
                tracing::warn!(%error, "files may be removed while they are being copied");
            }
        }
    }))
}

/// The files that the copy of a SQLite database names.
async fn parcel_of(folder: &Path, app: &App) -> anyhow::Result<Parcel> {
    let copy = Database::open(Options::sqlite(folder)).await?;
    let log = Log::with_files(copy.clone(), app.env.clone(), app.log.files().clone());
    let parcel = log.snapshot().await?.parcel();
    // Closed, SQLite is one file that can be packed.
    copy.close().await?;
    Ok(parcel)
}

/// The folder that a file's name stands in.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Gives the uploads of this moment a second name, so that one that is deleted meanwhile stays for
/// the archive. Only whole ones: those never change again.
fn keep_uploads(uploads: &Path, kept: &Path) -> anyhow::Result<()> {
    let entries = match std::fs::read_dir(uploads) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(|| format!("cannot read {}", uploads.display()))?,
    };
    std::fs::create_dir_all(kept)?;
    for entry in entries {
        let (from, to) = {
            let entry = entry?;
            (entry.path(), kept.join(entry.file_name()))
        };
        if from.extension().is_some_and(|ending| ending == "part") || to.exists() {
            continue;
        }
        // Not every file system has second names.
        let linked =
            std::fs::hard_link(&from, &to).or_else(|_| std::fs::copy(&from, &to).map(|_| ()));
        match linked {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot keep {}", from.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn dump(url: &str, moment: &str, copy: &Path) -> anyhow::Result<()> {
    let status = postgres::command("pg_dump", url)
        .args(["--format=custom", "--no-owner", "--file"])
        .arg(copy)
        .arg(format!("--snapshot={moment}"))
        .status()
        .context("cannot run pg_dump; install PostgreSQL's client programs")?;
    if !status.success() {
        bail!("pg_dump failed: {status}");
    }
    Ok(())
}

fn write(
    draft: &File,
    manifest: &Manifest,
    copy: &Path,
    name: &str,
    files: &Path,
    parcel: &Parcel,
) -> anyhow::Result<()> {
    let mut archive = tar::Builder::new(GzEncoder::new(draft, Compression::fast()));
    let text = serde_json::to_vec_pretty(manifest)?;
    archive.append_data(&mut header(text.len() as u64), MANIFEST, text.as_slice())?;
    archive.append_path_with_name(copy, name)?;
    if files.is_dir() {
        archive.append_dir_all(FILES, files)?;
    }
    for part in parcel.parts() {
        let name = format!("{INTERACTIONS}/{}", part.name);
        archive.append_data(&mut header(part.bytes), name, parcel.open(part)?)?;
    }
    archive.into_inner()?.finish()?.sync_all()?;
    Ok(())
}

fn header(bytes: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_cksum();
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_uploads_are_kept_though_they_are_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let (uploads, kept) = (folder.path().join("imports"), folder.path().join("kept"));
        keep_uploads(&uploads, &kept).unwrap();
        assert!(!kept.exists(), "nothing was ever uploaded");
        std::fs::create_dir(&uploads).unwrap();
        std::fs::write(uploads.join("imp_1"), "one").unwrap();
        std::fs::write(uploads.join("imp_2.part"), "tw").unwrap();
        keep_uploads(&uploads, &kept).unwrap();
        std::fs::remove_file(uploads.join("imp_1")).unwrap();
        std::fs::rename(uploads.join("imp_2.part"), uploads.join("imp_2")).unwrap();
        keep_uploads(&uploads, &kept).unwrap();
        let content = |name: &str| std::fs::read_to_string(kept.join(name)).unwrap();
        assert_eq!((content("imp_1"), content("imp_2")), ("one".to_owned(), "tw".to_owned()));
        assert_eq!(std::fs::read_dir(&kept).unwrap().count(), 2, "no part");
    }
}
