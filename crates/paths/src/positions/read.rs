//! Reading positions: how many stand where, who, and one customer in all journeys. The state is found
//! at read, from the silence until now.

use std::sync::Arc;

use parcours_interactions::CustomerId;
use parcours_journeys::{JourneyId, JourneyRef, TouchpointId};
use parcours_kernel::{Page, PageQuery, Problem, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Positions;
use super::map::LiveMap;
use super::store::{self, Cutoffs, PositionRow, Slice};
use crate::cases::NONE;
use crate::kernels::position::{Position, State};
use crate::plan::LeftOut;
use crate::reports::{AtTouchpointCount, PositionReport};

/// Which customers are wanted.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StandingQuery {
    /// Only those at this touchpoint.
    pub touchpoint: Option<TouchpointId>,
    /// Only those who are `active`, `waiting`, `quiet`, or who have `reached_goal`.
    pub state: Option<State>,
}

/// Where a customer stands in one journey.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StandingCustomer {
    /// Who.
    pub customer_id: CustomerId,
    /// The touchpoint of their last interaction in this journey.
    pub touchpoint_id: TouchpointId,
    /// Its name.
    pub touchpoint: String,
    /// The name of its stage.
    pub stage: String,
    /// Since when they are at this touchpoint.
    pub touchpoint_since: Timestamp,
    /// Since when they are in this stage.
    pub stage_since: Timestamp,
    /// Their last interaction in this journey.
    pub last_at: Timestamp,
    /// When they first reached a goal.
    pub goal_since: Option<Timestamp>,
    /// Whether they still move, at this moment.
    pub state: State,
    /// Without another interaction they are waiting from then on; null at a goal.
    pub waiting_from: Option<Timestamp>,
    /// And have gone quiet from then on.
    pub quiet_from: Option<Timestamp>,
}

/// Where a customer stands, with the journey.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CustomerPosition {
    /// The journey.
    pub journey: JourneyRef,
    /// The published version; null where the draft counts.
    pub version: Option<i64>,
    /// Where they stand in it.
    #[serde(flatten)]
    pub standing: StandingCustomer,
}

/// Where a page of a list ended: touchpoint, last interaction (µs), customer.
type ListKey = (u8, i64, i64);

impl Positions {
    /// How many stand where in a journey, now. Cost: the index entries of its customers, no scan.
    pub async fn standing(&self, id: JourneyId) -> Result<PositionReport, Problem> {
        let map = self.map_of(id).await?;
        let now = self.env.now();
        let codes = (0..NONE).zip(map.journey.touchpoints());
        let cutoffs: Vec<Cutoffs> = codes.map(|(code, _)| cutoffs(&map, code, now)).collect();
        let counts = store::counts(self.database().read(), map.map, &cutoffs).await?;
        let touchpoints = (0..NONE).zip(map.journey.touchpoints()).map(|(code, touchpoint)| {
            let found = counts.iter().find(|row| row.touchpoint == i64::from(code));
            let of = |count: Option<i64>| count.unwrap_or(0).unsigned_abs();
            let (active, waiting) =
                (of(found.map(|row| row.active)), of(found.map(|row| row.waiting)));
            let (quiet, after) =
                (of(found.map(|row| row.quiet)), of(found.map(|row| row.after_goal)));
            let customers = active + waiting + quiet + after;
            let arrived = touchpoint.goal;
            AtTouchpointCount {
                touchpoint_id: Some(touchpoint.id),
                name: touchpoint.name.clone(),
                stage: map.place(code).map(|(_, stage)| stage.to_owned()),
                customers,
                active: if arrived { 0 } else { active },
                waiting: if arrived { 0 } else { waiting },
                quiet: if arrived { 0 } else { quiet },
                reached_goal: if arrived { customers } else { after },
            }
        });
        let touchpoints: Vec<_> = touchpoints.collect();
        Ok(PositionReport {
            journey: Some(map.journey.name.clone()),
            journey_id: Some(id),
            version: map.version,
            customers: touchpoints.iter().map(|one| one.customers).sum(),
            at: now,
            fitted_at: map.fitted_at,
            touchpoints,
            left_out: LeftOut::default(),
        })
    }

    /// Who stands in a journey: touchpoint by touchpoint, last heard of first. Cost: the rows shown.
    pub async fn customers(
        &self,
        id: JourneyId,
        query: StandingQuery,
        page: &PageQuery,
    ) -> Result<Page<StandingCustomer>, Problem> {
        let map = self.map_of(id).await?;
        let now = self.env.now();
        let (first, at, customer) = page.after::<ListKey>()?.unwrap_or((0, i64::MAX, i64::MAX));
        let wanted = (0..NONE).zip(map.journey.touchpoints());
        let wanted: Vec<u8> = wanted
            .filter(|(_, touchpoint)| query.touchpoint.is_none_or(|id| id == touchpoint.id))
            .map(|(code, _)| code)
            .collect();
        if wanted.is_empty() && query.touchpoint.is_some() {
            return Err(no_such_touchpoint());
        }
        let mut rows: Vec<PositionRow> = Vec::new();
        let limit = page.limit();
        for code in wanted.into_iter().filter(|code| *code >= first) {
            let missing = (limit + 1).saturating_sub(u32::try_from(rows.len()).unwrap_or(limit));
            let before = if code == first { (at, customer) } else { (i64::MAX, i64::MAX) };
            if missing == 0 {
                break;
            }
            if let Some(slice) = slice(&map, code, query.state, now) {
                let found = store::slice(self.database().read(), map.map, slice, before, missing);
                rows.extend(found.await?);
            }
        }
        let page = Page::from_rows(rows, limit, |row| {
            let position = row.position();
            (position.touchpoint, position.last, row.customer)
        });
        Ok(page.map(|row| standing(&map, CustomerId(row.customer), &row.position(), now)))
    }

