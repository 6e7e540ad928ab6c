//! A run: a file of sorted keys.
//!
//! 16 bytes of head (`PARCKEYS`, version, zeros), then the keys, ascending, [`KEY_BYTES`] each.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::FileExt as _;

use parcours_storage::StorageError;

use super::probe::{Filter, find};
use super::{FORMAT, KEY_BYTES, Key};
use crate::files::{Files, Written};

const HEAD: usize = 16;
const MAGIC: &[u8; 8] = b"PARCKEYS";

/// What the manifest says of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunInfo {
    /// The file's number in the manifest; 0 before it is there.
    pub(crate) file: i64,
    pub(crate) name: String,
    pub(crate) keys: u64,
    pub(crate) bytes: u64,
    pub(crate) digest: Vec<u8>,
    /// Whether it is kept for ever.
    pub(crate) lasting: bool,
    /// When the oldest of its messages was heard of (µs).
    pub(crate) oldest_at: i64,
    /// When the newest was.
    pub(crate) newest_at: i64,
}

/// An open run.
#[derive(Debug)]
pub(crate) struct KeyRun {
    name: String,
    file: File,
    keys: u64,
    filter: Option<Filter>,
    files: Files,
}

impl KeyRun {
    pub(super) fn open(
        files: &Files,
        info: &RunInfo,
        filtered: bool,
    ) -> Result<Self, StorageError> {
        let damaged = |error: &io::Error| files.damaged(&info.name, error);
        let file = files.nearby(&info.name, info.bytes)?;
        check_head(&file).map_err(|error| damaged(&error))?;
        if info.bytes != (HEAD as u64) + info.keys * KEY_BYTES as u64 {
            return Err(damaged(&io::Error::other(
                "its length does not fit the number of its keys",
            )));
        }
        let filter = if filtered {
            let mut filter = Filter::new(info.keys);
            let each = each_key(&file, |key| {
                filter.add(key);
                Ok(())
            });
            each.map_err(|error| damaged(&error))?;
            Some(filter)
        } else {
            None
        };
        Ok(Self { name: info.name.clone(), file, keys: info.keys, filter, files: files.clone() })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn is_filtered(&self) -> bool {
        self.filter.is_some()
    }

    /// The places of those keys that are here; `sorted` ascends.
    pub(super) fn find(&self, sorted: &[Key]) -> Result<Vec<usize>, StorageError> {
        let may = |key: &Key| self.filter.as_ref().is_none_or(|filter| filter.may_hold(key));
        let places: Vec<usize> = (0..sorted.len()).filter(|place| may(&sorted[*place])).collect();
        let asked: Vec<Key> = places.iter().map(|place| sorted[*place]).collect();
        let read = |first: u64, count: usize| {
            let mut bytes = vec![0; count * KEY_BYTES];
            self.file.read_exact_at(&mut bytes, HEAD as u64 + first * KEY_BYTES as u64)?;
            Ok(bytes)
        };
        let found = find(&asked, self.keys, read)
            .map_err(|error: io::Error| self.files.damaged(&self.name, &error))?;
        Ok(found.into_iter().map(|place| places[place]).collect())
    }
}

fn check_head(mut file: &File) -> io::Result<()> {
    let mut head = [0; HEAD];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut head)?;
    let version = i64::from(u32::from_le_bytes(head[8..12].try_into().expect("four bytes")));
    if &head[..8] != MAGIC {
        return Err(io::Error::other("it is no run of keys"));
    }
    if version > FORMAT {
        return Err(io::Error::other(format!(
            "it has the format {version}, which only a newer Parcours reads"
        )));
    }
    Ok(())
}

fn each_key(file: &File, mut each: impl FnMut(&Key) -> io::Result<()>) -> io::Result<()> {
    let mut reader = KeyReader::new(file.try_clone()?)?;
    while let Some(key) = reader.next()? {
        each(&key)?;
    }
    Ok(())
}

/// Reads the keys of a run in order.
struct KeyReader(BufReader<File>);

impl KeyReader {
    fn new(mut file: File) -> io::Result<Self> {
        check_head(&file)?;
        file.seek(SeekFrom::Start(HEAD as u64))?;
        Ok(Self(BufReader::with_capacity(1 << 18, file)))
    }

    fn next(&mut self) -> io::Result<Option<Key>> {
        let mut key = [0; KEY_BYTES];
        match self.0.read_exact(&mut key) {
            Ok(()) => Ok(Some(key)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Writes keys, which need not be in order, as a run. Blocks.
pub(crate) fn write_run(
    files: &Files,
    name: &str,
    keys: &mut [Key],
) -> Result<Written, StorageError> {
    keys.sort_unstable();
    let mut file = files.create(name)?;
    let written =
        write_head(&mut file).and_then(|()| keys.iter().try_for_each(|key| file.write_all(key)));
    written.map_err(|error| files.not_written(name, &error))?;
    file.finish()
}

fn write_head(file: &mut impl io::Write) -> io::Result<()> {
    let mut head = [0; HEAD];
    head[..8].copy_from_slice(MAGIC);
    head[8..12].copy_from_slice(&u32::try_from(FORMAT).expect("a small version").to_le_bytes());
    file.write_all(&head)
}

/// Joins runs into one; how many keys it has. Memory: a buffer a run. Blocks.
pub(crate) fn merge_runs(
    files: &Files,
    from: &[RunInfo],
    name: &str,
) -> Result<(Written, u64), StorageError> {
    let mut readers = Vec::with_capacity(from.len());
    let mut heads = BinaryHeap::with_capacity(from.len());
    for info in from {
        let damaged = |error: io::Error| files.damaged(&info.name, &error);
        let file = files.nearby(&info.name, info.bytes)?;
        let mut reader = KeyReader::new(file).map_err(damaged)?;
        if let Some(key) = reader.next().map_err(damaged)? {
            heads.push(Reverse((key, readers.len())));
        }
        readers.push(reader);
    }
    let mut file = files.create(name)?;
    let not_written = |error: io::Error| files.not_written(name, &error);
    write_head(&mut file).map_err(not_written)?;
    let mut keys = 0;
    let mut last = None;
    while let Some(Reverse((key, place))) = heads.pop() {
        if last != Some(key) {
            file.write_all(&key).map_err(not_written)?;
            keys += 1;
            last = Some(key);
        }
        let next =
            readers[place].next().map_err(|error| files.damaged(&from[place].name, &error))?;
        if let Some(key) = next {
            heads.push(Reverse((key, place)));
        }
    }
    Ok((file.finish()?, keys))
}
