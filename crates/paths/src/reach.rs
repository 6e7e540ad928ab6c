//! Who reaches which step, who goes on, and how long it takes.
//!
//! Steps are the touchpoints (or stages) of a map in map order; a step's number is its code. For
//! each customer, within a period:
//!
//! - a customer *reaches* a step by at least one interaction there;
//! - a customer *goes on* from a step if, after the first contact there (later in time, or at the
//!   same time and later in arrival), there is contact with any step further along the map; whoever
//!   does not is *lost* there;
//! - the *time to the next* is from the first contact to the first such later contact.
//!
//! The definition is that of a loosely ordered funnel between each step and the rest of the map: a
//! skipped step is no loss, a return to an earlier step is no progress. Loss over a period that
//! still runs counts customers who may yet go on.

use parcours_interactions::Bucket;
use parcours_kernel::Period;

/// The code of interactions that belong to no step.
pub const NO_STEP: u8 = 255;

/// One step of the map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// Interactions there.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Customers who reached no later step afterwards.
    pub lost: u64,
    /// For those who went on: seconds from the first contact here to the first later step.
    pub seconds_to_next: Vec<u32>,
}

/// The partial result of a share of the customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// By code.
    pub steps: Vec<Step>,
    /// Distinct customers with at least one step.
    pub customers: u64,
    /// Distinct customers with at least one goal step.
    pub goal_customers: u64,
}

impl Reach {
    /// Adds the result of other customers.
    pub fn merge(&mut self, other: Self) {
        self.steps.resize_with(self.steps.len().max(other.steps.len()), Step::default);
        self.customers += other.customers;
        self.goal_customers += other.goal_customers;
        for (mine, theirs) in self.steps.iter_mut().zip(other.steps) {
            mine.interactions += theirs.interactions;
            mine.customers += theirs.customers;
            mine.lost += theirs.lost;
            mine.seconds_to_next.extend(theirs.seconds_to_next);
        }
    }
}

impl Step {
    /// The median time to the next step in seconds; the lower one of two middles.
    pub fn median_seconds_to_next(&self) -> Option<u32> {
        let mut times = self.seconds_to_next.clone();
        let middle = times.len().checked_sub(1)? / 2;
        Some(*times.select_nth_unstable(middle).1)
    }
}

/// Folds one bucket. `code` gives the step of a signature; `goals[code]` tells the goal steps.
/// Cost: one pass over the rows, and for each customer and step reached one more over the rest.
pub fn reach(bucket: &Bucket, period: Period, code: impl Fn(u32) -> u8, goals: &[bool]) -> Reach {
    let mut result = Reach { steps: vec![Step::default(); goals.len()], ..Reach::default() };
    let mut path: Vec<(u8, i64)> = Vec::new();
    for window in bucket.offsets.windows(2) {
        path.clear();
        for row in window[0] as usize..window[1] as usize {
            let (step, at) = (code(bucket.signature[row]), bucket.at[row]);
            if usize::from(step) < goals.len()
                && period.from.as_micros() <= at
                && at < period.until.as_micros()
            {
                path.push((step, at));
            }
        }
        add_customer(&mut result, &path, goals);
    }
    result
}

