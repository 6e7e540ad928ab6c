//! Alignments by hand and against a search of all of them; counts against one case at a time.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::cases::by_hand::Owned;

/// Four touchpoints; 1 may be repeated, 1 → 3 leaves out 2, 3 → 2 is a loop.
fn order() -> Order {
    Order { touchpoints: 4, links: vec![(1, 1), (1, 3), (3, 2)] }
}

/// Four touchpoints, one after the other.
fn line() -> Order {
    Order { touchpoints: 4, links: Vec::new() }
}

/// Kind, touchpoint, after, steps.
type Told = (Kind, Option<u8>, Option<u8>, u32);

fn told(order: &Order, codes: &[u8]) -> (u64, u64, Vec<Told>) {
    let alignment = order.align(codes, true);
    let deviations = alignment.deviations.iter();
    let deviations =
        deviations.map(|one| (one.kind, one.touchpoint, one.after, one.steps)).collect();
    (alignment.cost, alignment.worst, deviations)
}

#[test]
fn what_the_map_allows_fits() {
    for codes in [&[0, 1, 2, 3][..], &[0, 1, 1, 1, 3], &[0, 1, 3, 2, 3, 2, 3]] {
        let alignment = order().align(codes, true);
        assert_eq!((alignment.cost, alignment.deviations.len()), (0, 0), "{codes:?}");
        assert_eq!(alignment.fitness(), 1.0);
    }
    // The shortest path of this map is 0, 1, 3.
    assert_eq!(order().align(&[0, 1, 2, 3], true).worst, 4 + 3);
    assert_eq!(line().align(&[0, 1, 2, 3], true).worst, 4 + 4);
}

#[test]
fn each_sort_of_deviation_by_hand() {
    use Kind::{EndsEarly, OutOfOrder, Repeated, Skipped, StartsLate, Unclaimed};
    let line = |codes: &[u8]| told(&line(), codes);
    assert_eq!(line(&[0, 1, 3]), (1, 7, vec![(Skipped, Some(2), Some(1), 1)]));
    assert_eq!(line(&[0, 1, 1, 2, 3]), (1, 9, vec![(Repeated, Some(1), Some(1), 1)]));
    assert_eq!(line(&[0, 1, 0, 2, 3]), (1, 9, vec![(OutOfOrder, Some(0), Some(1), 1)]));
    assert_eq!(line(&[0, 9, 1, 2, 3]), (1, 9, vec![(Unclaimed, Some(9), Some(0), 1)]));
    assert_eq!(line(&[2, 3]), (2, 6, vec![(StartsLate, Some(2), None, 2)]));
    assert_eq!(line(&[0, 1]), (2, 6, vec![(EndsEarly, Some(1), Some(1), 2)]));
    assert_eq!(line(&[9]), (5, 5, vec![(Unclaimed, Some(9), None, 1), (EndsEarly, None, None, 4)]));
    assert_eq!(order().align(&[9], true).fitness(), 0.0);
    // Delivered before paid: one of the two is out of order, and lacks at its place.
    assert_eq!(
        line(&[0, 2, 1, 3]),
        (2, 8, vec![(OutOfOrder, Some(2), Some(0), 1), (Skipped, Some(2), Some(1), 1)])
    );
}

#[test]
fn what_still_runs_lacks_nothing_yet() {
    let running = |codes: &[u8]| line().align(codes, false);
    let begun = running(&[0, 1]);
    assert_eq!((begun.cost, begun.worst, begun.fitness()), (0, 2, 1.0));
    // Two of three rows: 1 was skipped.
    let skipped = running(&[0, 2, 3]);
    assert_eq!((skipped.cost, skipped.deviations[0].kind), (1, Kind::Skipped));
    // To lack 0 and 1 costs more than not to expect 2.
    let late = running(&[2]);
    assert_eq!((late.cost, late.deviations[0].kind, late.fitness()), (1, Kind::OutOfOrder, 0.0));
}

#[test]
fn a_report_by_hand() {
    // 7 fits in one case, and lacks 2 in another: 1 and 1 − 1/7. 8 only ever began: 1 − 3/5.
    let owned = Owned::new(&[
        (7, &[(0, 0), (1, 1), (2, 2), (3, 3)]),
        (7, &[(0, 10), (1, 11), (3, 12)]),
        (8, &[(0, 0)]),
    ]);
    let question = Fitness::new(line(), i64::MAX);
    let mut found = question.begin();
    question.add(&mut found, owned.cases());
    let drift = question.answer(&found);
    assert_eq!((drift.cases, drift.customers, drift.fitting_cases), (3, 2, 1));
    let close = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-8;
    assert!(close(drift.fitness, (1.0 + 6.0 / 7.0 + 2.0 / 5.0) / 3.0));
    assert!(close(drift.fitness_of_customers, ((1.0 + 6.0 / 7.0) / 2.0 + 2.0 / 5.0) / 2.0));
    assert!(close(drift.fitness_of_log, 1.0 - 4.0 / 20.0));
    assert_eq!((drift.reached, drift.unreached), (vec![2, 1, 1, 1], vec![]));
    let deviations: Vec<_> = drift
        .deviations
        .iter()
        .map(|one| (one.kind, one.touchpoint, one.behind.customers, one.behind.named.clone()))
        .collect();
    let expected = [(Kind::Skipped, Some(2), 1, vec![7]), (Kind::EndsEarly, Some(0), 1, vec![8])];
    assert_eq!(deviations, expected);
    let unreached = question.answer(&question.begin());
    assert_eq!((unreached.unreached, unreached.fitness), (vec![0, 1, 2, 3], None));
}

