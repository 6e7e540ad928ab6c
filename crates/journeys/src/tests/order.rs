//! The order of stages and touchpoints, and what removal and return do to it.

use super::*;
use crate::model::{JourneyDraft, StageDraft, StagePatch, TouchpointDraft, TouchpointPatch};
use crate::{Hue, MAX_STAGES, MAX_TOUCHPOINTS, StageId};

fn to(position: usize) -> StagePatch {
    StagePatch { position: Some(position), ..Default::default() }
}

fn touchpoint_to(stage: Option<StageId>, position: Option<usize>) -> TouchpointPatch {
    TouchpointPatch { stage_id: stage, position, ..Default::default() }
}

/// A journey whose first stage holds the touchpoints a to e.
async fn alphabet(shop: &Workshop) -> (Journey, Vec<Touchpoint>) {
    let journey = shop.journey().await;
    let mut touchpoints = Vec::new();
    for name in ["a", "b", "c", "d", "e"] {
        touchpoints.push(shop.touchpoint(&journey.stages[0], name).await);
    }
    (journey, touchpoints)
}

#[tokio::test]
async fn stages_are_added_and_moved_to_a_place() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let add = |name: &str, position| NewStage { position, ..named(name) };
        let camille = &shop.camille;
        let first =
            shop.journeys.add_stage(journey.id, add("Avant", Some(0)), camille).await.unwrap();
        assert_eq!((first.position, first.hue), (0, Hue::Awareness));
        let third =
            shop.journeys.add_stage(journey.id, add("Milieu", Some(3)), camille).await.unwrap();
        assert_eq!(
            (third.position, third.hue),
            (3, Hue::Consideration),
            "it continues the one before"
        );
        let last =
            shop.journeys.add_stage(journey.id, add("Fin", Some(99)), camille).await.unwrap();
        assert_eq!((last.position, last.hue), (7, Hue::Advocacy));
        let moved = shop.journeys.update_stage(first.id, to(4), camille).await.unwrap();
        assert_eq!(moved.position, 4);
        let moved = shop.journeys.update_stage(last.id, to(0), camille).await.unwrap();
        assert_eq!(moved.position, 0);
        assert_eq!(
            shop.stages(&journey).await,
            [
                "Fin",
                "Sensibilisation",
                "Considération",
                "Milieu",
                "Décision",
                "Avant",
                "Fidélisation",
                "Recommandation"
            ]
        );
        let beyond = shop.journeys.update_stage(last.id, to(99), camille).await.unwrap();
        assert_eq!(beyond.position, 7);
        let revision = shop.now(&journey).await.revision;
        shop.journeys.update_stage(last.id, to(99), camille).await.unwrap();
        assert_eq!(shop.now(&journey).await.revision, revision, "it was there already");
    })
    .await;
}

#[tokio::test]
async fn touchpoints_move_within_and_between_stages() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let (journey, t) = alphabet(&shop).await;
        let (first, second) = (journey.stages[0].id, journey.stages[1].id);
        for (index, stage, position, here, there) in [
            (0, None, Some(3), "bcdae", ""),
            (4, None, Some(0), "ebcda", ""),
            (2, Some(second), None, "ebda", "c"),
            (1, Some(second), Some(0), "eda", "bc"),
            (0, Some(second), Some(1), "ed", "bac"),
            (0, Some(first), Some(9), "eda", "bc"),
            (4, Some(first), None, "eda", "bc"),
        ] {
            let patch = touchpoint_to(stage, position);
            let moved =
                shop.journeys.update_touchpoint(t[index].id, patch, &shop.camille).await.unwrap();
            assert_eq!(shop.drawn(&journey, 0).await, here);
            assert_eq!(shop.drawn(&journey, 1).await, there);
            let drawn = shop.now(&journey).await.touchpoint(moved.id).cloned();
            assert_eq!(drawn.as_ref(), Some(&moved), "the answer is what is drawn");
        }
        let other = shop.journey().await;
        let away = touchpoint_to(Some(other.stages[0].id), None);
        let problem =
            shop.journeys.update_touchpoint(t[0].id, away, &shop.camille).await.unwrap_err();
        assert_eq!(fault(&problem), ("stage_id".into(), "stage_of_another_journey".into()));
    })
    .await;
}

