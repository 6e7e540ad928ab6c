//! From counts to figures: shares, trends, means.

use jiff::tz::TimeZone;
use parcours_journeys::Journey;
use parcours_kernel::{Period, Timestamp};

use super::{Counted, JourneyFigures, Periods, StageFigures, TouchpointFigures};
use crate::evidence::Evidence;
use crate::feeling::Scores;
use crate::rolled::Rolling;

/// Fewer customers than this before, and a trend is noise.
const FEWEST_FOR_TREND: u64 = 20;

/// What figures are made with, besides the counts.
pub(super) struct Assembly<'a> {
    pub(super) journey: &'a Journey,
    pub(super) periods: Periods,
    pub(super) rolling: Rolling,
    pub(super) zone: &'a TimeZone,
    pub(super) now: Timestamp,
}

impl Assembly<'_> {
    /// `total` are all interactions of the period, claimed or not.
    pub(super) fn assemble(&self, counted: &Counted, total: u64) -> JourneyFigures {
        let steps = &counted.steps;
        let before = self.periods.before.map(|_| &counted.before);
        let interactions = steps.steps.iter().map(|step| step.interactions).sum();
        let has_goal =
            self.journey.touchpoints().take(steps.steps.len()).any(|touchpoint| touchpoint.goal);
        let period = self.periods.now;
        let bounded = period != Period::ALL;
        JourneyFigures {
            from: bounded.then_some(period.from),
            to: bounded.then_some(period.until),
            time_zone: self.zone.iana_name().unwrap_or("UTC").to_owned(),
            computed_at: self.now,
            interactions,
            customers: steps.customers,
            customers_before: before.map(|before| before.customers),
            goal_customers: has_goal.then_some(steps.goal_customers),
            goal_share: has_goal.then(|| share(steps.goal_customers, steps.customers)).flatten(),
            goal_share_before: before
                .filter(|_| has_goal)
                .and_then(|before| share(before.goal_customers, before.customers)),
            unclaimed_interactions: total.saturating_sub(interactions),
            felt: all(&counted.scores).felt(),
            stages: self.stages(counted),
            touchpoints: self.touchpoints(counted),
        }
    }

    fn stages(&self, counted: &Counted) -> Vec<StageFigures> {
        let last = self.journey.stages.len().saturating_sub(1);
        let stages = self.journey.stages.iter().zip(&counted.stages.steps).enumerate();
        stages
            .map(|(place, (stage, step))| StageFigures {
                stage_id: stage.id,
                interactions: step.interactions,
                customers: step.customers,
                reach: share(step.customers, counted.steps.customers),
                lost: (place != last).then(|| share(step.lost, step.customers)).flatten(),
            })
            .collect()
    }

    fn touchpoints(&self, counted: &Counted) -> Vec<TouchpointFigures> {
        let steps = &counted.steps.steps;
        let last = steps.len().saturating_sub(1);
        let touchpoints = self.journey.touchpoints().zip(steps).enumerate();
        touchpoints
            .map(|(place, (touchpoint, step))| {
                let before = self.periods.before.map(|_| counted.before.steps[place].customers);
                let felt = counted.scores[place].felt();
                TouchpointFigures {
                    touchpoint_id: touchpoint.id,
                    interactions: step.interactions,
                    customers: step.customers,
                    reach: share(step.customers, counted.steps.customers),
                    lost: (place != last).then(|| share(step.lost, step.customers)).flatten(),
                    median_seconds_to_next: step.median_seconds_to_next(),
                    customers_before: before,
                    trend: before
                        .filter(|before| *before >= FEWEST_FOR_TREND)
                        .and_then(|before| share(step.customers, before))
                        .map(|ratio| ratio - 1.0),
                    signals: touchpoint.signals.len(),
                    felt,
                    evidence: Evidence::of(&touchpoint.content, step.interactions, felt),
                    rolled_up: self.rolling.of(touchpoint.id, &counted.rolled),
                }
            })
            .collect()
    }
}

fn all(scores: &[Scores]) -> Scores {
    let mut all = Scores::default();
    for score in scores {
        all.merge(*score);
    }
    all
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
