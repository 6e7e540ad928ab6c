//! The atlas: all journeys at a glance, with their health.

use parcours_journeys::{Journey, JourneyRef, JourneySummary, ParentRef, TouchpointId};
use parcours_kernel::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::evidence::{Evidence, FEWEST_ANSWERS};
use crate::feeling::Felt;
use crate::figures::JourneyFigures;

/// Journeys in the atlas: those that changed last.
pub(crate) const MOST: u32 = 200;
/// Fewer customers than this say nothing of a journey's health.
const FEWEST_CUSTOMERS: u64 = 20;

/// All journeys at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Atlas {
    /// The first moment of the period; null for all of time.
    pub from: Option<Timestamp>,
    /// The first moment after it; null for all of time.
    pub to: Option<Timestamp>,
    /// When this was computed: at most a minute ago.
    pub computed_at: Timestamp,
    /// The journeys, last changed first; 200 at most.
    pub items: Vec<AtlasEntry>,
}

/// A journey at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AtlasEntry {
    /// What the list says of it.
    #[serde(flatten)]
    pub summary: JourneySummary,
    /// The touchpoints of other journeys that open into it.
    pub parents: Vec<ParentRef>,
    /// The journeys that its touchpoints open into.
    pub children: Vec<JourneyRef>,
    /// Distinct customers of the period.
    pub customers: u64,
    /// The same in the period before; null where the log does not reach back so far.
    pub customers_before: Option<u64>,
    /// Share of its customers at a goal, 0 to 1; null without a goal or without customers.
    pub goal_share: Option<f64>,
    /// `goal_share / goal_share_before − 1`; null under 20 customers before.
    pub goal_trend: Option<f64>,
    /// How it felt to those who scored anything of it.
    pub felt: Option<Felt>,
    /// How much is known of its touchpoints.
    pub evidence: EvidenceCounts,
    /// Its touchpoint that felt worst, of those with 20 scores or more.
    pub lowest: Option<Lowest>,
    /// How it does.
    pub health: Health,
}

/// Touchpoints by how much is known of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvidenceCounts {
    /// Nothing is known.
    pub nothing: u64,
    /// The team believes something.
    pub believed: u64,
    /// Interactions are seen, too few scores.
    pub partly_measured: u64,
    /// Interactions and scores are seen.
    pub measured: u64,
}

/// A touchpoint that felt worse than the others.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Lowest {
    /// Which.
    pub touchpoint_id: TouchpointId,
    /// Its name.
    pub name: String,
    /// How it felt.
    pub felt: Felt,
}

/// How a journey does. The worst that holds counts:
///
/// - *unknown*: fewer than 20 customers in the period;
/// - *bad*: customers score it below −0.5, or a moment of truth in it below −1 (20 scores at
///   least), or the share at the goal fell by a quarter or more;
/// - *watch*: customers score it below +0.5, or any of its touchpoints below −0.5, or the share at
///   the goal fell by a tenth or more;
/// - *good*: none of these, and something is measured: a feeling or a goal. Else *unknown*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// Nothing to worry about.
    Good,
    /// Something slips.
    Watch,
    /// Something is broken.
    Bad,
    /// Too little is measured to tell.
    Unknown,
}

/// What health is told from.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    customers: u64,
    /// The mean of all scores, where there are enough.
    felt: Option<f64>,
    lowest: Option<f64>,
    lowest_of_truth: Option<f64>,
    has_goal: bool,
    goal_trend: Option<f64>,
}

impl Health {
    fn of(signs: Signs) -> Self {
        let below = |value: Option<f64>, limit: f64| value.is_some_and(|value| value < limit);
        let fell = |by: f64| signs.goal_trend.is_some_and(|trend| trend <= -by);
        if signs.customers < FEWEST_CUSTOMERS {
            Self::Unknown
        } else if below(signs.felt, -0.5) || below(signs.lowest_of_truth, -1.0) || fell(0.25) {
            Self::Bad
        } else if below(signs.felt, 0.5) || below(signs.lowest, -0.5) || fell(0.1) {
            Self::Watch
        } else if signs.felt.is_some() || signs.has_goal {
            Self::Good
        } else {
            Self::Unknown
        }
    }
}

