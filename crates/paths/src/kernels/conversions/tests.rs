use proptest::prelude::*;

use super::*;
use crate::cases::by_hand::Owned;

const DAY: i64 = 86_400;

/// Goal 9; touches 1, 2, 3; 7 is neither.
fn question(window: Option<i64>) -> Conversions {
    let window = window.map(|days| days * DAY * 1_000_000);
    Conversions { goals: vec![9], touches: vec![3, 1, 2, 1, 9], window, half_life: HALF_LIFE }
}

fn led(question: &Conversions, cases: Cases<'_>) -> Led {
    let mut led = question.begin();
    question.add(&mut led, cases);
    led
}

fn conversions(led: &Led, of: impl Fn(&Credits) -> Converted) -> Vec<f64> {
    led.credits.iter().map(|credits| of(credits).conversions.get()).collect()
}

#[test]
fn one_path_by_hand() {
    // 1, a week later 1, a week later 2, and at once the goal, worth 100; then 3 alone: null.
    let rows = [(1, 0), (7, 5), (1, 7 * DAY), (2, 14 * DAY), (9, 14 * DAY), (3, 15 * DAY)];
    let owned = Owned::new(&[(5, &rows)]).with_values(&[5.0, 5.0, 5.0, 5.0, 100.0, 5.0]);
    let led = led(&question(None), owned.cases());
    assert_eq!((led.conversions, led.untouched, led.nulls), (1, 0, 1));
    assert_eq!(led.value.get(), 100.0);
    assert_eq!(conversions(&led, |credits| credits.first), [1.0, 0.0, 0.0]);
    assert_eq!(conversions(&led, |credits| credits.last), [0.0, 1.0, 0.0]);
    assert_eq!(conversions(&led, |credits| credits.even), [0.5, 0.5, 0.0]);
    let close = |found: Vec<f64>, right: [f64; 3]| {
        found.iter().zip(right).all(|(found, right)| (found - right).abs() < 1e-11)
    };
    assert!(close(conversions(&led, |credits| credits.linear), [2.0 / 3.0, 1.0 / 3.0, 0.0]));
    // Weights ¼, ½ and 1 of 1¾.
    assert!(close(conversions(&led, |credits| credits.decay), [3.0 / 7.0, 4.0 / 7.0, 0.0]));
    assert!((led.credits[0].decay.value.get() - 300.0 / 7.0).abs() < 1e-9);
    // Rows 1, 2, 3, start; columns 1, 2, 3, conversion, null.
    let chain = [1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0];
    assert_eq!(led.chain, chain);
    assert_eq!(led.sets.keys().copied().collect::<Vec<_>>(), [0b011]);
}

#[test]
fn the_window_ends_and_conversions_close_paths() {
    // 1 is eight days old, 2 exactly seven; the second goal has no touch of its own.
    let rows = [(1, 0), (2, DAY), (9, 8 * DAY), (9, 9 * DAY)];
    let owned = Owned::new(&[(5, &rows)]);
    let seven = led(&question(Some(7)), owned.cases());
    assert_eq!((seven.conversions, seven.untouched, seven.nulls), (2, 1, 0));
    assert_eq!(conversions(&seven, |credits| credits.first), [0.0, 1.0, 0.0]);
    let ever = led(&question(None), owned.cases());
    assert_eq!(conversions(&ever, |credits| credits.first), [1.0, 0.0, 0.0]);
}

#[test]
fn old_paths_are_shared_and_no_half_life_means_the_last_moment() {
    // Two thousand half-lives before the conversion, a week apart.
    let rows = [(1, 0), (2, 7 * DAY), (3, 7 * DAY), (9, 14_000 * DAY)];
    let owned = Owned::new(&[(5, &rows)]);
    let weekly = led(&question(None), owned.cases());
    let shares = conversions(&weekly, |credits| credits.decay);
    assert!(shares.iter().zip([0.2, 0.4, 0.4]).all(|(found, right)| (found - right).abs() < 1e-11));
    let at_once = led(&Conversions { half_life: 0, ..question(None) }, owned.cases());
    assert_eq!(conversions(&at_once, |credits| credits.decay), [0.0, 0.5, 0.5]);
}

#[test]
fn partials_travel() {
    let owned = Owned::new(&[(5, &[(1, 0), (2, 1), (9, 2)])]);
    let led = led(&question(None), owned.cases());
    let text = serde_json::to_string(&led).unwrap();
    assert_eq!(serde_json::from_str::<Led>(&text).unwrap(), led);
}

