//! Published versions.

use super::*;
use crate::Reader;
use crate::model::{
    Became, JourneyPatch, LaneKind, Publication, TouchpointPatch, VersionPatch, difference,
};

fn because(note: &str) -> Publication {
    Publication { note: Some(note.into()), ..Default::default() }
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

#[tokio::test]
async fn what_differs_between_two_versions_is_named() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let search = shop.touchpoint(&journey.stages[0], "Recherche").await;
        let blog = shop.touchpoint(&journey.stages[0], "Blog").await;
        let order = shop.touchpoint(&journey.stages[2], "Commande").await;
        let by = &shop.camille;
        shop.journeys.publish(journey.id, Publication::default(), by).await.unwrap();
        let none = shop
            .journeys
            .compare_versions(Reader::of_all(), journey.id, Some(1), None)
            .await
            .unwrap();
        assert!(none.is_none(), "{none:?}");

        let patch = TouchpointPatch {
            name: Some("Recherche Google".into()),
            needs: Some("Trouver vite".into()),
            ..Default::default()
        };
        shop.journeys.update_touchpoint(search.id, patch, by).await.unwrap();
        let to = TouchpointPatch { stage_id: Some(journey.stages[1].id), ..Default::default() };
        shop.journeys.update_touchpoint(blog.id, to, by).await.unwrap();
        shop.journeys.remove_touchpoint(order.id, by).await.unwrap();
        let added = shop.touchpoint(&journey.stages[2], "Panier").await;
        let told = shop
            .journeys
            .compare_versions(Reader::of_all(), journey.id, Some(1), None)
            .await
            .unwrap();
        let touchpoint = |id| told.touchpoints.iter().find(|one| one.id == id).unwrap();
        let fields: Vec<_> =
            touchpoint(search.id).fields.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["name", "needs"]);
        assert_eq!(touchpoint(search.id).fields[1].after, "Trouver vite");
        assert_eq!(touchpoint(blog.id).moved_from.as_ref(), Some(&journey.stages[0].name));
        assert_eq!(touchpoint(blog.id).stage, journey.stages[1].name);
        assert_eq!(touchpoint(order.id).became, Became::Removed);
        assert_eq!(touchpoint(added.id).became, Became::Added);
        assert_eq!((told.touchpoints.len(), told.stages.len(), told.fields.len()), (4, 0, 0));
        let back = shop
            .journeys
            .compare_versions(Reader::of_all(), journey.id, None, Some(1))
            .await
            .unwrap();
        let became = |id| back.touchpoints.iter().find(|one| one.id == id).unwrap().became;
        assert_eq!((became(order.id), became(added.id)), (Became::Added, Became::Removed));
        let missing = shop
            .journeys
            .compare_versions(Reader::of_all(), journey.id, Some(9), None)
            .await
            .unwrap_err();
        assert_eq!(missing.code(), "version_not_found");
    })
    .await;
}

#[tokio::test]
async fn a_version_is_drawn_anew_and_what_it_replaces_is_kept() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let search = shop.touchpoint(&journey.stages[0], "Recherche").await;
        let order = shop.touchpoint(&journey.stages[2], "Commande").await;
        let by = &shop.camille;
        shop.journeys.publish(journey.id, because("Le premier"), by).await.unwrap();
        let first = shop.now(&journey).await;

        let rename =
            TouchpointPatch { name: Some("Recherche Google".into()), ..Default::default() };
        shop.journeys.update_touchpoint(search.id, rename, by).await.unwrap();
        shop.journeys.remove_touchpoint(order.id, by).await.unwrap();
        shop.journeys.remove_stage(journey.stages[4].id, by).await.unwrap();
        let added = shop.touchpoint(&journey.stages[1], "Panier").await;
        let name = JourneyPatch { name: Some("Autrement".into()), ..Default::default() };
        shop.journeys.update(journey.id, name, by).await.unwrap();
        let draft = shop.now(&journey).await;

        let restored = shop.journeys.restore_version(journey.id, 1, by).await.unwrap();
        let told = difference(&first, &restored);
        assert!(told.is_none(), "as it was: {told:?}");
        assert!(restored.touchpoint(added.id).is_none());
        assert!(restored.revision > draft.revision);
        let versions = shop.journeys.versions(journey.id).await.unwrap().unwrap();
        let kept: Vec<_> = versions.iter().map(|one| (one.number, one.kept)).collect();
        assert_eq!(kept, [(2, true), (1, false)]);
        assert_eq!(restored.published_version, Some(1), "what is kept is not published");

        // Nothing is lost: what was kept comes back the same way.
        let again = shop.journeys.restore_version(journey.id, 2, by).await.unwrap();
        let told = difference(&draft, &again);
        assert!(told.is_none(), "as it was drawn: {told:?}");
        // What is published next has a number of its own.
        let third = shop.journeys.publish(journey.id, because("Le second"), by).await.unwrap();
        assert_eq!((third.number, shop.now(&journey).await.published_version), (4, Some(4)));
        // What a version shows already needs not be kept.
        shop.journeys.restore_version(journey.id, 1, by).await.unwrap();
        let numbers = shop.journeys.versions(journey.id).await.unwrap().unwrap().len();
        assert_eq!(numbers, 4);

        let patch = VersionPatch { name: Some(" Avant l’été ".into()), note: None };
        let named = shop.journeys.update_version(journey.id, 1, patch, by).await.unwrap();
        assert_eq!((named.name.as_str(), named.note.as_str()), ("Avant l’été", "Le premier"));
        let missing = shop.journeys.restore_version(journey.id, 9, by).await.unwrap_err();
        assert_eq!(missing.code(), "version_not_found");
    })
    .await;
}
