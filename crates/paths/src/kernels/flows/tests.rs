use proptest::prelude::*;

use super::*;
use crate::kernels::members::naive::{counted, found};
use crate::kernels::testing::{Plain, cases, dealt, folded};

const SET: [u8; 1] = [2];

fn flows(anchor: Anchor, fold_loops: bool) -> Flows {
    Flows { activities: 4, steps: 3, fold_loops, anchor }
}

/// The walk of a case, put plainly.
fn walk(flows: &Flows, rows: &[(u8, i64)]) -> Vec<u8> {
    let codes: Vec<u8> = rows.iter().map(|row| row.0).collect();
    let first = |set: &ActivitySet| codes.iter().position(|code| set.contains(*code));
    let mut walk = match flows.anchor {
        Anchor::Start => codes,
        Anchor::From(set) => first(&set).map_or(vec![], |at| codes[at..].to_vec()),
        Anchor::To(set) => {
            first(&set).map_or(vec![], |at| codes[..=at].iter().rev().copied().collect())
        }
    };
    if flows.fold_loops {
        walk.dedup();
    }
    walk
}

#[test]
fn what_comes_step_after_step() {
    let plain: Vec<Plain> = vec![
        (1, vec![(0, 0), (1, 5), (1, 6), (2, 9)]),
        (1, vec![(0, 20)]),
        (2, vec![(0, 0), (2, 1), (3, 2)]),
        (3, vec![(3, 0), (0, 1)]),
    ];
    let kernel = flows(Anchor::Start, true);
    let sankey = kernel.answer(&folded(&kernel, &plain), 8);
    assert_eq!((sankey.customers, sankey.cases), (3, 4));
    let nodes = |step: usize| -> Vec<(Option<u8>, u64, u64)> {
        sankey.steps[step]
            .nodes
            .iter()
            .map(|node| (node.activity, node.cases, node.ended))
            .collect()
    };
    assert_eq!(nodes(0), [(Some(0), 3, 1), (Some(3), 1, 0)]);
    assert_eq!(nodes(1), [(Some(0), 1, 1), (Some(1), 1, 0), (Some(2), 1, 0)]);
    assert_eq!(nodes(2), [(Some(2), 1, 0), (Some(3), 1, 0)]);
    let links: Vec<_> =
        sankey.links.iter().map(|link| (link.step, link.from, link.to, link.cases)).collect();
    assert_eq!(
        links,
        [
            (0, Some(0), Some(1), 1),
            (0, Some(0), Some(2), 1),
            (0, Some(3), Some(0), 1),
            (1, Some(1), Some(2), 1),
            (1, Some(2), Some(3), 1)
        ]
    );
    // Back from the first 2: of customer 1 over 1 to 0, of customer 2 to 0, where their way begins.
    let back = flows(Anchor::To(SET.into()), true);
    let sankey = back.answer(&folded(&back, &plain), 8);
    assert_eq!((sankey.customers, sankey.cases), (2, 2));
    assert_eq!(sankey.steps[1].nodes.len(), 2);
    assert_eq!((sankey.steps[1].nodes[0].ended, sankey.steps[2].cases), (1, 1));
}

#[test]
fn the_rarest_of_a_step_are_one_and_nothing_is_lost() {
    let plain: Vec<Plain> = (1..=10)
        .map(|customer| (customer, vec![(u8::try_from(customer.min(4) - 1).unwrap(), 0), (0, 1)]))
        .collect();
    let kernel = flows(Anchor::Start, false);
    let sankey = kernel.answer(&folded(&kernel, &plain), 1);
    let [most, others] = &sankey.steps[0].nodes[..] else { panic!("{sankey:?}") };
    assert_eq!((most.activity, most.cases), (Some(3), 7));
    assert_eq!((others.activity, &others.activities[..], others.cases), (None, &[0, 1, 2][..], 3));
    assert_eq!(sankey.links.iter().filter(|link| link.step == 0).count(), 2);
}

fn anchors() -> impl Strategy<Value = Anchor> {
    prop_oneof![Just(Anchor::Start), Just(Anchor::From(SET.into())), Just(Anchor::To(SET.into()))]
}

proptest! {
    #[test]
    fn they_are_those_of_walks_put_plainly(
        plain in cases(4), anchor in anchors(), fold_loops: bool, hands: [usize; 8], most in 1..5_usize,
    ) {
        let kernel = flows(anchor, fold_loops);
        let partial = folded(&kernel, &plain);
        prop_assert_eq!(&dealt(&kernel, &plain, hands), &partial);
        let walks: Vec<Vec<u8>> =
            plain.iter().map(|case| walk(&kernel, &case.1)).filter(|walk| !walk.is_empty()).collect();
        let sankey = kernel.answer(&partial, most);
        prop_assert_eq!(sankey.cases, walks.len() as u64);
        for (place, step) in sankey.steps.iter().enumerate() {
            let named = |walk: &Vec<u8>, at: usize| {
                let nodes = sankey.steps.get(at).map_or(&[][..], |step| &step.nodes);
                let code = walk.get(at).copied()?;
                Some(nodes.iter().find(|node| node.activity == Some(code)).and_then(|node| node.activity))
            };
            for node in &step.nodes {
                let here = |walk: &&Vec<u8>| named(walk, place) == Some(node.activity);
                prop_assert_eq!(node.cases, walks.iter().filter(here).count() as u64);
                let end = |walk: &&Vec<u8>| here(walk) && walk.len() == place + 1 && place < 2;
                prop_assert_eq!(node.ended, walks.iter().filter(end).count() as u64);
            }
            for link in sankey.links.iter().filter(|link| usize::from(link.step) == place) {
                let goes = |walk: &&Vec<u8>| {
                    named(walk, place) == Some(link.from) && named(walk, place + 1) == Some(link.to)
                };
                prop_assert_eq!(link.cases, walks.iter().filter(goes).count() as u64);
            }
            let on: u64 = sankey.links.iter().filter(|link| usize::from(link.step) == place)
                .map(|link| link.cases).sum();
            let ended: u64 = step.nodes.iter().map(|node| node.ended).sum();
            prop_assert!(place == 2 || on + ended == step.cases, "whoever is here goes on or ends");
        }
    }

    #[test]
    fn the_customers_are_those_whom_the_flows_count(
        plain in cases(4), anchor in anchors(), fold_loops: bool, at in 0..4_u8, to in 0..4_u8,
        step in 0..2_usize,
    ) {
        let kernel = flows(anchor, fold_loops);
        for next in [Next::Any, Next::To([to].into()), Next::End] {
            let figure = FlowFigure { flows: kernel, step, at: [at].into(), next };
            let due = counted(&kernel, &plain, |partial| {
                let sankey = kernel.answer(partial, 8);
                let node = sankey.steps.get(step)
                    .and_then(|step| step.nodes.iter().find(|node| node.activity == Some(at)));
                match next {
                    Next::Any => node.is_some(),
                    Next::End => node.is_some_and(|node| node.ended > 0),
                    Next::To(_) => sankey.links.iter().any(|link| {
                        (usize::from(link.step), link.from, link.to) == (step, Some(at), Some(to))
                    }),
                }
            });
            prop_assert_eq!(found(figure, &plain), due);
        }
    }
}
