//! Changes: breaks in a touchpoint's reach, loss or time, found without being asked.
//!
//! Every flow (see [`days`](crate::kernels::days)), in all and in each segment, is a daily series of
//! shares, and one of times. Each is [scanned](scan) for the window of days that stands out most; what
//! is found is taken out, and the rest is scanned again. Among all series that were scanned the rate of
//! false changes is held at [`RATE`] (Benjamini and Hochberg), after finds about the same days are joined into
//! one change, with the strongest at its head. The segment that [explains](explain) it is named.
//!
//! What it does not see: a change slower than the series' own months vary, one that only shows in two
//! properties together, and anything in a series that goes up and down all the time.

pub mod dispersion;
pub mod explain;
pub mod join;
pub mod scan;
pub mod segments;
pub mod series;
pub mod tail;

use self::explain::Explained;
use self::scan::{Floors, Found, scan};
use self::segments::Segments;
use self::series::{Model, Series};
use crate::kernels::approach::{Approach, Partial as Approached, RUNGS};
use crate::kernels::days::{Days, Flow, Partial};

/// Of what is told, at most this share is false on the average.
pub const RATE: f64 = 0.01;
/// A find that is less probable than this by chance is taken out, for the rest to be scanned.
const WORTH_ANOTHER: f64 = 0.01;
/// A series with this many finds has a rhythm, not changes.
const RHYTHM: usize = 4;
/// The share of those who come to a touchpoint that came through its origin.
const NEARLY_ALL: f64 = 0.85;
/// Customers that a flow is known from, at least.
const FEWEST: u32 = 50;

/// What changed about a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// How many come.
    Reach,
    /// How many do not go on.
    Loss,
    /// How long it takes: to come from the origin, or to go on.
    Time,
}

/// One change of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Find {
    /// The number of its flow.
    pub flow: usize,
    /// What changed.
    pub measure: Measure,
    /// The value in whose segment it was found; none: in all.
    pub value: Option<u16>,
    /// When, and how much.
    pub found: Found,
    /// Whether it had begun before the first day that can be judged.
    pub began_before: bool,
    /// Whether it may still last: the days that nobody can judge yet are left aside.
    pub lasts: bool,
}

/// A change: finds about the same days.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The strongest.
    pub head: Find,
    /// The segment that explains most of it.
    pub explained: Option<Explained>,
    /// The others, strongest first.
    pub others: Vec<Find>,
    /// The rate of false changes among all that look at least as good.
    pub rate: f64,
}

/// All that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// Strongest first.
    pub changes: Vec<Change>,
    /// Scans made: what the rate of false finds reckons with.
    pub tests: usize,
}

/// What to follow: to each activity from its origin, or from nowhere; also from the nearest origin
/// that tells subjects apart, since a delivery does not say which product comes back; and onward from
/// each.
pub fn flows(approach: &Approach, approached: &Approached, segments: &Segments) -> Vec<Flow> {
    let mut flows = Vec::new();
    for code in 0..approach.activities {
        let origin = |among: &dyn Fn(u8) -> bool| {
            let origin = approach.origin(approached, code, NEARLY_ALL, FEWEST, among)?;
            Some(Flow { from: Some(origin.from), to: Some(code), horizon: origin.horizon })
        };
        let nearest = origin(&|_| true);
        flows.push(nearest.unwrap_or(Flow { from: None, to: Some(code), horizon: 0 }));
        flows.extend(
            origin(&|from| segments.tells_subjects(from)).filter(|of| nearest != Some(*of)),
        );
        if let Some(horizon) = approach.goes_on_within(approached, code, FEWEST) {
            flows.push(Flow { from: Some(code), to: None, horizon });
        }
    }
    flows
}

/// How much of the log has to lie before a first time, for what came before it to be known: the
/// longest horizon, or a third of a shorter log.
pub fn known_from(begins: i64, until: i64) -> i64 {
    let third = until.saturating_sub(begins) / 3;
    begins.saturating_add(third.min(RUNGS[RUNGS.len() - 1]))
}

