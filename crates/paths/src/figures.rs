//! The figures of a map: what the cards and the header show.

mod assembly;

use std::collections::{BTreeSet, HashMap};

use parcours_interactions::{Bucket, ScanRequest, Signature, Snapshot};
use parcours_journeys::{Binding, Journey, StageId, TouchpointId, bind};
use parcours_kernel::{Period, Timestamp};
use parcours_storage::StorageError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::assembly::Assembly;
use crate::evidence::Evidence;
use crate::feeling::{Felt, Scale, Scores};
use crate::felt::{self, felt};
use crate::reach::{NO_STEP, Reach, Step, reach};
use crate::rolled::{self, RolledUp, Rolling};

/// Which state of the map to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MapVersion {
    /// The map as it is drawn now.
    #[default]
    Draft,
    /// The newest published version.
    Published,
}

impl MapVersion {
    /// The state by which customers stand somewhere: published, or drawn before the first publication.
    pub fn that_counts(draft: &Journey) -> Self {
        if draft.published_version.is_some() { Self::Published } else { Self::Draft }
    }
}

/// What customers did at each touchpoint and stage of a journey in a period.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct JourneyFigures {
    /// The first moment of the period; null for all of time.
    pub from: Option<Timestamp>,
    /// The first moment after it; null for all of time.
    pub to: Option<Timestamp>,
    /// The organisation's time zone, whose days these are.
    pub time_zone: String,
    /// When this was computed.
    pub computed_at: Timestamp,
    /// Interactions at any touchpoint.
    pub interactions: u64,
    /// Distinct customers at any touchpoint.
    pub customers: u64,
    /// The same in the period before, of the same length; null where the log does not reach back so far.
    pub customers_before: Option<u64>,
    /// Distinct customers at a goal touchpoint; null when no touchpoint is a goal.
    pub goal_customers: Option<u64>,
    /// Their share of the journey's customers, 0 to 1.
    pub goal_share: Option<f64>,
    /// That share in the period before.
    pub goal_share_before: Option<f64>,
    /// Interactions of the period that no touchpoint claims.
    pub unclaimed_interactions: u64,
    /// How the journey felt to those who scored anything of it; null when nobody did.
    pub felt: Option<Felt>,
    /// By stage, in map order.
    pub stages: Vec<StageFigures>,
    /// By touchpoint, in map order.
    pub touchpoints: Vec<TouchpointFigures>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StageFigures {
    /// Which.
    pub stage_id: StageId,
    /// Interactions.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Their share of the journey's customers, 0 to 1.
    pub reach: Option<f64>,
    /// Share of its customers who reach no later stage afterwards; null for the last.
    pub lost: Option<f64>,
}

/// One touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TouchpointFigures {
    /// Which.
    pub touchpoint_id: TouchpointId,
    /// Interactions.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Their share of the journey's customers, 0 to 1.
    pub reach: Option<f64>,
    /// Share of its customers who reach no later touchpoint afterwards; null for the last.
    pub lost: Option<f64>,
    /// Median seconds from the first contact here to the first later touchpoint.
    pub median_seconds_to_next: Option<u32>,
    /// Distinct customers in the period before; null where the log does not reach back so far.
    pub customers_before: Option<u64>,
    /// `customers / customers_before − 1`; null under 20 customers before.
    pub trend: Option<f64>,
    /// How many signals it has: without any, zero means "not wired".
    pub signals: usize,
    /// How it felt to those who scored it; null when nobody did.
    pub felt: Option<Felt>,
    /// How much of it is known.
    pub evidence: Evidence,
    /// The same with the journey that it opens into; null when it opens into none.
    pub rolled_up: Option<RolledUp>,
}

/// What the figures of a map are read with.
#[derive(Debug)]
pub(crate) struct Map<'a> {
    pub(crate) journey: &'a Journey,
    /// The journeys that its touchpoints open into, at any depth.
    pub(crate) opened: &'a [Journey],
    /// All signatures known.
    pub(crate) signatures: &'a [Signature],
}

/// Reads a journey's figures from one snapshot. Cost: one scan of its signatures, and of those that
/// carry scores, over both periods.
pub(crate) async fn figures(
    view: &Snapshot,
    map: Map<'_>,
    period: Period,
    zone: &jiff::tz::TimeZone,
    now: Timestamp,
) -> Result<JourneyFigures, StorageError> {
    // A log that began within the period before cannot tell what happened in all of it.
    let begins_at = view.begins_at().await?;
    let before = period.before().filter(|before| begins_at.is_some_and(|at| at <= before.from));
    let periods = Periods { now: period, before };
    let kernel = Kernel::new(&map, periods);
    let (request, rolling) = (kernel.request(), kernel.rolling.clone());
    let steps = kernel.binding.touchpoints().len();
    let parts: Vec<Counted> =
        view.scan(&request, move |part, bucket| kernel.add(part, bucket)).await?;
    let total = view.total(period).await?;
    let counted = Counted::join(parts, steps, map.journey.stages.len());
    Ok(Assembly { journey: map.journey, periods, rolling, zone, now }.assemble(&counted, total))
}

