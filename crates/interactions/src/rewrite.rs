//! Rewriting segments: several become one, merges are folded in, the erased and the expired are
//! left out. What is not asked for happens all the same: whatever is rewritten is rewritten right.

use std::collections::VecDeque;
use std::sync::Arc;

use parcours_storage::StorageError;

use crate::Log;
use crate::merge::{Filter, Merged, Source};
use crate::rows::{Columns, Rows};
use crate::scan::blocking;
use crate::segment::read::Wanted;
use crate::segment::write::{SegmentWriter, Words};
use crate::segment::{BUCKETS, SegmentInfo};
use crate::store::manifest;
use crate::store::manifest::State;
use crate::switch::{Fresh, Names, write_buckets};
use crate::view::View;

/// Bytes of a file past which the next one is begun.
pub(crate) const MOST_BYTES: u64 = 256 << 20;
/// Rows that are merged at once.
const CHUNK: usize = 1 << 15;

/// What a rewrite is made under.
pub(crate) struct Terms {
    pub(crate) view: View,
    pub(crate) counters: State,
    /// By signature: the moment (µs) before which interactions are not kept.
    pub(crate) expiry: Option<Arc<Vec<i64>>>,
    pub(crate) segment_rows: u64,
    folded_before: i64,
    retained_at: i64,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rewritten {
    pub(crate) files: u64,
    pub(crate) rows: u64,
}

impl Log {
    /// The log as it is now, for rewriting some of it.
    pub(crate) async fn terms(&self, segment_rows: u64) -> Result<Terms, StorageError> {
        let (folded_before, retained_at) = (self.settled_merges(), self.env().now().as_micros());
        let snapshot = self.snapshot().await?;
        let counters = manifest::state(&snapshot.transaction).await?;
        let view = snapshot.view.clone();
        drop(snapshot);
        let expiry = self.expiry().await?;
        Ok(Terms { view, counters, expiry, segment_rows, folded_before, retained_at })
    }

    /// Rewrites segments of one bucket into as few as can be, and switches them. Memory: a few pages
    /// of each, and a row group.
    pub(crate) async fn rewrite(
        &self,
        terms: &Arc<Terms>,
        inputs: Vec<Arc<SegmentInfo>>,
    ) -> Result<Rewritten, StorageError> {
        let Some(first) = inputs.first() else { return Ok(Rewritten::default()) };
        let bucket = first.bucket;
        let rows: u64 = inputs.iter().map(|info| info.rows).sum();
        let bytes: u64 = inputs.iter().map(|info| info.stored.bytes).sum();
        // Merged customers may go to any bucket.
        let mut files = if terms.view.aliases.is_empty() { [0; BUCKETS] } else { [1; BUCKETS] };
        let most = rows / terms.segment_rows + bytes / MOST_BYTES + 2;
        files[bucket] += usize::try_from(most).expect("few files");
        let names = self.announce(&files, 0).await?;
        let job = Rewrite {
            terms: Arc::clone(terms),
            inputs: inputs.clone(),
            bucket,
            words: self.words().await?,
        };
        let unused = names.clone();
        let (fresh, unused) = match blocking(move || job.run(unused)).await {
            Ok(written) => written,
            Err(error) => {
                self.give_up(&names, &Fresh::default()).await;
                return Err(error);
            }
        };
        let switched = self.replace(terms.counters, &fresh, &unused, &inputs).await;
        if let Err(error) = switched {
            self.give_up(&unused, &fresh).await;
            return Err(error);
        }
        metrics::counter!("parcours_log_rewritten_rows_total").increment(rows);
        Ok(Rewritten { files: inputs.len() as u64, rows })
    }

    async fn replace(
        &self,
        counters: State,
        fresh: &Fresh,
        unused: &Names,
        inputs: &[Arc<SegmentInfo>],
    ) -> Result<(), StorageError> {
        let work = self.database().begin().await?;
        let replaced: Vec<_> = inputs.iter().map(|info| info.file).collect();
        self.switch(&work, counters, fresh, &replaced).await?;
        self.forget_names(&work, unused).await?;
        work.commit(self.env()).await
    }
}

struct Rewrite {
    terms: Arc<Terms>,
    inputs: Vec<Arc<SegmentInfo>>,
    bucket: usize,
    words: Arc<Words>,
}

impl Rewrite {
    fn run(self, mut names: Names) -> Result<(Fresh, Names), StorageError> {
        let Self { terms, inputs, bucket, words } = &self;
        let mut fresh = Fresh::default();
        let mut moved = terms.view.moved(inputs.iter(), &Wanted::ALL, Columns::ALL)?;
        let stay = std::mem::take(&mut moved[*bucket]);
        let folded = terms.folded_before;
        write_buckets(&terms.view.files, &mut names, words, moved, folded, &mut fresh)?;
        let mut sources = Vec::with_capacity(inputs.len() + 1);
        for info in inputs {
            // What was altered on the disk must not become sound by being written again.
            if let Some(fault) = terms.view.files.check(&info.stored) {
                return Err(fault);
            }
            let rows = terms.view.open(info)?.rows(&Wanted::ALL, Columns::ALL);
            sources.push(Source::Segment(Box::new(rows)));
        }
        if !stay.is_empty() {
            sources.push(Source::Memory(VecDeque::from([stay])));
        }
        let absent = terms.view.absent();
        let filter = Filter { absent, expiry: terms.expiry.clone(), ..Filter::all() };
        self.write(Merged::new(sources, filter), &mut names, &mut fresh)?;
        for info in &mut fresh.segments {
            (info.folded_before, info.retained_at) = (folded, terms.retained_at);
        }
        Ok((fresh, names))
    }

    fn write(
        &self,
        mut merged: Merged,
        names: &mut Names,
        fresh: &mut Fresh,
    ) -> Result<(), StorageError> {
        let expected: u64 = self.inputs.iter().map(|info| info.rows).sum();
        let mut writer: Option<SegmentWriter<'_>> = None;
        let mut more = true;
        while more {
            let mut rows = Rows::default();
            more = merged.fill(&mut rows, CHUNK)?;
            if rows.is_empty() {
                continue;
            }
            let full = |writer: &SegmentWriter<'_>| {
                writer.rows() >= self.terms.segment_rows || writer.bytes() >= MOST_BYTES
            };
            if writer.as_ref().is_some_and(full) {
                fresh
                    .segments
                    .extend(writer.take().map(SegmentWriter::finish).transpose()?.flatten());
            }
            if writer.is_none() {
                let name = names.segment(self.bucket)?;
                let files = &self.terms.view.files;
                let rows = expected.min(self.terms.segment_rows);
                writer = Some(SegmentWriter::create(files, &name, self.bucket, &self.words, rows)?);
            }
            writer.as_mut().expect("made above").add(rows)?;
        }
        fresh.segments.extend(writer.map(SegmentWriter::finish).transpose()?.flatten());
        Ok(())
    }
}
