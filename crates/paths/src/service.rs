//! Kernels with a meaning: figures of a journey, what a signal matches, what nothing claims.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use parcours_interactions::{CustomerSet, Log, LogState, Snapshot};
use parcours_journeys::{
    Journey, JourneyId, JourneySummary, Signal, SignalMatcher, TouchpointId, bind,
};
use parcours_kernel::{Env, Language, Period, PeriodQuery, Problem, Timestamp};
use parcours_storage::{Database, Settings, StorageError};

use crate::atlas::{self, Atlas};
use crate::cache::Cache;
use crate::engine::{Engine, Known};
use crate::figures::{self, JourneyFigures};
use crate::fold::{Folded, Folds};
use crate::personas::PersonaKey;
use crate::plan::Plan;
use crate::proposals::{self, Ask, Proposals, Thresholds};
use crate::signals::{self, SignalPreview, Unclaimed, Vocabulary};

/// What the figures of a journey depend on: its state, the days, and how far the log has come.
#[derive(Debug, PartialEq, Eq, Hash)]
struct FiguresKey {
    journey: JourneyId,
    revision: i64,
    from: i64,
    until: i64,
    zone: String,
    log: LogState,
    /// The journeys that it opens into.
    opened: Vec<(JourneyId, i64)>,
}

/// What an atlas depends on. Not the log: an atlas may be a minute old, since each journey in it
/// costs a scan, and somewhere something happens all the time.
#[derive(Debug, PartialEq, Eq, Hash)]
struct AtlasKey {
    journeys: Vec<(JourneyId, i64)>,
    from: i64,
    until: i64,
    zone: String,
    minute: i64,
}

/// What customers really do; cheap to clone.
#[derive(Debug, Clone)]
pub struct Paths {
    log: Log,
    env: Env,
    cache: Arc<Cache<FiguresKey, JourneyFigures>>,
    atlases: Arc<Cache<AtlasKey, Arc<HashMap<JourneyId, JourneyFigures>>>>,
    personas: Arc<Cache<PersonaKey, Arc<CustomerSet>>>,
    folds: Folds,
}

impl Paths {
    /// The paths of a log.
    pub fn new(log: Log, env: Env) -> Self {
        Self {
            log,
            env,
            cache: Arc::default(),
            atlases: Arc::default(),
            personas: Arc::default(),
            folds: Folds::default(),
        }
    }

    /// The same, with the folds of large questions done by an engine.
    #[must_use]
    pub fn with_engine(self, engine: Arc<dyn Engine>) -> Self {
        Self { folds: Folds::with(engine), ..self }
    }

    /// The organisation's time zone.
    pub async fn time_zone(&self) -> Result<TimeZone, StorageError> {
        Settings::time_zone(self.database()).await
    }

    /// The period that a query means today.
    pub async fn period(&self, query: &PeriodQuery) -> Result<Period, Problem> {
        query.resolve(self.env.now(), &self.time_zone().await?)
    }

    /// The figures of a journey as it is given: a draft or a published version. `opened` are the
    /// journeys that its touchpoints open into, at any depth, and whose figures theirs take in.
    pub async fn figures(
        &self,
        journey: &Journey,
        opened: &[Journey],
        period: Period,
    ) -> Result<JourneyFigures, StorageError> {
        let zone = self.time_zone().await?;
        let view = self.log.snapshot().await?;
        let key = FiguresKey {
            journey: journey.id,
            revision: journey.revision,
            from: period.from.as_micros(),
            until: period.until.as_micros(),
            zone: zone.iana_name().unwrap_or_default().to_owned(),
            log: view.state().await?,
            opened: opened.iter().map(|inner| (inner.id, inner.revision)).collect(),
        };
        let compute = async {
            let signatures = self.log.signatures().await?;
            let map = figures::Map { journey, opened, signatures: &signatures };
            figures::figures(&view, map, period, &zone, self.env.now()).await
        };
        self.cache.get(key, compute).await
    }