/// An entry from a journey and its figures.
pub(crate) fn entry(
    summary: JourneySummary,
    journey: &Journey,
    figures: &JourneyFigures,
) -> AtlasEntry {
    let mut evidence = EvidenceCounts::default();
    for row in &figures.touchpoints {
        *match row.evidence {
            Evidence::Nothing => &mut evidence.nothing,
            Evidence::Believed => &mut evidence.believed,
            Evidence::PartlyMeasured => &mut evidence.partly_measured,
            Evidence::Measured => &mut evidence.measured,
        } += 1;
    }
    let goal_trend = figures
        .customers_before
        .filter(|before| *before >= FEWEST_CUSTOMERS)
        .and(figures.goal_share_before.filter(|before| *before > 0.0))
        .and_then(|before| Some(figures.goal_share? / before - 1.0));
    let lowest = lowest(journey, figures, false);
    let mean = |found: &Option<Lowest>| found.as_ref().map(|lowest| lowest.felt.mean);
    let felt = figures.felt.filter(|felt| felt.answers >= FEWEST_ANSWERS);
    let health = Health::of(Signs {
        customers: figures.customers,
        felt: felt.map(|felt| felt.mean),
        lowest: mean(&lowest),
        lowest_of_truth: mean(&self::lowest(journey, figures, true)),
        has_goal: figures.goal_share.is_some(),
        goal_trend,
    });
    let mut children: Vec<JourneyRef> =
        journey.touchpoints().filter_map(|touchpoint| touchpoint.sub_journey.clone()).collect();
    children.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    children.dedup_by_key(|child| child.id);
    AtlasEntry {
        summary,
        parents: journey.parents.clone(),
        children,
        customers: figures.customers,
        customers_before: figures.customers_before,
        goal_share: figures.goal_share,
        goal_trend,
        felt: figures.felt,
        evidence,
        lowest,
        health,
    }
}

/// The touchpoint that felt worst, of those with enough scores; of moments of truth only, if asked.
fn lowest(journey: &Journey, figures: &JourneyFigures, of_truth: bool) -> Option<Lowest> {
    let rows = figures.touchpoints.iter().filter_map(|row| {
        let felt = row.felt.filter(|felt| felt.answers >= FEWEST_ANSWERS)?;
        let touchpoint = journey.touchpoint(row.touchpoint_id)?;
        (!of_truth || touchpoint.content.moment_of_truth).then_some((touchpoint, felt))
    });
    let (touchpoint, felt) = rows.min_by(|(_, a), (_, b)| a.mean.total_cmp(&b.mean))?;
    Some(Lowest { touchpoint_id: touchpoint.id, name: touchpoint.name.clone(), felt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_sign_counts() {
        let well = Signs {
            customers: 100,
            felt: Some(1.0),
            lowest: Some(0.2),
            lowest_of_truth: Some(0.2),
            has_goal: true,
            goal_trend: Some(0.0),
        };
        for (signs, health) in [
            (well, Health::Good),
            (Signs { customers: 19, felt: Some(-2.0), ..well }, Health::Unknown),
            (Signs { felt: Some(-0.6), ..well }, Health::Bad),
            (Signs { lowest: Some(-1.1), lowest_of_truth: Some(-1.1), ..well }, Health::Bad),
            (Signs { lowest: Some(-1.1), lowest_of_truth: None, ..well }, Health::Watch),
            (Signs { goal_trend: Some(-0.25), ..well }, Health::Bad),
            (Signs { goal_trend: Some(-0.1), ..well }, Health::Watch),
            (Signs { goal_trend: Some(-0.09), ..well }, Health::Good),
            (Signs { felt: Some(0.4), ..well }, Health::Watch),
            (Signs { customers: 100, has_goal: true, ..Signs::default() }, Health::Good),
            (Signs { customers: 100, ..Signs::default() }, Health::Unknown),
        ] {
            assert_eq!(Health::of(signs), health, "{signs:?}");
        }
    }
}
