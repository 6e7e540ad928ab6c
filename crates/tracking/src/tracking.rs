//! The service: everything of this crate that others call.

use std::sync::Arc;

use parcours_customers::Customers;
use parcours_interactions::Log;
use parcours_kernel::Env;
use parcours_storage::{Database, StorageError};

use crate::intake::Intake;
use crate::keys::Keys;
use crate::model::{DEFAULT_PROMOTED, Source, SourceKind};
use crate::patience::Patience;
use crate::store;
use crate::told::{Batch, Told};

/// What an administrator may set.
#[derive(Debug, Clone)]
pub struct Config {
    /// The longest file that may be uploaded, in bytes.
    pub most_upload_bytes: u64,
    /// Where browsers reach this installation, such as `https://parcours.example.org`; found in the
    /// request when it is not said.
    pub public_url: Option<String>,
    /// Whether a proxy of ours stands in front, whose `X-Forwarded-…` headers may be believed.
    pub trust_proxy: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { most_upload_bytes: 2 * 1024 * 1024 * 1024, public_url: None, trust_proxy: false }
    }
}

/// Tracking of one installation; cheap to clone.
#[derive(Debug, Clone)]
pub struct Tracking {
    pub(crate) database: Database,
    pub(crate) env: Env,
    pub(crate) log: Log,
    pub(crate) customers: Customers,
    pub(crate) keys: Keys,
    pub(crate) config: Arc<Config>,
    intake: Intake,
}

/// Things told that [`Tracking::load`] writes in one unit of work.
const LOAD_AT_ONCE: usize = 5_000;

impl Tracking {
    /// Starts the intake; needs a running tokio.
    pub fn new(
        database: Database,
        env: Env,
        log: Log,
        customers: Customers,
        config: Config,
    ) -> Self {
        let keys = Keys::new(database.clone(), env.clone());
        let intake = Intake::start(&database, &env, &log, &customers, &keys);
        Self { database, env, log, customers, keys, config: Arc::new(config), intake }
    }

    /// Where requests hand over what they were told.
    pub fn intake(&self) -> &Intake {
        &self.intake
    }

    /// Takes nothing new, and returns when all that was taken is on disk and answered.
    pub async fn close(&self) {
        self.intake.close().await;
    }

    /// A source that Parcours makes itself, such as that of file imports: made when it is not there
    /// yet, and found by `reserved` whatever people call it later.
    pub async fn ensure_source(
        &self,
        reserved: &str,
        name: &str,
        kind: SourceKind,
    ) -> Result<Source, StorageError> {
        if let Some(source) =
            store::sources::reserved(&self.database, reserved, self.env.now()).await?
        {
            return Ok(source);
        }
        let promoted = DEFAULT_PROMOTED.map(ToOwned::to_owned);
        let work = self.database.begin().await?;
        store::sources::insert(&work, &self.env, name, kind, &promoted, Some(reserved)).await?;
        work.commit(&self.env).await?;
        store::sources::reserved(&self.database, reserved, self.env.now())
            .await?
            .ok_or_else(|| StorageError::Open("a source that was just made is gone".to_owned()))
    }

    /// Writes things told that are already shaped for the log, a few thousand in a unit of work;
    /// how many were new. Ten times faster than one at a time, and as durable.
    pub async fn load<I>(&self, told: I) -> Result<u64, StorageError>
    where
        I: IntoIterator<Item = Told> + Send,
        I::IntoIter: Send,
    {
        let mut told = told.into_iter();
        let mut stored = 0;
        loop {
            let mut batch = Batch::default();
            for told in told.by_ref().take(LOAD_AT_ONCE) {
                batch.push(told);
            }
            if batch.len() == 0 {
                return Ok(stored);
            }
            stored += self.write_alone(&mut batch).await?;
        }
    }

    async fn write_alone(&self, batch: &mut Batch) -> Result<u64, StorageError> {
        let mut patience = Patience::default();
        loop {
            match self.try_write(batch).await {
                Ok(stored) => return Ok(stored),
                Err(error) => patience.wait(error).await?,
            }
        }
    }

    async fn try_write(&self, batch: &mut Batch) -> Result<u64, StorageError> {
        let mut work = self.database.begin().await?;
        let fates = batch.write(&mut work, &self.customers, &self.log).await?;
        work.commit(&self.env).await?;
        Ok(fates.iter().filter(|fate| fate.stored).count() as u64)
    }
}