    /// Journeys at a glance; their figures are at most a minute old.
    pub async fn atlas(
        &self,
        journeys: Vec<(JourneySummary, Journey)>,
        period: Period,
    ) -> Result<Atlas, StorageError> {
        let whole: Vec<_> = journeys.iter().map(|(_, journey)| journey.clone()).collect();
        let figures = self.figures_of(&whole, period).await?;
        let computed_at = figures.values().map(|figures| figures.computed_at).min();
        let bounded = period != Period::ALL;
        let items = journeys.into_iter().filter_map(|(summary, journey)| {
            Some(atlas::entry(summary, &journey, figures.get(&journey.id)?))
        });
        Ok(Atlas {
            from: bounded.then_some(period.from),
            to: bounded.then_some(period.until),
            computed_at: computed_at.unwrap_or_else(|| self.env.now()),
            items: items.collect(),
        })
    }

    /// The figures of many journeys, each without those that it opens into; at most a minute old.
    pub(crate) async fn figures_of(
        &self,
        journeys: &[Journey],
        period: Period,
    ) -> Result<Arc<HashMap<JourneyId, JourneyFigures>>, StorageError> {
        let key = AtlasKey {
            journeys: journeys.iter().map(|journey| (journey.id, journey.revision)).collect(),
            from: period.from.as_micros(),
            until: period.until.as_micros(),
            zone: self.time_zone().await?.iana_name().unwrap_or_default().to_owned(),
            minute: self.env.now().as_micros().div_euclid(60_000_000),
        };
        let compute = async {
            let mut figures = HashMap::new();
            for journey in journeys {
                // Boxed: a scan's future is large, and lies within two others here.
                let of_journey = Box::pin(self.figures(journey, &[], period)).await?;
                figures.insert(journey.id, of_journey);
            }
            Ok::<_, StorageError>(Arc::new(figures))
        };
        self.atlases.get(key, compute).await
    }

    /// What signals match in a period, and which other touchpoints of a journey claim of it.
    pub async fn preview(
        &self,
        signals: &[Signal],
        journey: Option<&Journey>,
        except: Option<TouchpointId>,
        period: Period,
    ) -> Result<SignalPreview, StorageError> {
        let signatures = self.log.signatures().await?;
        let matcher = SignalMatcher::new(signals);
        let matched: Vec<u32> = signatures
            .iter()
            .filter(|known| matcher.matches(&known.parts))
            .map(|known| known.id)
            .collect();
        let view = self.log.snapshot().await?;
        let binding = journey.map(|journey| bind(journey, &signatures));
        signals::preview(&view, &matched, journey.zip(binding.as_ref()), except, period).await
    }

    /// Interactions of a period that no touchpoint of a journey claims, by volume.
    pub async fn unclaimed(
        &self,
        journey: &Journey,
        period: Period,
        limit: usize,
    ) -> Result<Unclaimed, StorageError> {
        let binding = bind(journey, &self.log.signatures().await?);
        signals::unclaimed(&self.log.snapshot().await?, &binding, period, limit).await
    }

    /// Stages, touchpoints and signals for what customers did in a period: for all of it, or for
    /// what no touchpoint of a journey claims.
    pub async fn proposals(
        &self,
        journey: Option<&Journey>,
        period: Period,
        thresholds: Thresholds,
        language: Language,
    ) -> Result<Proposals, StorageError> {
        let signatures = self.log.signatures().await?;
        let binding = journey.map(|journey| bind(journey, &signatures));
        let ask = Ask {
            map: journey.zip(binding.as_ref()),
            signatures: &signatures,
            period,
            thresholds,
            language,
        };
        proposals::propose(&self.log.snapshot().await?, ask).await
    }

    /// The words that signals can be made of.
    pub async fn vocabulary(&self) -> Result<Vocabulary, StorageError> {
        Ok(signals::vocabulary(&self.log.signatures().await?))
    }

    /// Folds what a plan looks at, here or elsewhere.
    pub(crate) async fn fold<K: Known>(
        &self,
        view: &Snapshot,
        plan: &Plan,
        kernel: Arc<K>,
    ) -> Result<Folded<K::Partial>, Problem> {
        self.folds.fold(view, plan, kernel).await
    }

    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    pub(crate) fn personas(&self) -> &Cache<PersonaKey, Arc<CustomerSet>> {
        &self.personas
    }

    /// The moment that reports are made.
    pub(crate) fn now(&self) -> Timestamp {
        self.env.now()
    }

    pub(crate) fn env(&self) -> &Env {
        &self.env
    }

    pub(crate) fn database(&self) -> &Database {
        self.log.database()
    }
}
