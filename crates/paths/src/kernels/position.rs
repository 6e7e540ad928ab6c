//! Where a customer stands on a map: touchpoint, stage, since when, and whether they still move.
//!
//! A customer stands where their last row is. *Since* is the first row of the run that leads there:
//! the rows at this touchpoint (at this stage) with none elsewhere between them. What no touchpoint
//! claims is not looked at.
//!
//! The state follows from the silence since the last row, and from what silence is usual after that
//! touchpoint ([`Thresholds`]):
//!
//! | state | when |
//! |---|---|
//! | reached the goal | they stand at a goal; or they reached one and the silence is longer than waiting |
//! | active | silence up to the third quartile of the usual, 30 minutes at least |
//! | waiting | up to the 95th percentile |
//! | gone quiet | longer |
//!
//! That a case has ended when its silence exceeds what is usual after its last activity is the idea of
//! the truncated trace classifier (Bernard and Andritsos, *Truncated trace classifier*, 2019): without
//! it, everybody who left would be a step away from going on. After a goal, silence is no loss.

pub mod everyone;
pub mod gaps;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::cases::NONE;

pub use everyone::{AtTouchpoint, Everyone, Standing};
pub use gaps::{GapCounts, Gaps, Silence, Thresholds};

/// What of a map a position depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// The stage, by touchpoint.
    pub stages: Vec<u8>,
    /// The touchpoints that are goals.
    pub goals: Vec<u8>,
}

/// Where a customer stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The touchpoint of the last row.
    pub touchpoint: u8,
    /// Its stage.
    pub stage: u8,
    /// When the last row happened: µs UTC.
    pub last: i64,
    /// When a goal was first reached: µs UTC.
    pub goal_since: Option<i64>,
    /// The rows at this touchpoint that lead here.
    pub at_touchpoint: Run,
    /// The rows in this stage that lead here.
    pub at_stage: Run,
}

/// Whether somebody still moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PositionState)]
pub enum State {
    /// Something happened lately.
    Active,
    /// Silent for longer than most, as some are who go on.
    Waiting,
    /// Silent for longer than nearly all who went on.
    #[serde(rename = "quiet")]
    GoneQuiet,
    /// Arrived.
    ReachedGoal,
}

/// What became of a position when a row was added.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advance {
    /// It is as a scan of all rows would give it.
    Done,
    /// A late row lies within the run that leads here, and where the run now begins is in the other
    /// rows. The position is as before: scan the customer's rows.
    NeedsRescan,
}

/// The rows at one place up to the last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// When the first of them happened: µs UTC.
    pub since: i64,
    /// When the row before them happened; a late row at the same place that is not earlier joins them.
    pub before: Option<i64>,
}

impl Position {
    /// From a customer's rows in order of (time, arrival); none without rows.
    pub fn scan(places: &Places, codes: &[u8], at: &[i64]) -> Option<Self> {
        let mut rows = codes.iter().zip(at);
        let (code, at) = rows.next()?;
        let mut position = Self::first(places, *code, *at);
        for (code, at) in rows {
            position.go_on(places, *code, *at);
        }
        Some(position)
    }

    /// From a customer's first row.
    pub fn first(places: &Places, code: u8, at: i64) -> Self {
        let run = Run { since: at, before: None };
        Self {
            touchpoint: code,
            stage: places.stage(code),
            last: at,
            goal_since: places.is_goal(code).then_some(at),
            at_touchpoint: run,
            at_stage: run,
        }
    }

    /// Adds a row that arrived now, whenever it happened.
    pub fn advance(&mut self, places: &Places, code: u8, at: i64) -> Advance {
        if at >= self.last {
            self.go_on(places, code, at);
            return Advance::Done;
        }
        let at_touchpoint = self.at_touchpoint.with_late(code == self.touchpoint, at);
        let at_stage = self.at_stage.with_late(places.stage(code) == self.stage, at);
        let (Some(at_touchpoint), Some(at_stage)) = (at_touchpoint, at_stage) else {
            return Advance::NeedsRescan;
        };
        (self.at_touchpoint, self.at_stage) = (at_touchpoint, at_stage);
        if places.is_goal(code) {
            self.goal_since = Some(self.goal_since.map_or(at, |since| since.min(at)));
        }
        Advance::Done
    }

    /// Since when they are at this touchpoint: µs UTC.
    pub fn at_touchpoint_since(&self) -> i64 {
        self.at_touchpoint.since
    }

    /// Since when they are in this stage: µs UTC.
    pub fn at_stage_since(&self) -> i64 {
        self.at_stage.since
    }

    /// The state at a moment (µs UTC), which is not before the last row.
    pub fn state(&self, places: &Places, thresholds: &Thresholds, now: i64) -> State {
        if places.is_goal(self.touchpoint) {
            return State::ReachedGoal;
        }
        match thresholds.after(self.touchpoint).state(now - self.last) {
            State::GoneQuiet if self.goal_since.is_some() => State::ReachedGoal,
            state => state,
        }
    }

    fn go_on(&mut self, places: &Places, code: u8, at: i64) {
        let stage = places.stage(code);
        let begun = Run { since: at, before: Some(self.last) };
        if code != self.touchpoint {
            self.at_touchpoint = begun;
        }
        if stage != self.stage {
            self.at_stage = begun;
        }
        (self.touchpoint, self.stage, self.last) = (code, stage, at);
        if places.is_goal(code) {
            self.goal_since = self.goal_since.or(Some(at));
        }
    }
}

impl Run {
    /// The run once a row before the last is known too; none if that row cuts it. Of equal times the
    /// late row is the later one: it arrived last.
    fn with_late(self, same_place: bool, at: i64) -> Option<Self> {
        let Self { since, before } = self;
        match (same_place, at < since) {
            (true, true) if before.is_none_or(|before| before <= at) => {
                Some(Self { since: at, before })
            }
            (true, _) => Some(self),
            (false, true) => Some(Self { since, before: before.max(Some(at)) }),
            (false, false) => None,
        }
    }
}

impl Places {
    /// The stage of a touchpoint; [`NONE`] of one that the map does not have.
    pub fn stage(&self, touchpoint: u8) -> u8 {
        self.stages.get(usize::from(touchpoint)).copied().unwrap_or(NONE)
    }

    /// Whether a touchpoint is a goal.
    pub fn is_goal(&self, touchpoint: u8) -> bool {
        self.goals.contains(&touchpoint)
    }
}

#[cfg(test)]
mod tests;
