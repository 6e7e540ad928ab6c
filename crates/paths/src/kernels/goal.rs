//! How often customers in the same position reached the goal, and after which next step: the counts,
//! and the [answer] made of them.
//!
//! A *position* is a row of a case; its *context* are the last one, two or three activities, its own
//! included. For each context and customer the first such position counts, and only that: a customer
//! who passes ten times is one customer, so that intervals may treat them as independent. Of it is
//! noted
//!
//! - whether a goal activity comes later in the case, within the horizon, and after how long;
//! - the next step: the activity of the next row, none if nothing follows within the horizon.
//!
//! **Censoring.** A position counts only if its whole horizon had been observed when the log was read:
//! whoever came here yesterday has not failed to buy within a week. Customers before that moment are
//! compared to later ones, so a change of last week shows a horizon later.
//!
//! **Held out.** A share of the customers, told by a hash of their number and by nothing else, is
//! counted apart as *control*. Who acts on these figures leaves the control alone; then the difference
//! of the two groups is what acting does. Differences between next steps alone are what customers
//! chose, not what a nudge would do.
//!
//! **Bound.** When more than [`GoalChances::most`] contexts were met, those of three activities are
//! left out, then those of two: the longest that fit, however customers are dealt to buckets.

pub mod answer;

use serde::{Deserialize, Serialize};

use super::log_scale;
use super::slots::Slots;
use crate::cases::{Case, Cases, Kernel};

pub use answer::{AtPosition, Chances, Control, GoalModel, StepChance, StepChances};

/// The question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalChances {
    /// The activities that are the goal.
    pub goals: Vec<u8>,
    /// µs within which the goal must come.
    pub horizon: i64,
    /// The log was complete up to here (µs UTC).
    pub observed_until: i64,
    /// Activities of the longest context, 1 to 3; others count as the nearest of these.
    pub context: u8,
    /// Customers held out, in thousandths.
    pub control_per_mille: u16,
    /// Fewer customers than this are not enough to say anything.
    pub fewest: u64,
    /// Contexts kept at most; some kilobytes each.
    pub most: usize,
}

impl GoalChances {
    /// With the usual limits: contexts of three activities, a tenth held out, nothing said of fewer
    /// than 30 customers.
    pub fn new(goals: Vec<u8>, horizon: i64, observed_until: i64) -> Self {
        Self {
            goals,
            horizon,
            observed_until,
            context: 3,
            control_per_mille: 100,
            fewest: 30,
            most: 1 << 16,
        }
    }

    /// Whether a customer is held out: the SplitMix64 hash of the number, modulo a thousand.
    pub fn is_control(&self, customer: i64) -> bool {
        let mixed = customer.cast_unsigned().wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % 1000 < u64::from(self.control_per_mille)
    }
}

/// Customers by context.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Similar {
    /// The longest context kept.
    context: u8,
    /// By [`extended`] context.
    places: Slots<Place>,
    /// Customers folded so far here, which numbers them.
    #[serde(skip)]
    customer: u64,
}

/// What became of customers in one context.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Place {
    all_others: Group,
    control: Group,
    /// The customer who was counted last.
    #[serde(skip)]
    met_by: u64,
}

/// Some customers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Group {
    /// By next step, as far as the highest that was taken: one addition finds its place.
    steps: Vec<Reached>,
    /// Those whom nothing followed.
    no_step: Reached,
    /// Those who reached the goal by [class](log_scale::class) of the time to it, ascending.
    times: Vec<(u8, u64)>,
}

/// How many, and how many of them reached the goal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Reached {
    customers: u64,
    reached: u64,
}

impl Kernel for GoalChances {
    type Partial = Similar;

    fn begin(&self) -> Similar {
        Similar { context: self.context.clamp(1, 3), places: Slots::default(), customer: 0 }
    }

    fn add(&self, partial: &mut Similar, cases: Cases<'_>) {
        let mut is_goal = [false; 256];
        self.goals.iter().for_each(|goal| is_goal[usize::from(*goal)] = true);
        let mut last_customer = None;
        for case in cases.iter() {
            if last_customer != Some(case.customer) {
                last_customer = Some(case.customer);
                partial.customer += 1;
            }
            self.add_case(partial, case, &is_goal);
            partial.bound(self.most);
        }
    }

