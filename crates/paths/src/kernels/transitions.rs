//! Transitions: what directly follows what, how often, by how many and after how long.
//!
//! The directly-follows graph (van der Aalst, *Process Mining: Data Science in Action*, 2016, ch.
//! 5): within a case each pair of neighbours a → b counts once, a → a as well. A customer counts
//! once for an edge or an activity, however many of their cases have it. The time of an edge is
//! from a to b; zero is legal. A case starts with its first activity and ends with its last.

mod members;

use serde::{Deserialize, Serialize};

use super::distinct::{Distinct, Numbers};
use super::exact::{ExactSum, elapsed};
use super::sketch::LogHistogram;
use crate::cases::{Cases, Kernel};

pub use members::GraphFigure;

/// The question. Cost: one pass over the rows; memory grows with the square of the activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transitions {
    /// How many activities there are; codes are below it.
    pub activities: u8,
    /// Whether median and 90th percentile of times are wanted too, which takes about three times as
    /// long.
    pub quantiles: bool,
}

/// What some cases gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    /// By `from * activities + to`.
    edges: Vec<EdgeSum>,
    /// Likewise; empty unless quantiles are wanted.
    times: Vec<LogHistogram>,
    /// By activity.
    seen: Vec<Distinct>,
    starts: Vec<u64>,
    ends: Vec<u64>,
    cases: u64,
    numbers: Numbers,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct EdgeSum {
    count: u64,
    time: ExactSum,
    seen: Distinct,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Graph {
    /// Rows.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Cases.
    pub cases: u64,
    /// What happened at all, most frequent first, then by code.
    pub activities: Vec<Node>,
    /// What followed what, most frequent first, then by codes.
    pub edges: Vec<Edge>,
    /// How many cases begin where, most frequent first, then by code.
    pub starts: Vec<CaseCount>,
    /// How many cases end where, likewise.
    pub ends: Vec<CaseCount>,
}

/// An activity in a [`Graph`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Which.
    pub activity: u8,
    /// Rows.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
}

/// A transition in a [`Graph`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Edge {
    /// What came first.
    pub from: u8,
    /// What came directly after it.
    pub to: u8,
    /// How often.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Mean time between the two, exact.
    pub mean_seconds: f64,
    /// The median, within 1.6 %, if asked for.
    pub median_seconds: Option<f64>,
    /// What nine in ten do not exceed, likewise.
    pub p90_seconds: Option<f64>,
}

/// Cases that begin or end with an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CaseCount {
    /// Which.
    pub activity: u8,
    /// How many cases.
    pub count: u64,
}

impl Transitions {
    /// The answer. Activities and edges that never happened are not in it.
    pub fn answer(&self, partial: &Partial) -> Graph {
        let n = usize::from(self.activities);
        let mut activities = Vec::new();
        let mut edges = Vec::new();
        for from in 0..self.activities {
            let place = usize::from(from);
            let row = &partial.edges[place * n..(place + 1) * n];
            // Each row of a case but the last begins an edge.
            let count = row.iter().map(|edge| edge.count).sum::<u64>() + partial.ends[place];
            activities.push(Node {
                activity: from,
                count,
                customers: partial.seen[place].customers,
            });
            for (to, sum) in (0..).zip(row) {
                let times = partial.times.get(place * n + usize::from(to));
                edges.extend(edge(from, to, sum, times));
            }
        }
        activities.retain(|node| node.count > 0);
        activities.sort_by_key(|node| (std::cmp::Reverse(node.count), node.activity));
        edges.sort_by_key(|edge| (std::cmp::Reverse(edge.count), edge.from, edge.to));
        Graph {
            interactions: activities.iter().map(|node| node.count).sum(),
            customers: partial.numbers.customers,
            cases: partial.cases,
            activities,
            edges,
            starts: case_counts(&partial.starts),
            ends: case_counts(&partial.ends),
        }
    }
}