#[tokio::test]
async fn what_was_removed_comes_back_to_its_place() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let (journey, t) = alphabet(&shop).await;
        let camille = &shop.camille;
        shop.journeys.remove_touchpoint(t[2].id, camille).await.unwrap();
        assert_eq!(shop.drawn(&journey, 0).await, "abde");
        let twice = shop.journeys.remove_touchpoint(t[2].id, camille).await.unwrap_err();
        assert_eq!(twice.code(), "touchpoint_not_found");
        // Meanwhile others come before and after it, and one goes to the front.
        let at = |name: &str, position| NewTouchpoint {
            name: name.into(),
            position,
            ..Default::default()
        };
        shop.journeys
            .add_touchpoint(journey.stages[0].id, at("f", Some(1)), camille)
            .await
            .unwrap();
        shop.journeys
            .add_touchpoint(journey.stages[0].id, at("g", Some(4)), camille)
            .await
            .unwrap();
        shop.journeys
            .update_touchpoint(t[4].id, touchpoint_to(None, Some(0)), camille)
            .await
            .unwrap();
        assert_eq!(shop.drawn(&journey, 0).await, "eafbdg");
        let back = shop.journeys.restore_touchpoint(t[2].id, camille).await.unwrap();
        assert_eq!((shop.drawn(&journey, 0).await.as_str(), back.position), ("eafbcdg", 4));
        let revision = shop.now(&journey).await.revision;
        shop.journeys.restore_touchpoint(t[2].id, camille).await.unwrap();
        assert_eq!(shop.now(&journey).await.revision, revision, "it was there already");
    })
    .await;
}

#[tokio::test]
async fn a_stage_goes_and_comes_with_its_touchpoints() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let (journey, t) = alphabet(&shop).await;
        let camille = &shop.camille;
        shop.journeys.remove_touchpoint(t[0].id, camille).await.unwrap();
        shop.journeys.remove_stage(journey.stages[0].id, camille).await.unwrap();
        assert_eq!(shop.now(&journey).await.touchpoints().count(), 0);
        let inside = shop.journeys.restore_touchpoint(t[0].id, camille).await.unwrap_err();
        assert_eq!(inside.code(), "stage_removed_conflict");
        let edit =
            shop.journeys.update_touchpoint(t[1].id, touchpoint_to(None, Some(0)), camille).await;
        assert_eq!(edit.unwrap_err().code(), "touchpoint_not_found");
        let new = NewTouchpoint { name: "x".into(), position: None, ..Default::default() };
        let add = shop.journeys.add_touchpoint(journey.stages[0].id, new, camille).await;
        assert_eq!(add.unwrap_err().code(), "stage_not_found");

        let back = shop.journeys.restore_stage(journey.stages[0].id, camille).await.unwrap();
        assert_eq!(
            (back.position, back.touchpoints.len()),
            (0, 4),
            "but not what was removed before it"
        );
        assert_eq!(shop.drawn(&journey, 0).await, "bcde");
        shop.journeys.restore_touchpoint(t[0].id, camille).await.unwrap();
        assert_eq!(shop.drawn(&journey, 0).await, "abcde");
    })
    .await;
}

#[tokio::test]
async fn a_journey_does_not_outgrow_its_limits_by_any_door() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let camille = &shop.camille;
        let stage = StageDraft {
            name: "s".into(),
            hue: Hue::Decision,
            translations: Default::default(),
            touchpoints: vec![],
        };
        let mut stages = vec![stage; MAX_STAGES];
        let touchpoint = TouchpointDraft { name: "t".into(), ..Default::default() };
        stages[0].touchpoints = vec![touchpoint; MAX_TOUCHPOINTS];
        let full = JourneyDraft { name: "Full".into(), stages, ..Default::default() };
        let full = shop.journeys.create_from(full, camille).await.unwrap();
        let (first, second) = (&full.stages[0], &full.stages[1]);

        let stage = shop.journeys.add_stage(full.id, named("x"), camille).await.unwrap_err();
        assert_eq!(fault(&stage), ("stages".into(), "too_many".into()));
        let new = || NewTouchpoint { name: "x".into(), position: Some(0), ..Default::default() };
        let touchpoint = shop.journeys.add_touchpoint(second.id, new(), camille).await.unwrap_err();
        assert_eq!(fault(&touchpoint), ("touchpoints".into(), "too_many".into()));
        assert_eq!(shop.now(&full).await, full, "nothing of it was kept");

        // The back door: what was removed comes back after its place was taken.
        shop.journeys.remove_touchpoint(first.touchpoints[0].id, camille).await.unwrap();
        shop.journeys.add_touchpoint(second.id, new(), camille).await.unwrap();
        let back =
            shop.journeys.restore_touchpoint(first.touchpoints[0].id, camille).await.unwrap_err();
        assert_eq!(fault(&back), ("touchpoints".into(), "too_many".into()));
        shop.journeys.remove_stage(first.id, camille).await.unwrap();
        shop.journeys.add_stage(full.id, named("x"), camille).await.unwrap();
        let back = shop.journeys.restore_stage(first.id, camille).await.unwrap_err();
        assert_eq!(fault(&back), ("stages".into(), "too_many".into()));
    })
    .await;
}
