//! Days: how many of those who come somewhere on a day come elsewhere within a time, and how soon.
//!
//! A *flow* asks this of one activity. Its trials are contacts with its `from` after a silence there
//! of longer than its horizon: who comes back sooner is still at it. A trial is a hit if contact with
//! `to` (or, without one, with any activity further along the order) follows within the horizon; then
//! its time counts as the logarithm of its seconds. Trials whose horizon has not passed yet are left
//! out, hits as well: else the last days would look like a fall; so are those that may go on from before
//! the log begins. A flow from nowhere asks for the
//! day's distinct customers at `to` among all that are active that day.
//!
//! Everything is counted once in all, and once in each segment of the trial: the channel and subject
//! of the interaction that began it, and the latest values of promoted properties that the customer
//! had by then (not older than [`MEMORY`]): a parcel's e-mail names no carrier, the parcel does.

use parcours_interactions::Bucket;
use serde::{Deserialize, Serialize};

use super::periods::Periods;
use crate::cases::NONE;

/// How long a promoted property is remembered of a customer: 30 days, in µs.
pub const MEMORY: i64 = 30 * 86_400_000_000;
/// Properties of segments at most; the first two, channel and subject, are not remembered.
pub const MOST_PROPERTIES: usize = 8;
const NOT_REMEMBERED: usize = 2;
/// No slot, no value.
pub const NOWHERE: u16 = u16::MAX;
/// Thousandths: how exactly a logarithm of seconds is summed.
const EXACTNESS: f64 = 1000.0;

/// What is followed of one activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Where it begins; none: anywhere that day.
    pub from: Option<u8>,
    /// Where it leads; none: anywhere further along.
    pub to: Option<u8>,
    /// Within which time, µs.
    pub horizon: i64,
}

/// The question. Cost: one pass over the rows; memory: a cell for each slot and day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Days {
    /// How many activities there are; codes are below it.
    pub activities: u8,
    /// The activity by signature's number.
    pub code_of: Vec<u8>,
    /// The days.
    pub days: Periods,
    /// From when the log tells what happened, µs,
    pub from: i64,
    /// and until when.
    pub until: i64,
    /// What is followed; flows that share a `from` and a `to` do not occur.
    pub flows: Vec<Flow>,
    /// Properties that segments are made of.
    pub properties: usize,
    /// By `signature * properties + property`: which value, numbered over all properties; or
    /// [`NOWHERE`].
    pub values: Vec<u16>,
    /// By `flow * (values + 1) + value + 1`, the whole at 0: the slot, or [`NOWHERE`].
    pub slots: Vec<u16>,
    /// Values of all properties together.
    pub value_count: usize,
    /// Slots of all flows together.
    pub slot_count: usize,
}

/// One day of one slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Contacts that began something; of a flow from nowhere, see [`Partial::active`].
    pub trials: u32,
    /// Those that came where the flow leads.
    pub hits: u32,
    /// Of these, ln(seconds + 1) in thousandths: the sum,
    pub time: u64,
    /// and the sum of squares.
    pub time_squares: u64,
}

/// What some customers gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    /// By `slot * days + day`.
    pub cells: Vec<Cell>,
    /// Distinct customers by day.
    pub active: Vec<u32>,
    #[serde(skip)]
    scratch: Scratch,
}

/// What is remembered of a customer on the way.
#[derive(Debug, Clone, Default)]
struct Scratch {
    last: Vec<i64>,
    pending: Vec<Pending>,
    /// Flows that wait for something further along.
    waiting: Vec<u16>,
    counted: Vec<u32>,
    customer: u32,
}

#[derive(Debug, Clone, Copy)]
struct Pending {
    since: i64,
    day: u32,
    slots: Slots,
}

type Slots = [u16; MOST_PROPERTIES + 1];

const IDLE: Pending = Pending { since: i64::MIN, day: 0, slots: [NOWHERE; MOST_PROPERTIES + 1] };

impl Days {
    /// What is found among none.
    pub fn begin(&self) -> Partial {
        let days = self.days.len();
        Partial {
            cells: vec![Cell::default(); self.slot_count * days],
            active: vec![0; days],
            scratch: Scratch::default(),
        }
    }

