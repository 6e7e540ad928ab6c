//! What led to conversions: the material of [`attribution`](crate::attribution).
//!
//! - A **conversion** is a row of a goal activity. A **touch** is a row of an activity that may be
//!   credited; what is both is a goal.
//! - A conversion closes a **path**: the touches of the same case since the conversion before it, no
//!   older than the look-back window. Immediate repeats stay (`A A B` has three touches). A touch at
//!   the very moment of the conversion counts when its row comes first; one exactly as old as the
//!   window counts; an older one belongs to no path.
//! - The touches after the last conversion of a case are a path that did not convert (**null**).
//! - A conversion that no touch precedes is counted apart, as untouched.
//!
//! A path never leaves its case: ask by customer, unless a session is what matters.
//!
//! No path is kept. Every model of attribution needs only sums over paths, which are gathered here:
//! credits by touch, the counts of the first-order Markov chain, and, up to [`MOST_ENUMERATED`]
//! touches, conversions by *set* of touches. So memory is bounded for any number and length of paths,
//! and no answer is an approximation: with n touches (n + 1)(n + 2) counts (half a megabyte at most)
//! and at most 2¹⁵ sets.
//!
//! Time decay: a touch weighs 2^(−Δt / half-life), Δt being how long before the conversion it
//! happened, divided by the sum of the weights of its path.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::cases::{Case, Cases, Kernel, NONE};
use crate::kernels::sum::Sum;

mod credit;
mod members;

pub use members::{CreditFigure, Credited, Place};

/// With so many touches at most, conversions are also counted by set of touches.
pub const MOST_ENUMERATED: usize = 15;

/// The half-life of time decay when nobody chose one: 7 days, in µs.
pub const HALF_LIFE: i64 = 7 * 86_400_000_000;

const OTHER: u8 = NONE;
const GOAL: u8 = NONE - 1;

/// Which rows convert and which may be credited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversions {
    /// Activities that close a path.
    pub goals: Vec<u8>,
    /// Activities that may be credited; those that are goals too are not.
    pub touches: Vec<u8>,
    /// How long before a conversion a touch still counts (µs); for ever without.
    pub window: Option<i64>,
    /// After how long a touch weighs half in time decay (µs). With 0, only touches at the moment of the
    /// last one weigh.
    pub half_life: i64,
}

/// What led to conversions, summed. Lists are by place among [`Conversions::credited`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Led {
    /// Conversions, with or without touches.
    pub conversions: u64,
    /// Money of conversions.
    pub value: Sum,
    /// Conversions that no touch preceded.
    pub untouched: u64,
    /// Their money.
    pub untouched_value: Sum,
    /// Paths that did not convert.
    pub nulls: u64,
    /// What each touch is credited with.
    pub credits: Vec<Credits>,
    /// How often one state of the chain follows another: n + 1 rows (the touches, then the start) of
    /// n + 2 columns (the touches, then conversion, then null).
    pub chain: Vec<u64>,
    /// Conversions by set of touches, a bit a place; empty with more than [`MOST_ENUMERATED`] touches.
    pub sets: BTreeMap<u16, Converted>,
    /// The path being gathered (place, µs) and its weights: memory that is used again.
    #[serde(skip)]
    scratch: Scratch,
}

/// Conversions and their money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Converted {
    /// How many; a fraction where a conversion is shared.
    pub conversions: Sum,
    /// Money.
    pub value: Sum,
}

/// What one touch is credited with under each model that a path decides alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Credits {
    /// All to the first touch of a path.
    pub first: Converted,
    /// All to the last.
    pub last: Converted,
    /// The same to each touch; who comes twice has twice.
    pub linear: Converted,
    /// More to the later ones.
    pub decay: Converted,
    /// The same to each *distinct* touch of a path: the closed form of the Shapley value (see
    /// `attribution/shapley.rs`).
    pub even: Converted,
}

#[derive(Debug, Clone, Default)]
struct Scratch {
    path: Vec<(u8, i64)>,
    weights: Vec<f64>,
}

