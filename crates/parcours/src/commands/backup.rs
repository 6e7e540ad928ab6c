//! `parcours backup`: everything in one file, consistent while it serves.

use std::fs::File;
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
    let folder =
        tempfile::tempdir_in(&configuration.data).context("cannot make a temporary folder")?;
    let (name, database) = match app.database.backend() {
        Backend::Sqlite => (SQLITE, "sqlite"),
        Backend::Postgres => (POSTGRES, "postgres"),
    };
    let copy = folder.path().join(name);
    match &configuration.database_url {
        None => app.database.copy_to(&copy).await?,
        Some(url) => dump(url, &copy)?,
    }
    let manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: database.to_owned(),
        made_at: app.env.now().to_string(),
    };
    // Written beside its place and renamed: a backup that was cut short has no name.
    let draft = file.with_extension("part");
    let written = write(&draft, &manifest, &copy, name, &configuration.data.join(FILES));
    if let Err(error) = written.and_then(|()| Ok(std::fs::rename(&draft, file)?)) {
        let _ = std::fs::remove_file(&draft);
        return Err(error.context(format!("cannot write {}", file.display())));
    }
    output::note(&Text::new(
        format!("Wrote {}. It holds personal data: keep it safe.", file.display()),
        format!(
            "{} est écrit. Il contient des données personnelles\u{202f}: gardez-le en lieu sûr.",
            file.display()
        ),
    ));
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
    draft: &Path,
    manifest: &Manifest,
    copy: &Path,
    name: &str,
    files: &Path,
) -> anyhow::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut archive = tar::Builder::new(GzEncoder::new(options.open(draft)?, Compression::fast()));
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
