//! Several touchpoints at once.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::Reader;
use crate::model::{
    MoveTouchpoints, PasteTouchpoints, TouchpointContent, TouchpointId, TouchpointPatch,
};
use crate::{Feeling, MAX_TOUCHPOINTS};

/// What a hand does to the two stages of the model; places are taken modulo what is there.
#[derive(Debug, Clone)]
enum Gesture {
    Paste { stage: usize, position: Option<usize>, how_many: usize },
    Move { chosen: Vec<usize>, stage: usize, position: usize },
    Remove { chosen: Vec<usize> },
    RemoveAndUndo { chosen: Vec<usize> },
}

fn gesture() -> impl Strategy<Value = Gesture> {
    let chosen = || proptest::collection::vec(0..40_usize, 1..5);
    prop_oneof![
        (0..2_usize, proptest::option::of(0..9_usize), 1..4_usize)
            .prop_map(|(stage, position, how_many)| Gesture::Paste { stage, position, how_many }),
        (chosen(), 0..2_usize, 0..12_usize).prop_map(|(chosen, stage, position)| Gesture::Move {
            chosen,
            stage,
            position
        }),
        (chosen(), 0..2_usize, 0..12_usize).prop_map(|(chosen, stage, position)| Gesture::Move {
            chosen,
            stage,
            position
        }),
        proptest::collection::vec(0..40_usize, 1..3).prop_map(|chosen| Gesture::Remove { chosen }),
        chosen().prop_map(|chosen| Gesture::RemoveAndUndo { chosen }),
    ]
}

/// Two plain lists.
type Plain = [Vec<TouchpointId>; 2];

/// The touchpoints that places mean, in their order, each once.
fn pick(plain: &Plain, places: &[usize]) -> Vec<TouchpointId> {
    let all: Vec<_> = plain.iter().flatten().copied().collect();
    let mut picked = Vec::new();
    for place in places {
        if let Some(id) = all.get(place % all.len().max(1))
            && !picked.contains(id)
        {
            picked.push(*id);
        }
    }
    picked
}

fn drawn(journey: &Journey) -> Plain {
    for stage in &journey.stages {
        for (rank, touchpoint) in stage.touchpoints.iter().enumerate() {
            assert_eq!((touchpoint.position, touchpoint.stage_id), (rank, stage.id));
        }
    }
    [0, 1].map(|stage| journey.stages[stage].touchpoints.iter().map(|t| t.id).collect())
}

async fn apply(shop: &Workshop, journey: &Journey, plain: &mut Plain, gesture: &Gesture) {
    let (id, camille) = (journey.id, &shop.camille);
    let stages = [journey.stages[0].id, journey.stages[1].id];
    let after = match gesture {
        Gesture::Paste { stage, position, how_many } => {
            let new = |number| NewTouchpoint { name: format!("{number}"), ..Default::default() };
            let touchpoints = (0..*how_many).map(new).collect();
            let paste =
                PasteTouchpoints { stage_id: stages[*stage], position: *position, touchpoints };
            let after = shop.journeys.paste_touchpoints(id, paste, camille).await.unwrap();
            // The ids are the database's to give: names tell the order of what is new.
            let place = position.unwrap_or(usize::MAX).min(plain[*stage].len());
            let new = &after.stages[*stage].touchpoints[place..place + how_many];
            let names: Vec<_> = new.iter().map(|touchpoint| touchpoint.name.clone()).collect();
            assert_eq!(names, (0..*how_many).map(|n| format!("{n}")).collect::<Vec<_>>());
            plain[*stage].splice(place..place, new.iter().map(|touchpoint| touchpoint.id));
            after
        }
        Gesture::Move { chosen, stage, position } => {
            let picked = pick(plain, chosen);
            for list in plain.iter_mut() {
                list.retain(|id| !picked.contains(id));
            }
            let place = (*position).min(plain[*stage].len());
            plain[*stage].splice(place..place, picked.iter().copied());
            let to = MoveTouchpoints {
                touchpoint_ids: picked,
                stage_id: stages[*stage],
                position: *position,
            };
            shop.journeys.move_touchpoints(id, to, camille).await.unwrap()
        }
        Gesture::Remove { chosen } => {
            let picked = pick(plain, chosen);
            for list in plain.iter_mut() {
                list.retain(|id| !picked.contains(id));
            }
            shop.journeys.remove_touchpoints(id, &picked, camille).await.unwrap()
        }
        Gesture::RemoveAndUndo { chosen } => {
            let mut picked = pick(plain, chosen);
            shop.journeys.remove_touchpoints(id, &picked, camille).await.unwrap();
            picked.reverse();
            shop.journeys.restore_touchpoints(id, &picked, camille).await.unwrap()
        }
    };
    assert_eq!(&drawn(&after), plain, "{gesture:?}");
}

