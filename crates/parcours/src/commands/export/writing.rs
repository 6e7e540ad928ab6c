//! Writing on a thread of its own, while the next rows are read.

use std::io::{self, Write};
use std::path::PathBuf;

use indicatif::ProgressBar;
use parcours_interactions::{CustomerId, Interaction};
use parcours_tracking::exports::{Export, Format, Names, Scratch};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::words;

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) interactions: u64,
    pub(super) customers: u64,
}

/// Where rows are handed over.
pub(super) struct Pages(mpsc::Sender<Option<Vec<Interaction>>>);

impl Pages {
    /// Hands over rows of whole customers; `false` when nobody writes any more.
    pub(super) async fn send(&self, rows: Vec<Interaction>) -> bool {
        self.0.send(Some(rows)).await.is_ok()
    }

    /// Says that these were all. Dropped without it, the file is not ended: half of it must not
    /// pass for the whole.
    pub(super) async fn end(self) {
        // A writer that is gone has its own reason, which it tells.
        let _ = self.0.send(None).await;
    }
}

/// Starts to write. The thread ends with the last rows, or when [`Pages`] is dropped.
pub(super) fn start(
    format: Format,
    out: Box<dyn Write + Send>,
    names: Names,
    scratch_folder: PathBuf,
    bar: ProgressBar,
) -> (Pages, JoinHandle<anyhow::Result<Written>>) {
    // Two: one waits while another is written.
    let (sender, receiver) = mpsc::channel(2);
    let writing = tokio::task::spawn_blocking(move || {
        let scratch = || -> io::Result<Box<dyn Scratch>> {
            Ok(Box::new(tempfile::tempfile_in(&scratch_folder)?))
        };
        write(Export::new(format, out, names, scratch)?, receiver, &bar)
    });
    (Pages(sender), writing)
}

fn write(
    mut export: Export,
    mut pages: mpsc::Receiver<Option<Vec<Interaction>>>,
    bar: &ProgressBar,
) -> anyhow::Result<Written> {
    let mut written = Written::default();
    let mut last: Option<CustomerId> = None;
    while let Some(page) = pages.blocking_recv() {
        let Some(rows) = page else {
            export.finish()?;
            return Ok(written);
        };
        export.write(&rows)?;
        for row in &rows {
            written.customers += u64::from(last.replace(row.customer_id) != Some(row.customer_id));
        }
        written.interactions += rows.len() as u64;
        bar.set_position(written.interactions);
        bar.set_message(words::rate(written.interactions, bar.elapsed()));
    }
    Err(words::stopped())
}
