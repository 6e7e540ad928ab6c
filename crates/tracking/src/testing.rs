//! What the tests of this crate stand on.

use std::sync::Arc;

use parcours_access::Actor;
use parcours_customers::Customers;
use parcours_interactions::{Interaction, Log};
use parcours_kernel::{Env, ManualClock, Period, Rng, Timestamp};
use parcours_storage::Database;

use crate::keys::KnownKey;
use crate::segment::{CallType, Circumstances, Understood, understand};
use crate::{Config, Source, SourceKind, Tracking};

/// Noon of a day in May.
pub(crate) fn noon() -> Timestamp {
    Timestamp::parse("2026-05-01T12:00:00Z").unwrap()
}

/// Tracking over a database, at noon until the clock is moved.
pub(crate) struct Bench {
    pub(crate) tracking: Tracking,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) source: Source,
}

impl Bench {
    pub(crate) async fn new(database: Database) -> Self {
        let clock = Arc::new(ManualClock::new(noon()));
        let env = Env::new(clock.clone(), Rng::system());
        let log = Log::new(database.clone(), env.clone());
        let customers = Customers::new(log.clone(), env.clone());
        let tracking = Tracking::new(database, env, log, customers, Config::default());
        let source = tracking
            .create_source("Shop", SourceKind::Browser, None, Actor::system())
            .await
            .unwrap();
        Self { tracking, clock, source }
    }

    pub(crate) fn key(&self) -> &str {
        &self.source.keys[0].key
    }

    pub(crate) async fn known_key(&self) -> Arc<KnownKey> {
        self.tracking.keys.find(self.key()).await.unwrap().unwrap()
    }

    pub(crate) async fn interactions(&self) -> u64 {
        let view = self.tracking.log.snapshot().await.unwrap();
        view.summary(Period::ALL).await.unwrap().interactions
    }

    /// All interactions of all customers, oldest arrival first.
    pub(crate) async fn timeline(&self) -> Vec<Interaction> {
        let view = self.tracking.log.snapshot().await.unwrap();
        let mut all = Vec::new();
        for customer in 1..=20 {
            let customer = parcours_interactions::CustomerId(customer);
            if view.resolve(customer) == customer {
                all.extend(view.timeline(customer, None, 1000).await.unwrap());
            }
        }
        all.sort_by_key(|row| row.seq);
        all
    }
}

/// Reads a request body as a browser's, at noon.
pub(crate) fn read(body: &str, call: Option<CallType>) -> Understood {
    let env = Env::new(Arc::new(ManualClock::new(noon())), Rng::seeded(7));
    let promoted = crate::DEFAULT_PROMOTED.map(ToOwned::to_owned);
    let around = Circumstances {
        received_at: noon(),
        source: parcours_interactions::SourceId(1),
        kind: SourceKind::Browser,
        promoted: &promoted,
        key: "wk",
        ip: "203.0.113.9".parse().ok(),
        user_agent: Some("Mozilla/5.0 (X11; Linux x86_64)"),
        env: &env,
    };
    understand(body, call, &around).unwrap()
}