/// Scans all series. Cost: for each the square of its days, some 0.2 ms for a year.
pub fn find(days: &Days, partial: &Partial, segments: &Segments, floors: &Floors) -> Changes {
    let mut finds = Vec::new();
    let mut tests = 0;
    for (number, flow) in days.flows.iter().enumerate() {
        let values = (0..segments.values.len()).map(|value| u16::try_from(value).ok());
        for value in std::iter::once(None).chain(values.filter(Option::is_some)) {
            let Some(slot) = days.slot(number, value) else { continue };
            let cells = days.series(partial, number, slot);
            let models = [Model::Share, Model::Time];
            let models = if flow.from.is_some() { &models[..] } else { &models[..1] };
            for model in models {
                let mut series = Series::new(*model, &cells);
                let first = series.days.iter().position(|day| day.n > 0.0);
                let last = series.days.iter().rposition(|day| day.n > 0.0);
                let mut its = Vec::new();
                while its.len() < RHYTHM {
                    let Some(found) = scan(&series, floors) else { break };
                    tests += 1;
                    // A campaign that begins is no break in a series that was never there.
                    let is_new = flow.from.is_none() && value.is_some() && found.outside.sum < 1.0;
                    if found.p > WORTH_ANOTHER || is_new {
                        break;
                    }
                    series.take_out(found.window);
                    let lasts = last.is_some_and(|last| found.ends.1 > last);
                    let began_before = first == Some(found.window.from);
                    let measure = measure(*flow, *model);
                    its.push(Find { flow: number, measure, value, found, began_before, lasts });
                }
                if its.len() < RHYTHM {
                    finds.append(&mut its);
                }
            }
        }
    }
    let explained = |find: &Find| explain::explain(days, partial, segments, find);
    let mut changes = join::join(finds, explained);
    // One change is found many times over: the rate is that of changes, of whose finds the strongest
    // is the test that counts.
    let p: Vec<f64> = changes.iter().map(|change| change.head.found.p).collect();
    for (change, rate) in changes.iter_mut().zip(tail::false_discovery(&p, tests)) {
        change.rate = rate;
        change.others.retain(|find| find.found.p * tests as f64 <= RATE);
        change.tell_best();
    }
    changes.retain(|change| change.rate <= RATE);
    Changes { changes, tests }
}

fn measure(flow: Flow, model: Model) -> Measure {
    match (model, flow.to) {
        (Model::Time, _) => Measure::Time,
        (Model::Share, Some(_)) => Measure::Reach,
        (Model::Share, None) => Measure::Loss,
    }
}

impl Change {
    /// Puts that find at the head which tells the change best: the same in the segment that explains
    /// it, whose days are the most exact, or else the same in all.
    fn tell_best(&mut self) {
        let wanted = self.explained.map(|one| one.value);
        let alike = |find: &Find, value: Option<u16>| {
            (find.flow, find.measure, find.value) == (self.head.flow, self.head.measure, value)
        };
        let told = |value: Option<u16>| self.others.iter().position(|find| alike(find, value));
        if self.head.value == wanted && wanted.is_some() {
            return;
        }
        let better = wanted.and_then(|_| told(wanted)).or_else(|| told(None));
        if let Some(place) = better {
            std::mem::swap(&mut self.head, &mut self.others[place]);
        }
    }
}

impl Find {
    /// The touchpoint that changed: where one comes to, or does not go on from.
    pub fn touchpoint(&self, flows: &[Flow]) -> u8 {
        let flow = flows[self.flow];
        flow.to.or(flow.from).expect("a flow has one end at least")
    }

    /// Which series it is of.
    pub fn model(&self) -> Model {
        if self.measure == Measure::Time { Model::Time } else { Model::Share }
    }

    /// The level during the change and otherwise: the share that comes, the share that is lost, or
    /// seconds (the geometric mean).
    pub fn levels(&self) -> (f64, f64) {
        let level = |sums: series::Sums| match self.measure {
            Measure::Reach => sums.level(),
            Measure::Loss => 1.0 - sums.level(),
            Measure::Time => sums.level().exp_m1(),
        };
        (level(self.found.inside), level(self.found.outside))
    }
}
