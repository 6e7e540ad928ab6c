//! The funnel by hand, and against a search through all attempts.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::kernels::testing::{self, Plain};

const SECOND: i64 = 1_000_000;

fn funnel(steps: &[&[u8]], window: i64, order: Order) -> Funnel {
    let steps = steps.iter().map(|step| step.iter().copied().collect()).collect();
    Funnel { steps, window: window * SECOND, order, split: None }
}

/// (cases, customers) by step of a group.
fn reached(group: &Group) -> Vec<(u64, u64)> {
    group.steps.iter().map(|step| (step.cases, step.customers)).collect()
}

fn answer(kernel: &Funnel, plain: &[Plain]) -> Answer {
    kernel.answer(&testing::folded(kernel, plain))
}

#[test]
fn counted_by_hand() {
    let plain = [
        // All three in 10 s, the window's very end.
        (1, vec![(0, 0), (1, 4), (9, 5), (2, 10)]),
        // Too late from the first 0, in time from the second: 5 + 3 s.
        (2, vec![(0, 0), (0, 7), (1, 12), (2, 15)]),
        // Two steps; the second case gets no further, so the customer is where the first case is.
        (3, vec![(0, 0), (1, 1), (2, 11)]),
        (3, vec![(0, 20)]),
        // Out of order, and never.
        (4, vec![(2, 0), (1, 1), (0, 2)]),
        (5, vec![(1, 0)]),
    ];
    let loose = answer(&funnel(&[&[0], &[1], &[2]], 10, Order::Loose), &plain);
    assert_eq!((loose.cases, loose.customers), (6, 5));
    assert_eq!(reached(&loose.groups[0]), [(5, 4), (3, 3), (2, 2)]);
    let steps = &loose.groups[0].steps;
    assert_eq!((steps[1].of_first, steps[2].of_previous), (Some(0.6), Some(2.0 / 3.0)));
    // 0 → 1: 4, 5 and 1 s; 1 → 2: 6 and 3 s.
    let means: Vec<_> = steps.iter().filter_map(|step| Some(step.times?.mean_seconds)).collect();
    assert_eq!(means, [10.0 / 3.0, 4.5]);
    // Strict: 1 has a 9 between.
    let strict = answer(&funnel(&[&[0], &[1], &[2]], 10, Order::Strict), &plain);
    assert_eq!(reached(&strict.groups[0]), [(5, 4), (3, 3), (1, 1)]);
}

#[test]
fn one_row_is_one_step_and_ties_keep_their_order() {
    let twice = funnel(&[&[0], &[0]], 0, Order::Loose);
    assert_eq!(reached(&answer(&twice, &[(1, vec![(0, 5)])]).groups[0]), [(1, 1), (0, 0)]);
    assert_eq!(reached(&answer(&twice, &[(1, vec![(0, 5), (0, 5)])]).groups[0]), [(1, 1); 2]);
    let there = funnel(&[&[0], &[1]], 0, Order::Loose);
    assert_eq!(reached(&answer(&there, &[(1, vec![(1, 5), (0, 5)])]).groups[0]), [(1, 1), (0, 0)]);
}

#[test]
fn a_case_is_in_the_group_of_the_attempt_that_gets_furthest() {
    // 0 and 3 both begin; groups 1 and 2. The attempt from 3 gets to the end first.
    let mut kernel = funnel(&[&[0, 3], &[1], &[2]], 10, Order::Loose);
    kernel.split = Some(vec![1, 0, 0, 2]);
    let plain = [(1, vec![(0, 0), (1, 1), (3, 5), (1, 6), (2, 12)]), (2, vec![(0, 0)])];
    let answer = answer(&kernel, &plain);
    let groups: Vec<_> = answer.groups.iter().map(reached).collect();
    assert_eq!(groups, [vec![(0, 0); 3], vec![(1, 1), (0, 0), (0, 0)], vec![(1, 1); 3]]);
    // From 3 at 5 s to 1 at 6 s to 2 at 12 s.
    let times = answer.groups[2].steps[2].times.unwrap();
    assert_eq!((times.count, times.mean_seconds), (1, 6.0));
}

