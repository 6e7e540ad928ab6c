//! Chances by hand and against a plain reading of the definition.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::cases::by_hand::Owned;

type Path = (i64, Vec<(u8, i64)>);

fn fold(question: &GoalChances, paths: &[Path]) -> Similar {
    let cases: Vec<(i64, &[(u8, i64)])> =
        paths.iter().map(|(customer, rows)| (*customer, rows.as_slice())).collect();
    let mut similar = question.begin();
    question.add(&mut similar, Owned::new(&cases).cases());
    similar
}

/// A goal of 9 within 100 s, all observed until 1,000 s.
fn question(control_per_mille: u16, fewest: u64) -> GoalChances {
    let micros = |seconds: i64| seconds * 1_000_000;
    GoalChances {
        control_per_mille,
        fewest,
        ..GoalChances::new(vec![9], micros(100), micros(1_000))
    }
}

#[test]
fn counted_by_hand() {
    let question = question(0, 1);
    let paths = [
        // Reached after 100 s, by way of 1; the second 0 does not count again.
        (1, vec![(0, 0), (1, 10), (0, 20), (9, 100)]),
        // A second too late; the next step was in time.
        (2, vec![(0, 0), (1, 10), (9, 101)]),
        // At once, without a step between.
        (3, vec![(0, 900), (9, 900)]),
        // Nothing follows within the horizon.
        (4, vec![(0, 0), (1, 101)]),
        // Not observed to the end of the horizon.
        (5, vec![(0, 901), (9, 902)]),
    ];
    let model = GoalModel::new(&question, fold(&question, &paths));
    let Chances::Known(known) = model.at(&[7, 7, 0]) else { panic!("enough were there") };
    assert_eq!((known.context.as_slice(), known.customers, known.reached), (&[0][..], 4, 2));
    // 0 s and 100 s: the lower of two middles.
    assert_eq!(known.median_seconds, Some(0.0));
    let steps: Vec<_> =
        known.steps.iter().map(|step| (step.step, step.customers, step.reached)).collect();
    assert_eq!(steps, [(Some(9), 1, 1), (Some(1), 2, 1), (None, 1, 0)]);
    // From 1 the goal is 90 s and 91 s away; who came to 1 last was not followed by anybody.
    let Chances::Known(known) = model.at(&[0, 1]) else { panic!("enough were there") };
    assert_eq!((known.context.as_slice(), known.customers, known.reached), (&[0, 1][..], 3, 2));
}

#[test]
fn too_few_is_said_and_longer_contexts_give_way() {
    let question = question(0, 30);
    let mut paths: Vec<Path> = (0..29).map(|n| (n, vec![(1, 0), (0, 1), (9, 2)])).collect();
    let model = GoalModel::new(&question, fold(&question, &paths));
    assert_eq!(model.at(&[1, 0]), Chances::NotEnough { customers: 29, fewest: 30 });
    assert_eq!(model.at(&[5]), Chances::NotEnough { customers: 0, fewest: 30 });
    assert_eq!(model.at(&[]), Chances::NotEnough { customers: 0, fewest: 30 });
    paths.extend((29..60).map(|n| (n, vec![(2, 0), (0, 1)])));
    let model = GoalModel::new(&question, fold(&question, &paths));
    let Chances::Known(known) = model.at(&[1, 0]) else { panic!("60 were at 0") };
    assert_eq!((known.context.as_slice(), known.customers), (&[0][..], 60));
    // 29 went on to 9: too few to compare.
    assert!(known.steps.iter().all(|step| step.chance.is_none()));
    let steps: Vec<_> = known.steps.iter().map(|step| (step.step, step.customers)).collect();
    assert_eq!(steps, [(None, 31), (Some(9), 29)]);
}

#[test]
fn a_step_that_helps_is_told_from_one_that_does_not() {
    // 56 of 70 who take 1 reach the goal, 48 of 80 who take 2: Newcombe's example.
    let question = question(0, 30);
    let path = |n: i64, step: u8, reached: bool| {
        let mut rows = vec![(0, 0), (step, 1)];
        rows.extend(reached.then_some((9, 2)));
        (n, rows)
    };
    let paths: Vec<Path> =
        (0..70).map(|n| path(n, 1, n < 56)).chain((70..150).map(|n| path(n, 2, n < 118))).collect();
    let Chances::Known(known) = GoalModel::new(&question, fold(&question, &paths)).at(&[0]) else {
        panic!("enough were there")
    };
    let best = known.steps[0].chance.unwrap();
    assert_eq!((known.steps[0].step, best.distinguishable), (Some(1), true));
    assert!((best.difference.low - 0.0524).abs() < 5e-5);
    assert!((best.difference.high - 0.3339).abs() < 5e-5);
}