    /// Adds whole customers.
    pub fn add(&self, partial: &mut Partial, bucket: &Bucket) {
        let plan = self.by_activity();
        let (lookup, days) = (self.days.lookup(), self.days.len());
        let Partial { cells, active, scratch } = partial;
        scratch.pending.resize(self.flows.len(), IDLE);
        scratch.counted.resize(self.slot_count, 0);
        for window in bucket.offsets.windows(2) {
            scratch.begin(usize::from(self.activities));
            let mut remembered = [(NOWHERE, i64::MIN); MOST_PROPERTIES];
            let mut today = usize::MAX;
            for row in window[0] as usize..window[1] as usize {
                let signature = bucket.signature[row] as usize;
                let Some(code) = self.code_of.get(signature).copied().filter(|code| *code != NONE)
                else {
                    continue;
                };
                let (at, place) = (bucket.at[row], usize::from(code));
                self.remember(&mut remembered, signature, at);
                scratch.arrive(&plan, self, code, at, cells);
                if let Some(day) = lookup.find(at) {
                    if day != today {
                        today = day;
                        active[day] += 1;
                        scratch.new_day();
                    }
                    for flow in &plan.arrive_of_day[place] {
                        let slots = self.slots_of(*flow, &remembered);
                        for slot in slots.into_iter().filter(|slot| *slot != NOWHERE) {
                            scratch.count_once(slot, &mut cells[usize::from(slot) * days + day]);
                        }
                    }
                    // Of a first contact nobody knows how long a silence it ends.
                    let before = scratch.last[place].max(self.from);
                    for flow in &plan.begin[place] {
                        let horizon = self.flows[usize::from(*flow)].horizon;
                        let silent = at.saturating_sub(before) > horizon;
                        if silent && at.saturating_add(horizon) <= self.until {
                            let slots = self.slots_of(*flow, &remembered);
                            for slot in slots.into_iter().filter(|slot| *slot != NOWHERE) {
                                cells[usize::from(slot) * days + day].trials += 1;
                            }
                            scratch.wait(*flow, self, at, day, slots);
                        }
                    }
                }
                scratch.last[place] = at;
            }
        }
    }

    /// Adds what was found among other customers.
    pub fn merge(&self, into: &mut Partial, other: &Partial) {
        for (mine, theirs) in into.cells.iter_mut().zip(&other.cells) {
            mine.trials += theirs.trials;
            mine.hits += theirs.hits;
            mine.time += theirs.time;
            mine.time_squares += theirs.time_squares;
        }
        for (mine, theirs) in into.active.iter_mut().zip(&other.active) {
            *mine += theirs;
        }
    }

    /// The days of a slot, in order; of a flow from nowhere with the active customers as trials.
    pub fn series(&self, partial: &Partial, flow: usize, slot: u16) -> Vec<Cell> {
        let days = self.days.len();
        let mut cells = partial.cells[usize::from(slot) * days..][..days].to_vec();
        if self.flows[flow].from.is_none() {
            for (cell, active) in cells.iter_mut().zip(&partial.active) {
                cell.trials = *active;
            }
        }
        cells
    }

    /// The slot of a flow's segment, or of the whole.
    pub fn slot(&self, flow: usize, value: Option<u16>) -> Option<u16> {
        let place = flow * (self.value_count + 1) + value.map_or(0, |value| usize::from(value) + 1);
        Some(self.slots[place]).filter(|slot| *slot != NOWHERE)
    }

    /// What begins and what ends where.
    fn by_activity(&self) -> ByActivity {
        let empty = vec![Vec::new(); usize::from(self.activities)];
        let (mut begin, mut arrive, mut arrive_of_day) = (empty.clone(), empty.clone(), empty);
        for (number, flow) in (0..).zip(&self.flows) {
            match (flow.from, flow.to) {
                (Some(from), to) => {
                    begin[usize::from(from)].push(number);
                    if let Some(to) = to {
                        arrive[usize::from(to)].push(number);
                    }
                }
                (None, Some(to)) => arrive_of_day[usize::from(to)].push(number),
                (None, None) => {}
            }
        }
        ByActivity { begin, arrive, arrive_of_day }
    }

