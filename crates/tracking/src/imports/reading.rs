//! Reading a file on a thread of its own, while the chunk before is being written.

use parcours_kernel::Text;
use tokio::sync::mpsc;

use super::model::Refused;
use super::shape::Shaper;
use crate::files::{FileError, Input, Options, open};
use crate::told::Batch;

/// Rows that are stored in one unit of work.
const ROWS: usize = 5_000;
/// Refused rows that are kept to be shown.
pub(super) const ERRORS_KEPT: usize = 100;

/// Some rows of a file, and how far they reach.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// What they tell.
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
}

/// Starts to read; chunks come in the file's order. Dropping the receiver ends the thread.
///
/// `skip` rows from the start were dealt with by an earlier run: they are counted, so that equal
/// rows keep their numbers, and not told again.
pub(super) fn start(
    input: Input,
    options: Options,
    shaper: Shaper,
    skip: u64,
) -> mpsc::Receiver<Result<Chunk, FileError>> {
    // Two: one waits while the writer works on another.
    let (sender, receiver) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = read(&input, &options, shaper, skip, &sender) {
            // Nobody listens any more: nobody needs to know.
            let _ = sender.blocking_send(Err(error));
        }
    });
    receiver
}

fn read(
    input: &Input,
    options: &Options,
    mut shaper: Shaper,
    skip: u64,
    sender: &mpsc::Sender<Result<Chunk, FileError>>,
) -> Result<(), FileError> {
    let mut reader = open(input, options)?;
    let mut chunk = Chunk::default();
    let mut behind = 0;
    while let Some(row) = reader.next() {
        let told = row.map_err(|error| {
            (Refused::new(error.line, &error.message), error.fatal, error.message)
        });
        let told = told.and_then(|row| {
            let line = row.line;
            shaper.shape(row).map_err(|why| (Refused::new(line, &why), false, why))
        });
        behind += 1;
        if behind <= skip {
            continue;
        }
        chunk.rows += 1;
        match told {
            Ok(told) => {
                chunk.batch.push(told);
            }
            Err((refused, fatal, why)) => {
                chunk.refused += 1;
                if chunk.errors.len() < ERRORS_KEPT {
                    chunk.errors.push(refused);
                }
                chunk.damage = fatal.then_some(why);
            }
        }
        if chunk.batch.len() >= ROWS || chunk.refused >= ROWS as u64 {
            chunk.bytes_read = reader.bytes_read();
            if sender.blocking_send(Ok(std::mem::take(&mut chunk))).is_err() {
                return Ok(());
            }
        }
    }
    chunk.bytes_read = reader.bytes_total();
    // Nobody listens any more: nobody needs to know.
    let _ = sender.blocking_send(Ok(chunk));
    Ok(())
}
