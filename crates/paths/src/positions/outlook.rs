//! What one customer may do next in one journey: position, next steps and the chances of the goal, in
//! one call.
//!
//! The models are counts over everybody and are kept in memory, by map. They are made again in the
//! background, while the old ones answer, when they are ten minutes old or the log grew by a tenth.
//! Only what the customer did is read for the call.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use parcours_interactions::CustomerId;
use parcours_journeys::JourneyId;
use parcours_kernel::{Problem, Text, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::Positions;
use super::map::LiveMap;
use super::read::standing;
use super::{StandingCustomer, store};
use crate::cases::NONE;
use crate::fold::think;
use crate::kernels::goal::{GoalChances, GoalModel};
use crate::kernels::next_step::{Blend, NextStep, NextStepModel};
use crate::plan::Plan;
use crate::question::{Activities, Question};
use crate::reports::{GoalFrom, NextReport, named_chances, named_steps, observed};

/// A model is made again when it is older.
const OLDEST_SECONDS: i64 = 600;
/// The goal is to be reached within 30 days.
const WITHIN: i64 = 30 * 86_400 * 1_000_000;
/// Of a customer who did more at touchpoints, the newest count.
const MOST_STEPS: usize = 500;
/// Maps of which models are kept.
const MOST_MODELS: usize = 64;

/// Where a customer stands in a journey, and what customers like them did next.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Outlook {
    /// Where they stand.
    pub position: StandingCustomer,
    /// What comes next.
    pub next: NextReport,
    /// The chances of reaching a touchpoint that is a goal within 30 days; null where the map has none.
    pub goal: Option<GoalFrom>,
    /// When what others did was last counted.
    pub counted_at: Timestamp,
}

/// What everybody did on one map.
#[derive(Debug)]
pub(super) struct Models {
    next: NextStepModel,
    goal: Option<GoalModel>,
    counted_at: Timestamp,
    /// Arrived so far, when it was counted.
    arrived: u64,
}

/// Models by number of the map.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<HashMap<i64, Arc<Models>>>);

impl Kept {
    fn get(&self, map: i64) -> Option<Arc<Models>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&map).cloned()
    }

    fn keep(&self, map: i64, models: Arc<Models>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = kept.iter().min_by_key(|(_, models)| models.counted_at).map(|(map, _)| *map);
        if let Some(oldest) = oldest
            && kept.len() >= MOST_MODELS
            && !kept.contains_key(&map)
        {
            kept.remove(&oldest);
        }
        kept.insert(map, models);
    }
}

impl Positions {
    /// What a customer may do next in a journey. Cost: a few pages and some binary searches; the first
    /// call for a map also one scan, as everybody's steps are counted.
    pub async fn outlook(
        &self,
        customer: CustomerId,
        journey: JourneyId,
    ) -> Result<Outlook, Problem> {
        let map = self.map_of(journey).await?;
        let view = self.log.snapshot().await?;
        let customer = view.resolve(customer);
        let position = store::positions(self.database().read(), map.map, &[customer.0]).await?;
        let position = position.get(&customer.0).ok_or_else(not_in_journey)?;
        let way = view.way(customer).await?;
        let codes = way.iter().map(|(_, signature)| map.code(*signature));
        let codes: Vec<u8> = codes.filter(|code| *code != NONE).collect();
        let codes = &codes[codes.len().saturating_sub(MOST_STEPS)..];
        let arrived = view.arrived_so_far().await?;
        drop(view);
        let models = self.models(&map, arrived).await?;
        let name = |code: u8| map.place(code).map_or_else(String::new, |(at, _)| at.name.clone());
        let named = |codes: &[u8]| codes.iter().map(|code| name(*code)).collect::<Vec<_>>();
        let last = &codes[codes.len().saturating_sub(5)..];
        Ok(Outlook {
            position: standing(&map, customer, position, self.env.now()),
            next: named_steps(&models.next.predict(codes), named(codes), name),
            goal: models.goal.as_ref().map(|goal| named_chances(goal.at(codes), named(last), name)),
            counted_at: models.counted_at,
        })
    }

    /// The models of a map; those that are due are made again behind whoever asks.
    async fn models(&self, map: &Arc<LiveMap>, arrived: u64) -> Result<Arc<Models>, Problem> {
        let Some(kept) = self.kept.get(map.map) else {
            // Whoever comes first waits, and whoever comes at the same time waits for the same.
            let _one = self.counting.lock().await;
            return match self.kept.get(map.map) {
                Some(kept) => Ok(kept),
                None => self.count(map).await,
            };
        };
        let age = self.env.now().as_micros() - kept.counted_at.as_micros();
        let is_old = age > OLDEST_SECONDS * 1_000_000 && arrived != kept.arrived;
        let has_grown = arrived > kept.arrived + kept.arrived / 10;
        if is_old || has_grown {
            let (positions, map) = (self.clone(), Arc::clone(map));
            tokio::spawn(async move {
                let Ok(_one) = positions.counting.try_lock() else { return };
                if let Err(error) = positions.count(&map).await {
                    tracing::warn!(%error, "what everybody did could not be counted again");
                }
            });
        }
        Ok(kept)
    }

    async fn count(&self, map: &LiveMap) -> Result<Arc<Models>, Problem> {
        let now = self.env.now();
        let question = Question::of(Activities::Touchpoints(Box::new((*map.journey).clone())));
        let view = self.log.snapshot().await?;
        let arrived = view.arrived_so_far().await?;
        let plan = Plan::new(&question, &self.log.signatures().await?, &view).await?;
        let until = observed::until(&view, &question, now).await?;
        let ended_by = observed::silent_by(&map.thresholds, until);
        let goals = map.places.goals.clone();
        let has_goal = !goals.is_empty();
        let next = NextStep { ended_by, ..NextStep::default() };
        let both = Arc::new((next, GoalChances::new(goals, WITHIN, until)));
        let (met, similar) = self.fold(&view, &plan, Arc::clone(&both)).await?.partial;
        drop(view);
        let models = think(move || Models {
            next: NextStepModel::new(&met, Blend::default()),
            goal: has_goal.then(|| GoalModel::new(&both.1, similar)),
            counted_at: now,
            arrived,
        });
        let models = Arc::new(models.await?);
        self.kept.keep(map.map, Arc::clone(&models));
        Ok(models)
    }
}

fn not_in_journey() -> Problem {
    Problem::not_found(
        "customer_not_in_journey",
        Text::new(
            "This customer has done nothing in this journey.",
            "Ce client n’a rien fait dans ce parcours.",
        ),
    )
}