    fn remember(&self, remembered: &mut [(u16, i64); MOST_PROPERTIES], signature: usize, at: i64) {
        let values = &self.values[signature * self.properties..][..self.properties];
        for (place, (value, known)) in values.iter().zip(remembered.iter_mut()).enumerate() {
            if place < NOT_REMEMBERED || *value != NOWHERE {
                *known = (*value, at);
            } else if at.saturating_sub(known.1) > MEMORY {
                known.0 = NOWHERE;
            }
        }
    }

    fn slots_of(&self, flow: u16, remembered: &[(u16, i64); MOST_PROPERTIES]) -> Slots {
        let row = &self.slots[usize::from(flow) * (self.value_count + 1)..][..=self.value_count];
        let mut slots = [NOWHERE; MOST_PROPERTIES + 1];
        slots[0] = row[0];
        for (slot, (value, _)) in slots[1..].iter_mut().zip(remembered) {
            if *value != NOWHERE {
                *slot = row[usize::from(*value) + 1];
            }
        }
        slots
    }
}

struct ByActivity {
    begin: Vec<Vec<u16>>,
    arrive: Vec<Vec<u16>>,
    arrive_of_day: Vec<Vec<u16>>,
}

impl Scratch {
    fn begin(&mut self, activities: usize) {
        self.last.clear();
        self.last.resize(activities, i64::MIN);
        self.pending.fill(IDLE);
        self.waiting.clear();
    }

    /// Nothing of this customer and day is counted yet.
    fn new_day(&mut self) {
        self.customer += 1;
    }

    fn count_once(&mut self, slot: u16, cell: &mut Cell) {
        let counted = &mut self.counted[usize::from(slot)];
        cell.hits += u32::from(*counted != self.customer);
        *counted = self.customer;
    }

    fn wait(&mut self, flow: u16, question: &Days, since: i64, day: usize, slots: Slots) {
        let place = usize::from(flow);
        let day = u32::try_from(day).expect("days are few");
        let before = std::mem::replace(&mut self.pending[place], Pending { since, day, slots });
        // One whose horizon has passed waits in the list still.
        if question.flows[place].to.is_none() && before.since == i64::MIN {
            self.waiting.push(flow);
        }
    }

    /// Ends what waited for an activity.
    fn arrive(
        &mut self,
        plan: &ByActivity,
        question: &Days,
        code: u8,
        at: i64,
        cells: &mut [Cell],
    ) {
        let days = question.days.len();
        for flow in &plan.arrive[usize::from(code)] {
            let place = usize::from(*flow);
            hit(&mut self.pending[place], question.flows[place].horizon, at, cells, days);
        }
        let mut next = 0;
        while next < self.waiting.len() {
            let place = usize::from(self.waiting[next]);
            let flow = question.flows[place];
            if flow.from.is_some_and(|from| from < code) {
                hit(&mut self.pending[place], flow.horizon, at, cells, days);
                self.waiting.swap_remove(next);
            } else {
                next += 1;
            }
        }
    }
}