#[test]
fn without_steps_nobody_is_anywhere() {
    let answer = answer(&funnel(&[], 10, Order::Loose), &[(1, vec![(0, 0)]), (1, vec![(0, 1)])]);
    assert_eq!((answer.cases, answer.customers, answer.groups[0].steps.len()), (2, 1, 0));
}

/// All attempts from a row on, as lists of rows.
fn attempts(
    kernel: &Funnel,
    rows: &[(u8, i64)],
    so_far: &mut Vec<usize>,
    all: &mut Vec<Vec<usize>>,
) {
    all.push(so_far.clone());
    let (Some(first), Some(last)) = (so_far.first().copied(), so_far.last().copied()) else {
        return;
    };
    let Some(step) = kernel.steps.get(so_far.len()) else { return };
    let until = if kernel.order == Order::Strict { rows.len().min(last + 2) } else { rows.len() };
    for next in last + 1..until {
        let (code, at) = rows[next];
        if step.contains(code) && (at - rows[first].1) * SECOND <= kernel.window {
            so_far.push(next);
            attempts(kernel, rows, so_far, all);
            so_far.pop();
        }
    }
}

/// The attempt told of: deepest, then first to arrive, then begun last, then each step as early as
/// can be.
fn slow(kernel: &Funnel, rows: &[(u8, i64)]) -> Option<Vec<usize>> {
    let mut all = Vec::new();
    for (row, (code, _)) in rows.iter().enumerate() {
        if kernel.steps[0].contains(*code) {
            attempts(kernel, rows, &mut vec![row], &mut all);
        }
    }
    all.into_iter().min_by_key(|attempt| {
        let ends = (attempt.last().copied(), std::cmp::Reverse(attempt[0]));
        (std::cmp::Reverse(attempt.len()), ends, attempt.clone())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Few activities, so that steps share some and repeat.
    #[test]
    fn it_agrees_with_a_search_through_all_attempts_however_customers_are_dealt(
        plain in testing::cases(4), hands in testing::hands(),
        steps in proptest::collection::vec(proptest::collection::vec(0..4_u8, 1..3), 1..5),
        window in 0..12_i64, strict in any::<bool>(), split in any::<bool>(),
    ) {
        let kernel = Funnel {
            steps: steps.into_iter().map(|step| step.into_iter().collect()).collect(),
            window: window * SECOND,
            order: if strict { Order::Strict } else { Order::Loose },
            split: split.then(|| vec![0, 2, 1]),
        };
        let answer = answer(&kernel, &plain);
        prop_assert_eq!(&kernel.answer(&testing::dealt(&kernel, &plain, hands)), &answer);
        let count = kernel.steps.len();
        let mut groups = vec![(vec![0; count], vec![Vec::new(); count]); kernel.groups()];
        let mut deepest: BTreeMap<(usize, i64), usize> = BTreeMap::new();
        for (customer, rows) in &plain {
            let Some(attempt) = slow(&kernel, rows) else { continue };
            let group = kernel.group_of(rows[attempt[0]].0);
            groups[group].0[attempt.len() - 1] += 1;
            for (step, pair) in attempt.windows(2).enumerate() {
                groups[group].1[step + 1].push(rows[pair[1]].1 - rows[pair[0]].1);
            }
            let deepest = deepest.entry((group, *customer)).or_default();
            *deepest = attempt.len().max(*deepest);
        }
        prop_assert_eq!(answer.groups.len(), groups.len());
        for (number, (told, (cases, times))) in answer.groups.iter().zip(&groups).enumerate() {
            for (step, told) in told.steps.iter().enumerate() {
                let customers = deepest.iter().filter(|((group, _), level)| *group == number && **level > step);
                prop_assert_eq!(told.cases, cases[step..].iter().sum::<u64>());
                prop_assert_eq!(told.customers, customers.count() as u64);
                prop_assert_eq!(told.times.map_or(0, |times| times.count), times[step].len() as u64);
                let mean = times[step].iter().sum::<i64>() as f64 / times[step].len() as f64;
                prop_assert!(told.times.is_none_or(|times| (times.mean_seconds - mean).abs() < 1e-9));
            }
        }
    }
}