    fn merge(&self, into: &mut Similar, other: Similar) {
        into.context = into.context.min(other.context);
        into.places.merge(other.places, |into, other| {
            into.all_others.add(other.all_others);
            into.control.add(other.control);
        });
        into.keep_up_to(into.context);
        into.bound(self.most);
    }
}

impl GoalChances {
    fn add_case(&self, partial: &mut Similar, case: Case<'_>, is_goal: &[bool; 256]) {
        let in_time = self.observed_until.saturating_sub(self.horizon);
        let control = self.is_control(case.customer);
        let (mut last, mut goal) = (0, 0);
        for (row, (code, at)) in case.codes.iter().zip(case.at).enumerate() {
            if *at > in_time {
                break;
            }
            if goal <= row {
                let later =
                    case.codes[row + 1..].iter().position(|code| is_goal[usize::from(*code)]);
                goal = later.map_or(usize::MAX, |later| row + 1 + later);
            }
            last = extended(last, *code);
            let waited = case.at.get(goal).map(|then| then - at).filter(|t| *t <= self.horizon);
            let next = case.at.get(row + 1).filter(|then| **then - at <= self.horizon);
            let next = next.map(|_| case.codes[row + 1]);
            for length in (1..=usize::from(partial.context).min(row + 1)).rev() {
                let place = partial.places.of(last & mask(length));
                if std::mem::replace(&mut place.met_by, partial.customer) == partial.customer {
                    // Who was here was at every shorter context of it.
                    break;
                }
                let group = if control { &mut place.control } else { &mut place.all_others };
                group.count(next, waited);
            }
        }
    }
}

impl Similar {
    fn bound(&mut self, most: usize) {
        while self.places.len() > most && self.context > 1 {
            self.context -= 1;
            self.keep_up_to(self.context);
        }
    }

    fn keep_up_to(&mut self, context: u8) {
        self.places.retain(|key| key <= mask(usize::from(context)));
    }
}

impl Group {
    fn count(&mut self, next: Option<u8>, waited: Option<i64>) {
        let met = match next {
            Some(next) => self.step(usize::from(next)),
            None => &mut self.no_step,
        };
        met.customers += 1;
        met.reached += u64::from(waited.is_some());
        if let Some(waited) = waited {
            *self.time(log_scale::class(waited)) += 1;
        }
    }

    fn step(&mut self, next: usize) -> &mut Reached {
        if self.steps.len() <= next {
            self.steps.resize(next + 1, Reached::default());
        }
        &mut self.steps[next]
    }

    fn time(&mut self, class: u8) -> &mut u64 {
        let place = self.times.partition_point(|(known, _)| *known < class);
        if self.times.get(place).is_none_or(|(known, _)| *known != class) {
            self.times.insert(place, (class, 0));
        }
        &mut self.times[place].1
    }

    fn add(&mut self, other: Self) {
        other.steps.into_iter().enumerate().for_each(|(next, met)| self.step(next).add(met));
        self.no_step.add(other.no_step);
        other.times.into_iter().for_each(|(class, count)| *self.time(class) += count);
    }

    /// By next step that was taken, ascending; none last.
    fn taken(&self) -> impl Iterator<Item = (Option<u8>, Reached)> {
        let steps = (0..=u8::MAX).map(Some).zip(self.steps.iter().copied());
        steps.chain([(None, self.no_step)]).filter(|(_, met)| met.customers > 0)
    }

    /// All of them.
    fn met(&self) -> Reached {
        let mut met = self.no_step;
        self.steps.iter().for_each(|step| met.add(*step));
        met
    }
}

impl Reached {
    fn add(&mut self, other: Self) {
        self.customers += other.customers;
        self.reached += other.reached;
    }
}

/// The last three activities in three bytes, the latest lowest; a byte is the code + 1, zero where
/// there was none.
fn extended(last: u64, code: u8) -> u64 {
    (last << 8 | (u64::from(code) + 1)) & mask(3)
}

fn mask(length: usize) -> u64 {
    (1 << (8 * length)) - 1
}

#[cfg(test)]
mod tests;
