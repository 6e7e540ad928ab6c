//! The best alignment of one path with the map, exactly.
//!
//! A map allows a path that begins at its first touchpoint, ends at its last and moves from each to the
//! next or along a link. An alignment reads path and map side by side: a row that is the map's next
//! touchpoint costs nothing; a row that the map does not expect, and a touchpoint of the map that the
//! path lacks, cost 1 each. The best costs least (Adriansyah, van Dongen and van der Aalst, *Conformance
//! checking using cost-based fitness analysis*, EDOC 2011). Of a path that still runs, what may yet come
//! is not lacking: it is aligned with the cheapest beginning of an allowed path (a prefix alignment:
//! Adriansyah, *Aligning Observed and Modeled Behavior*, 2014).
//!
//! Between two rows that are expected, the map's side is a shortest way from the one touchpoint to the
//! other. So it is enough to choose which rows are expected: one number for each touchpoint says what
//! the best alignment costs in which it is the last expected so far. Cost: rows × touchpoints.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// No way leads there; two of them add up without overflow, and no path is so long.
const NO_WAY: i32 = 1 << 29;
/// No row was expected yet.
const NOWHERE: u32 = u32::MAX;

/// A map as the order of its touchpoints: their codes are their places, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// How many, 1 at least. Codes from here on are claimed by no touchpoint.
    pub touchpoints: u8,
    /// What else is allowed: from, to. To itself: it may be repeated. Forward: what lies between may be
    /// left out. Back: a loop. Links of touchpoints that the map does not have mean nothing.
    pub links: Vec<(u8, u8)>,
}

/// A best alignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alignment {
    /// Rows that are not expected and touchpoints that are lacking.
    pub cost: u64,
    /// What it costs if no row is expected: the rows, and unless the path still runs the touchpoints of
    /// the map's shortest path.
    pub worst: u64,
    /// What deviates, in order; their steps add up to the cost.
    pub deviations: Vec<Deviation>,
}

/// One deviation of a path from the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Deviation {
    /// Which sort.
    pub kind: Kind,
    /// Where; see [`Kind`].
    pub touchpoint: Option<u8>,
    /// The touchpoint of the last expected row before; none at the beginning.
    pub after: Option<u8>,
    /// What it costs.
    pub steps: u32,
}

/// Sorts of deviations, and what `touchpoint` is for each.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeviationKind)]
pub enum Kind {
    /// The path begins further along the map: at this touchpoint.
    StartsLate,
    /// This touchpoint should have come.
    Skipped,
    /// This touchpoint should not have come here.
    OutOfOrder,
    /// This touchpoint came again, and the map does not say that it may.
    Repeated,
    /// No touchpoint claims this: its code.
    Unclaimed,
    /// The path goes no further than this touchpoint; none: no row of it was expected.
    EndsEarly,
}

impl Kind {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::StartsLate => "starts_late",
            Self::Skipped => "skipped",
            Self::OutOfOrder => "out_of_order",
            Self::Repeated => "repeated",
            Self::Unclaimed => "unclaimed",
            Self::EndsEarly => "ends_early",
        }
    }
}

/// Finds best alignments with one map; its memory is used again for the next path.
#[derive(Debug, Clone)]
pub(super) struct Aligner {
    touchpoints: usize,
    /// By to × (touchpoints + 1) + from: moves of a shortest way, 1 at least. The last from is the
    /// beginning.
    moves: Vec<i32>,
    /// At the same places: the first touchpoint on that way.
    first: Vec<u8>,
    /// By from: moves of a shortest way to the last touchpoint, 0 from itself.
    to_end: Vec<i32>,
    /// By touchpoint: cost so far less the rows so far, if it is the last expected.
    best: Vec<i32>,
    /// By touchpoint: which expected row made it so.
    made_by: Vec<u32>,
    /// Expected rows: row, touchpoint, the expected one before.
    expected: Vec<(u32, u8, u32)>,
    /// Those of the best alignment, last first.
    chosen: Vec<(u32, u8)>,
    /// Whether that was of a path that has ended.
    ended: bool,
}

impl Alignment {
    /// 1 − cost ÷ worst: 1 if the path is one that the map allows, 0 if nothing of it is.
    pub fn fitness(&self) -> f64 {
        1.0 - self.cost as f64 / self.worst as f64
    }
}

impl Order {
    /// Aligns one path, which has ended or not. Of equally good alignments that in which earlier rows
    /// are the expected ones.
    pub fn align(&self, codes: &[u8], ended: bool) -> Alignment {
        let mut aligner = Aligner::new(self);
        let cost = aligner.cost(codes, ended);
        let mut deviations = Vec::new();
        aligner.deviations(codes, |deviation| deviations.push(deviation));
        Alignment { cost, worst: aligner.worst(codes, ended), deviations }
    }
}

