//! Where in customers' paths each kind of moment lies, and how many stop there.
//!
//! A customer's path is the order in which they first met each group of interactions in a period.
//! The place of a group in it runs from 0 (the first) to 1 (the last); a path of one group says
//! nothing of order. The place of a group is the median over its customers, in hundredths: a
//! histogram, so that a billion paths need no more memory than ten. A customer *stops* at the group
//! of the last interaction of the period.

use parcours_interactions::Bucket;
use parcours_kernel::Period;

/// Steps of a place.
const STEPS: usize = 100;

/// What was counted of a group of interactions, over some customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Met {
    /// Interactions.
    pub(super) interactions: u64,
    /// Distinct customers.
    pub(super) customers: u64,
    /// Customers whose last interaction was here.
    pub(super) stopped: u64,
    /// Customers by their place, in hundredths; empty until somebody has one.
    places: Vec<u32>,
}

impl Met {
    /// The median place, from 0 to 1; the middle when nobody's path says anything.
    pub(super) fn place(&self) -> f64 {
        let all: u64 = self.places.iter().map(|customers| u64::from(*customers)).sum();
        let mut before = 0;
        for (step, customers) in self.places.iter().enumerate() {
            before += u64::from(*customers);
            if before * 2 >= all && before > 0 {
                return step as f64 / STEPS as f64;
            }
        }
        0.5
    }

    fn note_place(&mut self, rank: usize, last: usize) {
        self.places.resize(STEPS + 1, 0);
        self.places[(rank * STEPS + last / 2) / last] += 1;
    }

    fn merge(&mut self, other: Self) {
        self.interactions += other.interactions;
        self.customers += other.customers;
        self.stopped += other.stopped;
        self.places.resize(self.places.len().max(other.places.len()), 0);
        for (mine, theirs) in self.places.iter_mut().zip(other.places) {
            *mine += theirs;
        }
    }
}

/// What was counted of all groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// By number.
    pub(super) groups: Vec<Met>,
    /// Interactions by signature's number.
    pub(super) by_signature: Vec<u64>,
    /// Distinct customers who met any group.
    pub(super) customers: u64,
}

impl Order {
    /// Adds what was counted of other customers.
    pub(super) fn merge(&mut self, other: Self) {
        self.customers += other.customers;
        self.groups.resize_with(self.groups.len().max(other.groups.len()), Met::default);
        for (mine, theirs) in self.groups.iter_mut().zip(other.groups) {
            mine.merge(theirs);
        }
        self.by_signature.resize(self.by_signature.len().max(other.by_signature.len()), 0);
        for (mine, theirs) in self.by_signature.iter_mut().zip(other.by_signature) {
            *mine += theirs;
        }
    }

