//! Reading a file on a thread of its own, while the chunk before is being written.

use std::sync::Arc;

use parcours_customers::IdentityKind;
use parcours_interactions::{NewInteraction, SourceId};
use parcours_kernel::{Text, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};

use super::model::{ImportProgress, Refused};
use super::shape::Shaper;
use super::words;
use crate::files::{FileError, Input, Options, Reader, RowError, RowView, open};
use crate::told::Batch;

/// Refused rows that are kept to be shown.
pub(super) const ERRORS_KEPT: usize = 100;
/// Rows after which the reader says how far it is, and looks whether anybody still listens.
const TOLD_EVERY: u64 = 10_000;

/// How much is stored in one unit of work: whichever is reached first; and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ChunkSize {
    /// Rows.
    pub(super) rows: usize,
    /// Bytes of memory, roughly.
    pub(super) bytes: usize,
    /// Chunks of so many rows and more go straight into files of the log. Fewer rows make files
    /// too small to be worth it.
    pub(super) bulk: usize,
}

impl ChunkSize {
    /// Small enough that whoever else writes to the database does not wait.
    pub(super) const SMALL: Self = Self { rows: 5_000, bytes: 64 << 20, bulk: 50_000 };
    /// What goes past the tables of the database: the larger the better.
    pub(super) const LARGE: Self = Self { rows: 500_000, bytes: 128 << 20, ..Self::SMALL };
    /// Files from this size on are read in large chunks; as text, about a hundred thousand rows.
    const LARGE_FILE_BYTES: u64 = 8 << 20;

    /// That for a file.
    pub(super) fn of(input: &Input) -> Self {
        if input.bytes() < Self::LARGE_FILE_BYTES { Self::SMALL } else { Self::LARGE }
    }
}

/// Some rows of a file, and how far they reach.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// What they tell, when it is whole.
    pub(super) batch: Batch,
    /// Rows, refused ones too.
    pub(super) rows: u64,
    /// Rows that were refused.
    pub(super) refused: u64,
    /// The first few of these.
    pub(super) errors: Vec<Refused>,
    /// Bytes of the file up to here.
    pub(super) bytes_read: u64,
    /// Why nothing comes after it: the file is damaged or cut off.
    pub(super) damage: Option<Text>,
    /// Rows that tell something, and what they take of the memory, roughly.
    told: usize,
    bytes: usize,
    /// Its share of the chunks that may be in memory at once.
    #[expect(dead_code, reason = "given back when the chunk goes")]
    room: Option<OwnedSemaphorePermit>,
}

impl Chunk {
    fn new(room: OwnedSemaphorePermit) -> Self {
        Self { room: Some(room), ..Self::default() }
    }

    /// Adds the next row of a file; whether there was one.
    fn read(&mut self, reader: &mut Reader, shaper: &mut Shaper) -> bool {
        let Some(row) = reader.advance() else { return false };
        self.rows += 1;
        match shape(row, shaper) {
            Ok(weight) => {
                self.told += 1;
                self.bytes += weight;
            }
            Err(Unfit { refused, damage }) => {
                self.refused += 1;
                if self.errors.len() < ERRORS_KEPT {
                    self.errors.push(refused);
                }
                self.damage = damage;
            }
        }
        if shaper.is_laden() {
            shaper.settle(&mut self.batch);
        }
        true
    }

    fn is_full(&self, size: ChunkSize) -> bool {
        let refused = usize::try_from(self.refused).unwrap_or(usize::MAX);
        self.told >= size.rows || refused >= size.rows || self.bytes >= size.bytes
    }

    /// The chunk, whole.
    fn whole(mut self, shaper: &mut Shaper, bytes_read: u64) -> Self {
        shaper.settle(&mut self.batch);
        self.bytes_read = bytes_read;
        self
    }
}

/// A row that tells nothing.
struct Unfit {
    refused: Refused,
    /// Why nothing comes after it, if so.
    damage: Option<Text>,
}

/// What a fact takes of the memory, roughly; its signature is shared.
fn weight(fact: &NewInteraction) -> usize {
    /// Its customer's key, and what every allocation takes beyond its length.
    const REST: usize = 100;
    let subject = fact.subject.as_ref().map_or(0, String::len);
    let properties = fact.properties.as_ref().map_or(0, String::len);
    size_of::<NewInteraction>() + subject + properties + fact.message_id.len() + REST
}

/// How far the reader is, ahead of what is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ahead {
    /// Rows of the file.
    pub(super) rows: u64,
    /// Stored bytes of it.
    pub(super) bytes: u64,
}

/// A file being read.
#[derive(Debug)]
pub(super) struct Reading {
    /// Its rows in their order. Dropping the receiver ends the thread.
    pub(super) chunks: mpsc::Receiver<Result<Chunk, FileError>>,
    /// How far it is.
    pub(super) ahead: watch::Receiver<Ahead>,
}

