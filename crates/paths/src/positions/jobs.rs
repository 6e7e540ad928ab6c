//! What keeps positions current.

use std::time::Duration;

use parcours_journeys::{JourneyId, JourneyMark};
use parcours_kernel::Problem;
use parcours_storage::jobs::{Job, NewJob, Queue, Runner};
use serde::{Deserialize, Serialize};

use super::Positions;

/// Finds all positions of one journey again, by a scan.
#[derive(Debug, Serialize, Deserialize)]
pub struct RebuildPositions {
    /// The journey; one that is no more loses its positions.
    pub journey: JourneyId,
}

impl Job for RebuildPositions {
    const KIND: &'static str = "rebuild_positions";
}

/// Asks for all journeys to be rebuilt: usual silences change, and interactions expire.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct RefitPositions {}

impl Job for RefitPositions {
    const KIND: &'static str = "refit_positions";
    const EVERY: Option<Duration> = Some(Duration::from_secs(86_400));
}

impl Positions {
    /// Adds what keeps positions current to a runner.
    #[must_use]
    pub fn register_jobs(&self, runner: Runner) -> Runner {
        let [following, rebuilding, refitting] = std::array::from_fn(|_| self.clone());
        runner
            .follow("positions", move |_| {
                let positions = following.clone();
                async move {
                    let behind = positions.follow().await?;
                    Ok(positions.ask_to_rebuild(behind).await?)
                }
            })
            .handle(move |job: RebuildPositions, context| {
                let positions = rebuilding.clone();
                async move { Ok(positions.rebuild(job.journey, || context.is_stopping()).await?) }
            })
            .upkeep(move |_: RefitPositions, _| {
                let positions = refitting.clone();
                async move {
                    let all = positions.journeys.marks().await?;
                    Ok(positions.ask_to_rebuild(all).await?)
                }
            })
    }

    async fn ask_to_rebuild(&self, journeys: Vec<JourneyMark>) -> Result<(), Problem> {
        let queue = Queue::new(self.database().clone(), self.env.clone());
        for mark in journeys {
            let JourneyMark { id, revision, published_version } = mark;
            // A rebuild that runs is of the state before: another state is another wish.
            let key = format!("rebuild_positions:{id}:{revision}:{published_version:?}");
            queue.enqueue(NewJob::now(RebuildPositions { journey: id }).unique(key)).await?;
        }
        Ok(())
    }
}
