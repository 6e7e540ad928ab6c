//! How many customers stand at each touchpoint, and in which state: one look at each customer's last
//! row, and at the rows before it only of those who have gone quiet.

use serde::{Deserialize, Serialize};

use super::{Places, State, Thresholds};
use crate::cases::{Case, Cases, Kernel};

/// The question: where everybody stood at a moment. Of a customer with several cases the last that had
/// begun counts, and only its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Everyone {
    /// Of the map.
    pub places: Places,
    /// Usual silences.
    pub thresholds: Thresholds,
    /// The moment: µs UTC. What happened later is not looked at.
    pub now: i64,
}

/// Customers by touchpoint and state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing(Vec<[u64; 4]>);

/// Customers at one touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AtTouchpoint {
    /// Which.
    pub touchpoint: u8,
    /// Its stage.
    pub stage: u8,
    /// All who stand there.
    pub customers: u64,
    /// Of them, those who are active,
    pub active: u64,
    /// waiting,
    pub waiting: u64,
    /// gone quiet,
    pub gone_quiet: u64,
    /// or have reached the goal.
    pub reached_goal: u64,
}

impl Everyone {
    /// Touchpoints of the map and others where somebody stands, in order of code.
    pub fn answer(&self, standing: &Standing) -> Vec<AtTouchpoint> {
        let of_map = self.places.stages.len();
        let touchpoints = (0..=u8::MAX).zip(&standing.0).map(|(touchpoint, counts)| {
            let [active, waiting, gone_quiet, reached_goal] = *counts;
            let (stage, customers) = (self.places.stage(touchpoint), counts.iter().sum());
            AtTouchpoint { touchpoint, stage, customers, active, waiting, gone_quiet, reached_goal }
        });
        touchpoints.filter(|at| at.customers > 0 || usize::from(at.touchpoint) < of_map).collect()
    }

    fn state(&self, case: Case<'_>, row: usize, is_goal: &[bool; 256]) -> State {
        let code = case.codes[row];
        if is_goal[usize::from(code)] {
            return State::ReachedGoal;
        }
        let state = self.thresholds.after(code).state(self.now - case.at[row]);
        let goals = !self.places.goals.is_empty();
        let reached = || goals && case.codes[..row].iter().any(|code| is_goal[usize::from(*code)]);
        if state == State::GoneQuiet && reached() { State::ReachedGoal } else { state }
    }
}

impl Kernel for Everyone {
    type Partial = Standing;

    fn begin(&self) -> Standing {
        Standing(vec![[0; 4]; 256])
    }

    fn add(&self, partial: &mut Standing, cases: Cases<'_>) {
        let mut is_goal = [false; 256];
        self.places.goals.iter().for_each(|goal| is_goal[usize::from(*goal)] = true);
        let mut cases = cases.iter().peekable();
        while let Some(case) = cases.next() {
            let begun = |next: &Case<'_>| next.customer == case.customer && next.at[0] <= self.now;
            if cases.peek().is_some_and(begun) {
                continue;
            }
            let rows = match case.at.last() {
                Some(last) if *last > self.now => case.at.partition_point(|at| *at <= self.now),
                _ => case.at.len(),
            };
            if let Some(row) = rows.checked_sub(1) {
                let state = match self.state(case, row, &is_goal) {
                    State::Active => 0,
                    State::Waiting => 1,
                    State::GoneQuiet => 2,
                    State::ReachedGoal => 3,
                };
                partial.0[usize::from(case.codes[row])][state] += 1;
            }
        }
    }

    fn merge(&self, into: &mut Standing, other: Standing) {
        for (into, other) in into.0.iter_mut().zip(other.0) {
            into.iter_mut().zip(other).for_each(|(into, other)| *into += other);
        }
    }
}
