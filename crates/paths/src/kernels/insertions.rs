//! What happens between touchpoints and no touchpoint claims: "312 customers call support between
//! payment and delivery".
//!
//! Rows of activities below [`Insertions::first_unclaimed`] are at touchpoints; those from there on are
//! groups of what is unclaimed. A run of unclaimed rows lies between the touchpoint before it and the
//! one after it, or the beginning and the end of the case; each group in it counts once for the run.
//! These are the moves on the log alone of an alignment (Carmona et al., *Conformance Checking*, 2018)
//! with nothing assumed about the map's order.

mod members;

use serde::{Deserialize, Serialize};

use super::behind::{Behind, NAMED, Turn};
use super::slots::Slots;
use crate::cases::{Case, Cases, Kernel, NONE};

pub use members::InsertionFigure;

/// The question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insertions {
    /// The first activity that no touchpoint claims.
    pub first_unclaimed: u8,
    /// Customers named for each insertion.
    pub named: usize,
}

/// What was found, by before, group and after.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Inserted {
    between: Slots<Behind>,
    #[serde(skip)]
    turn: Turn,
    /// Groups of the run at hand.
    #[serde(skip)]
    run: Vec<u8>,
}

/// A group that happens between two touchpoints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Insertion {
    /// The touchpoint before; none: the case begins so.
    pub before: Option<u8>,
    /// What happens and nothing claims.
    pub group: u8,
    /// The touchpoint after; none: the case ends so.
    pub after: Option<u8>,
    /// How often, and to whom.
    #[serde(flatten)]
    pub behind: Behind,
}

impl Insertions {
    /// With the usual number of customers named.
    pub fn new(first_unclaimed: u8) -> Self {
        Self { first_unclaimed, named: NAMED }
    }

    /// All that happens between touchpoints: most customers first, then by before, group and after, the
    /// beginning first and the end first.
    pub fn answer(&self, inserted: &Inserted) -> Vec<Insertion> {
        let mut found: Vec<_> = inserted
            .between
            .iter()
            .map(|(key, behind)| {
                let [.., before, group, after] = key.to_be_bytes();
                let code = |byte: u8| (byte != NONE).then_some(byte);
                Insertion { before: code(before), group, after: code(after), behind: behind.told() }
            })
            .collect();
        found.sort_by_key(|one| {
            (std::cmp::Reverse(one.behind.customers), one.before, one.group, one.after)
        });
        found
    }

    fn add_case(&self, inserted: &mut Inserted, case: Case<'_>) {
        let mut before = NONE;
        for code in case.codes {
            if *code >= self.first_unclaimed {
                if !inserted.run.contains(code) {
                    inserted.run.push(*code);
                }
                continue;
            }
            if !inserted.run.is_empty() {
                self.end_run(inserted, before, *code, case.customer);
            }
            before = *code;
        }
        self.end_run(inserted, before, NONE, case.customer);
    }

    fn end_run(&self, inserted: &mut Inserted, before: u8, after: u8, customer: i64) {
        let Inserted { between, turn, run } = inserted;
        for group in run.drain(..) {
            let key = u64::from_be_bytes([0, 0, 0, 0, 0, before, group, after]);
            between.of(key).count(*turn, customer, self.named);
        }
    }
}

impl Kernel for Insertions {
    type Partial = Inserted;

    fn begin(&self) -> Inserted {
        Inserted::default()
    }

    fn add(&self, partial: &mut Inserted, cases: Cases<'_>) {
        let mut last_customer = None;
        for case in cases.iter() {
            partial.turn.next(last_customer != Some(case.customer));
            last_customer = Some(case.customer);
            self.add_case(partial, case);
        }
    }

    fn merge(&self, into: &mut Inserted, other: Inserted) {
        into.between.merge(other.between, |into, other| into.add(other, self.named));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::cases::by_hand::Owned;

    #[test]
    fn counted_by_hand() {
        // Touchpoints 0 and 1; 2 and 3 are unclaimed.
        let owned = Owned::new(&[
            (1, &[(0, 0), (2, 1), (2, 2), (3, 3), (1, 4)]),
            (1, &[(0, 9), (2, 10), (1, 11)]),
            (2, &[(2, 0), (0, 1), (2, 2), (1, 3), (3, 4)]),
        ]);
        let question = Insertions::new(2);
        let mut inserted = question.begin();
        question.add(&mut inserted, owned.cases());
        let found: Vec<_> = question
            .answer(&inserted)
            .into_iter()
            .map(|one| {
                let Behind { times, cases, customers, named, .. } = one.behind;
                ((one.before, one.group, one.after), (times, cases, customers), named)
            })
            .collect();
        let expected = [
            ((Some(0), 2, Some(1)), (3, 3, 2), vec![1, 2]),
            ((None, 2, Some(0)), (1, 1, 1), vec![2]),
            ((Some(0), 3, Some(1)), (1, 1, 1), vec![1]),
            ((Some(1), 3, None), (1, 1, 1), vec![2]),
        ];
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn counts_as_the_definition_says_however_dealt(
            paths in prop::collection::vec((0..2_i64, prop::collection::vec(0..5_u8, 1..9)), 1..12),
            cut in 0..12_i64,
        ) {
            let mut customer = 0;
            let rows: Vec<(i64, Vec<(u8, i64)>)> = paths
                .iter()
                .map(|(step, codes)| {
                    customer += step;
                    (customer, codes.iter().copied().zip(0..).collect())
                })
                .collect();
            let question = Insertions { first_unclaimed: 2, named: 2 };
            let fold = |left: bool| {
                let dealt = rows.iter().filter(|(customer, _)| (*customer < cut) == left);
                let cases: Vec<_> = dealt.map(|(c, path)| (*c, path.as_slice())).collect();
                let mut inserted = question.begin();
                question.add(&mut inserted, Owned::new(&cases).cases());
                inserted
            };
            let mut inserted = fold(false);
            let left = serde_json::to_string(&fold(true)).unwrap();
            question.merge(&mut inserted, serde_json::from_str(&left).unwrap());

            // For every unclaimed row: the nearest touchpoints around it, and which run it is in.
            let mut runs = BTreeSet::new();
            for (case, (customer, path)) in rows.iter().enumerate() {
                let codes: Vec<u8> = path.iter().map(|(code, _)| *code).collect();
                for (row, group) in codes.iter().enumerate().filter(|(_, code)| **code >= 2) {
                    let before = codes[..row].iter().rposition(|code| *code < 2);
                    let after = codes[row..].iter().find(|code| **code < 2).copied();
                    let key = (before.map(|place| codes[place]), *group, after);
                    runs.insert((key, *customer, case, before));
                }
            }
            let mut expected: BTreeMap<_, (u64, BTreeSet<usize>, BTreeSet<i64>)> = BTreeMap::new();
            for (key, customer, case, _) in runs {
                let found = expected.entry(key).or_default();
                found.0 += 1;
                found.1.insert(case);
                found.2.insert(customer);
            }
            let found = question.answer(&inserted);
            prop_assert_eq!(found.len(), expected.len());
            for one in found {
                let (times, cases, customers) = &expected[&(one.before, one.group, one.after)];
                let counted = (one.behind.times, one.behind.cases, one.behind.customers);
                prop_assert_eq!(counted, (*times, cases.len() as u64, customers.len() as u64));
                let named: Vec<i64> = customers.iter().copied().take(2).collect();
                prop_assert_eq!(one.behind.named, named);
            }
        }
    }
}
