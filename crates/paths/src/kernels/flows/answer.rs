//! The answer: the busiest activities of each step, and all others of it as one.

use serde::Serialize;

use super::{Flows, Partial};

/// Steps and what goes between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sankey {
    /// Distinct customers with a walk.
    pub customers: u64,
    /// Cases with one.
    pub cases: u64,
    /// Those at which somebody is.
    pub steps: Vec<Step>,
    /// Most cases first within a step, then by codes.
    pub links: Vec<Link>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Cases that get here.
    pub cases: u64,
    /// Where they are: most cases first, then by code; the others last.
    pub nodes: Vec<Node>,
}

/// Cases at one activity in one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Which; `None`: all others of this step.
    pub activity: Option<u8>,
    /// What it stands for: that one, or all others.
    pub activities: Vec<u8>,
    /// Cases.
    pub cases: u64,
    /// Those that end here; 0 in the last step, where it is not looked at.
    pub ended: u64,
}

/// Cases between two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The step it begins at, from 0.
    pub step: u8,
    /// Where; `None`: at any of the others.
    pub from: Option<u8>,
    /// Where to, in the next step; likewise.
    pub to: Option<u8>,
    /// How many.
    pub cases: u64,
}

impl Flows {
    /// The answer, with this many activities a step on their own.
    pub fn answer(&self, partial: &Partial, most: usize) -> Sankey {
        let activities = usize::from(self.activities);
        let shown: Vec<Vec<u8>> =
            (0..usize::from(self.steps)).map(|step| self.busiest(partial, step, most)).collect();
        let mut steps: Vec<Step> =
            (0..).zip(&shown).map(|(step, shown)| self.step(partial, step, shown)).collect();
        steps.retain(|step| step.cases > 0);
        let mut links: Vec<Link> = Vec::new();
        for step in 0..self.steps.saturating_sub(1) {
            let at = usize::from(step);
            let place = |shown: &[u8], code| shown.iter().position(|one| *one == code);
            // By places of what is shown, the others in the last.
            let (rows, columns) = (shown[at].len() + 1, shown[at + 1].len() + 1);
            let mut sums = vec![0; rows * columns];
            for from in 0..self.activities {
                let row = place(&shown[at], from).unwrap_or(rows - 1);
                let start = self.node(at, from) * (activities + 1);
                for (to, cases) in (0..self.activities).zip(&partial.links[start..]) {
                    let column = place(&shown[at + 1], to).unwrap_or(columns - 1);
                    sums[row * columns + column] += cases;
                }
            }
            let named = |shown: &[u8], place: usize| shown.get(place).copied();
            let mut between: Vec<Link> = (0..)
                .zip(sums)
                .filter(|(_, cases)| *cases > 0)
                .map(|(place, cases)| Link {
                    step,
                    from: named(&shown[at], place / columns),
                    to: named(&shown[at + 1], place % columns),
                    cases,
                })
                .collect();
            between.sort_by_key(|link| std::cmp::Reverse(link.cases));
            links.extend(between);
        }
        Sankey { customers: partial.customers, cases: partial.cases, steps, links }
    }

    /// The activities of a step that most cases are at.
    fn busiest(&self, partial: &Partial, step: usize, most: usize) -> Vec<u8> {
        let cases = |activity: &u8| partial.nodes[self.node(step, *activity)];
        let mut all: Vec<u8> =
            (0..self.activities).filter(|activity| cases(activity) > 0).collect();
        all.sort_by_key(|activity| (std::cmp::Reverse(cases(activity)), *activity));
        // One alone is not hidden behind a name for many.
        if all.len() > most + 1 {
            all.truncate(most);
        }
        all
    }

    fn step(&self, partial: &Partial, step: usize, shown: &[u8]) -> Step {
        let activities = usize::from(self.activities);
        let node = |activity: u8| {
            let at = self.node(step, activity);
            let ended = partial.links.get(at * (activities + 1) + activities).copied();
            let (cases, ended) = (partial.nodes[at], ended.unwrap_or_default());
            Node { activity: Some(activity), activities: vec![activity], cases, ended }
        };
        let mut nodes: Vec<Node> = shown.iter().map(|activity| node(*activity)).collect();
        let hidden = (0..self.activities).filter(|activity| !shown.contains(activity)).map(node);
        let others = hidden.filter(|node| node.cases > 0).reduce(|all, node| Node {
            activity: None,
            activities: [all.activities, node.activities].concat(),
            cases: all.cases + node.cases,
            ended: all.ended + node.ended,
        });
        nodes.extend(others);
        Step { cases: nodes.iter().map(|node| node.cases).sum(), nodes }
    }
}
