//! Where every customer stands in each journey, kept current by what follows the appends.
//!
//! A position is that of the [kernel](crate::kernels::position): touchpoint, stage, since when. It is
//! written when something arrives ([`Positions::follow`], run after every commit), never found by a
//! scan when asked for. Whether somebody is active, waiting or gone quiet is *not* written: it follows
//! at read from the silence since their last interaction and from what silence is usual after that
//! touchpoint, so that it is right as time passes and nothing happens.
//!
//! The published version of a map counts, or the draft where there is none. What a position cannot be
//! followed through makes one scan of that journey ([`RebuildPositions`]), into new rows that count
//! once they are complete:
//!
//! | what happens | what follows |
//! |---|---|
//! | an interaction arrives, also late | the position moves; where a late one changes the past, that customer is read again |
//! | the map is published, or a draft changes in touchpoints, goals or signals | rebuilt; until then positions are those of the map before |
//! | a large import goes past the rows | rebuilt |
//! | customers are merged | the one who is gone has no position, the other is read again |
//! | a customer is forgotten | no position, from the next run on: within a second |
//! | interactions expire, usual silences change | rebuilt, once a day ([`RefitPositions`]) |

mod follow;
mod jobs;
mod map;
mod outlook;
mod read;
mod rebuild;
mod store;
mod ways;

use std::collections::HashMap;
use std::sync::Arc;

use parcours_interactions::{Log, Snapshot};
use parcours_journeys::{Journey, JourneyId, JourneyMark, Journeys};
use parcours_kernel::{Env, Problem};
use parcours_storage::Database;
use tokio::sync::Mutex;

use crate::engine::{Engine, Known};
use crate::fold::{Folded, Folds};
use crate::plan::Plan;
pub(crate) use map::places;

pub use jobs::{RebuildPositions, RefitPositions};
pub use outlook::Outlook;
pub use read::{CustomerPosition, StandingCustomer, StandingQuery};
pub use rebuild::EachPosition;
pub use ways::{CustomerWay, WayStep};

/// Where customers stand; cheap to clone.
#[derive(Debug, Clone)]
pub struct Positions {
    log: Log,
    journeys: Journeys,
    env: Env,
    /// The state in which each journey was looked at. Whoever follows the log holds it as long as that
    /// takes; nobody who only reads waits for it.
    marks: Arc<Mutex<HashMap<JourneyId, JourneyMark>>>,
    /// Maps that were read, by number.
    maps: Arc<map::Maps>,
    kept: Arc<outlook::Kept>,
    /// One at a time counts what everybody did.
    counting: Arc<Mutex<()>>,
    folds: Folds,
}

impl Positions {
    /// The positions in these journeys.
    pub fn new(log: Log, journeys: Journeys, env: Env) -> Self {
        Self {
            log,
            journeys,
            env,
            marks: Arc::default(),
            maps: Arc::default(),
            kept: Arc::default(),
            counting: Arc::default(),
            folds: Folds::default(),
        }
    }

    /// The same, with large scans folded by an engine.
    #[must_use]
    pub fn with_engine(self, engine: Arc<dyn Engine>) -> Self {
        Self { folds: Folds::with(engine), ..self }
    }

    async fn fold<K: Known>(
        &self,
        view: &Snapshot,
        plan: &Plan,
        kernel: Arc<K>,
    ) -> Result<Folded<K::Partial>, Problem> {
        self.folds.fold(view, plan, kernel).await
    }

    /// The journey as it counts: its published version with the number, or the draft before the first.
    async fn counted(&self, id: JourneyId) -> Result<Option<(Journey, Option<i64>)>, Problem> {
        let Some(draft) = self.journeys.get(id).await? else { return Ok(None) };
        let version = draft.published_version;
        if version.is_none() {
            return Ok(Some((draft, None)));
        }
        Ok(self.journeys.published(id).await?.map(|journey| (journey, version)))
    }

    fn database(&self) -> &Database {
        self.log.database()
    }
}