/// A period and the one before it, where the log can tell.
#[derive(Debug, Clone, Copy)]
struct Periods {
    now: Period,
    before: Option<Period>,
}

/// What is counted for a map, over some customers.
#[derive(Debug, Default)]
struct Counted {
    steps: Reach,
    stages: Reach,
    before: Reach,
    scores: Vec<Scores>,
    rolled: Vec<RolledUp>,
}

/// The map as the kernel sees it: codes instead of names.
struct Kernel {
    binding: Binding,
    stage_of: Vec<u8>,
    goals: Vec<bool>,
    no_goals: Vec<bool>,
    /// Of the signatures whose values are scores.
    scales: HashMap<u32, Scale>,
    rolling: Rolling,
    periods: Periods,
}

impl Kernel {
    fn new(map: &Map<'_>, periods: Periods) -> Self {
        let Map { journey, opened, signatures } = *map;
        let binding = bind(journey, signatures);
        let scale = |known: &Signature| Some((known.id, Scale::of(&known.parts)?));
        Self {
            stage_of: (0..=NO_STEP)
                .zip(&journey.stages)
                .flat_map(|(number, stage)| std::iter::repeat_n(number, stage.touchpoints.len()))
                .collect(),
            goals: goals(journey, &binding),
            no_goals: vec![false; journey.stages.len()],
            scales: signatures.iter().filter_map(scale).collect(),
            rolling: Rolling::new(journey, &binding, opened, signatures),
            binding,
            periods,
        }
    }

    /// What has to be read of the log.
    fn request(&self) -> ScanRequest {
        let claimed = self.binding.signatures();
        let mut from = self.periods.before.unwrap_or(self.periods.now).from;
        let mut wanted: BTreeSet<u32> =
            claimed.iter().copied().chain(self.rolling.signatures()).collect();
        // A map that claims nothing has no step that a score could be about.
        let values = !self.scales.is_empty() && !claimed.is_empty();
        if values {
            wanted.extend(self.scales.keys());
            let memory = self.periods.now.from.as_micros().saturating_sub(felt::MEMORY);
            from = from.min(Timestamp::from_micros(memory));
        }
        ScanRequest {
            signatures: Some(wanted.into_iter().collect()),
            values,
            ..ScanRequest::of(Period { from, until: self.periods.now.until })
        }
    }

    fn add(&self, part: &mut Counted, bucket: &Bucket) {
        let now = self.periods.now;
        let touchpoint = |signature: u32| self.binding.code(signature);
        let stage = |signature: u32| {
            self.stage_of.get(usize::from(touchpoint(signature))).copied().unwrap_or(NO_STEP)
        };
        part.steps.merge(reach(bucket, now, touchpoint, &self.goals));
        part.stages.merge(reach(bucket, now, stage, &self.no_goals));
        if let Some(before) = self.periods.before {
            part.before.merge(reach(bucket, before, touchpoint, &self.goals));
        }
        if !bucket.value.is_empty() {
            let feeling = |signature, value| self.scales.get(&signature)?.feeling(value);
            let scores = felt(bucket, now, self.goals.len(), touchpoint, feeling);
            felt::merge(&mut part.scores, scores);
        }
        rolled::merge(&mut part.rolled, self.rolling.count(bucket, now));
    }
}

impl Counted {
    /// Over all customers; every step is there, also where nobody was.
    fn join(parts: Vec<Self>, steps: usize, stages: usize) -> Self {
        let mut whole = Self::default();
        for part in parts {
            whole.steps.merge(part.steps);
            whole.stages.merge(part.stages);
            whole.before.merge(part.before);
            felt::merge(&mut whole.scores, part.scores);
            rolled::merge(&mut whole.rolled, part.rolled);
        }
        whole.steps.steps.resize_with(steps, Step::default);
        whole.before.steps.resize_with(steps, Step::default);
        whole.stages.steps.resize_with(stages, Step::default);
        whole.scores.resize_with(steps, Scores::default);
        whole
    }
}

fn goals(journey: &Journey, binding: &Binding) -> Vec<bool> {
    let bound = journey.touchpoints().take(binding.touchpoints().len());
    bound.map(|touchpoint| touchpoint.goal).collect()
}
