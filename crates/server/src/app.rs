//! The services of one installation, wired.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parcours_access::Access;
use parcours_customers::Customers;
use parcours_exchange::Exchange;
use parcours_interactions::{Effort, Files, Log, S3Options, SealLog, TidyLog};
use parcours_journeys::Journeys;
use parcours_kernel::Env;
use parcours_notices::Notices;
use parcours_outbound::Mailer;
use parcours_paths::engine::Engine;
use parcours_paths::{Paths, Positions};
use parcours_storage::jobs::{Queue, Runner};
use parcours_storage::{ChangeFeed, Database, Options, StorageError};
use parcours_together::Together;
use parcours_tracking::Tracking;

use crate::interaction_log::LogKeeping;
use crate::upkeep::{CHANGES_KEPT_SECONDS, PurgeChanges, WatchLog};

/// How an installation is set up.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// `postgres://…`; SQLite in the data folder when left out.
    pub database_url: Option<String>,
    /// A PostgreSQL schema other than the default one.
    pub schema: Option<String>,
    /// A store for the files of the interaction log; the data folder when left out.
    pub interactions: Option<S3Options>,
    /// Where people reach Parcours, such as `https://parcours.example.org`.
    pub public_url: Option<String>,
    /// How links begin that no request brought, such as those in mails.
    pub base_url: String,
    /// How mail goes out, if it does.
    pub mailer: Mailer,
    /// Whether a proxy of ours stands in front, whose `X-Forwarded-…` headers may be believed.
    pub trust_proxy: bool,
    /// Whether `/metrics` answers other machines too.
    pub open_metrics: bool,
    /// The largest file that may be uploaded, in bytes.
    pub largest_upload: u64,
    /// Memory for decoded rows of the interaction log, in bytes: what is asked again is answered from
    /// it. Nothing for a process that asks once.
    pub decoded_bytes: usize,
    /// Whether this is the demo.
    pub demo: bool,
}

impl Config {
    /// Where the files of the interaction log lie.
    pub fn files(&self, data: &Path) -> Result<Files, StorageError> {
        match &self.interactions {
            Some(store) => Files::s3(store, data.join("cache").join("interactions")),
            None => Ok(Files::folder(data.join("interactions"))),
        }
    }
}

/// All services; cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// The database.
    pub database: Database,
    /// Time and chance.
    pub env: Env,
    /// The interaction log.
    pub log: Log,
    /// Users, roles, sessions.
    pub access: Access,
    /// Customers and identities.
    pub customers: Customers,
    /// Maps.
    pub journeys: Journeys,
    /// Kernels.
    pub paths: Paths,
    /// Where customers stand.
    pub positions: Positions,
    /// Sources, intake, imports.
    pub tracking: Tracking,
    /// What people should know.
    pub notices: Notices,
    /// Several people on one map.
    pub together: Together,
    pub(crate) config: Config,
}

impl App {
    /// Opens (and migrates) the database and makes the services.
    pub async fn open(config: Config, env: Env) -> Result<Self, StorageError> {
        let options = Options {
            data: config.data.clone(),
            url: config.database_url.clone(),
            schema: config.schema.clone(),
        };
        Self::new(Database::open(options).await?, config, env)
    }

    /// The services over a database that is open already. Fails where the store of the log's files
    /// cannot be made out; it is not yet spoken to.
    pub fn new(database: Database, config: Config, env: Env) -> Result<Self, StorageError> {
        let access = Access::new(
            database.clone(),
            env.clone(),
            parcours_access::Config {
                trust_proxy: config.trust_proxy,
                public_url: config.public_url.clone(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                demo: config.demo,
            },
        );
        let files = config.files(database.data())?;
        let log = Log::with_files(database.clone(), env.clone(), files)
            .keeping_decoded(config.decoded_bytes);
        let customers = Customers::new(log.clone(), env.clone());
        let tracking = Tracking::new(
            database.clone(),
            env.clone(),
            log.clone(),
            customers.clone(),
            parcours_tracking::Config {
                most_upload_bytes: config.largest_upload,
                public_url: config.public_url.clone(),
                trust_proxy: config.trust_proxy,
            },
        );
        let journeys = Journeys::new(database.clone(), env.clone());
        let notices = Notices::new(
            database.clone(),
            env.clone(),
            access.clone(),
            config.mailer.clone(),
            config.base_url.clone(),
        );
        let together =
            Together::new(database.clone(), env.clone(), access.clone(), journeys.clone());
        Ok(Self {
            access,
            notices,
            together,
            customers,
            positions: Positions::new(log.clone(), journeys.clone(), env.clone()),
            journeys,
            paths: Paths::new(log.clone(), env.clone()),
            tracking,
            log,
            database,
            env,
            config,
        })
    }

    /// The same, with the folds of large questions done by an engine, for reports and jobs alike.
    #[must_use]
    pub fn with_engine(self, engine: Arc<dyn Engine>) -> Self {
        Self {
            paths: self.paths.with_engine(Arc::clone(&engine)),
            positions: self.positions.with_engine(engine),
            ..self
        }
    }

    /// Maps as files.
    pub fn exchange(&self) -> Exchange {
        Exchange::new(self.journeys.clone(), self.paths.clone())
    }

    /// The jobs table.
    pub fn queue(&self) -> Queue {
        Queue::new(self.database.clone(), self.env.clone())
    }

    /// How the log is kept.
    pub fn log_keeping(&self) -> LogKeeping {
        LogKeeping::new(self.log.clone(), self.env.clone())
    }

    /// A runner that keeps the log in order and does nothing else: for commands that write much of it.
    pub fn log_runner(&self) -> Runner {
        let (sealing, tidying) = (self.log_keeping(), self.log_keeping());
        Runner::new(self.database.clone(), self.env.clone())
            .handle(move |_: SealLog, context| {
                let keeping = sealing.clone();
                async move { Ok(keeping.seal(|| context.is_stopping()).await.map(drop)?) }
            })
            .handle(move |_: TidyLog, context| {
                let keeping = tidying.clone();
                async move { Ok(keeping.tidy_up(Effort::AsItPays, || context.is_stopping()).await?) }
            })
    }

    /// A runner that knows the jobs of all capabilities.
    pub fn runner(&self) -> Runner {
        let (keeping, queue) = (self.log_keeping(), self.queue());
        let runner = self.log_runner().comes_back::<TidyLog>();
        let runner = runner.upkeep(move |_: WatchLog, _| {
            let (keeping, queue) = (keeping.clone(), queue.clone());
            async move { Ok(keeping.watch(&queue).await?) }
        });
        let (database, env) = (self.database.clone(), self.env.clone());
        let runner = runner.upkeep(move |_: PurgeChanges, _| {
            let (database, before) =
                (database.clone(), env.now().plus_seconds(-CHANGES_KEPT_SECONDS));
            async move { Ok(ChangeFeed::purge(&database, before).await.map(|_| ())?) }
        });
        let runner = self.positions.register_jobs(runner);
        let runner = parcours_access::register(runner, &self.access);
        let runner = parcours_notices::register(runner, &self.notices);
        let runner = parcours_paths::register(runner, &self.paths);
        self.tracking.register_jobs(runner)
    }
}