    /// Folds one bucket; `group_of` gives the group of a signature's number, `groups` how many there
    /// are. Cost: one pass over the rows.
    pub(super) fn add(
        &mut self,
        bucket: &Bucket,
        period: Period,
        group_of: &[Option<u32>],
        groups: usize,
    ) {
        self.groups.resize_with(groups, Met::default);
        self.by_signature.resize(group_of.len(), 0);
        // The place of the customer who met it last, from 1.
        let mut met_by = vec![0; groups];
        let mut path: Vec<usize> = Vec::new();
        for (customer, window) in bucket.offsets.windows(2).enumerate() {
            path.clear();
            let mut last = None;
            for row in window[0] as usize..window[1] as usize {
                let at = bucket.at[row];
                if at < period.from.as_micros() || at >= period.until.as_micros() {
                    continue;
                }
                let signature = bucket.signature[row] as usize;
                let Some(Some(group)) = group_of.get(signature) else { continue };
                let group = *group as usize;
                self.by_signature[signature] += 1;
                self.groups[group].interactions += 1;
                last = Some(group);
                if met_by[group] != customer + 1 {
                    met_by[group] = customer + 1;
                    path.push(group);
                }
            }
            self.customers += u64::from(!path.is_empty());
            for (rank, group) in path.iter().enumerate() {
                self.groups[*group].customers += 1;
                if path.len() > 1 {
                    self.groups[*group].note_place(rank, path.len() - 1);
                }
            }
            if let Some(group) = last {
                self.groups[group].stopped += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bucket(rows: &[(i64, i64, u32)]) -> Bucket {
        let mut bucket = Bucket::default();
        for (number, (customer, at, signature)) in rows.iter().enumerate() {
            if bucket.customers.last() != Some(customer) {
                bucket.customers.push(*customer);
                bucket.offsets.push(u32::try_from(number).unwrap());
            }
            bucket.at.push(*at);
            bucket.signature.push(*signature);
        }
        bucket.offsets.push(u32::try_from(rows.len()).unwrap());
        bucket
    }

    /// Signatures 0 and 1 are one group, 2 and 3 groups of their own, 4 is in none.
    const GROUPS: [Option<u32>; 5] = [Some(0), Some(0), Some(1), Some(2), None];

    fn order(rows: &[(i64, i64, u32)]) -> Order {
        let mut order = Order::default();
        order.add(&bucket(rows), Period::ALL, &GROUPS, 3);
        order
    }

    #[test]
    fn counted_by_hand() {
        let rows = [
            (1, 0, 0),
            (1, 1, 1),
            (1, 2, 2),
            (1, 3, 3),
            (1, 4, 2),
            (2, 0, 2),
            (2, 1, 3),
            (3, 0, 2),
            (4, 0, 4),
        ];
        let order = order(&rows);
        assert_eq!((order.customers, order.by_signature), (3, vec![1, 1, 4, 2, 0]));
        let told: Vec<_> = order
            .groups
            .iter()
            .map(|met| (met.interactions, met.customers, met.stopped, met.place()))
            .collect();
        // The second lies in the middle of one path, at the start of another; the third path says nothing.
        assert_eq!(told, [(2, 1, 0, 0.0), (4, 3, 2, 0.0), (2, 2, 1, 1.0)]);
        assert_eq!(Met::default().place(), 0.5);
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_slow_reading_however_buckets_are_cut(
            mut rows in proptest::collection::vec((0..8_i64, 0..40_i64, 0..5_u32), 0..150), cut in 0..9_i64,
        ) {
            rows.sort_by_key(|(customer, at, _)| (*customer, *at));
            let whole = order(&rows);
            for group in 0..3_u32 {
                let of = |row: &&(i64, i64, u32)| GROUPS[row.2 as usize] == Some(group);
                let met = &whole.groups[group as usize];
                prop_assert_eq!(met.interactions, rows.iter().filter(of).count() as u64);
                let (mut customers, mut stopped, mut places) = (0, 0, Vec::new());
                for customer in 0..8 {
                    let path: Vec<u32> = rows.iter().filter(|row| row.0 == customer)
                        .filter_map(|row| GROUPS[row.2 as usize]).collect();
                    let mut firsts: Vec<u32> = Vec::new();
                    for step in &path { if !firsts.contains(step) { firsts.push(*step); } }
                    let Some(rank) = firsts.iter().position(|step| *step == group) else { continue };
                    customers += 1;
                    stopped += u64::from(path.last() == Some(&group));
                    if firsts.len() > 1 { places.push((rank as f64 / (firsts.len() - 1) as f64 * 100.0).round() / 100.0); }
                }
                places.sort_by(f64::total_cmp);
                let place = if places.is_empty() { 0.5 } else { places[(places.len() - 1) / 2] };
                prop_assert_eq!((met.customers, met.stopped, met.place()), (customers, stopped, place));
            }
            let (low, high): (Vec<_>, Vec<_>) = rows.iter().partition(|(customer, _, _)| *customer < cut);
            let mut merged = order(&low);
            merged.merge(order(&high));
            prop_assert_eq!(merged, whole);
        }
    }
}
