//! What touchpoints say, their signals, and two people at once.

use parcours_storage::Settings;

use super::*;
use crate::TouchpointContent;
use crate::model::{KeyPicture, SignalList, TouchpointPatch};

fn feels(text: &str, expected_revision: Option<i64>) -> TouchpointPatch {
    TouchpointPatch { feels: Some(text.into()), expected_revision, ..Default::default() }
}

#[tokio::test]
async fn every_lane_is_kept_as_it_was_said() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let touchpoint = shop.touchpoint(&journey.stages[0], "Fiche produit").await;
        assert_eq!(
            (touchpoint.content.clone(), touchpoint.revision),
            (TouchpointContent::default(), 1)
        );
        let said = serde_json::json!({
            "channels": ["web", "store"],
            "owning_team": "Boutique",
            "needs": "Sa taille\nsans se tromper ",
            "key_moment": "Le guide",
            "pictures": [{ "id": "p", "address": "https://exemple.fr/guide.png", "alt": "Un guide" }],
            "moment_of_truth": true,
            "actions": [{ "id": "a", "text": "Répondre", "team": "Support" }],
            "does": "b",
            "thinks": "c",
            "feels": "d",
            "stands_in_the_way": "e",
            "felt": -1.5,
            "wished": 2,
            "strengths": [{ "id": "s", "text": "f", "severity": "low", "evidence": "" }],
            "frictions": [{ "id": "f", "text": "g", "severity": "high", "evidence": "34 appels en mai" }],
            "behind_the_scenes": [{ "id": "b", "who": "Entrepôt", "what": "Emballe" }],
            "next_action": { "text": "Refaire la page", "owner": "Léa", "due": "2027-01-15" },
            "free": { "cost": { "text": "4,20 €" } },
        });
        let said: TouchpointContent = serde_json::from_value(said).unwrap();
        let mut patch = serde_json::to_value(&said).unwrap();
        patch["goal"] = true.into();
        let patch: TouchpointPatch = serde_json::from_value(patch).unwrap();
        let after =
            shop.journeys.update_touchpoint(touchpoint.id, patch, &shop.camille).await.unwrap();
        assert_eq!(after.content, said);
        assert!(after.goal && after.revision == 2);
        assert_eq!(shop.now(&journey).await.touchpoint(touchpoint.id), Some(&after));

        let bad = TouchpointPatch {
            needs: Some("x".repeat(5_001)),
            pictures: Some(vec![KeyPicture {
                address: "javascript:alert(1)".into(),
                ..Default::default()
            }]),
            ..Default::default()
        };
        let problem =
            shop.journeys.update_touchpoint(touchpoint.id, bad, &shop.camille).await.unwrap_err();
        let fields: Vec<_> = problem
            .body(Language::Fr)
            .errors
            .into_iter()
            .map(|fault| (fault.field, fault.code))
            .collect();
        assert_eq!(
            fields,
            [
                ("needs".to_owned(), "too_long".to_owned()),
                ("pictures[0].address".to_owned(), "invalid_address".to_owned())
            ]
        );
        let none = TouchpointPatch { felt: Some(None), ..Default::default() };
        let after =
            shop.journeys.update_touchpoint(touchpoint.id, none, &shop.camille).await.unwrap();
        assert_eq!((after.content.felt, after.content.channels.len()), (None, 2));
    })
    .await;
}

#[tokio::test]
async fn a_stale_edit_is_told_who_was_faster_and_when() {
    on_both(async |database| {
        let work = database.begin().await.unwrap();
        Settings::set_time_zone(&work, "Europe/Paris").await.unwrap();
        work.commit(&Env::system()).await.unwrap();
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let touchpoint = shop.touchpoint(&journey.stages[0], "Paiement").await;
        let other = Actor::system();
        shop.journeys
            .update_touchpoint(touchpoint.id, feels("Inquiète", Some(1)), &other)
            .await
            .unwrap();
        let stale = shop
            .journeys
            .update_touchpoint(touchpoint.id, feels("Ravie", Some(1)), &shop.camille)
            .await;
        let stale = stale.unwrap_err();
        assert_eq!((stale.code(), stale.status().as_u16()), ("touchpoint_conflict", 409));
        // 10:00 UTC is noon in Paris, the organisation's time zone.
        assert!(
            stale
                .detail()
                .get(Language::En)
                .starts_with("Parcours changed this touchpoint on 2026-05-01 at 12:00.")
        );
        assert!(
            stale.detail().get(Language::Fr).contains("le 01/05/2026 à 12\u{202f}h\u{202f}00.")
        );
        let now = shop.now(&journey).await;
        assert_eq!(now.touchpoint(touchpoint.id).unwrap().content.feels, "Inquiète");

        let fresh = shop
            .journeys
            .update_touchpoint(touchpoint.id, feels("Ravie", Some(2)), &shop.camille)
            .await;
        assert_eq!(fresh.unwrap().revision, 3);
        let same = shop
            .journeys
            .update_touchpoint(touchpoint.id, feels("Ravie", Some(3)), &shop.camille)
            .await;
        assert_eq!(same.unwrap().revision, 3, "saying it again changes nothing");
    })
    .await;
}

#[tokio::test]
async fn signals_are_replaced_whole_or_refused_whole() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let new = NewTouchpoint {
            name: "Commande".into(),
            signals: vec![kind("order_completed")],
            ..Default::default()
        };
        let touchpoint =
            shop.journeys.add_touchpoint(journey.stages[2].id, new, &shop.camille).await.unwrap();
        assert_eq!(touchpoint.signals, [kind("order_completed")]);
        let signals = vec![
            kind(" order_updated "),
            Signal { subject: Some("/merci*".into()), ..Default::default() },
        ];
        let list = SignalList { signals };
        let after = shop.journeys.set_signals(touchpoint.id, list, &shop.camille).await.unwrap();
        assert_eq!((after.signals.len(), after.revision), (2, 2));
        assert_eq!(after.signals[0], kind("order_updated"), "trimmed");

        let bad = SignalList { signals: vec![kind("a"), Signal::default()] };
        let problem =
            shop.journeys.set_signals(touchpoint.id, bad, &shop.camille).await.unwrap_err();
        assert_eq!(fault(&problem), ("signals[1]".into(), "signal_without_condition".into()));
        let many = SignalList { signals: vec![kind("a"); 21] };
        let problem =
            shop.journeys.set_signals(touchpoint.id, many, &shop.camille).await.unwrap_err();
        assert_eq!(fault(&problem), ("signals".into(), "too_many".into()));
        assert_eq!(shop.now(&journey).await.touchpoint(touchpoint.id), Some(&after));
        let none = SignalList { signals: vec![] };
        assert!(
            shop.journeys
                .set_signals(touchpoint.id, none, &shop.camille)
                .await
                .unwrap()
                .signals
                .is_empty()
        );
    })
    .await;
}
