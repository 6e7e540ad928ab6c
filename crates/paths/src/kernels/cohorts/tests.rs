//! Cohorts by hand, and against members written down one by one.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::kernels::testing;

const SECOND: i64 = 1_000_000;

fn weeks(bounds: &[i64]) -> Periods {
    Periods::new(bounds.iter().map(|bound| bound * SECOND).collect())
}

fn told(retention: &Retention) -> Vec<(usize, Vec<(u64, u64)>)> {
    let figures = |cohort: &Cohort| {
        cohort.retained.iter().map(|figure| (figure.customers, figure.of)).collect()
    };
    retention.cohorts.iter().map(|cohort| (cohort.cohort, figures(cohort))).collect()
}

#[test]
fn counted_by_hand() {
    // Three weeks of ten. 1 and 2 begin in the first, 3 in the second; 4 began before, 5 never does
    // (no 0 or 1).
    let plain = [
        (1, vec![(0, 1), (9, 5), (9, 15)]),
        (1, vec![(9, 20), (9, 29), (9, 31)]),
        (2, vec![(9, 0), (1, 9), (9, 19)]),
        (3, vec![(0, 10), (9, 10)]),
        (4, vec![(0, -1), (9, 5)]),
        (5, vec![(9, 5)]),
    ];
    let mut kernel = Cohorts {
        periods: weeks(&[0, 10, 20, 30]),
        start: [0, 1].into(),
        back: [9].into(),
        by: CohortBy::Period,
    };
    let retention = kernel.answer(&testing::folded(&kernel, &plain));
    // 2 does nothing of note in the first week after the begin; the 9 at 0 was before it.
    let first = (0, vec![(1, 2), (2, 2), (1, 2)]);
    assert_eq!(told(&retention), [first, (1, vec![(1, 1), (0, 1)])]);
    assert_eq!((retention.outside, retention.never), (1, 1));
    kernel.by = CohortBy::Activity;
    let retention = kernel.answer(&testing::folded(&kernel, &plain));
    // 0 began 1 and 3: of 3 no third week can be told.
    let zero = (0, vec![(2, 2), (1, 2), (1, 1)]);
    assert_eq!(told(&retention), [zero, (1, vec![(0, 1), (1, 1), (0, 1)])]);
}

#[test]
fn cases_that_overlap_in_time_begin_with_the_earliest_row() {
    // Orders, say: the second begins later, but has the earlier 0.
    let plain = [(1, vec![(9, 0), (0, 25)]), (1, vec![(0, 5), (9, 26)])];
    let kernel = Cohorts {
        periods: weeks(&[0, 10, 20, 30]),
        start: [0].into(),
        back: ActivitySet::ALL,
        by: CohortBy::Period,
    };
    let retention = kernel.answer(&testing::folded(&kernel, &plain));
    assert_eq!(told(&retention), [(0, vec![(1, 1), (0, 1), (1, 1)])]);
}

#[test]
fn at_the_time_of_the_begin_rows_of_earlier_cases_were_before_it() {
    let mut kernel = Cohorts {
        periods: weeks(&[0, 10]),
        start: [0].into(),
        back: [9].into(),
        by: CohortBy::Period,
    };
    let before = [(1, vec![(9, 5)]), (1, vec![(0, 5)])];
    let after = [(1, vec![(0, 5)]), (1, vec![(9, 5)])];
    let retention = kernel.answer(&testing::folded(&kernel, &before));
    assert_eq!(told(&retention), [(0, vec![(0, 1)])]);
    kernel.by = CohortBy::Activity;
    let retention = kernel.answer(&testing::folded(&kernel, &after));
    assert_eq!(told(&retention), [(0, vec![(1, 1)])]);
}

proptest! {
    #[test]
    fn it_agrees_with_the_slow_reading_however_customers_are_dealt(
        plain in testing::cases(4), hands in testing::hands(), width in 1..9_i64, periods in 0..6_i64,
        by in prop_oneof![Just(CohortBy::Period), Just(CohortBy::Activity)],
        start in prop_oneof![Just(ActivitySet::ALL), Just(ActivitySet::from([1, 2]))],
    ) {
        let bounds: Vec<i64> = (0..=periods).map(|period| 3 + period * width).collect();
        let kernel = Cohorts { periods: weeks(&bounds), start, back: [0, 1].into(), by };
        let retention = kernel.answer(&testing::folded(&kernel, &plain));
        prop_assert_eq!(&kernel.answer(&testing::dealt(&kernel, &plain, hands)), &retention);
        // Rows of a customer in one line: cases follow each other in time here.
        let mut lines: BTreeMap<i64, Vec<(u8, i64)>> = BTreeMap::new();
        for (customer, rows) in &plain {
            lines.entry(*customer).or_default().extend(rows);
        }
        let period = |at: i64| bounds.windows(2).position(|week| week[0] <= at && at < week[1]);
        let mut members: BTreeMap<usize, Vec<(usize, BTreeSet<usize>)>> = BTreeMap::new();
        let (mut outside, mut never) = (0, 0);
        for line in lines.values() {
            let Some(first) = line.iter().position(|(code, _)| start.contains(*code)) else {
                never += 1;
                continue;
            };
            let Some(begun) = period(line[first].1) else {
                outside += 1;
                continue;
            };
            let back = line[first..].iter().filter(|(code, _)| *code < 2)
                .filter_map(|(_, at)| Some(period(*at)? - begun)).collect();
            let cohort = if by == CohortBy::Period { begun } else { usize::from(line[first].0) };
            members.entry(cohort).or_default().push((begun, back));
        }
        let slow: Vec<(usize, Vec<(u64, u64)>)> = members.iter().map(|(cohort, members)| {
            let figure = |offset: usize| {
                let of = members.iter().filter(|(begun, _)| ((begun + offset) as i64) < periods);
                (members.iter().filter(|(_, back)| back.contains(&offset)).count() as u64, of.count() as u64)
            };
            (*cohort, (0..periods as usize).map(figure).take_while(|(_, of)| *of > 0).collect())
        }).collect();
        prop_assert_eq!(told(&retention), slow);
        prop_assert_eq!((retention.outside, retention.never), (outside, never));
    }
}
