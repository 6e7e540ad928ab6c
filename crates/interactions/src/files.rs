//! Where the files of the log lie: a folder of this machine, or an S3-compatible store.
//!
//! A folder is written with the standard library, because a file must be on disk (fsync of file
//! and folder) before the manifest names it, which no library for stores promises. A store is
//! spoken to through `object_store`; reads there are few and large. Names are relative, with `/`.

mod ahead;
mod bytes;
mod checks;
mod list;
mod remote;
mod words;
mod write;

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parcours_storage::StorageError;
use sha2::{Digest, Sha256};

pub(crate) use ahead::ReadAhead;
pub(crate) use bytes::FileBytes;
use checks::Altered;
pub(crate) use checks::Checks;
use remote::Remote;
pub use remote::S3Options;
pub use write::LogFile;
pub(crate) use write::NewFile;

/// The files of one log; cheap to clone.
#[derive(Debug, Clone)]
pub struct Files(Arc<Place>);

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Remote(Remote),
}

impl Files {
    /// Files in a folder, which is made when the first is written.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self(Arc::new(Place::Folder(folder.into())))
    }

    /// Files in an S3-compatible store; `cache` is a folder for what is being written and for the
    /// small files that are asked for with every batch.
    pub fn s3(options: &S3Options, cache: impl Into<PathBuf>) -> Result<Self, StorageError> {
        Ok(Self(Arc::new(Place::Remote(Remote::connect(options, cache.into())?))))
    }

    /// The place as people would name it.
    pub fn describe(&self) -> String {
        match &*self.0 {
            Place::Folder(folder) => folder.display().to_string(),
            Place::Remote(remote) => remote.describe(),
        }
    }

    /// The whole name of a file, as other tools open it.
    pub fn address(&self, name: &str) -> String {
        match &*self.0 {
            Place::Folder(folder) => folder.join(name).display().to_string(),
            Place::Remote(remote) => format!("{}/{name}", remote.describe()),
        }
    }

    /// Starts a file; it is nothing until [`NewFile::finish`] returned. Blocks.
    pub(crate) fn create(&self, name: &str) -> Result<NewFile, StorageError> {
        let path = match &*self.0 {
            Place::Folder(folder) => folder.join(name),
            Place::Remote(remote) => remote.draft(name),
        };
        NewFile::create(self.clone(), name, path)
    }

    /// Opens a file; each part of it is compared with its checksum when it is read. Blocks.
    pub(crate) fn open(&self, file: &LogFile) -> Result<FileBytes, StorageError> {
        match &*self.0 {
            Place::Folder(folder) => open_local(&folder.join(&file.name), file),
            Place::Remote(remote) => remote.open(file),
        }
    }

    /// Opens a copy of a file on this machine, fetched when it is not there yet. Blocks.
    pub(crate) fn nearby(&self, file: &LogFile) -> Result<FileBytes, StorageError> {
        match &*self.0 {
            Place::Folder(folder) => open_local(&folder.join(&file.name), file),
            Place::Remote(remote) => open_local(&remote.nearby(file)?, file),
        }
    }

    /// Removes a file; one that is gone already is removed. Blocks.
    pub(crate) fn remove(&self, name: &str) -> Result<(), StorageError> {
        match &*self.0 {
            Place::Folder(folder) => remove_with_draft(&folder.join(name)),
            Place::Remote(remote) => remote.remove(name),
        }
    }

    /// Reads a whole file and compares it with what was written: `None` when it is sound. Blocks.
    pub(crate) fn check(&self, file: &LogFile) -> Option<StorageError> {
        let LogFile { name, bytes, digest, .. } = file;
        let (bytes, file) = match self.open(file) {
            Ok(open) => (*bytes, open),
            Err(error) => return Some(error),
        };
        let mut sum = Sha256::new();
        let mut from = 0;
        while from < bytes {
            let length = (bytes - from).min(1 << 20);
            let length = usize::try_from(length).expect("a mebibyte");
            match file.range(from, length) {
                Ok(part) => sum.update(&part),
                Err(error) => return Some(self.unsound(name, &error)),
            }
            from += length as u64;
        }
        let sound = sum.finalize().as_slice() == digest;
        (!sound).then(|| words::altered(&self.address(name)))
    }

    /// Says what is wrong with a file whose content is not what it should be.
    pub(crate) fn damaged(&self, name: &str, error: &impl std::fmt::Display) -> StorageError {
        words::damaged(&self.address(name), error)
    }

    /// Says what is wrong with a file that could not be read.
    pub(crate) fn unsound(&self, name: &str, error: &(dyn Error + 'static)) -> StorageError {
        if Altered::is_behind(error) { self.altered(name) } else { self.damaged(name, &error) }
    }

    /// Says that a file is not as it was written.
    pub(crate) fn altered(&self, name: &str) -> StorageError {
        words::altered(&self.address(name))
    }

    /// The names of all files that lie in the place and could be the log's. Blocks.
    pub(crate) fn list(&self) -> Result<Vec<String>, StorageError> {
        match &*self.0 {
            Place::Folder(folder) => list::folder(folder),
            Place::Remote(remote) => remote.list(),
        }
    }

    /// Says that a file could not be written.
    pub(crate) fn not_written(&self, name: &str, error: &impl std::fmt::Display) -> StorageError {
        words::not_stored(&self.address(name), error)
    }

    fn remote(&self) -> Option<&Remote> {
        match &*self.0 {
            Place::Folder(_) => None,
            Place::Remote(remote) => Some(remote),
        }
    }
}

fn open_local(path: &Path, file: &LogFile) -> Result<FileBytes, StorageError> {
    let open = fs::File::open(path).map_err(|error| words::unreadable(path, &error))?;
    let found = open.metadata().map_err(|error| words::unreadable(path, &error))?.len();
    if found != file.bytes {
        return Err(words::wrong_size(&path.display().to_string(), found, file.bytes));
    }
    Ok(FileBytes::local(open, file))
}

/// A file, and what its writer left when it was cut off.
fn remove_with_draft(path: &Path) -> Result<(), StorageError> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".part");
    remove_if_there(Path::new(&draft))?;
    remove_if_there(path)
}

fn remove_if_there(path: &Path) -> Result<(), StorageError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(words::unwritable(path, &error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
