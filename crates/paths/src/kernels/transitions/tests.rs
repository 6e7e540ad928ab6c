//! Transitions by hand, and against a reading of the definition with maps and sets.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::kernels::testing::{self, Plain};

fn edges(graph: &Graph) -> Vec<(u8, u8, u64, u64, f64)> {
    let told = |edge: &Edge| (edge.from, edge.to, edge.count, edge.customers, edge.mean_seconds);
    graph.edges.iter().map(told).collect()
}

fn case_counts_of(counts: &[CaseCount]) -> Vec<(u8, u64)> {
    counts.iter().map(|cases| (cases.activity, cases.count)).collect()
}

#[test]
fn counted_by_hand() {
    // 0 → 1 three times: twice by customer 7 (10 s, then 0 s: a tie), once by customer 9 (50 s);
    // mean 60 / 3. The second case of 7 does not follow from the first.
    let plain = [
        (7, vec![(0, 0), (1, 10), (1, 12)]),
        (7, vec![(0, 100), (1, 100)]),
        (9, vec![(0, 0), (1, 50), (2, 80)]),
        (11, vec![(2, 0)]),
    ];
    let kernel = Transitions { activities: 4, quantiles: true };
    let graph = kernel.answer(&testing::folded(&kernel, &plain));
    assert_eq!((graph.interactions, graph.customers, graph.cases), (9, 3, 4));
    assert_eq!(edges(&graph), [(0, 1, 3, 2, 20.0), (1, 1, 1, 1, 2.0), (1, 2, 1, 1, 30.0)]);
    assert_eq!(graph.edges[1].median_seconds, Some(2.0));
    let median = graph.edges[0].median_seconds.unwrap();
    assert!((median - 10.0).abs() < 0.16, "{median}");
    let nodes: Vec<_> =
        graph.activities.iter().map(|node| (node.activity, node.count, node.customers)).collect();
    assert_eq!(nodes, [(1, 4, 2), (0, 3, 2), (2, 2, 2)]);
    assert_eq!(case_counts_of(&graph.starts), [(0, 3), (2, 1)]);
    assert_eq!(case_counts_of(&graph.ends), [(1, 2), (2, 2)]);
}

#[test]
fn times_longer_than_64_bits_in_sum_are_exact() {
    let owned = testing::owned(&[(1, vec![(0, 0), (0, 1)])]);
    let far = [i64::MIN, i64::MAX];
    let kernel = Transitions { activities: 1, quantiles: false };
    let mut partial = kernel.begin();
    for customer in 0..3 {
        let cases = Cases { customers: &[customer], at: &far, ..owned.cases() };
        kernel.add(&mut partial, cases);
    }
    let graph = kernel.answer(&partial);
    assert_eq!(edges(&graph), [(0, 0, 3, 3, u64::MAX as f64 / 1e6)]);
    assert_eq!(graph.edges[0].median_seconds, None);
}

#[test]
#[should_panic(expected = "codes are below")]
fn a_code_beyond_the_activities_is_refused() {
    let kernel = Transitions { activities: 2, quantiles: false };
    testing::folded(&kernel, &[(1, vec![(2, 0)])]);
}

type Slow = (BTreeMap<(u8, u8), (u64, BTreeSet<i64>, i64)>, BTreeMap<u8, (u64, BTreeSet<i64>)>);

fn slow(plain: &[Plain]) -> Slow {
    let (mut edges, mut nodes) = Slow::default();
    for (customer, rows) in plain {
        for (code, _) in rows {
            let node = nodes.entry(*code).or_default();
            node.0 += 1;
            node.1.insert(*customer);
        }
        for pair in rows.windows(2) {
            let edge = edges.entry((pair[0].0, pair[1].0)).or_default();
            edge.0 += 1;
            edge.1.insert(*customer);
            edge.2 += pair[1].1 - pair[0].1;
        }
    }
    (edges, nodes)
}

proptest! {
    #[test]
    fn it_agrees_with_the_slow_reading_however_customers_are_dealt(
        plain in testing::cases(5), hands in testing::hands(),
    ) {
        let kernel = Transitions { activities: 5, quantiles: true };
        let graph = kernel.answer(&testing::folded(&kernel, &plain));
        prop_assert_eq!(&kernel.answer(&testing::dealt(&kernel, &plain, hands)), &graph);
        let (slow_edges, slow_nodes) = slow(&plain);
        let mut told = edges(&graph);
        prop_assert!(told.is_sorted_by_key(|edge| std::cmp::Reverse(edge.2)));
        told.sort_by_key(|edge| (edge.0, edge.1));
        let expected: Vec<_> = slow_edges
            .iter()
            .map(|((from, to), (count, who, time))| {
                (*from, *to, *count, who.len() as u64, *time as f64 / *count as f64)
            })
            .collect();
        prop_assert_eq!(told.len(), expected.len());
        for (mine, slow) in told.iter().zip(&expected) {
            prop_assert_eq!((mine.0, mine.1, mine.2, mine.3), (slow.0, slow.1, slow.2, slow.3));
            prop_assert!((mine.4 - slow.4).abs() < 1e-9);
        }
        let mut nodes = graph.activities.clone();
        nodes.sort_by_key(|node| node.activity);
        let expected: Vec<_> = slow_nodes
            .iter()
            .map(|(activity, (count, who))| Node { activity: *activity, count: *count, customers: who.len() as u64 })
            .collect();
        prop_assert_eq!(nodes, expected);
        prop_assert_eq!(graph.starts.iter().map(|cases| cases.count).sum::<u64>(), plain.len() as u64);
        prop_assert_eq!(graph.cases, plain.len() as u64);
    }
}
