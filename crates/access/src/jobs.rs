//! Upkeep.

use std::time::Duration;

use parcours_storage::jobs::{Job, JobFailure, Runner};
use serde::{Deserialize, Serialize};

use crate::Access;
use crate::store::{invitations, links, sessions, throttles};

/// Forgets sessions, links and counts of tries that can no longer matter.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct PurgeAccess {}

impl Job for PurgeAccess {
    const KIND: &'static str = "purge_access";
    const EVERY: Option<Duration> = Some(Duration::from_secs(6 * 3600));
}

/// Registers the jobs of this crate.
pub fn register(runner: Runner, access: &Access) -> Runner {
    let access = access.clone();
    runner.upkeep(move |_: PurgeAccess, _| {
        let access = access.clone();
        async move { access.purge().await }
    })
}

impl Access {
    async fn purge(&self) -> Result<(), JobFailure> {
        let now = self.env.now();
        let work = self.database.begin().await?;
        let sessions = sessions::purge(&work, now).await?;
        let links = links::purge(&work, now).await?;
        let invitations = invitations::purge(&work, self.forget_invitations_before()).await?;
        let throttles = throttles::purge(&work, now).await?;
        work.commit(&self.env).await?;
        tracing::debug!(sessions, links, invitations, throttles, "forgot what has expired");
        Ok(())
    }
}
