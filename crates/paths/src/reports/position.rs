//! How many customers stand where.

use std::sync::Arc;

use parcours_journeys::{JourneyId, TouchpointId};
use parcours_kernel::{Problem, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::fold::Folded;
use crate::kernels::position::{Everyone, Gaps, Places, Thresholds};
use crate::plan::{LeftOut, Plan};
use crate::positions::places;
use crate::question::Activities;
use crate::{Paths, Question};

/// How many customers stand at each touchpoint, and in which state.
///
/// Who was silent for no longer than three in four before they went on from there is active, up to
/// nineteen in twenty waiting, beyond that quiet.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PositionReport {
    /// The journey's name; null where kinds or signatures are looked at.
    pub journey: Option<String>,
    /// Its id.
    pub journey_id: Option<JourneyId>,
    /// The published version that counts; null for the draft.
    pub version: Option<i64>,
    /// All who stand anywhere.
    pub customers: u64,
    /// The moment.
    pub at: Timestamp,
    /// When it was last found out what silence is usual.
    pub fitted_at: Timestamp,
    /// In map order; kinds and signatures in alphabetical order.
    pub touchpoints: Vec<AtTouchpointCount>,
    /// What was not looked at.
    pub left_out: LeftOut,
}

/// Customers at one touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AtTouchpointCount {
    /// Which; null where it is no touchpoint.
    pub touchpoint_id: Option<TouchpointId>,
    /// Its name.
    pub name: String,
    /// The name of its stage.
    pub stage: Option<String>,
    /// All who stand there: the next four together.
    pub customers: u64,
    /// Heard of lately.
    pub active: u64,
    /// Silent for longer than most who went on.
    pub waiting: u64,
    /// Silent for longer than nearly all who went on.
    pub quiet: u64,
    /// At a goal, or quiet after one.
    pub reached_goal: u64,
}

impl Paths {
    /// Where everybody stood when the period ended, or stands now, by a scan; what positions are
    /// [kept](crate::Positions) for is answered faster from these. Cost: two scans of what the question
    /// looks at.
    pub async fn position(&self, question: &Question) -> Result<PositionReport, Problem> {
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let gaps = Arc::new(Gaps { activities: u16::from(plan.activities()).max(1) });
        let thresholds = Thresholds::new(&self.fold(&view, &plan, gaps).await?.partial);
        let now = self.now().min(question.period.until);
        let journey = match &question.activities {
            Activities::Touchpoints(journey) | Activities::Stages(journey) => Some(journey),
            Activities::Kinds | Activities::Signatures => None,
        };
        let of_map = match &question.activities {
            Activities::Touchpoints(journey) => places(journey),
            _ => Places::default(),
        };
        let kernel = Arc::new(Everyone { places: of_map, thresholds, now: now.as_micros() });
        let Folded { partial: standing, left_out } =
            self.fold(&view, &plan, Arc::clone(&kernel)).await?;
        let mut touchpoints: Vec<AtTouchpointCount> = kernel
            .answer(&standing)
            .into_iter()
            .map(|at| AtTouchpointCount {
                touchpoint_id: None,
                name: plan.name(at.touchpoint).to_owned(),
                stage: None,
                customers: at.customers,
                active: at.active,
                waiting: at.waiting,
                quiet: at.gone_quiet,
                reached_goal: at.reached_goal,
            })
            .collect();
        if let Activities::Touchpoints(journey) = &question.activities {
            let places = journey.stages.iter().flat_map(|stage| {
                stage.touchpoints.iter().map(move |touchpoint| (touchpoint.id, &stage.name))
            });
            for (at, (id, stage)) in touchpoints.iter_mut().zip(places) {
                (at.touchpoint_id, at.stage) = (Some(id), Some(stage.clone()));
            }
        }
        Ok(PositionReport {
            journey: journey.map(|journey| journey.name.clone()),
            journey_id: journey.map(|journey| journey.id),
            version: None,
            customers: touchpoints.iter().map(|at| at.customers).sum(),
            at: now,
            fitted_at: self.now(),
            touchpoints,
            left_out,
        })
    }
}
