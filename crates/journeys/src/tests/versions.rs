//! Published versions.

use super::*;
use crate::model::{LaneKind, Publication, TouchpointPatch};

fn because(note: &str) -> Publication {
    Publication { note: Some(note.into()) }
}

#[tokio::test]
async fn a_version_stays_as_it_was_published() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let touchpoint = shop.touchpoint(&journey.stages[0], "Recherche").await;
        assert_eq!(shop.journeys.published(journey.id).await.unwrap(), None);
        let first = shop
            .journeys
            .publish(journey.id, because(" Premier jet "), &shop.camille)
            .await
            .unwrap();
        assert_eq!((first.number, first.note.as_str()), (1, "Premier jet"));
        assert_eq!(first.published_by, "Camille Test");
        let as_published = shop.now(&journey).await;
        assert_eq!(
            (as_published.published_version, as_published.has_unpublished_changes),
            (Some(1), false)
        );
        let again = shop
            .journeys
            .publish(journey.id, Publication::default(), &shop.camille)
            .await
            .unwrap_err();
        assert_eq!(again.code(), "nothing_to_publish_conflict");

        shop.clock.advance_seconds(60);
        let rename =
            TouchpointPatch { name: Some("Recherche Google".into()), ..Default::default() };
        shop.journeys.update_touchpoint(touchpoint.id, rename, &shop.camille).await.unwrap();
        assert!(shop.now(&journey).await.has_unpublished_changes);
        let published = shop.journeys.published(journey.id).await.unwrap().unwrap();
        assert_eq!(
            published.stages, as_published.stages,
            "the draft moved on, the version did not"
        );
        shop.journeys.publish(journey.id, Publication::default(), &shop.camille).await.unwrap();
        let newest = shop.journeys.published(journey.id).await.unwrap().unwrap();
        assert_eq!(newest.touchpoint(touchpoint.id).unwrap().name, "Recherche Google");
        let old = shop.journeys.version(journey.id, 1).await.unwrap().unwrap();
        assert_eq!((old.published_version, old.stages), (Some(1), as_published.stages));
        let numbers: Vec<_> = shop
            .journeys
            .versions(journey.id)
            .await
            .unwrap()
            .unwrap()
            .iter()
            .map(|v| v.number)
            .collect();
        assert_eq!(numbers, [2, 1]);
        assert!(shop.journeys.version(journey.id, 3).await.unwrap().is_none());
        let actions: Vec<_> = shop.trail().await.into_iter().map(|(_, action)| action).collect();
        assert_eq!(actions.iter().filter(|action| *action == "journey.published").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_removed_journey_shows_no_version() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        shop.journeys.publish(journey.id, Publication::default(), &shop.camille).await.unwrap();
        shop.journeys.remove(journey.id, &shop.camille).await.unwrap();
        assert!(shop.journeys.published(journey.id).await.unwrap().is_none());
        assert!(shop.journeys.version(journey.id, 1).await.unwrap().is_none());
        shop.journeys.restore(journey.id, &shop.camille).await.unwrap();
        assert!(shop.journeys.published(journey.id).await.unwrap().is_some());
    })
    .await;
}

/// A version of the first release still reads: versions are stored as documents for ever.
#[test]
fn a_stored_version_reads_back() {
    let stored = r#"{"id":"jrn_06aqz3z2qw7fz5vh5q8b6k3m1n","name":"Achat","persona":null,"scenario":"","start":"",
        "end":"","goal":"","revision":3,"published_version":1,"has_unpublished_changes":false,
        "updated_at":"2026-05-01T10:00:00Z","updated_by":"Camille","stages":[{"id":"stg_06aqz3z2qw7fz5vh5q8b6k3m1n",
        "name":"Décision","hue":"decision","position":0,"touchpoints":[{"id":"tch_06aqz3z2qw7fz5vh5q8b6k3m1n",
        "stage_id":"stg_06aqz3z2qw7fz5vh5q8b6k3m1n","name":"Paiement","position":0,"goal":true,"channel":"web",
        "owning_team":"","needs":"Payer","key_moment":"","key_moment_image":null,"actions":"","does":"","thinks":"",
        "feels":"","stands_in_the_way":"","strengths":"","frictions":"","revision":2,
        "signals":[{"kind":"order_completed","channel":null,"subject":null,"properties":{"device":"mobile"}}]}]}]}"#;
    let journey: Journey = serde_json::from_str(stored).unwrap();
    let touchpoint = journey.touchpoints().next().unwrap();
    assert_eq!((touchpoint.content.needs.as_str(), touchpoint.goal), ("Payer", true));
    assert_eq!(touchpoint.signals[0].properties["device"], "mobile");
    // What it did not have yet is as in a new journey.
    assert_eq!(touchpoint.content.channels, ["web"]);
    assert!(touchpoint.content.actions.is_empty() && touchpoint.content.pictures.is_empty());
    assert_eq!((journey.review_days, journey.owner.is_some()), (90, false));
    assert_eq!(journey.lanes.len(), LaneKind::FIXED.len());
    let written = serde_json::to_string(&journey).unwrap();
    assert_eq!(
        serde_json::from_str::<Journey>(&written).unwrap(),
        journey,
        "written anew, it reads the same"
    );
}
