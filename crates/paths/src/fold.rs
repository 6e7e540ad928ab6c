//! Running a kernel over the log: the only way from an interaction to a report.

use std::sync::{Arc, Mutex};

use parcours_interactions::{Bucket, ScanRequest, Snapshot};
use parcours_kernel::Problem;
use parcours_storage::StorageError;

use crate::cases::{CaseBuffer, Kernel};
use crate::plan::Plan;

/// What one bucket's fold carries along.
struct Part<P> {
    buffer: CaseBuffer,
    partial: Option<P>,
}

impl<P> Default for Part<P> {
    fn default() -> Self {
        Self { buffer: CaseBuffer::default(), partial: None }
    }
}

/// Folds what a plan looks at. Cost: one scan of its signatures; memory: a chunk and a partial result
/// for each processor.
pub async fn fold<K: Kernel>(
    view: &Snapshot,
    plan: &Plan,
    kernel: Arc<K>,
) -> Result<K::Partial, StorageError> {
    let (code_of, cut, ends) = (Arc::clone(&plan.code_of), plan.cut, plan.ends);
    let each = Arc::clone(&kernel);
    let add = move |part: &mut Part<K::Partial>, bucket: &Bucket| {
        let cases = part.buffer.cut(bucket, &code_of, cut, ends);
        each.add(part.partial.get_or_insert_with(|| each.begin()), cases);
    };
    let parts: Vec<Part<K::Partial>> = view.scan(&plan.request, add).await?;
    let mut all = kernel.begin();
    for partial in parts.into_iter().filter_map(|part| part.partial) {
        kernel.merge(&mut all, partial);
    }
    Ok(all)
}

/// Folds rows into partial results that are too large for one a bucket: as many as there are processors
/// at work. Cost: one scan; the caller merges.
pub(crate) async fn pooled<P: Send + 'static>(
    view: &Snapshot,
    request: &ScanRequest,
    begin: impl Fn() -> P + Send + Sync + 'static,
    add: impl Fn(&mut P, &Bucket) + Send + Sync + 'static,
) -> Result<Vec<P>, StorageError> {
    let pool: Arc<Mutex<Vec<P>>> = Arc::default();
    let shared = Arc::clone(&pool);
    let idle = "nothing panics while it holds the idle partial results";
    view.scan(request, move |_: &mut (), bucket| {
        let taken = shared.lock().expect(idle).pop();
        let mut partial = taken.unwrap_or_else(&begin);
        add(&mut partial, bucket);
        shared.lock().expect(idle).push(partial);
    })
    .await?;
    Ok(std::mem::take(&mut *pool.lock().expect(idle)))
}

/// Work of the processor that takes a while, off the threads that answer requests.
pub(crate) async fn think<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)
}
