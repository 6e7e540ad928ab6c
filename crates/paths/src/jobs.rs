//! Work behind the scenes: what is learned from the whole log, for one customer to be looked up in.

use std::time::Duration;

use parcours_storage::StorageError;
use parcours_storage::jobs::{Job, NewJob, Queue, Runner};
use serde::{Deserialize, Serialize};

use crate::lifetime::bg_nbd::Form;
use crate::{BuyingModel, Paths};

/// Learns who buys again. What it leaves open is as the last time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FitLifetime {
    /// The kinds that are orders, with commas between.
    pub(crate) orders: Option<String>,
    /// The model.
    pub(crate) form: Option<Form>,
}

impl Job for FitLifetime {
    const KIND: &'static str = "fit_lifetime";
    const EVERY: Option<Duration> = Some(Duration::from_secs(24 * 3600));
}

/// Registers the jobs of this crate.
pub fn register(runner: Runner, paths: &Paths) -> Runner {
    let paths = paths.clone();
    runner.upkeep(move |job: FitLifetime, _| {
        let paths = paths.clone();
        async move { paths.fit_lifetime(&job).await }
    })
}

impl Paths {
    /// Has the models of lifetime value fitted soon; asked twice before it is done, it is done once.
    pub async fn ask_for_fit(
        &self,
        orders: Option<String>,
        model: Option<BuyingModel>,
    ) -> Result<(), StorageError> {
        let queue = Queue::new(self.database().clone(), self.env().clone());
        let job = FitLifetime { orders, form: model.map(Form::from) };
        queue.enqueue(NewJob::now(job).unique("fit_lifetime_asked")).await
    }
}