impl Aligner {
    pub(super) fn new(order: &Order) -> Self {
        let touchpoints = usize::from(order.touchpoints.max(1));
        let mut allowed: Vec<Vec<u8>> = vec![Vec::new(); touchpoints + 1];
        allowed[touchpoints].push(0);
        for (from, to) in (0_u8..).zip(1..order.touchpoints) {
            allowed[usize::from(from)].push(to);
        }
        for (from, to) in &order.links {
            if usize::from(*from.max(to)) < touchpoints {
                allowed[usize::from(*from)].push(*to);
            }
        }
        allowed.iter_mut().for_each(|to| to.sort_unstable());
        let width = touchpoints + 1;
        let (mut moves, mut first) =
            (vec![NO_WAY; touchpoints * width], vec![0; touchpoints * width]);
        for from in 0..width {
            let mut ahead: VecDeque<(u8, u8, i32)> =
                allowed[from].iter().map(|to| (*to, *to, 1)).collect();
            while let Some((at, by, count)) = ahead.pop_front() {
                let place = usize::from(at) * width + from;
                if moves[place] == NO_WAY {
                    (moves[place], first[place]) = (count, by);
                    ahead.extend(allowed[usize::from(at)].iter().map(|to| (*to, by, count + 1)));
                }
            }
        }
        let last = touchpoints - 1;
        let mut to_end = moves[last * width..].to_vec();
        to_end[last] = 0;
        Self {
            touchpoints,
            moves,
            first,
            to_end,
            best: Vec::new(),
            made_by: Vec::new(),
            expected: Vec::new(),
            chosen: Vec::new(),
            ended: true,
        }
    }

    /// What the best alignment costs; it is kept for [`Self::deviations`].
    pub(super) fn cost(&mut self, codes: &[u8], ended: bool) -> u64 {
        let width = self.touchpoints + 1;
        self.best.clear();
        self.best.resize(width, NO_WAY);
        self.best[self.touchpoints] = 0;
        self.made_by.clear();
        self.made_by.resize(width, NOWHERE);
        self.expected.clear();
        for (row, code) in (0_u32..).zip(codes) {
            let to = usize::from(*code);
            if to >= self.touchpoints {
                continue;
            }
            let moves = &self.moves[to * width..(to + 1) * width];
            let sums = || self.best.iter().zip(moves).map(|(best, moves)| best + moves);
            // Less one for the move that this row makes, and one for the row that is not unexpected.
            let reached = sums().fold(i32::MAX, i32::min);
            if reached - 2 < self.best[to] {
                let from = sums().position(|sum| sum == reached).expect("it was found there");
                let before = self.made_by[from];
                self.made_by[to] = u32::try_from(self.expected.len()).expect("a row each");
                self.expected.push((row, *code, before));
                self.best[to] = reached - 2;
            }
        }
        let (end, from) = (0..width)
            .map(|from| (self.best[from] + if ended { self.to_end[from] } else { 0 }, from))
            .min()
            .expect("the beginning is one");
        self.ended = ended;
        self.chosen.clear();
        let mut at = self.made_by[from];
        while let Some((row, touchpoint, before)) = self.expected.get(at as usize) {
            self.chosen.push((*row, *touchpoint));
            at = *before;
        }
        (codes.len() as i64 + i64::from(end)).cast_unsigned()
    }

    /// What an alignment costs in which nothing is expected.
    pub(super) fn worst(&self, codes: &[u8], ended: bool) -> u64 {
        let lacking = if ended { self.to_end[self.touchpoints].cast_unsigned() } else { 0 };
        codes.len() as u64 + u64::from(lacking)
    }

    /// What deviates in the alignment found last, of the same path.
    pub(super) fn deviations(&self, codes: &[u8], mut tell: impl FnMut(Deviation)) {
        let (mut after, mut row) = (None, 0);
        for (expected, touchpoint) in self.chosen.iter().rev() {
            self.unexpected(&codes[row..*expected as usize], after, &mut tell);
            self.skipped(after, *touchpoint, &mut tell);
            (after, row) = (Some(*touchpoint), *expected as usize + 1);
        }
        self.unexpected(&codes[row..], after, &mut tell);
        let steps = self.to_end[after.map_or(self.touchpoints, usize::from)].cast_unsigned();
        if self.ended && steps > 0 {
            tell(Deviation { kind: Kind::EndsEarly, touchpoint: after, after, steps });
        }
    }

    fn unexpected(&self, codes: &[u8], after: Option<u8>, tell: &mut impl FnMut(Deviation)) {
        for code in codes {
            let kind = if usize::from(*code) >= self.touchpoints {
                Kind::Unclaimed
            } else if after == Some(*code) {
                Kind::Repeated
            } else {
                Kind::OutOfOrder
            };
            tell(Deviation { kind, touchpoint: Some(*code), after, steps: 1 });
        }
    }

    fn skipped(&self, after: Option<u8>, to: u8, tell: &mut impl FnMut(Deviation)) {
        let width = self.touchpoints + 1;
        let row = usize::from(to) * width;
        let mut from = after.map_or(self.touchpoints, usize::from);
        let steps = self.moves[row + from].cast_unsigned() - 1;
        if after.is_none() && steps > 0 {
            tell(Deviation { kind: Kind::StartsLate, touchpoint: Some(to), after, steps });
        } else {
            for _ in 0..steps {
                let skipped = self.first[row + from];
                tell(Deviation { kind: Kind::Skipped, touchpoint: Some(skipped), after, steps: 1 });
                from = usize::from(skipped);
            }
        }
    }
}
