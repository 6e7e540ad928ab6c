//! Running a kernel over the log: the only way from an interaction to a report.

use std::sync::{Arc, Mutex};

use parcours_interactions::{Bucket, ScanRequest, Snapshot};
use parcours_kernel::Problem;
use parcours_storage::StorageError;

use crate::cases::{CaseBuffer, Kernel, Seen};
use crate::plan::{LeftOut, Plan};

/// What was found, and what was not looked at.
#[derive(Debug)]
pub struct Folded<P> {
    /// By the kernel.
    pub partial: P,
    /// What a report tells beside its answer.
    pub left_out: LeftOut,
}

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

/// Folds what a plan looks at; an error where it asks for a property that nothing of it has. Cost: one
/// scan of its signatures; memory: a chunk and a partial result for each processor.
pub async fn fold<K: Kernel>(
    view: &Snapshot,
    plan: &Plan,
    kernel: Arc<K>,
) -> Result<Folded<K::Partial>, Problem> {
    let (cutting, each) = (plan.cutting.clone(), Arc::clone(&kernel));
    let add = move |part: &mut Part<K::Partial>, bucket: &Bucket| {
        let cases = part.buffer.cut(bucket, &cutting);
        each.add(part.partial.get_or_insert_with(|| each.begin()), cases);
    };
    let parts: Vec<Part<K::Partial>> = view.scan(&plan.request, add).await?;
    let mut seen = Seen::default();
    let mut partial = kernel.begin();
    for part in parts {
        seen.add(part.buffer.seen());
        if let Some(found) = part.partial {
            kernel.merge(&mut partial, found);
        }
    }
    plan.check(view, seen).await?;
    let left_out = LeftOut { without_case: seen.without_case, ..plan.left_out };
    Ok(Folded { partial, left_out })
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