/// Starts to read.
///
/// `skip` rows from the start were dealt with by an earlier run: they are counted, so that equal
/// rows keep their numbers, and not told again.
pub(super) fn start(
    input: Input,
    options: Options,
    shaper: Shaper,
    size: ChunkSize,
    skip: u64,
) -> Reading {
    // One is written, one waits or is read.
    let (chunks, receiver) = mpsc::channel(1);
    let (ahead, watcher) = watch::channel(Ahead::default());
    let room = Arc::new(Semaphore::new(2));
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let to = To { chunks, ahead, room, runtime };
        if let Err(error) = read(&input, &options, shaper, size, skip, &to) {
            // Nobody listens any more: nobody needs to know.
            let _ = to.chunks.blocking_send(Err(error));
        }
    });
    Reading { chunks: receiver, ahead: watcher }
}

/// Where the reader tells what it has read.
struct To {
    chunks: mpsc::Sender<Result<Chunk, FileError>>,
    ahead: watch::Sender<Ahead>,
    room: Arc<Semaphore>,
    runtime: Handle,
}

impl To {
    /// An empty chunk, once there is room for one.
    fn chunk(&self) -> Chunk {
        let room = self.runtime.block_on(Arc::clone(&self.room).acquire_owned());
        Chunk::new(room.expect("nobody closes it"))
    }

    /// Says now and then how far it is; whether anybody still listens.
    fn tell(&self, rows: u64, reader: &Reader) -> bool {
        if !rows.is_multiple_of(TOLD_EVERY) {
            return true;
        }
        self.ahead.send_replace(Ahead { rows, bytes: reader.bytes_read() });
        !self.chunks.is_closed()
    }
}

fn read(
    input: &Input,
    options: &Options,
    mut shaper: Shaper,
    size: ChunkSize,
    skip: u64,
    to: &To,
) -> Result<(), FileError> {
    let mut reader = open(input, options)?;
    let mut rows = 0;
    while rows < skip {
        let Some(row) = reader.advance() else { break };
        if let Ok(row) = &row {
            shaper.pass(row);
        }
        rows += 1;
        if !to.tell(rows, &reader) {
            return Ok(());
        }
    }
    let mut chunk = to.chunk();
    while chunk.read(&mut reader, &mut shaper) {
        rows += 1;
        if !to.tell(rows, &reader) {
            return Ok(());
        }
        if chunk.is_full(size) {
            let chunk_read = chunk.whole(&mut shaper, reader.bytes_read());
            if to.chunks.blocking_send(Ok(chunk_read)).is_err() {
                return Ok(());
            }
            chunk = to.chunk();
        }
    }
    let last = chunk.whole(&mut shaper, reader.bytes_total());
    // Nobody listens any more: nobody needs to know.
    let _ = to.chunks.blocking_send(Ok(last));
    Ok(())
}

/// Reads and shapes a whole file as an import does, on this thread, and stores nothing: what
/// reading alone costs. No property is promoted.
pub fn rehearse_import(input: &Input, options: &Options) -> Result<ImportProgress, FileError> {
    let identity = identity(options)?;
    let mut shaper = Shaper::new(identity, SourceId(0), Vec::new(), Timestamp::default());
    let mut reader = open(input, options)?;
    let size = ChunkSize::of(input);
    let mut progress = ImportProgress::default();
    let mut more = true;
    while more {
        let mut chunk = Chunk::default();
        while more && !chunk.is_full(size) {
            more = chunk.read(&mut reader, &mut shaper);
        }
        let chunk = chunk.whole(&mut shaper, reader.bytes_read());
        progress.rows_read += chunk.rows;
        progress.rows_refused += chunk.refused;
    }
    (progress.bytes_read, progress.bytes_total) = (reader.bytes_read(), reader.bytes_total());
    Ok(progress)
}

/// The kind of identity in the customer's column.
pub(super) fn identity(options: &Options) -> Result<IdentityKind, FileError> {
    options.identity.parse().map_err(|()| words::unknown_identity(&options.identity))
}

/// Shapes a row; what that takes of the memory, or why there is nothing to shape.
fn shape(row: Result<RowView<'_>, RowError>, shaper: &mut Shaper) -> Result<usize, Unfit> {
    let row = row.map_err(|error| Unfit {
        refused: Refused::new(error.line, &error.message),
        damage: error.fatal.then_some(error.message),
    })?;
    let line = row.line;
    let fact = shaper.shape(row);
    fact.map(weight).map_err(|why| Unfit { refused: Refused::new(line, &why), damage: None })
}

#[cfg(test)]
mod tests;