/// The cheapest of all alignments: every state (rows read, touchpoint), each move at its price
/// (Dijkstra).
fn cheapest(order: &Order, codes: &[u8], ended: bool) -> u64 {
    let last = order.touchpoints - 1;
    let allowed = |from: Option<u8>, to: u8| match from {
        None => to == 0,
        Some(from) => to == from + 1 || order.links.contains(&(from, to)),
    };
    let mut open = BTreeSet::from([(0_u64, 0_usize, None::<u8>)]);
    let mut done = BTreeSet::new();
    while let Some((cost, row, at)) = open.pop_first() {
        if row == codes.len() && (!ended || at == Some(last)) {
            return cost;
        }
        if !done.insert((row, at)) {
            continue;
        }
        if row < codes.len() {
            open.insert((cost + 1, row + 1, at));
        }
        for to in (0..=last).filter(|to| allowed(at, *to)) {
            open.insert((cost + 1, row, Some(to)));
            if codes.get(row) == Some(&to) {
                open.insert((cost, row + 1, Some(to)));
            }
        }
    }
    unreachable!("the last touchpoint can be reached from everywhere")
}

fn some_map() -> impl Strategy<Value = Order> {
    (1..7_u8, prop::collection::vec((0..7_u8, 0..7_u8), 0..5))
        .prop_map(|(touchpoints, links)| Order { touchpoints, links })
}

fn known_links(mut order: Order) -> Order {
    order.links.retain(|(from, to)| from.max(to) < &order.touchpoints);
    order
}

proptest! {
    #[test]
    fn no_alignment_is_cheaper(
        order in some_map(),
        codes in prop::collection::vec(0..8_u8, 1..10),
        ended: bool,
    ) {
        let alignment = order.align(&codes, ended);
        prop_assert_eq!(alignment.cost, cheapest(&known_links(order.clone()), &codes, ended));
        prop_assert!(ended || alignment.deviations.iter().all(|one| one.kind != Kind::EndsEarly));
        let steps: u64 = alignment.deviations.iter().map(|one| u64::from(one.steps)).sum();
        prop_assert_eq!(steps, alignment.cost);
        let lacking = cheapest(&known_links(order), &[], ended);
        prop_assert_eq!(alignment.worst, codes.len() as u64 + lacking);
        prop_assert!((0.0..=1.0).contains(&alignment.fitness()));
    }

    #[test]
    fn counts_are_those_of_each_case_however_dealt(
        order in some_map(),
        paths in prop::collection::vec((0..2_i64, prop::collection::vec(0..8_u8, 1..7)), 1..12),
        cut in 0..12_i64,
        named in 1..4_usize,
    ) {
        let mut customer = 0;
        let rows: Vec<(i64, Vec<(u8, i64)>)> = paths
            .iter()
            .map(|(step, codes)| {
                customer += step;
                (customer, codes.iter().copied().zip(0..).collect())
            })
            .collect();
        // Rows are at 0 s, 1 s…: cases of more than three may still run.
        let question = Fitness { order, named, ended_by: 2_000_000 };
        let fold = |rows: &[&(i64, Vec<(u8, i64)>)]| {
            let cases: Vec<_> = rows.iter().map(|(c, path)| (*c, path.as_slice())).collect();
            let mut found = question.begin();
            question.add(&mut found, Owned::new(&cases).cases());
            found
        };
        let (left, right): (Vec<_>, Vec<_>) = rows.iter().partition(|(c, _)| *c < cut);
        let mut dealt = fold(&right);
        let left = serde_json::to_string(&fold(&left)).unwrap();
        question.merge(&mut dealt, serde_json::from_str(&left).unwrap());
        let drift = question.answer(&dealt);
        prop_assert_eq!(&drift, &question.answer(&fold(&rows.iter().collect::<Vec<_>>())));

        let (mut fitness, mut behind) = (0.0, BTreeMap::new());
        for (case, (customer, rows)) in rows.iter().enumerate() {
            let codes: Vec<u8> = rows.iter().map(|(code, _)| *code).collect();
            let alignment = question.order.align(&codes, codes.len() <= 3);
            fitness += alignment.fitness();
            for one in alignment.deviations {
                let found = behind
                    .entry((one.kind, one.touchpoint, one.after))
                    .or_insert((0, BTreeSet::new(), BTreeSet::new()));
                found.0 += 1;
                found.1.insert(case);
                found.2.insert(*customer);
            }
        }
        prop_assert!((drift.fitness.unwrap() - fitness / rows.len() as f64).abs() < 1e-8);
        prop_assert_eq!(drift.pairs.len(), behind.len());
        for pair in &drift.pairs {
            let (times, cases, customers) = &behind[&(pair.kind, pair.touchpoint, pair.after)];
            let found = (pair.behind.times, pair.behind.cases, pair.behind.customers);
            prop_assert_eq!(found, (*times, cases.len() as u64, customers.len() as u64));
            let first: Vec<i64> = customers.iter().copied().take(named).collect();
            prop_assert_eq!(&pair.behind.named, &first);
        }
        let times = |list: &[Deviating]| list.iter().map(|one| one.behind.times).sum::<u64>();
        prop_assert_eq!(times(&drift.deviations), times(&drift.pairs));
    }
}
