//! Flows: what customers did first, second, third … of a way, or before and after one activity.
//!
//! A case is a walk from an anchor: from where it begins, onward from the first time of an activity, or
//! back from it. Step 1 is the anchor; each further step is the next row of the walk. Counted is who
//! stands where at each step and who goes from where to where between two: what a Sankey diagram draws
//! (after M. H. Sankey, 1898). A walk that is over before the last step ends where it is. Unlike in
//! the directly-follows graph, a case counts once for each step.

mod answer;
mod members;

use serde::{Deserialize, Serialize};

use super::activities::ActivitySet;
use crate::cases::{Cases, Kernel};

pub use answer::{Link, Node, Sankey, Step};
pub use members::{FlowFigure, Next};

/// Where walks begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Where the case does.
    Start,
    /// At the first time of one of these, onward.
    From(ActivitySet),
    /// At the first time of one of these, back to the beginning of the case.
    To(ActivitySet),
}

/// The question. Cost: one pass over the rows; memory: the square of the activities for each step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flows {
    /// How many activities there are; codes are below it.
    pub activities: u8,
    /// How many steps are looked at, the anchor's included: two at least.
    pub steps: u8,
    /// Whether the same activity several times in a row counts as once.
    pub fold_loops: bool,
    /// Where walks begin.
    pub anchor: Anchor,
}

/// What some cases gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partial {
    customers: u64,
    cases: u64,
    /// By `step * activities + activity`: cases there.
    nodes: Vec<u64>,
    /// By `(step * activities + from) * (activities + 1) + to`; the last of a row are those that end.
    links: Vec<u64>,
}

impl Flows {
    /// The walk of a case; `None` where it never comes to the anchor.
    fn walk<'a>(&self, codes: &'a [u8]) -> Option<Walk<'a>> {
        let first = |set: &ActivitySet| codes.iter().position(|code| set.contains(*code));
        let (codes, backward) = match &self.anchor {
            Anchor::Start => (codes, false),
            Anchor::From(set) => (&codes[first(set)?..], false),
            Anchor::To(set) => (&codes[..=first(set)?], true),
        };
        Some(Walk { codes, backward, fold_loops: self.fold_loops })
    }

    fn node(&self, step: usize, activity: u8) -> usize {
        step * usize::from(self.activities) + usize::from(activity)
    }
}

/// The rows of a walk, one at a time.
struct Walk<'a> {
    codes: &'a [u8],
    backward: bool,
    fold_loops: bool,
}

impl Iterator for Walk<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        loop {
            let (code, rest) =
                if self.backward { self.codes.split_last()? } else { self.codes.split_first()? };
            self.codes = rest;
            let next = if self.backward { rest.last() } else { rest.first() };
            if !self.fold_loops || next != Some(code) {
                return Some(*code);
            }
        }
    }
}

impl Kernel for Flows {
    type Partial = Partial;

    fn begin(&self) -> Partial {
        let (activities, steps) = (usize::from(self.activities), usize::from(self.steps));
        Partial {
            customers: 0,
            cases: 0,
            nodes: vec![0; steps * activities],
            links: vec![0; steps.saturating_sub(1) * activities * (activities + 1)],
        }
    }

    fn add(&self, partial: &mut Partial, cases: Cases<'_>) {
        let (end, last) = (usize::from(self.activities), usize::from(self.steps) - 1);
        let mut counted = None;
        for case in cases.iter() {
            let Some(mut walk) = self.walk(case.codes) else { continue };
            let Some(mut here) = walk.next() else { continue };
            partial.cases += 1;
            // Cases of a customer stand together.
            partial.customers += u64::from(counted != Some(case.customer));
            counted = Some(case.customer);
            partial.nodes[self.node(0, here)] += 1;
            for step in 0..last {
                let next = walk.next();
                let to = next.map_or(end, usize::from);
                partial.links[self.node(step, here) * (end + 1) + to] += 1;
                let Some(next) = next else { break };
                here = next;
                partial.nodes[self.node(step + 1, here)] += 1;
            }
        }
    }

    fn merge(&self, into: &mut Partial, other: Partial) {
        into.customers += other.customers;
        into.cases += other.cases;
        let add = |into: &mut [u64], other: &[u64]| {
            into.iter_mut().zip(other).for_each(|(into, other)| *into += other);
        };
        add(&mut into.nodes, &other.nodes);
        add(&mut into.links, &other.links);
    }
}

#[cfg(test)]
mod tests;
