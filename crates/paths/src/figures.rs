//! The figures of a map: what the cards and the header show.

use parcours_interactions::{Bucket, ScanRequest, Snapshot};
use parcours_journeys::{Binding, Journey, StageId, TouchpointId};
use parcours_kernel::{Period, Timestamp};
use parcours_storage::StorageError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::reach::{NO_STEP, Reach, Step, reach};

/// Fewer customers than this before, and a trend is noise.
const FEWEST_FOR_TREND: u64 = 20;

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
}

/// Reads a journey's figures from one snapshot. Cost: one scan of its signatures over both periods.
pub(crate) async fn figures(
    view: &Snapshot,
    journey: &Journey,
    binding: &Binding,
    period: Period,
    zone: &jiff::tz::TimeZone,
    now: Timestamp,
) -> Result<JourneyFigures, StorageError> {
    // A log that began within the period before cannot tell what happened in all of it.
    let begins_at = view.begins_at().await?;
    let before = period.before().filter(|before| begins_at.is_some_and(|at| at <= before.from));
    let request = ScanRequest {
        period: Period {
            from: before.map_or(period.from, |before| before.from),
            until: period.until,
        },
        signatures: Some(binding.signatures()),
        customers: None,
        values: false,
    };
    let periods = Periods { now: period, before };
    let kernel = Kernel::new(journey, binding, periods);
    let parts: Vec<Counted> =
        view.scan(&request, move |part, bucket| kernel.add(part, bucket)).await?;
    let total = view.total(period).await?;
    let counted = Counted::join(parts, binding.touchpoints().len(), journey.stages.len());
    Ok(assemble(counted, journey, periods, total, zone, now))
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
}

/// The map as the kernel sees it: codes instead of names.
struct Kernel {
    binding: Binding,
    stage_of: Vec<u8>,
    goals: Vec<bool>,
    no_goals: Vec<bool>,
    periods: Periods,
}

impl Kernel {
    fn new(journey: &Journey, binding: &Binding, periods: Periods) -> Self {
        Self {
            binding: binding.clone(),
            stage_of: (0..=NO_STEP)
                .zip(&journey.stages)
                .flat_map(|(number, stage)| std::iter::repeat_n(number, stage.touchpoints.len()))
                .collect(),
            goals: goals(journey, binding),
            no_goals: vec![false; journey.stages.len()],
            periods,
        }
    }

    fn add(&self, part: &mut Counted, bucket: &Bucket) {
        let touchpoint = |signature: u32| self.binding.code(signature);
        let stage = |signature: u32| {
            self.stage_of.get(usize::from(touchpoint(signature))).copied().unwrap_or(NO_STEP)
        };
        part.steps.merge(reach(bucket, self.periods.now, touchpoint, &self.goals));
        part.stages.merge(reach(bucket, self.periods.now, stage, &self.no_goals));
        if let Some(before) = self.periods.before {
            part.before.merge(reach(bucket, before, touchpoint, &self.goals));
        }
    }
}

fn goals(journey: &Journey, binding: &Binding) -> Vec<bool> {
    let bound = journey.touchpoints().take(binding.touchpoints().len());
    bound.map(|touchpoint| touchpoint.goal).collect()
}

impl Counted {
    /// Over all customers; every step is there, also where nobody was.
    fn join(parts: Vec<Self>, steps: usize, stages: usize) -> Self {
        let mut whole = Self::default();
        for part in parts {
            whole.steps.merge(part.steps);
            whole.stages.merge(part.stages);
            whole.before.merge(part.before);
        }
        whole.steps.steps.resize_with(steps, Step::default);
        whole.before.steps.resize_with(steps, Step::default);
        whole.stages.steps.resize_with(stages, Step::default);
        whole
    }
}

fn assemble(
    counted: Counted,
    journey: &Journey,
    Periods { now: period, before }: Periods,
    total: u64,
    zone: &jiff::tz::TimeZone,
    now: Timestamp,
) -> JourneyFigures {
    let Counted { steps: now_steps, stages: now_stages, before: counted_before } = counted;
    let before_steps = before.map(|_| counted_before);
    let interactions = now_steps.steps.iter().map(|step| step.interactions).sum();
    let has_goal =
        journey.touchpoints().take(now_steps.steps.len()).any(|touchpoint| touchpoint.goal);
    let bounded = period != Period::ALL;
    JourneyFigures {
        from: bounded.then_some(period.from),
        to: bounded.then_some(period.until),
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        computed_at: now,
        interactions,
        customers: now_steps.customers,
        customers_before: before_steps.as_ref().map(|before| before.customers),
        goal_customers: has_goal.then_some(now_steps.goal_customers),
        goal_share: has_goal
            .then(|| share(now_steps.goal_customers, now_steps.customers))
            .flatten(),
        goal_share_before: before_steps
            .as_ref()
            .filter(|_| has_goal)
            .and_then(|before| share(before.goal_customers, before.customers)),
        unclaimed_interactions: total.saturating_sub(interactions),
        stages: stage_figures(journey, &now_stages, now_steps.customers),
        touchpoints: touchpoint_figures(journey, &now_steps, before_steps.as_ref()),
    }
}

fn stage_figures(journey: &Journey, reach: &Reach, customers: u64) -> Vec<StageFigures> {
    let last = journey.stages.len().saturating_sub(1);
    let stages = journey.stages.iter().zip(&reach.steps).enumerate();
    stages
        .map(|(place, (stage, step))| StageFigures {
            stage_id: stage.id,
            interactions: step.interactions,
            customers: step.customers,
            reach: share(step.customers, customers),
            lost: (place != last).then(|| share(step.lost, step.customers)).flatten(),
        })
        .collect()
}

fn touchpoint_figures(
    journey: &Journey,
    reach: &Reach,
    before: Option<&Reach>,
) -> Vec<TouchpointFigures> {
    let last = reach.steps.len().saturating_sub(1);
    let touchpoints = journey.touchpoints().zip(&reach.steps).enumerate();
    touchpoints
        .map(|(place, (touchpoint, step))| {
            let customers_before = before.map(|before| before.steps[place].customers);
            TouchpointFigures {
                touchpoint_id: touchpoint.id,
                interactions: step.interactions,
                customers: step.customers,
                reach: share(step.customers, reach.customers),
                lost: (place != last).then(|| share(step.lost, step.customers)).flatten(),
                median_seconds_to_next: step.median_seconds_to_next(),
                customers_before,
                trend: customers_before
                    .filter(|before| *before >= FEWEST_FOR_TREND)
                    .and_then(|before| share(step.customers, before))
                    .map(|ratio| ratio - 1.0),
                signals: touchpoint.signals.len(),
            }
        })
        .collect()
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