    /// Where one customer stands in all journeys, last heard of first. Cost: a row for each.
    pub async fn of_customer(
        &self,
        customer: CustomerId,
    ) -> Result<Vec<CustomerPosition>, Problem> {
        let customer = self.log.snapshot().await?.resolve(customer);
        let now = self.env.now();
        let mut positions = Vec::new();
        for row in store::of_customer(self.database().read(), customer.0).await? {
            let Some(map) = self.known_map(row.map).await? else { continue };
            positions.push(CustomerPosition {
                journey: JourneyRef { id: map.journey.id, name: map.journey.name.clone() },
                version: map.version,
                standing: standing(&map, customer, &row.position(), now),
            });
        }
        positions.sort_by_key(|one| (std::cmp::Reverse(one.standing.last_at), one.journey.id));
        Ok(positions)
    }

    async fn known_map(&self, map: i64) -> Result<Option<Arc<LiveMap>>, Problem> {
        let signatures = self.log.signatures().await?;
        Ok(self.live_map(map, &signatures).await?)
    }

    pub(super) async fn map_of(&self, id: JourneyId) -> Result<Arc<LiveMap>, Problem> {
        let live = store::live_of(self.database().read(), id).await?;
        let known = match live {
            Some(map) => self.known_map(map).await?,
            None => None,
        };
        match known {
            Some(map) => Ok(map),
            None if self.journeys.get(id).await?.is_none() => Err(crate::api::no_such_journey()),
            None => Err(not_yet()),
        }
    }
}

fn cutoffs(map: &LiveMap, code: u8, now: Timestamp) -> Cutoffs {
    let silence = map.thresholds.after(code);
    let now = now.as_micros();
    Cutoffs {
        touchpoint: code,
        active_from: now.saturating_sub(silence.active),
        waiting_from: now.saturating_sub(silence.waiting),
    }
}

/// Those at a touchpoint who are in a state; none if nobody there can be.
fn slice(map: &LiveMap, code: u8, state: Option<State>, now: Timestamp) -> Option<Slice> {
    let Cutoffs { active_from, waiting_from, .. } = cutoffs(map, code, now);
    let is_goal = map.places.is_goal(code);
    let (from, to, goal) = match state {
        None => (i64::MIN, i64::MAX, None),
        Some(State::ReachedGoal) if is_goal => (i64::MIN, i64::MAX, None),
        Some(_) if is_goal => return None,
        Some(State::Active) => (active_from, i64::MAX, None),
        Some(State::Waiting) => (waiting_from, active_from - 1, None),
        Some(State::GoneQuiet) => (i64::MIN, waiting_from - 1, Some(false)),
        Some(State::ReachedGoal) => (i64::MIN, waiting_from - 1, Some(true)),
    };
    Some(Slice { touchpoint: code, from, to, goal })
}

pub(super) fn standing(
    map: &LiveMap,
    customer: CustomerId,
    position: &Position,
    now: Timestamp,
) -> StandingCustomer {
    let moment = Timestamp::from_micros;
    let (touchpoint, stage) =
        map.place(position.touchpoint).expect("codes are places of the map they were written for");
    let silence = map.thresholds.after(position.touchpoint);
    let until =
        |silence: i64| (!touchpoint.goal).then(|| moment(position.last.saturating_add(silence)));
    StandingCustomer {
        customer_id: customer,
        touchpoint_id: touchpoint.id,
        touchpoint: touchpoint.name.clone(),
        stage: stage.to_owned(),
        touchpoint_since: moment(position.at_touchpoint_since()),
        stage_since: moment(position.at_stage_since()),
        last_at: moment(position.last),
        goal_since: position.goal_since.map(moment),
        state: position.state(&map.places, &map.thresholds, now.as_micros()),
        waiting_from: until(silence.active),
        quiet_from: until(silence.waiting),
    }
}

fn no_such_touchpoint() -> Problem {
    Problem::invalid(
        "touchpoint",
        "touchpoint_not_found",
        Text::new(
            "This journey has no such touchpoint in the version that counts.",
            "Ce parcours n’a pas ce point de contact dans la version qui compte.",
        ),
    )
}

fn not_yet() -> Problem {
    Problem::conflict(
        "positions_not_ready",
        Text::new(
            "The positions of this journey are being worked out for the first time. Try again in a moment.",
            "Les positions de ce parcours sont calculées pour la première fois. Réessayez dans un instant.",
        ),
    )
    .retry_after(2)
}
