//! Asking workers: an [`Engine`] for paths.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use datafusion::common::DataFusionError;
use parcours_interactions::{Log, Snapshot};
use parcours_paths::engine::{Answered, Engine, Work};
use parcours_storage::{Backend, Database};

use crate::channels::Channels;
use crate::plan::Asked;
use crate::settings::{Refused, Settings, refused};
use crate::store;

/// The first, and one more with those who are left.
const ATTEMPTS: usize = 2;

/// Workers that share a log.
#[derive(Debug)]
struct Cluster {
    database: Database,
    settings: Arc<Settings>,
    channels: Channels,
}

/// Whom to ask large questions: the workers on the list of the log's database.
///
/// # Errors
/// When the settings do not do.
pub fn engine(log: &Log, settings: Settings) -> Result<Arc<dyn Engine>, Refused> {
    let database = log.database().clone();
    if database.backend() == Backend::Sqlite {
        return Err(refused(
            "cluster.enabled: workers share a PostgreSQL database, name it with --database-url; SQLite is for one machine",
            "cluster.enabled\u{202f}: les machines de calcul partagent une base PostgreSQL, indiquez-la avec \
             --database-url\u{202f}; SQLite est fait pour une seule machine",
        ));
    }
    let settings = Arc::new(settings);
    let channels = Channels::new(Arc::clone(&settings))?;
    Ok(Arc::new(Cluster { database, settings, channels }))
}

impl Engine for Cluster {
    fn wants(&self, view: &Snapshot, work: &Work) -> bool {
        work.request().is_ok_and(|request| view.sealed_rows(&request) >= self.settings.min_rows)
    }

    fn fold<'a>(
        &'a self,
        view: &'a Snapshot,
        work: &'a Work,
    ) -> Pin<Box<dyn Future<Output = Answered> + Send + 'a>> {
        Box::pin(self.ask(view, work))
    }

    fn deadline(&self) -> Duration {
        self.settings.deadline
    }
}

impl Cluster {
    async fn ask(&self, view: &Snapshot, work: &Work) -> Answered {
        let listed = match store::alive(&self.database, Work::VERSION).await {
            Ok(listed) => listed,
            Err(error) => {
                tracing::warn!(%error, "the list of workers cannot be read");
                return Answered::Failed;
            }
        };
        let mut members = self.channels.answering(listed).await;
        if members.is_empty() {
            return Answered::Nobody;
        }
        let (moment, work) = match (view.name().await, work.to_bytes()) {
            (Ok(moment), Ok(work)) => (moment, work),
            (moment, work) => {
                let (moment, work) = (moment.err(), work.err());
                tracing::error!(?moment, ?work, "a question cannot be sent to workers");
                return Answered::Failed;
            }
        };
        let asked = Asked { moment, work };
        for attempt in 1..=ATTEMPTS {
            let error = match asked.of(&members, &self.channels).await {
                Ok(buckets) => {
                    tracing::debug!(
                        workers = members.len(),
                        attempt,
                        "workers answered a question"
                    );
                    return Answered::Parts(buckets);
                }
                Err(error) => error,
            };
            let before = members.len();
            members = self.channels.answering(members).await;
            let lost = before - members.len();
            tracing::warn!(%error, attempt, lost, left = members.len(), "workers did not answer a question");
            // What failed for a reason of its own would fail again.
            if members.is_empty() || (lost == 0 && !is_of_the_way(&error)) {
                break;
            }
        }
        Answered::Failed
    }
}

/// Whether the way to a worker failed, rather than what it was asked to do.
fn is_of_the_way(error: &DataFusionError) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if let Some(status) = one.downcast_ref::<tonic::Status>() {
            return status.code() != tonic::Code::Unauthenticated;
        }
        cause = one.source();
    }
    false
}
