//! The table of results, as `docs/benchmarks.md` has it.

use std::fmt::Write as _;

use super::cost::Cost;
use super::peers::{Peer, Way};
use super::questions::Asked;

/// All that was measured of one question.
#[derive(Debug)]
pub(crate) struct Row {
    asked: Asked,
    sealed: Cost,
    memory: Cost,
    bare: Option<Cost>,
    peers: Vec<(Peer, Way, Cost)>,
}

impl Row {
    /// Ours.
    pub(crate) fn new(asked: Asked, sealed: Cost, memory: Cost, bare: Option<Cost>) -> Self {
        Self { asked, sealed, memory, bare, peers: Vec::new() }
    }

    /// What a peer needs.
    pub(crate) fn add(&mut self, peer: Peer, way: Way, cost: Cost) {
        self.peers.push((peer, way, cost));
    }

    fn of(&self, peer: Peer, way: Way) -> Option<Cost> {
        let mut found = self.peers.iter().filter(|(who, how, _)| (*who, *how) == (peer, way));
        found.next().map(|(.., cost)| *cost)
    }

    /// The least processor time among peers.
    fn best(&self, fits: impl Fn(Way) -> bool) -> f64 {
        let fitting = self.peers.iter().filter(|(_, way, _)| fits(*way));
        fitting.map(|(.., cost)| cost.cpu).fold(f64::INFINITY, f64::min)
    }
}

/// Processor and wall seconds, then how many times less ours are, then the peaks of memory.
pub(crate) fn markdown(rows: &[Row], peers: &[Peer]) -> String {
    let mut text = String::new();
    let ways = [Way::Windows, Way::Any, Way::Sorted];
    let all = peers.iter().flat_map(|peer| ways.map(|way| (*peer, way)));
    let known = |(who, how): &(Peer, Way)| rows.iter().any(|row| row.of(*who, *how).is_some());
    let columns: Vec<(Peer, Way)> = all.filter(known).collect();
    let told = |(peer, way): &(Peer, Way)| match way {
        Way::Windows => format!("{}, windows", peer.name()),
        Way::Any => peer.name().to_owned(),
        Way::Sorted => format!("{}, in order", peer.name()),
    };
    let names: Vec<String> = columns.iter().map(told).collect();
    head(&mut text, &["CPU s (wall s)", "sealed", "memory", "bare loop"], &names);
    for row in rows {
        let mut cells = vec![
            seconds(row.sealed),
            seconds(row.memory),
            row.bare.map_or_else(String::new, seconds),
        ];
        cells.extend(
            columns.iter().map(|(who, how)| row.of(*who, *how).map_or_else(String::new, seconds)),
        );
        line(&mut text, row, &cells);
    }
    text.push('\n');
    let ratios = [
        "times less CPU",
        "wanted",
        "sealed, any order",
        "sealed, best of all",
        "memory, any order",
        "memory, best of all",
        "memory ÷ bare loop",
    ];
    head(&mut text, &ratios, &[]);
    for row in rows {
        let (any, all) = (row.best(|way| way != Way::Sorted), row.best(|_| true));
        let times = |peer: f64, ours: Cost| format!("{:.1}", peer / ours.cpu);
        let cells = [
            format!("{}", row.asked.told().1),
            times(any, row.sealed),
            times(all, row.sealed),
            times(any, row.memory),
            times(all, row.memory),
            row.bare.map_or_else(String::new, |bare| format!("{:.1}", row.memory.cpu / bare.cpu)),
        ];
        line(&mut text, row, &cells);
    }
    text.push('\n');
    head(&mut text, &["peak memory, MiB", "sealed", "memory"], &names);
    for row in rows {
        let peak = |cost: Cost| format!("{:.0}", cost.peak);
        let mut cells = vec![peak(row.sealed), peak(row.memory)];
        cells.extend(
            columns.iter().map(|(who, how)| row.of(*who, *how).map_or_else(String::new, peak)),
        );
        line(&mut text, row, &cells);
    }
    text
}

fn seconds(cost: Cost) -> String {
    format!("{:.3} ({:.3})", cost.cpu, cost.wall)
}

fn head(text: &mut String, fixed: &[&str], more: &[String]) {
    let names: Vec<&str> = fixed.iter().copied().chain(more.iter().map(String::as_str)).collect();
    let rule = "---|".repeat(names.len());
    writeln!(text, "| {} |\n|{rule}", names.join(" | ")).expect("text can be written to");
}

fn line(text: &mut String, row: &Row, cells: &[String]) {
    writeln!(text, "| {} | {} |", row.asked.told().0, cells.join(" | "))
        .expect("text can be written to");
}
