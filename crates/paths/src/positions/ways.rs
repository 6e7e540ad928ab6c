//! The ways of some customers through one journey: touchpoint after touchpoint, as the map that counts
//! claims what they did.

use parcours_interactions::CustomerId;
use parcours_journeys::{JourneyId, TouchpointId};
use parcours_kernel::{Problem, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::Positions;
use crate::cases::NONE;

/// Of a customer who did more at touchpoints, the newest are told.
const MOST_STEPS: usize = 200;

/// What one customer did in a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerWay {
    /// Whose: as asked for.
    pub customer_id: CustomerId,
    /// In order of time; 200 at most, the newest.
    pub steps: Vec<WayStep>,
    /// How many came before these.
    pub earlier: usize,
}

/// One interaction at a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct WayStep {
    /// Where.
    pub touchpoint_id: TouchpointId,
    /// When.
    pub at: Timestamp,
}

impl Positions {
    /// The ways of some customers, in the order in which they are asked for; empty for whoever did
    /// nothing in the journey. Cost: for each a few pages and some binary searches.
    pub async fn ways(
        &self,
        journey: JourneyId,
        customers: &[CustomerId],
    ) -> Result<Vec<CustomerWay>, Problem> {
        let map = self.map_of(journey).await?;
        let view = self.log.snapshot().await?;
        let mut ways = Vec::with_capacity(customers.len());
        for customer in customers {
            let way = view.way(view.resolve(*customer)).await?;
            let step = |(at, signature): &(i64, u32)| {
                let code = Some(map.code(*signature)).filter(|code| *code != NONE)?;
                let (touchpoint, _) = map.place(code)?;
                Some(WayStep { touchpoint_id: touchpoint.id, at: Timestamp::from_micros(*at) })
            };
            let mut steps: Vec<WayStep> = way.iter().filter_map(step).collect();
            let earlier = steps.len().saturating_sub(MOST_STEPS);
            steps.drain(..earlier);
            ways.push(CustomerWay { customer_id: *customer, steps, earlier });
        }
        Ok(ways)
    }
}
