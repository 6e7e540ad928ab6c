//! `parcours backup`: everything in one file, consistent while it serves.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use parcours_kernel::Text;
use parcours_storage::Backend;
use serde::{Deserialize, Serialize};

use super::postgres;
use crate::config::Configuration;
use crate::output;

pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const SQLITE: &str = "parcours.db";
pub(crate) const POSTGRES: &str = "postgres.dump";
pub(crate) const FILES: &str = "imports";
pub(crate) const FORMAT: u32 = 1;

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
    // Uploads before and after: the database's copy names none that is not among them.
    keep_uploads(&uploads, &files)?;
    match &configuration.database_url {
        None => app.database.copy_to(&copy).await?,
        Some(url) => dump(url, &copy)?,
    }
    keep_uploads(&uploads, &files)?;
    let manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: database.to_owned(),
        made_at: app.env.now().to_string(),
    };
    write(draft.as_file(), &manifest, &copy, name, &files).with_context(cannot_write)?;
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

fn dump(url: &str, copy: &Path) -> anyhow::Result<()> {
    let status = postgres::command("pg_dump", url)
        .args(["--format=custom", "--no-owner", "--file"])
        .arg(copy)
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
) -> anyhow::Result<()> {
    let mut archive = tar::Builder::new(GzEncoder::new(draft, Compression::fast()));
    let text = serde_json::to_vec_pretty(manifest)?;
    let mut header = tar::Header::new_gnu();
    header.set_size(text.len() as u64);
    header.set_mode(0o600);
    header.set_cksum();
    archive.append_data(&mut header, MANIFEST, text.as_slice())?;
    archive.append_path_with_name(copy, name)?;
    if files.is_dir() {
        archive.append_dir_all(FILES, files)?;
    }
    archive.into_inner()?.finish()?.sync_all()?;
    Ok(())
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
