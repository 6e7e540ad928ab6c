//! Running a kernel over the log: the only way from an interaction to a report.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::StatusCode;
use parcours_interactions::{Bucket, ScanRequest, Snapshot};
use parcours_kernel::{Problem, Text};
use parcours_storage::StorageError;

use crate::cases::{CaseBuffer, Kernel, Seen};
use crate::engine::{Answered, BadWork, Engine, Known, Work};
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
    told(view, plan, seen, partial).await
}

/// What was found, unless it was asked for a property that nothing has.
async fn told<P>(
    view: &Snapshot,
    plan: &Plan,
    seen: Seen,
    partial: P,
) -> Result<Folded<P>, Problem> {
    plan.check(view, seen).await?;
    let left_out = LeftOut { without_case: seen.without_case, ..plan.left_out };
    Ok(Folded { partial, left_out })
}

/// Who folds: this process, or an engine where a question is worth it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folds(Option<Arc<dyn Engine>>);

impl Folds {
    pub(crate) fn with(engine: Arc<dyn Engine>) -> Self {
        Self(Some(engine))
    }

    /// Folds what a plan looks at, wherever; the answer does not depend on it.
    pub(crate) async fn fold<K: Known>(
        &self,
        view: &Snapshot,
        plan: &Plan,
        kernel: Arc<K>,
    ) -> Result<Folded<K::Partial>, Problem> {
        if let Some(engine) = &self.0 {
            let work = Work::new(plan, kernel.as_ref());
            if engine.wants(view, &work) {
                let deadline = engine.deadline();
                // Boxed: most questions never come here.
                let there =
                    Box::pin(elsewhere(engine.as_ref(), view, plan, &work, Arc::clone(&kernel)));
                let there = tokio::time::timeout(deadline, there).await;
                if let Some(all) = there.map_err(|_| took_too_long(deadline))?? {
                    return Ok(all);
                }
            }
        }
        fold(view, plan, kernel).await
    }
}

/// Has buckets folded elsewhere, or here when that failed; `None` when there is nobody to ask.
async fn elsewhere<K: Known>(
    engine: &dyn Engine,
    view: &Snapshot,
    plan: &Plan,
    work: &Work,
    kernel: Arc<K>,
) -> Result<Option<Folded<K::Partial>>, Problem> {
    match engine.fold(view, work).await {
        Answered::Nobody => return Ok(None),
        Answered::Failed => {}
        Answered::Parts(buckets) => {
            let merging = Arc::clone(&kernel);
            let merged = think(move || {
                let (mut all, mut met) = (merging.begin(), Seen::default());
                for bytes in buckets {
                    let (seen, partial) = Work::partial::<K>(&bytes)?;
                    met.add(seen);
                    merging.merge(&mut all, partial);
                }
                Ok::<_, BadWork>((met, all))
            });
            match merged.await? {
                Ok((seen, all)) => return Ok(Some(told(view, plan, seen, all).await?)),
                Err(error) => tracing::error!(%error, "what was folded elsewhere cannot be read"),
            }
        }
    }
    Ok(Some(fold(view, plan, kernel).await?))
}

fn took_too_long(deadline: Duration) -> Problem {
    let seconds = deadline.as_secs();
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "cluster_too_slow",
        Text::new(
            format!(
                "The workers of the cluster did not answer within {seconds} seconds. Please try again; a larger \
                 cluster.deadline_seconds in the settings leaves them more time."
            ),
            format!(
                "Les machines de la grappe n’ont pas répondu en {seconds}\u{202f}secondes. Veuillez réessayer\u{202f}; \
                 un réglage cluster.deadline_seconds plus grand leur laisse plus de temps."
            ),
        ),
    )
    .retry_after(5)
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