#[tokio::test]
async fn whatever_hands_do_the_order_is_that_of_a_plain_list() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let mut runner = TestRunner::deterministic();
        let gestures = proptest::collection::vec(gesture(), 24);
        for _ in 0..5 {
            let journey = shop.journey().await;
            let mut plain = Plain::default();
            let sequence = gestures.new_tree(&mut runner).unwrap().current();
            for gesture in &sequence {
                apply(&shop, &journey, &mut plain, gesture).await;
            }
            assert_eq!(drawn(&shop.now(&journey).await), plain);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_pasted_is_whole_and_all_of_it_or_nothing() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let full = NewTouchpoint {
            name: "Paiement".into(),
            signals: vec![kind("order_completed")],
            goal: true,
            content: TouchpointContent {
                needs: "Payer".into(),
                felt: Some(Feeling::nearest(-1.2)),
                ..Default::default()
            },
            translations: [(Language::En, [("name".into(), "Payment".into())].into())].into(),
            position: None,
        };
        let paste = |touchpoints| PasteTouchpoints {
            stage_id: journey.stages[2].id,
            position: None,
            touchpoints,
        };
        let after = shop
            .journeys
            .paste_touchpoints(journey.id, paste(vec![full.clone(), full.clone()]), &shop.camille)
            .await
            .unwrap();
        for pasted in &after.stages[2].touchpoints {
            assert_eq!((&pasted.content, &pasted.signals), (&full.content, &full.signals));
            assert_eq!((pasted.goal, &pasted.translations), (true, &full.translations));
        }
        let nameless = NewTouchpoint { name: " ".into(), ..full.clone() };
        let problem = shop
            .journeys
            .paste_touchpoints(journey.id, paste(vec![full.clone(), nameless]), &shop.camille)
            .await
            .unwrap_err();
        assert_eq!(fault(&problem), ("touchpoints[1].name".into(), "required".into()));
        let too_many = paste(vec![full.clone(); MAX_TOUCHPOINTS]);
        let problem =
            shop.journeys.paste_touchpoints(journey.id, too_many, &shop.camille).await.unwrap_err();
        assert_eq!(fault(&problem), ("touchpoints".into(), "too_many".into()));
        let other = shop.journey().await;
        let astray = PasteTouchpoints { stage_id: other.stages[0].id, ..paste(vec![full]) };
        let problem =
            shop.journeys.paste_touchpoints(journey.id, astray, &shop.camille).await.unwrap_err();
        assert_eq!(problem.code(), "invalid_input");
        assert_eq!(shop.now(&journey).await, after, "nothing of it was kept");
    })
    .await;
}

#[tokio::test]
async fn touchpoints_of_another_journey_are_left_alone() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let (journey, other) = (shop.journey().await, shop.journey().await);
        let mine = shop.touchpoint(&journey.stages[0], "a").await.id;
        let theirs = shop.touchpoint(&other.stages[0], "b").await.id;
        let (both, camille) = ([mine, theirs], &shop.camille);
        let to = MoveTouchpoints {
            touchpoint_ids: both.to_vec(),
            stage_id: journey.stages[1].id,
            position: 0,
        };
        let journeys = &shop.journeys;
        for answer in [
            journeys.move_touchpoints(journey.id, to, camille).await,
            journeys.remove_touchpoints(journey.id, &both, camille).await,
            journeys.review_touchpoints(journey.id, &both, camille).await,
            journeys.unreview_touchpoints(journey.id, &both, camille).await,
            journeys.restore_touchpoints(journey.id, &both, camille).await,
        ] {
            assert_eq!(answer.unwrap_err().code(), "touchpoint_not_found");
        }
        assert_eq!(shop.drawn(&journey, 0).await, "a");
        assert_eq!(shop.drawn(&other, 0).await, "b");
    })
    .await;
}

