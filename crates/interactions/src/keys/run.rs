//! A run: a file of sorted keys.
//!
//! 16 bytes of head (`PARCKEYS`, version, zeros), then the keys, ascending, [`KEY_BYTES`] each.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Write as _};

use bytes::Bytes;
use parcours_storage::StorageError;

use super::probe::{Filter, find};
use super::{FORMAT, KEY_BYTES, Key, number};
use crate::files::{FileBytes, Files, LogFile};

const HEAD: usize = 16;
const MAGIC: &[u8; 8] = b"PARCKEYS";

/// What the manifest says of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunInfo {
    /// The file's number in the manifest; 0 before it is there.
    pub(crate) file: i64,
    pub(crate) stored: LogFile,
    pub(crate) keys: u64,
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
    file: FileBytes,
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
        let unsound = |error: io::Error| files.unsound(&info.stored.name, &error);
        let file = files.nearby(&info.stored)?;
        check_head(&file).map_err(unsound)?;
        if info.stored.bytes != (HEAD as u64) + info.keys * KEY_BYTES as u64 {
            return Err(
                files.damaged(&info.stored.name, &"its length does not fit the number of its keys")
            );
        }
        let filter = if filtered {
            let mut filter = Filter::new(info.keys);
            let mut reader = KeyReader::new(file.clone(), info.keys);
            while let Some(key) = reader.next().map_err(unsound)? {
                filter.add(&key);
            }
            Some(filter)
        } else {
            None
        };
        Ok(Self {
            name: info.stored.name.clone(),
            file,
            keys: info.keys,
            filter,
            files: files.clone(),
        })
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
            self.file.range(HEAD as u64 + first * KEY_BYTES as u64, count * KEY_BYTES)
        };
        let found = find(&asked, self.keys, read)
            .map_err(|error| self.files.unsound(&self.name, &error))?;
        Ok(found.into_iter().map(|place| places[place]).collect())
    }
}

fn check_head(file: &FileBytes) -> io::Result<()> {
    let head = file.range(0, HEAD)?;
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

/// Reads the keys of a run in order.
struct KeyReader {
    file: FileBytes,
    /// The next key to fetch, and how many there are.
    next: u64,
    keys: u64,
    ahead: Bytes,
}

/// Keys fetched at once.
const AHEAD: u64 = 1 << 14;

impl KeyReader {
    fn new(file: FileBytes, keys: u64) -> Self {
        Self { file, next: 0, keys, ahead: Bytes::new() }
    }

    fn next(&mut self) -> io::Result<Option<Key>> {
        if self.ahead.is_empty() {
            let count = (self.keys - self.next).min(AHEAD);
            let size = usize::try_from(count).expect("some") * KEY_BYTES;
            self.ahead = self.file.range(HEAD as u64 + self.next * KEY_BYTES as u64, size)?;
            self.next += count;
        }
        if self.ahead.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.ahead.split_to(KEY_BYTES).as_ref().try_into().expect("as long as asked")))
    }
}

/// Writes keys, which need not be in order, as a run. Blocks.
pub(crate) fn write_run(
    files: &Files,
    name: &str,
    keys: &mut [Key],
) -> Result<LogFile, StorageError> {
    keys.sort_unstable_by_key(number);
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
) -> Result<(LogFile, u64), StorageError> {
    let mut readers = Vec::with_capacity(from.len());
    let mut heads = BinaryHeap::with_capacity(from.len());
    for info in from {
        let unsound = |error: io::Error| files.unsound(&info.stored.name, &error);
        let file = files.nearby(&info.stored)?;
        check_head(&file).map_err(unsound)?;
        let mut reader = KeyReader::new(file, info.keys);
        if let Some(key) = reader.next().map_err(unsound)? {
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
        let next = readers[place]
            .next()
            .map_err(|error| files.unsound(&from[place].stored.name, &error))?;
        if let Some(key) = next {
            heads.push(Reverse((key, place)));
        }
    }
    Ok((file.finish()?, keys))
}
