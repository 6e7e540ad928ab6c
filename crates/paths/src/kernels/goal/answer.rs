//! The chances of a position, out of the counts: what is known, how sure it is, and where too few
//! customers were.

use serde::Serialize;

use super::{GoalChances, Place, Reached, Similar, extended, mask};
use crate::kernels::intervals::{Estimate, difference, share};
use crate::kernels::log_scale;

/// Sorted counts, ready to be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalModel {
    context: u8,
    fewest: u64,
    /// By context, ascending.
    pub(super) places: Vec<(u64, Place)>,
}

/// What is known of a position.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Chances {
    /// Not enough customers like this: nothing is said.
    NotEnough {
        /// So many had the same last activity.
        customers: u64,
        /// So many it takes.
        fewest: u64,
    },
    /// Enough of them.
    Known(AtPosition),
}

/// The chances of customers in one position.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtPosition {
    /// The last activities that these customers share, oldest first: the longest context with enough
    /// of them.
    pub context: Vec<u8>,
    /// How many, without those held out.
    pub customers: u64,
    /// Those of them who reached the goal within the horizon.
    pub reached: u64,
    /// Their share, 0 to 1.
    pub probability: Estimate,
    /// The median time to the goal of those who reached it, in seconds, to 1/16 of its value; none if
    /// nobody did.
    pub median_seconds: Option<f64>,
    /// By next step: those of which enough is known first, highest share first; then the others, most
    /// customers first; of equal ones the lower code, no step last.
    pub steps: Vec<StepChances>,
    /// Customers held out.
    pub control: Control,
}

/// What became of customers who took one next step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StepChances {
    /// The activity; none: nothing followed within the horizon.
    pub step: Option<u8>,
    /// How many took it.
    pub customers: u64,
    /// Those of them who reached the goal.
    pub reached: u64,
    /// None if too few took this step, or too few any other. Of a step that is a goal itself it is 1.
    pub chance: Option<StepChance>,
}

/// How good a step is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StepChance {
    /// The share who reached the goal, 0 to 1.
    pub probability: Estimate,
    /// This share less that of all others in this position.
    pub difference: Estimate,
    /// Whether the interval of the difference leaves out zero. Each step is judged by itself: among
    /// twenty steps that make no difference, expect one that seems to.
    pub distinguishable: bool,
}

/// What became of the customers held out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Control {
    /// How many.
    pub customers: u64,
    /// Those of them who reached the goal.
    pub reached: u64,
    /// Their share; none if they are too few.
    pub probability: Option<Estimate>,
    /// The share of the others less theirs: the effect of what is done for the others alone.
    pub difference: Option<Estimate>,
}

impl GoalModel {
    /// From all counts.
    pub fn new(question: &GoalChances, similar: Similar) -> Self {
        let context = similar.context;
        let mut places = similar.places.into_entries();
        places.sort_unstable_by_key(|(key, _)| *key);
        places.iter_mut().for_each(|(_, place)| place.met_by = 0);
        Self { context, fewest: question.fewest, places }
    }

    /// The chances after these activities, oldest first. Of the last three, two, one, the most that
    /// enough customers share. Cost: three binary searches.
    pub fn at(&self, path: &[u8]) -> Chances {
        let last = path.iter().fold(0, |last, code| extended(last, *code));
        let mut customers = 0;
        for length in (1..=usize::from(self.context).min(path.len())).rev() {
            let Some(place) = self.place(last & mask(length)) else { continue };
            customers = place.all_others.met().customers;
            if customers >= self.fewest.max(1)
                && let Some(known) = self.known(&path[path.len() - length..], place)
            {
                return Chances::Known(known);
            }
        }
        Chances::NotEnough { customers, fewest: self.fewest }
    }

    fn place(&self, key: u64) -> Option<&Place> {
        let place = self.places.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        Some(&self.places[place].1)
    }

    fn known(&self, context: &[u8], place: &Place) -> Option<AtPosition> {
        let (others, met) = (&place.all_others, place.all_others.met());
        let probability = share(met.reached, met.customers)?;
        let count =
            |class: u8| others.times.iter().find(|(known, _)| *known == class).map_or(0, |t| t.1);
        let median = log_scale::quantile((0..=u8::MAX).map(count), 0.5);
        let taken = others.taken();
        let mut steps: Vec<_> = taken.map(|(step, took)| self.step(step, took, met)).collect();
        // The sort is stable and the list ascends: of equal ones the lower code comes first.
        steps.sort_by(|a, b| {
            let value =
                |step: &StepChances| step.chance.map_or(-1.0, |chance| chance.probability.value);
            value(b).total_cmp(&value(a)).then(b.customers.cmp(&a.customers))
        });
        Some(AtPosition {
            context: context.to_vec(),
            customers: met.customers,
            reached: met.reached,
            probability,
            median_seconds: median.map(log_scale::middle),
            steps,
            control: self.control(probability, place.control.met()),
        })
    }

    fn step(&self, step: Option<u8>, took: Reached, met: Reached) -> StepChances {
        let others = met.customers - took.customers;
        let chance = || {
            let probability = self.enough(took)?;
            let rest = Reached { customers: others, reached: met.reached - took.reached };
            let difference = difference(probability, self.enough(rest)?);
            let distinguishable = difference.excludes_zero();
            Some(StepChance { probability, difference, distinguishable })
        };
        StepChances { step, customers: took.customers, reached: took.reached, chance: chance() }
    }

    fn control(&self, probability: Estimate, met: Reached) -> Control {
        let held_out = self.enough(met);
        Control {
            customers: met.customers,
            reached: met.reached,
            probability: held_out,
            difference: held_out.map(|held_out| difference(probability, held_out)),
        }
    }

    fn enough(&self, met: Reached) -> Option<Estimate> {
        share(met.reached, met.customers).filter(|_| met.customers >= self.fewest)
    }
}