#[tokio::test]
async fn a_review_says_who_and_when_and_wakes_a_stale_map() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let touchpoint = shop.touchpoint(&journey.stages[0], "a").await;
        shop.clock.advance_seconds(60);
        let after = shop
            .journeys
            .review_touchpoints(journey.id, &[touchpoint.id], &shop.camille)
            .await
            .unwrap();
        let reviewed = after.touchpoint(touchpoint.id).unwrap();
        assert_eq!(reviewed.reviewed_at, Some(shop.env.now()));
        assert_eq!(reviewed.reviewed_by.as_deref(), Some("Camille Test"));
        let stale = shop.journeys.list(Reader::of_all(), &all()).await.unwrap().items[0].stale;
        assert_eq!(stale, 0);
        assert!(shop.trail().await.iter().any(|(_, action)| action == "touchpoints.reviewed"));
    })
    .await;
}

#[tokio::test]
async fn a_review_of_ones_own_is_taken_back_and_the_one_before_counts_again() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let (journeys, camille, system) = (&shop.journeys, &shop.camille, Actor::system());
        let journey = shop.journey().await;
        let id = shop.touchpoint(&journey.stages[0], "a").await.id;
        let last = |journey: &Journey| {
            let touchpoint = journey.touchpoint(id).unwrap();
            (touchpoint.reviewed_at, touchpoint.reviewed_by.clone())
        };
        let mut seen = vec![(None, None)];
        for actor in [&system, camille, camille] {
            shop.clock.advance_seconds(60);
            let after = journeys.review_touchpoints(journey.id, &[id], actor).await.unwrap();
            seen.push(last(&after));
        }
        // Twice Camille's own; the third is the system's, which she cannot take back.
        for expected in [&seen[2], &seen[1], &seen[1]] {
            let after = journeys.unreview_touchpoints(journey.id, &[id], camille).await.unwrap();
            assert_eq!(&last(&after), expected);
        }
        let after = journeys.unreview_touchpoints(journey.id, &[id], &system).await.unwrap();
        assert_eq!(last(&after), (None, None));
        assert!(after.touchpoint(id).unwrap().revision > journey.revision, "others are told");
        let trail = shop.trail().await;
        let taken_back = trail.iter().filter(|(_, action)| action == "touchpoints.unreviewed");
        assert_eq!(taken_back.count(), 3, "what changed nothing is no event");
    })
    .await;
}

/// One deletes while the other edits the same card: the edit is told that the card is gone, and
/// nothing of it is kept; once the card is back, the edit can be made again.
#[tokio::test]
async fn an_edit_of_a_card_that_another_deleted_is_told_so() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let card = shop.touchpoint(&journey.stages[0], "a").await;
        let edit = || TouchpointPatch {
            feels: Some("Perdue".into()),
            expected_revision: Some(card.revision),
            ..Default::default()
        };
        shop.journeys.remove_touchpoints(journey.id, &[card.id], &shop.camille).await.unwrap();
        let gone = shop.journeys.update_touchpoint(card.id, edit(), &Actor::system()).await;
        assert_eq!(gone.unwrap_err().code(), "touchpoint_not_found");
        shop.journeys.restore_touchpoints(journey.id, &[card.id], &shop.camille).await.unwrap();
        let back = shop.now(&journey).await.touchpoint(card.id).unwrap().clone();
        assert_eq!(back, card, "as it was");
        let edited =
            shop.journeys.update_touchpoint(card.id, edit(), &Actor::system()).await.unwrap();
        assert_eq!(edited.content.feels, "Perdue");
    })
    .await;
}
