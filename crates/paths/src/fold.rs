//! Running a kernel over the log: the only way from an interaction to a report.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use parcours_interactions::{Bucket, Snapshot};
use parcours_kernel::{Problem, Text};
use parcours_storage::StorageError;

use crate::cases::{CaseBuffer, Kernel};
use crate::engine::{Answered, BadWork, Engine, Known, Work};
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

/// Folds what a plan looks at, here. Cost: one scan of its signatures; memory: a chunk and a partial
/// result for each processor.
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
    ) -> Result<K::Partial, Problem> {
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
        Ok(fold(view, plan, kernel).await?)
    }
}

/// Has buckets folded elsewhere, or here when that failed; `None` when there is nobody to ask.
async fn elsewhere<K: Known>(
    engine: &dyn Engine,
    view: &Snapshot,
    plan: &Plan,
    work: &Work,
    kernel: Arc<K>,
) -> Result<Option<K::Partial>, Problem> {
    match engine.fold(view, work).await {
        Answered::Nobody => return Ok(None),
        Answered::Failed => {}
        Answered::Parts(buckets) => {
            let merging = Arc::clone(&kernel);
            let merged = think(move || {
                let mut all = merging.begin();
                for bytes in buckets {
                    merging.merge(&mut all, Work::partial::<K>(&bytes)?);
                }
                Ok::<_, BadWork>(all)
            });
            match merged.await? {
                Ok(all) => return Ok(Some(all)),
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

/// Work of the processor that takes a while, off the threads that answer requests.
pub(crate) async fn think<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)
}