type Row = (u8, i64, f64);

fn some_customers() -> impl Strategy<Value = Vec<Vec<Row>>> {
    let row = (prop::sample::select(vec![1_u8, 2, 3, 7, 9]), 0..20 * DAY, 0.0..99.0);
    let customer = prop::collection::vec(row, 1..14).prop_map(|mut rows: Vec<Row>| {
        rows.sort_by_key(|(_, at, _)| *at);
        rows
    });
    prop::collection::vec(customer, 1..12)
}

fn owned(first: usize, customers: &[Vec<Row>]) -> Owned {
    let rows: Vec<(i64, Vec<(u8, i64)>)> = customers
        .iter()
        .enumerate()
        .map(|(place, rows)| {
            let customer = i64::try_from(first + place).unwrap();
            (customer, rows.iter().map(|(code, at, _)| (*code, *at)).collect())
        })
        .collect();
    let cases: Vec<_> = rows.iter().map(|(customer, rows)| (*customer, rows.as_slice())).collect();
    let values: Vec<f64> = customers.iter().flatten().map(|(_, _, value)| *value).collect();
    Owned::new(&cases).with_values(&values)
}

/// Plainly: conversion by conversion, looking back each time.
fn slowly(customers: &[Vec<Row>], window: i64) -> (Vec<[f64; 5]>, u64, u64) {
    let mut credits = vec![[0.0; 5]; 3];
    let (mut nulls, mut untouched) = (0, 0);
    for rows in customers {
        let mut begin = 0;
        for (place, (code, at, value)) in rows.iter().enumerate() {
            if *code != 9 {
                continue;
            }
            let path: Vec<&Row> = rows[begin..place]
                .iter()
                .filter(|(code, then, _)| *code < 4 && at - then <= window * DAY)
                .collect();
            begin = place + 1;
            if path.is_empty() {
                untouched += 1;
                continue;
            }
            let weight = |row: &Row| 0.5_f64.powf((at - row.1) as f64 / (7 * DAY) as f64);
            let total: f64 = path.iter().map(|row| weight(row)).sum();
            let mut distinct: Vec<u8> = path.iter().map(|row| row.0).collect();
            distinct.sort_unstable();
            distinct.dedup();
            credits[usize::from(path[0].0) - 1][0] += value;
            credits[usize::from(path[path.len() - 1].0) - 1][1] += value;
            for row in &path {
                credits[usize::from(row.0) - 1][2] += value / path.len() as f64;
                credits[usize::from(row.0) - 1][3] += value * weight(row) / total;
            }
            for code in &distinct {
                credits[usize::from(*code) - 1][4] += value / distinct.len() as f64;
            }
        }
        nulls += u64::from(rows[begin..].iter().any(|(code, _, _)| *code < 4));
    }
    (credits, nulls, untouched)
}

proptest! {
    #[test]
    fn as_slowly_and_however_dealt(customers in some_customers(), window in 1..12_i64, cut in 0..12_usize) {
        let question = question(Some(window));
        let all = owned(0, &customers);
        let whole = led(&question, all.cases());
        let (credits, nulls, untouched) = slowly(&customers, window);
        prop_assert_eq!((whole.nulls, whole.untouched), (nulls, untouched));
        for (found, right) in whole.credits.iter().zip(&credits) {
            let found = [found.first, found.last, found.linear, found.decay, found.even];
            for (found, right) in found.iter().zip(right) {
                prop_assert!((found.value.get() - right).abs() < 1e-8, "{found:?} {right}");
            }
        }
        // Every touched conversion is credited exactly once under each model, and leaves the chain.
        let touched = Sum::of((whole.conversions - whole.untouched) as f64);
        for of in [|c: &Credits| c.first, |c: &Credits| c.last, |c: &Credits| c.linear, |c: &Credits| c.decay, |c: &Credits| c.even] {
            let mut total = Converted::default();
            whole.credits.iter().for_each(|credits| total += of(credits));
            prop_assert_eq!(total.conversions, touched);
            prop_assert_eq!(total.value, whole.value - whole.untouched_value);
        }
        let (mine, theirs) = customers.split_at(cut.min(customers.len()));
        let mut late = led(&question, owned(mine.len(), theirs).cases());
        question.merge(&mut late, led(&question, owned(0, mine).cases()));
        prop_assert_eq!(late, whole);
    }
}