#[test]
fn a_tenth_is_held_out_and_counted_apart() {
    let question = question(100, 30);
    let paths: Vec<Path> = (0..10_000).map(|n| (n, vec![(0, 0)])).collect();
    let held_out = (0..10_000).filter(|customer| question.is_control(*customer)).count() as u64;
    assert!((900..1_100).contains(&held_out), "{held_out} of 10,000");
    let Chances::Known(known) = GoalModel::new(&question, fold(&question, &paths)).at(&[0]) else {
        panic!("enough were there")
    };
    assert_eq!((known.customers, known.control.customers), (10_000 - held_out, held_out));
    assert!(known.control.difference.is_some_and(|difference| !difference.excludes_zero()));
    // The rule is part of what was promised to be held out: it never changes.
    let first: Vec<_> = (0..40).filter(|customer| question.is_control(*customer)).collect();
    assert_eq!(first, [3, 16, 20, 25, 29]);
}

/// (customers, reached) by context, by group and next step, as the definition says it.
type Plain = BTreeMap<(Vec<u8>, bool, Option<u8>), (u64, u64)>;

fn plainly(question: &GoalChances, paths: &[Path]) -> Plain {
    let mut found = Plain::new();
    let mut counted = BTreeSet::new();
    for (customer, rows) in paths {
        for (row, (_, at)) in rows.iter().enumerate() {
            let within = |then: i64| (then - at) * 1_000_000 <= question.horizon;
            if at * 1_000_000 + question.horizon > question.observed_until {
                continue;
            }
            let later = &rows[row + 1..];
            let reached = later.iter().any(|(code, then)| *code == 9 && within(*then));
            let next = later.first().filter(|(_, then)| within(*then)).map(|(code, _)| *code);
            for length in 1..=3.min(row + 1) {
                let context: Vec<u8> =
                    rows[row + 1 - length..=row].iter().map(|(code, _)| *code).collect();
                if counted.insert((*customer, context.clone())) {
                    let control = question.is_control(*customer);
                    let met = found.entry((context, control, next)).or_default();
                    met.0 += 1;
                    met.1 += u64::from(reached);
                }
            }
        }
    }
    found
}

fn some_paths() -> impl Strategy<Value = Vec<Path>> {
    let code = prop_oneof![0..3_u8, Just(9), Just(254)];
    let rows = prop::collection::vec((code, 0..60_i64), 1..10).prop_map(|mut rows| {
        let mut at = 0;
        for row in &mut rows {
            at += row.1;
            row.1 = at;
        }
        rows
    });
    // Some customers have several cases.
    prop::collection::vec((0..2_i64, rows), 1..12).prop_map(|mut paths| {
        let mut customer = 0;
        for path in &mut paths {
            customer += path.0;
            path.0 = customer;
        }
        paths
    })
}

proptest! {
    #[test]
    fn counts_as_the_definition_says(paths in some_paths(), until in 100..500_i64) {
        let question = GoalChances { observed_until: until * 1_000_000, ..question(300, 1) };
        let model = GoalModel::new(&question, fold(&question, &paths));
        let mut found = Plain::new();
        for (key, place) in &model.places {
            let bytes = key.to_be_bytes();
            let context: Vec<u8> = bytes.iter().filter(|b| **b != 0).map(|b| b - 1).collect();
            for (control, group) in [(false, &place.all_others), (true, &place.control)] {
                let times: u64 = group.times.iter().map(|(_, count)| count).sum();
                prop_assert_eq!(times, group.met().reached);
                for (step, met) in group.taken() {
                    found.insert((context.clone(), control, step), (met.customers, met.reached));
                }
            }
        }
        prop_assert_eq!(found, plainly(&question, &paths));
    }

    #[test]
    fn dealt_in_any_way_the_model_is_the_same(
        paths in some_paths(),
        cut in 0..12_i64,
        most in 2..40_usize,
    ) {
        let question = GoalChances { most, ..question(300, 1) };
        let whole = fold(&question, &paths);
        let (left, right): (Vec<_>, Vec<_>) =
            paths.iter().cloned().partition(|(customer, _)| *customer < cut);
        let mut dealt = fold(&question, &right);
        let text = serde_json::to_string(&fold(&question, &left)).unwrap();
        question.merge(&mut dealt, serde_json::from_str(&text).unwrap());
        prop_assert_eq!(GoalModel::new(&question, whole), GoalModel::new(&question, dealt));
    }
}
