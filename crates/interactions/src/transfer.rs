//! Taking the log's files elsewhere and back: backups.
//!
//! The database is copied by others. A [`Parcel`] is the files that one state of it names, each with
//! what it must be: a file that is not as it was written is refused on both ways.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use bytes::Bytes;
use parcours_kernel::Text;
use parcours_storage::StorageError;
use sha2::{Digest, Sha256};

use crate::files::{FileBytes, LogFile};
use crate::{Files, Snapshot};

/// Bytes fetched at once: a store is asked for few large pieces.
const PIECE: u64 = 4 << 20;

/// The files of the log at one moment.
#[derive(Debug, Clone)]
pub struct Parcel {
    files: Files,
    parts: Vec<LogFile>,
}

impl Snapshot {
    /// The files that are the sealed log at this moment. Cost: nothing.
    pub fn parcel(&self) -> Parcel {
        let manifest = &self.view.manifest;
        let segments = manifest.all().map(|info| info.stored.clone());
        let keys = manifest.keys.iter().map(|run| run.stored.clone());
        Parcel { files: self.view.files.clone(), parts: segments.chain(keys).collect() }
    }
}

impl Parcel {
    /// The files, in no order.
    pub fn parts(&self) -> &[LogFile] {
        &self.parts
    }

    /// Opens one of the files for reading it whole; the end fails when it was not as it was written.
    /// Blocks, as reading does.
    pub fn open(&self, part: &LogFile) -> Result<PartReader, StorageError> {
        Ok(PartReader {
            bytes: self.files.open(part)?,
            part: part.clone(),
            files: self.files.clone(),
            from: 0,
            ahead: Bytes::new(),
            sum: Sha256::new(),
        })
    }

    /// What is said of the first file that is not as it was written. Reads them all. Blocks.
    pub fn fault(&self) -> Result<Option<Text>, StorageError> {
        for part in &self.parts {
            match self.files.check(part) {
                Some(StorageError::File(what)) => return Ok(Some(what)),
                Some(error) => return Err(error),
                None => {}
            }
        }
        Ok(None)
    }

    /// Puts the files of a folder into the place: all of them or none. Refuses when the place has one
    /// of them already: it would belong to two logs, and be removed by the first that is done with it.
    /// Blocks.
    pub fn bring_from(&self, folder: &Path) -> Result<(), StorageError> {
        for part in &self.parts {
            if self.files.open(part).is_ok() {
                return Err(already_there(&self.files.address(&part.name), &self.files.describe()));
            }
        }
        let brought = self.parts.iter().try_for_each(|part| self.bring(part, folder));
        if brought.is_err() {
            self.take_out();
        }
        brought
    }

    /// Removes the files from the place again: what they were brought for came to nothing. What cannot
    /// be removed is named in the log. Blocks.
    pub fn take_out(&self) {
        for part in &self.parts {
            if let Err(error) = self.files.remove(&part.name) {
                tracing::warn!(%error, "a file that was brought stays behind");
            }
        }
    }

    fn bring(&self, part: &LogFile, folder: &Path) -> Result<(), StorageError> {
        let failed = |error: io::Error| self.files.not_written(&part.name, &error);
        let mut from = File::open(folder.join(&part.name)).map_err(failed)?;
        let mut to = self.files.create(&part.name)?;
        io::copy(&mut from, &mut to).map_err(failed)?;
        let written = to.finish()?;
        if (written.bytes, &written.digest) == (part.bytes, &part.digest) {
            return Ok(());
        }
        self.files.remove(&part.name)?;
        Err(self.files.altered(&part.name))
    }
}

fn already_there(address: &str, place: &str) -> StorageError {
    StorageError::File(Text::new(
        format!(
            "{address} is there already: another installation may use it. Name a place of its own \
             instead of {place}."
        ),
        format!(
            "{address} existe déjà\u{202f}: une autre installation l’utilise peut-être. Indiquez un \
             emplacement à part au lieu de {place}."
        ),
    ))
}

/// A file on its way out.
#[derive(Debug)]
pub struct PartReader {
    files: Files,
    bytes: FileBytes,
    part: LogFile,
    from: u64,
    ahead: Bytes,
    sum: Sha256,
}

impl PartReader {
    /// Fetches the next piece, none at the end.
    fn fetch(&mut self) -> io::Result<()> {
        let length = (self.part.bytes - self.from).min(PIECE);
        if length == 0 {
            return Ok(());
        }
        let piece = self.bytes.range(self.from, usize::try_from(length).expect("a piece"));
        self.ahead =
            piece.map_err(|error| io::Error::other(self.files.unsound(&self.part.name, &error)))?;
        self.sum.update(&self.ahead);
        self.from += length;
        let is_whole = self.from == self.part.bytes;
        if is_whole && self.sum.clone().finalize().as_slice() != self.part.digest {
            return Err(io::Error::other(self.files.altered(&self.part.name)));
        }
        Ok(())
    }
}

impl Read for PartReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ahead.is_empty() {
            self.fetch()?;
        }
        let length = self.ahead.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.ahead.split_to(length));
        Ok(length)
    }
}
