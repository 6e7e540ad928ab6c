//! Variants by hand, against a map of sequences, and beyond the limit.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::kernels::testing::{self, Plain};

const PLAIN: Variants = Variants { fold_loops: false, median: true, limit: LIMIT };

fn told(ranking: &Ranking) -> Vec<(Vec<u8>, u64, u64)> {
    ranking.top.iter().map(|one| (one.path.clone(), one.count, one.customers)).collect()
}

#[test]
fn counted_by_hand() {
    let plain = [
        (1, vec![(0, 0), (1, 10)]),
        (1, vec![(0, 20), (1, 50)]),
        (1, vec![(0, 60), (0, 70), (1, 90)]),
        (2, vec![(0, 0), (1, 20)]),
        (3, vec![(2, 0)]),
        (4, vec![(1, 5)]),
    ];
    let ranking = PLAIN.answer(&testing::folded(&PLAIN, &plain), 3);
    // Equal counts in order of codes: [0, 0, 1], [1], [2], of which three in all are asked for.
    assert_eq!(told(&ranking), [(vec![0, 1], 3, 2), (vec![0, 0, 1], 1, 1), (vec![1], 1, 1)]);
    assert_eq!((ranking.cases, ranking.customers, ranking.variants), (6, 4, 4));
    assert!(ranking.exact);
    // 10, 30 and 20 s; the one of 30 s alone.
    assert_eq!((ranking.top[0].share, ranking.top[0].mean_seconds), (0.5, 20.0));
    let median = ranking.top[0].median_seconds.unwrap();
    assert!((median - 20.0).abs() < 0.32, "{median}");
    assert_eq!(ranking.top[1].median_seconds, Some(30.0));
    let folded = Variants { fold_loops: true, ..PLAIN };
    let ranking = folded.answer(&testing::folded(&folded, &plain), 1);
    assert_eq!((told(&ranking), ranking.variants), (vec![(vec![0, 1], 4, 2)], 3));
}

#[test]
fn long_paths_that_differ_at_the_end_are_two() {
    let long = |last: u8| {
        (0..70_000).map(|place| ((place % 200) as u8, place)).chain([(last, 70_000)]).collect()
    };
    let plain = [(1, long(7)), (2, long(8)), (3, long(7))];
    let ranking = PLAIN.answer(&testing::folded(&PLAIN, &plain), 9);
    assert_eq!(ranking.top.iter().map(|one| one.count).collect::<Vec<_>>(), [2, 1]);
}

fn slow(plain: &[Plain], fold_loops: bool) -> Vec<(Vec<u8>, u64, u64)> {
    let mut paths: BTreeMap<Vec<u8>, (u64, BTreeSet<i64>)> = BTreeMap::new();
    for (customer, rows) in plain {
        let mut path: Vec<u8> = rows.iter().map(|(code, _)| *code).collect();
        if fold_loops {
            path.dedup();
        }
        let counted = paths.entry(path).or_default();
        counted.0 += 1;
        counted.1.insert(*customer);
    }
    let mut paths: Vec<_> =
        paths.into_iter().map(|(path, (count, who))| (path, count, who.len() as u64)).collect();
    paths.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    paths
}

proptest! {
    #[test]
    fn it_agrees_with_the_slow_reading_however_customers_are_dealt(
        plain in testing::cases(2), hands in testing::hands(), fold_loops in any::<bool>(), most in 0..20_usize,
    ) {
        let kernel = Variants { fold_loops, ..PLAIN };
        let ranking = kernel.answer(&testing::folded(&kernel, &plain), most);
        prop_assert_eq!(&kernel.answer(&testing::dealt(&kernel, &plain, hands), most), &ranking);
        let mut slow = slow(&plain, fold_loops);
        prop_assert_eq!(ranking.variants, slow.len() as u64);
        slow.truncate(most);
        prop_assert_eq!(told(&ranking), slow);
    }

    /// Beyond the limit, what is told holds: counts within their bounds, nothing lost but told.
    #[test]
    fn beyond_the_limit_nothing_is_silently_wrong(
        plain in testing::cases(2), hands in testing::hands(), limit in 1..6_u32,
    ) {
        let kernel = Variants { limit, fold_loops: true, median: true };
        let truth = slow(&plain, true);
        for partial in [testing::folded(&kernel, &plain), testing::dealt(&kernel, &plain, hands)] {
            let ranking = kernel.answer(&partial, usize::MAX);
            prop_assert!(ranking.top.len() <= limit as usize);
            prop_assert!(ranking.variants <= truth.len() as u64);
            let shown: u64 = ranking.top.iter().map(|one| one.count).sum();
            prop_assert_eq!(shown + ranking.other, plain.len() as u64);
            prop_assert_eq!(ranking.exact, ranking.other == 0);
            for (path, count, customers) in &truth {
                let one = ranking.top.iter().find(|one| one.path == *path);
                let (low, who) = one.map_or((0, 0), |one| (one.count, one.customers));
                prop_assert!(low <= *count && *count <= low + ranking.missing);
                prop_assert!(who <= *customers && *customers <= who + ranking.missing);
                if ranking.exact {
                    prop_assert_eq!((low, who), (*count, *customers));
                }
            }
        }
    }
}