fn add_customer(result: &mut Reach, path: &[(u8, i64)], goals: &[bool]) {
    if path.is_empty() {
        return;
    }
    result.customers += 1;
    // One bit a step: 256 fit in four words.
    let mut seen = [0_u64; 4];
    let mut reached_goal = false;
    for (place, (step, at)) in path.iter().enumerate() {
        let number = usize::from(*step);
        result.steps[number].interactions += 1;
        reached_goal |= goals[number];
        if seen[number / 64] & (1 << (number % 64)) != 0 {
            continue;
        }
        seen[number / 64] |= 1 << (number % 64);
        let reached = &mut result.steps[number];
        reached.customers += 1;
        match path[place + 1..].iter().find(|(later, _)| later > step) {
            Some((_, next)) => {
                let seconds = (next - at) / 1_000_000;
                reached.seconds_to_next.push(u32::try_from(seconds).unwrap_or(u32::MAX));
            }
            None => reached.lost += 1,
        }
    }
    result.goal_customers += u64::from(reached_goal);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// (customer, seconds, signature) rows in order, as a bucket.
    fn bucket(rows: &[(i64, i64, u32)]) -> Bucket {
        let mut bucket = Bucket::default();
        for (number, (customer, at, signature)) in rows.iter().enumerate() {
            if bucket.customers.last() != Some(customer) {
                bucket.customers.push(*customer);
                bucket.offsets.push(u32::try_from(number).unwrap());
            }
            bucket.at.push(at * 1_000_000);
            bucket.signature.push(*signature);
        }
        bucket.offsets.push(u32::try_from(rows.len()).unwrap());
        bucket
    }

    fn code(signature: u32) -> u8 {
        u8::try_from(signature).unwrap_or(NO_STEP)
    }

    #[test]
    fn counted_by_hand() {
        // Three steps. 1 goes 0 → 1 → 0 → 2; 2 stays at 0; 3 skips 1; 4 only ever does something else.
        let rows = [
            (1, 0, 0),
            (1, 10, 1),
            (1, 20, 0),
            (1, 40, 2),
            (2, 5, 0),
            (2, 6, 0),
            (3, 0, 0),
            (3, 100, 2),
            (4, 0, 900),
        ];
        let result = reach(&bucket(&rows), Period::ALL, code, &[false, false, true]);
        assert_eq!((result.customers, result.goal_customers), (3, 2));
        let step = |interactions, customers, lost, times: &[u32]| Step {
            interactions,
            customers,
            lost,
            seconds_to_next: times.to_vec(),
        };
        assert_eq!(
            result.steps,
            [step(5, 3, 1, &[10, 100]), step(1, 1, 0, &[30]), step(2, 2, 2, &[])]
        );
        assert_eq!(result.steps[0].median_seconds_to_next(), Some(10));
        assert_eq!(result.steps[2].median_seconds_to_next(), None);
    }

    #[test]
    fn a_period_sees_only_its_own() {
        let rows = [(1, 0, 0), (1, 10, 1), (1, 20, 2)];
        let at = |seconds: i64| parcours_kernel::Timestamp::from_micros(seconds * 1_000_000);
        let period = Period { from: at(5), until: at(20) };
        let result = reach(&bucket(&rows), period, code, &[false, false, true]);
        assert_eq!(result.steps.iter().map(|step| step.customers).collect::<Vec<_>>(), [0, 1, 0]);
        assert_eq!(result.steps[1].lost, 1);
    }

    #[test]
    fn ties_keep_arrival_order() {
        let result = reach(&bucket(&[(1, 0, 1), (1, 0, 0)]), Period::ALL, code, &[false, false]);
        assert_eq!((result.steps[0].lost, result.steps[1].lost), (1, 1));
        let result = reach(&bucket(&[(1, 0, 0), (1, 0, 1)]), Period::ALL, code, &[false, false]);
        assert_eq!(result.steps[0].seconds_to_next, [0]);
    }

    /// The definition, read off word by word, slowly.
    fn slow(rows: &[(i64, i64, u32)], steps: usize) -> Vec<(u64, u64, u64)> {
        let mut by_customer: BTreeMap<i64, Vec<(i64, u32)>> = BTreeMap::new();
        for (customer, at, signature) in rows {
            by_customer.entry(*customer).or_default().push((*at, *signature));
        }
        (0..u32::try_from(steps).unwrap())
            .map(|step| {
                let here = rows.iter().filter(|row| row.2 == step).count() as u64;
                let reached: Vec<_> = by_customer
                    .values()
                    .filter(|path| path.iter().any(|(_, code)| *code == step))
                    .collect();
                let lost = reached
                    .iter()
                    .filter(|path| {
                        let first = path.iter().position(|(_, code)| *code == step).unwrap();
                        !path[first..]
                            .iter()
                            .any(|(_, code)| *code > step && (*code as usize) < steps)
                    })
                    .count() as u64;
                (here, reached.len() as u64, lost)
            })
            .collect()
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_slow_reading_however_buckets_are_cut(
            mut rows in proptest::collection::vec((0..9_i64, 0..50_i64, 0..7_u32), 0..200), cut in 1..9_i64,
        ) {
            rows.sort_by_key(|(customer, at, _)| (*customer, *at));
            let goals = [false; 5];
            let whole = reach(&bucket(&rows), Period::ALL, code, &goals);
            let figures: Vec<_> = whole.steps.iter().map(|step| (step.interactions, step.customers, step.lost)).collect();
            prop_assert_eq!(figures, slow(&rows, goals.len()));
            let (low, high): (Vec<_>, Vec<_>) = rows.iter().partition(|(customer, _, _)| *customer < cut);
            let mut merged = reach(&bucket(&low), Period::ALL, code, &goals);
            merged.merge(reach(&bucket(&high), Period::ALL, code, &goals));
            prop_assert_eq!(merged, whole);
        }
    }
}