fn hit(pending: &mut Pending, horizon: i64, at: i64, cells: &mut [Cell], days: usize) {
    let Pending { since, day, slots } = std::mem::replace(pending, IDLE);
    if since == i64::MIN || at.saturating_sub(since) > horizon {
        return;
    }
    let seconds = (at - since) as f64 / 1e6;
    let time = ((seconds + 1.0).ln() * EXACTNESS).round() as u64;
    for slot in slots.into_iter().filter(|slot| *slot != NOWHERE) {
        let cell = &mut cells[usize::from(slot) * days + day as usize];
        cell.hits += 1;
        cell.time += time;
        cell.time_squares += time * time;
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 86_400;

    /// (customer, seconds, signature) rows in order, as a bucket.
    pub(in crate::kernels) fn bucket(rows: &[(i64, i64, u32)]) -> Bucket {
        let mut bucket = Bucket::default();
        for (number, (customer, at, signature)) in (0..).zip(rows) {
            if bucket.customers.last() != Some(customer) {
                bucket.customers.push(*customer);
                bucket.offsets.push(number);
            }
            bucket.at.push(at * 1_000_000);
            bucket.signature.push(*signature);
        }
        bucket.offsets.push(u32::try_from(rows.len()).unwrap());
        bucket
    }

    /// Three activities, the first of which is signature 0 on value 0 and signature 3 on value 1 of a
    /// remembered property; four days.
    fn question(flows: Vec<Flow>) -> Days {
        let count = flows.len();
        let none = NOWHERE;
        let slot = |place: usize| u16::try_from(place).unwrap();
        Days {
            activities: 3,
            code_of: vec![0, 1, 2, 0],
            days: Periods::new((0..=4).map(|day| day * DAY * 1_000_000).collect()),
            from: -100 * DAY * 1_000_000,
            until: 4 * DAY * 1_000_000,
            flows,
            properties: 3,
            values: [[none, none, 0], [none; 3], [none; 3], [none, none, 1]].concat(),
            slots: (0..count * 3).map(slot).collect(),
            value_count: 2,
            slot_count: count * 3,
        }
    }

    fn flow(from: Option<u8>, to: Option<u8>, days: i64) -> Flow {
        Flow { from, to, horizon: days * DAY * 1_000_000 }
    }

    fn shares(days: &Days, partial: &Partial, flow: usize, value: Option<u16>) -> Vec<(u32, u32)> {
        let slot = days.slot(flow, value).unwrap();
        days.series(partial, flow, slot).iter().map(|cell| (cell.hits, cell.trials)).collect()
    }

    #[test]
    fn counted_by_hand() {
        let rows = [
            // Twice at 0 within the day is one trial, and 1 follows; then on to 2.
            (1, 10, 0),
            (1, 20, 0),
            (1, 30, 1),
            (1, 40, 2),
            // In just a day; on the fourth day the horizon reaches beyond the log.
            (2, 10, 3),
            (2, 10 + DAY, 1),
            (2, 10 + 3 * DAY, 3),
            // 1 remembers value 1 of the day before.
            (3, 10, 3),
            (3, 10 + DAY, 1),
            (3, 11 + DAY, 2),
        ];
        let flows = vec![flow(Some(0), Some(1), 1), flow(Some(1), None, 1), flow(None, Some(1), 0)];
        let days = question(flows);
        let mut partial = days.begin();
        days.add(&mut partial, &bucket(&rows));
        assert_eq!(shares(&days, &partial, 0, None), [(3, 3), (0, 0), (0, 0), (0, 0)]);
        assert_eq!(shares(&days, &partial, 0, Some(1)), [(2, 2), (0, 0), (0, 0), (0, 0)]);
        assert_eq!(shares(&days, &partial, 1, None), [(1, 1), (1, 2), (0, 0), (0, 0)]);
        assert_eq!(shares(&days, &partial, 1, Some(1)), [(0, 0), (1, 2), (0, 0), (0, 0)]);
        // Of the day's customers: one of three, two of two, none of the one on the last day.
        assert_eq!(shares(&days, &partial, 2, None), [(1, 3), (2, 2), (0, 0), (0, 1)]);
        let time = days.series(&partial, 1, days.slot(1, None).unwrap())[0].time;
        assert_eq!(time, 2398, "ln 11 in thousandths");
        let earlier = Days { from: 0, ..days };
        let mut partial = earlier.begin();
        earlier.add(&mut partial, &bucket(&rows));
        assert_eq!(shares(&earlier, &partial, 0, None)[0], (0, 0), "who knows since when");
    }

    proptest! {
        #[test]
        fn however_customers_are_dealt_the_answer_is_the_same(
            mut rows in proptest::collection::vec((0..6_i64, 0..4 * DAY, 0..4_u32), 0..120), cut in 1..6_i64,
        ) {
            rows.sort_by_key(|(customer, at, _)| (*customer, *at));
            let days = question(vec![
                flow(Some(0), Some(1), 1), flow(Some(0), None, 1), flow(Some(1), None, 0), flow(None, Some(2), 0),
            ]);
            let count = |rows: &[(i64, i64, u32)]| {
                let mut partial = days.begin();
                days.add(&mut partial, &bucket(rows));
                partial
            };
            let whole = count(&rows);
            let (low, high): (Vec<_>, Vec<_>) = rows.iter().partition(|(customer, _, _)| *customer < cut);
            let mut merged = count(&low);
            days.merge(&mut merged, &count(&high));
            prop_assert_eq!(&merged.cells, &whole.cells);
            prop_assert_eq!(&merged.active, &whole.active);
            for (flow, _) in days.flows.iter().enumerate() {
                for (hits, trials) in shares(&days, &whole, flow, None) {
                    prop_assert!(hits <= trials);
                }
            }
        }
    }
}
