//! Writing a file: all or nothing, on disk before it counts.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use parcours_storage::StorageError;
use sha2::{Digest, Sha256};

use super::checks::{Checks, Summing};
use super::{Files, words};

/// A file that is being written. Dropped unfinished, it is removed.
#[derive(Debug)]
pub(crate) struct NewFile {
    files: Files,
    name: String,
    path: PathBuf,
    /// What it is called until it is whole: whoever lists the folder sees no half file.
    draft: PathBuf,
    /// Whether its folder was made for it.
    new_folder: bool,
    inner: Option<BufWriter<Summed>>,
}

/// A file of the log as it was written, and must be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogFile {
    /// Its name within the place, with `/`.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of the whole file.
    pub(crate) digest: Vec<u8>,
    /// Checksums of its parts.
    pub(crate) checks: Checks,
}

#[derive(Debug)]
struct Summed {
    file: File,
    sum: Sha256,
    checks: Summing,
    bytes: u64,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(&bytes[..written]);
        self.checks.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl NewFile {
    pub(super) fn create(files: Files, name: &str, path: PathBuf) -> Result<Self, StorageError> {
        let folder = path.parent().expect("a file lies in a folder");
        let mut draft = path.clone().into_os_string();
        draft.push(".part");
        let draft = PathBuf::from(draft);
        let new_folder = !folder.exists();
        let file = fs::create_dir_all(folder)
            .and_then(|()| File::create_new(&draft))
            .map_err(|error| words::unwritable(&path, &error))?;
        let summed = Summed { file, sum: Sha256::new(), checks: Summing::default(), bytes: 0 };
        let inner = Some(BufWriter::with_capacity(1 << 18, summed));
        Ok(Self { files, name: name.to_owned(), path, draft, new_folder, inner })
    }

    /// Puts everything on disk (or into the store). Blocks.
    pub(crate) fn finish(mut self) -> Result<LogFile, StorageError> {
        let inner = self.inner.take().expect("taken only here");
        let outcome = self.settle(inner);
        if outcome.is_err() {
            // What is left of it is of no use, and may be what fills the disk.
            let _ = fs::remove_file(&self.draft);
        }
        outcome
    }

    fn settle(&self, inner: BufWriter<Summed>) -> Result<LogFile, StorageError> {
        let unwritable = |error: io::Error| words::unwritable(&self.path, &error);
        let summed = inner.into_inner().map_err(|error| unwritable(error.into_error()))?;
        summed.file.sync_all().map_err(unwritable)?;
        drop(summed.file);
        match self.files.remote() {
            Some(remote) => {
                remote.store(&self.name, &self.draft)?;
                remote.settle(&self.name, &self.draft).map_err(unwritable)?;
            }
            None => fs::rename(&self.draft, &self.path)
                .and_then(|()| sync_folders(&self.path, self.new_folder))
                .map_err(unwritable)?,
        }
        let digest = summed.sum.finalize().to_vec();
        let checks = summed.checks.finish();
        Ok(LogFile { name: self.name.clone(), bytes: summed.bytes, digest, checks })
    }
}

/// A new file is found again after a power cut only once its folder is on disk too, and a new
/// folder only once the one above is: a bucket's, the log's, and the one that holds the log.
fn sync_folders(path: &Path, new_folder: bool) -> io::Result<()> {
    let levels = if new_folder { 3 } else { 1 };
    path.ancestors().skip(1).take(levels).try_for_each(|folder| File::open(folder)?.sync_all())
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.as_mut().expect("open until it is finished").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.as_mut().expect("open until it is finished").flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if self.inner.take().is_some() {
            // Nobody knows of it yet; what stays behind is swept up later.
            let _ = fs::remove_file(&self.draft);
        }
    }
}