/// Scratch memory is no part of a result.
impl PartialEq for Scratch {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Conversions {
    /// The codes that are credited: ascending, each once, without goals.
    pub fn credited(&self) -> Vec<u8> {
        let mut codes = self.touches.clone();
        codes.sort_unstable();
        codes.dedup();
        codes.retain(|code| *code != NONE && !self.goals.contains(code));
        codes
    }

    /// The place of each code among the credited, [`GOAL`] or [`OTHER`].
    fn roles(&self) -> ([u8; 256], usize) {
        let mut roles = [OTHER; 256];
        let credited = self.credited();
        for (place, code) in credited.iter().enumerate() {
            roles[usize::from(*code)] = u8::try_from(place).expect("254 codes beside a goal");
        }
        self.goals
            .iter()
            .filter(|goal| **goal != NONE)
            .for_each(|goal| roles[usize::from(*goal)] = GOAL);
        (roles, credited.len())
    }

    /// Hands over each path of a case: its touches (place, µs) and, of one that converted, the money; of
    /// a conversion that no touch precedes there are none. `roles` are those of [`Self::roles`], `path` is
    /// empty memory.
    fn each_path(
        &self,
        roles: &[u8; 256],
        case: Case<'_>,
        path: &mut Vec<(u8, i64)>,
        mut closed: impl FnMut(&[(u8, i64)], Option<Sum>),
    ) {
        for (row, code) in case.codes.iter().enumerate() {
            match roles[usize::from(*code)] {
                OTHER => {}
                GOAL => {
                    let at = case.at[row];
                    let value = Sum::of(case.value.get(row).copied().unwrap_or_default());
                    let oldest = self.window.map_or(i64::MIN, |window| at.saturating_sub(window));
                    let from = path.partition_point(|(_, touched)| *touched < oldest);
                    closed(&path[from..], Some(value));
                    path.clear();
                }
                place => path.push((place, case.at[row])),
            }
        }
        if !path.is_empty() {
            closed(path, None);
            path.clear();
        }
    }

    /// Adds one case.
    fn case(&self, led: &mut Led, roles: &[u8; 256], case: Case<'_>) {
        let mut path = std::mem::take(&mut led.scratch.path);
        self.each_path(roles, case, &mut path, |touches, money| match money {
            Some(money) => led.converted(touches, money, self.half_life),
            None => {
                led.nulls += 1;
                led.chained(touches, 1);
            }
        });
        led.scratch.path = path;
    }
}

impl Kernel for Conversions {
    type Partial = Led;

    fn begin(&self) -> Led {
        let touches = self.credited().len();
        Led {
            credits: vec![Credits::default(); touches],
            chain: vec![0; (touches + 1) * (touches + 2)],
            ..Led::default()
        }
    }

    fn add(&self, partial: &mut Led, cases: Cases<'_>) {
        let (roles, touches) = self.roles();
        debug_assert_eq!(partial.credits.len(), touches, "begun by the same question");
        cases.iter().for_each(|case| self.case(partial, &roles, case));
    }

    fn merge(&self, into: &mut Led, other: Led) {
        into.conversions += other.conversions;
        into.value += other.value;
        into.untouched += other.untouched;
        into.untouched_value += other.untouched_value;
        into.nulls += other.nulls;
        for (mine, theirs) in into.credits.iter_mut().zip(other.credits) {
            mine.first += theirs.first;
            mine.last += theirs.last;
            mine.linear += theirs.linear;
            mine.decay += theirs.decay;
            mine.even += theirs.even;
        }
        for (mine, theirs) in into.chain.iter_mut().zip(other.chain) {
            *mine += theirs;
        }
        for (set, theirs) in other.sets {
            *into.sets.entry(set).or_default() += theirs;
        }
    }
}

impl std::ops::AddAssign for Converted {
    fn add_assign(&mut self, other: Self) {
        self.conversions += other.conversions;
        self.value += other.value;
    }
}

#[cfg(test)]
mod tests;