impl Kernel for Transitions {
    type Partial = Partial;

    fn begin(&self) -> Partial {
        let n = usize::from(self.activities);
        Partial {
            edges: vec![EdgeSum::default(); n * n],
            times: if self.quantiles { vec![LogHistogram::default(); n * n] } else { Vec::new() },
            seen: vec![Distinct::default(); n],
            starts: vec![0; n],
            ends: vec![0; n],
            cases: 0,
            numbers: Numbers::default(),
        }
    }

    fn add(&self, partial: &mut Partial, cases: Cases<'_>) {
        // One wrong code would count for another edge; to look costs next to nothing.
        let highest = cases.codes.iter().copied().max().unwrap_or(0);
        assert!(cases.is_empty() || highest < self.activities, "codes are below `activities`");
        if self.quantiles {
            fold(partial, cases, usize::from(self.activities), |times, edge, took| {
                times[edge].add(took);
            });
        } else {
            fold(partial, cases, usize::from(self.activities), |_, _, _| {});
        }
    }

    fn merge(&self, into: &mut Partial, other: Partial) {
        into.cases += other.cases;
        into.numbers.merge(&other.numbers);
        for (mine, theirs) in into.edges.iter_mut().zip(&other.edges) {
            mine.count += theirs.count;
            mine.time.merge(theirs.time);
            mine.seen.merge(theirs.seen);
        }
        for (mine, theirs) in into.times.iter_mut().zip(&other.times) {
            mine.merge(theirs);
        }
        for (mine, theirs) in into.seen.iter_mut().zip(other.seen) {
            mine.merge(theirs);
        }
        for (mine, theirs) in into.starts.iter_mut().zip(other.starts) {
            *mine += theirs;
        }
        for (mine, theirs) in into.ends.iter_mut().zip(other.ends) {
            *mine += theirs;
        }
    }
}

#[inline]
fn fold(
    partial: &mut Partial,
    cases: Cases<'_>,
    n: usize,
    note: impl Fn(&mut [LogHistogram], usize, u64),
) {
    let Partial { edges, times, seen, starts, ends, numbers, .. } = partial;
    let (mut whose, mut number) = (None, 0);
    for case in cases.iter() {
        let (Some(start), Some(end)) = (case.codes.first(), case.codes.last()) else { continue };
        if whose != Some(case.customer) {
            whose = Some(case.customer);
            number = numbers.next();
        }
        starts[usize::from(*start)] += 1;
        ends[usize::from(*end)] += 1;
        seen[usize::from(*start)].see(number);
        let (mut from, mut before) = (usize::from(*start), case.at[0]);
        for (to, at) in case.codes.iter().zip(case.at).skip(1) {
            let to = usize::from(*to);
            let edge = &mut edges[from * n + to];
            edge.count += 1;
            edge.time.add_time(before, *at);
            edge.seen.see(number);
            seen[to].see(number);
            note(times, from * n + to, elapsed(before, *at));
            (from, before) = (to, *at);
        }
    }
    partial.cases += cases.len() as u64;
}

fn edge(from: u8, to: u8, sum: &EdgeSum, times: Option<&LogHistogram>) -> Option<Edge> {
    let times = times.and_then(LogHistogram::times);
    Some(Edge {
        from,
        to,
        count: sum.count,
        customers: sum.seen.customers,
        mean_seconds: sum.time.mean(sum.count)?,
        median_seconds: times.map(|times| times.median_seconds),
        p90_seconds: times.map(|times| times.p90_seconds),
    })
}

fn case_counts(counts: &[u64]) -> Vec<CaseCount> {
    let mut counts: Vec<CaseCount> = (0..)
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(activity, count)| CaseCount { activity, count: *count })
        .collect();
    counts.sort_by_key(|cases| (std::cmp::Reverse(cases.count), cases.activity));
    counts
}

#[cfg(test)]
mod tests;
