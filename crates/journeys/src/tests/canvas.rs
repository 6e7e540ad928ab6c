//! Lanes, links, owners and what a map says in its other language.

use super::*;
use crate::Reader;
use crate::model::{
    JourneyPatch, Lane, LaneId, LaneKind, NewLink, TouchpointId, TouchpointPatch, Translations,
};

fn link(from: TouchpointId, to: TouchpointId, label: &str) -> NewLink {
    NewLink { from, to, label: label.into(), translations: Translations::new() }
}

fn free(id: &str, kind: LaneKind, name: &str) -> Lane {
    Lane { id: LaneId(id.into()), kind, name: name.into(), hidden: false, folded: false }
}

#[tokio::test]
async fn lanes_are_ordered_hidden_and_added() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        assert_eq!(journey.lanes.len(), LaneKind::FIXED.len());
        let mut lanes =
            vec![free("", LaneKind::Number, " Coût "), free("x", LaneKind::Link, "Outil")];
        lanes.extend(journey.lanes.iter().rev().take(3).cloned());
        lanes[2].folded = true;
        let patch =
            |lanes: &[Lane]| JourneyPatch { lanes: Some(lanes.to_vec()), ..Default::default() };
        let after = shop.journeys.update(journey.id, patch(&lanes), &shop.camille).await.unwrap();
        assert_eq!((after.lanes[0].id.0.as_str(), after.lanes[0].name.as_str()), ("free1", "Coût"));
        assert_eq!((after.lanes[2].kind, after.lanes[2].folded), (LaneKind::NextAction, true));
        assert_eq!(after.lanes.len(), LaneKind::FIXED.len() + 2);
        assert!(
            after.lanes[5..].iter().all(|lane| lane.hidden),
            "what was left out is a click away"
        );
        assert_eq!(shop.now(&journey).await.lanes, after.lanes);

        for (bad, field, code) in [
            (vec![free("", LaneKind::Text, " ")], "lanes[0].name", "required"),
            (
                vec![free("a", LaneKind::Text, "A"), free("a", LaneKind::List, "B")],
                "lanes[1]",
                "duplicate",
            ),
            (vec![journey.lanes[0].clone(), journey.lanes[0].clone()], "lanes[1]", "duplicate"),
            (
                (0..41).map(|n| free(&format!("f{n}"), LaneKind::Text, "A")).collect(),
                "lanes",
                "too_many",
            ),
        ] {
            let problem =
                shop.journeys.update(journey.id, patch(&bad), &shop.camille).await.unwrap_err();
            assert_eq!(fault(&problem), (field.into(), code.into()));
        }
        assert_eq!(shop.now(&journey).await.lanes, after.lanes);
    })
    .await;
}

#[tokio::test]
async fn a_link_goes_and_comes_with_its_ends() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let a = shop.touchpoint(&journey.stages[0], "a").await.id;
        let b = shop.touchpoint(&journey.stages[1], "b").await.id;
        let c = shop.touchpoint(&journey.stages[2], "c").await.id;
        let (id, camille) = (journey.id, &shop.camille);
        let back = shop.journeys.add_link(id, link(c, a, " Renonce "), camille).await.unwrap();
        assert_eq!(back.label, "Renonce");
        let on = shop.journeys.add_link(id, link(a, b, ""), camille).await.unwrap();
        let again = shop.journeys.add_link(id, link(c, a, "Revient"), camille).await.unwrap();
        assert_eq!((again.id, again.label.as_str()), (back.id, "Revient"), "drawn once");
        assert_eq!(shop.now(&journey).await.links, [again.clone(), on.clone()]);

        shop.journeys.remove_touchpoint(a, camille).await.unwrap();
        assert!(shop.now(&journey).await.links.is_empty());
        // Something is drawn meanwhile, and does not forget what waits for its end.
        let third = shop.journeys.add_link(id, link(b, c, ""), camille).await.unwrap();
        shop.journeys.restore_touchpoint(a, camille).await.unwrap();
        assert_eq!(shop.now(&journey).await.links, [again, on.clone(), third]);
        shop.journeys.remove_stage(journey.stages[1].id, camille).await.unwrap();
        assert_eq!(shop.now(&journey).await.links.len(), 1);
        shop.journeys.restore_stage(journey.stages[1].id, camille).await.unwrap();

        shop.journeys.remove_link(id, on.id, camille).await.unwrap();
        assert_eq!(shop.now(&journey).await.links.len(), 2);
        let twice = shop.journeys.remove_link(id, on.id, camille).await.unwrap_err();
        assert_eq!(twice.code(), "link_not_found");
        let other = shop.journey().await;
        let theirs = shop.touchpoint(&other.stages[0], "d").await.id;
        for (wrong, field) in [
            (link(a, a, ""), "to"),
            (link(theirs, a, ""), "from"),
            (link(a, theirs, ""), "to"),
            (link(a, b, "x\ny"), "label"),
        ] {
            let problem = shop.journeys.add_link(id, wrong, camille).await.unwrap_err();
            assert_eq!(fault(&problem).0, field);
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_says_its_label_in_both_languages() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let a = shop.touchpoint(&journey.stages[0], "a").await.id;
        let b = shop.touchpoint(&journey.stages[1], "b").await.id;
        let say = async |label: &str, fields: &[(&str, &str)]| {
            let new = NewLink { translations: english(fields), ..link(a, b, label) };
            shop.journeys.add_link(journey.id, new, &shop.camille).await
        };
        let drawn = say("Renonce", &[("label", "Gives up")]).await.unwrap();
        assert_eq!(drawn.translations, english(&[("label", "Gives up")]));
        let reworded = say("Abandonne", &[]).await.unwrap();
        assert_eq!(reworded.translations, drawn.translations, "another label keeps it");
        assert_eq!(shop.now(&journey).await.links, [reworded]);
        let none = say("Abandonne", &[("label", " ")]).await.unwrap();
        assert!(none.translations.is_empty());
        let problem = say("Abandonne", &[("no field", "x")]).await.unwrap_err();
        assert_eq!(fault(&problem).0, "translations.en");
    })
    .await;
}

#[tokio::test]
async fn published_versions_keep_their_lanes_and_links() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let a = shop.touchpoint(&journey.stages[0], "a").await.id;
        let b = shop.touchpoint(&journey.stages[1], "b").await.id;
        let drawn =
            shop.journeys.add_link(journey.id, link(a, b, ""), &shop.camille).await.unwrap();
        shop.journeys.publish(journey.id, Default::default(), &shop.camille).await.unwrap();
        shop.journeys.remove_link(journey.id, drawn.id, &shop.camille).await.unwrap();
        let lanes = vec![free("n", LaneKind::Number, "Coût")];
        let patch = JourneyPatch { lanes: Some(lanes), ..Default::default() };
        shop.journeys.update(journey.id, patch, &shop.camille).await.unwrap();
        let published = shop.journeys.published(journey.id).await.unwrap().unwrap();
        assert_eq!((published.links, published.lanes), (vec![drawn], journey.lanes.clone()));
        assert!(shop.now(&journey).await.has_unpublished_changes);
    })
    .await;
}

#[tokio::test]
async fn an_owner_is_somebody_who_may_still_sign_in() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let lea = testing::user(Role::Editor);
        let work = shop.database.begin().await.unwrap();
        let sql = "INSERT INTO users (id, name, email, email_key, role, language, created_at) \
                   VALUES ($1, 'Léa', 'lea@example.org', 'lea@example.org', 'editor', 'fr', 0)";
        sql::execute(work.conn(), sql, values![lea.id.to_string()]).await.unwrap();
        work.commit(&shop.env).await.unwrap();
        let owned = |owner| JourneyPatch { owner_id: Some(owner), ..Default::default() };
        let camille = &shop.camille;
        let after = shop.journeys.update(journey.id, owned(Some(lea.id)), camille).await.unwrap();
        assert_eq!(after.owner.as_ref().unwrap().name, "Léa");
        assert_eq!(
            shop.journeys.list(Reader::of_all(), &all()).await.unwrap().items[0].owner,
            after.owner
        );
        let nobody = testing::user(Role::Editor).id;
        let problem =
            shop.journeys.update(journey.id, owned(Some(nobody)), camille).await.unwrap_err();
        assert_eq!(fault(&problem), ("owner_id".into(), "user_not_found".into()));

        let work = shop.database.begin().await.unwrap();
        sql::execute(work.conn(), "UPDATE users SET disabled = $1", values![true]).await.unwrap();
        work.commit(&shop.env).await.unwrap();
        let left =
            shop.journeys.update(journey.id, owned(Some(lea.id)), camille).await.unwrap_err();
        assert_eq!(fault(&left).0, "owner_id", "who left can take nothing on");
        assert!(shop.now(&journey).await.owner.is_some(), "but what they had is still told");
        let none = shop.journeys.update(journey.id, owned(None), camille).await.unwrap();
        assert_eq!(none.owner, None);
    })
    .await;
}

fn english(fields: &[(&str, &str)]) -> Translations {
    let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    [(Language::En, fields.collect())].into()
}

#[tokio::test]
async fn translations_are_merged_field_by_field() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let id = shop.touchpoint(&journey.stages[0], "Paiement").await.id;
        let camille = &shop.camille;
        let patch = |fields: &[(&str, &str)]| TouchpointPatch {
            translations: Some(english(fields)),
            ..Default::default()
        };
        let first = patch(&[("name", "Payment"), ("frictions.i1.text", "Slow")]);
        shop.journeys.update_touchpoint(id, first, camille).await.unwrap();
        let second = patch(&[("needs", "To pay"), ("frictions.i1.text", " ")]);
        let after = shop.journeys.update_touchpoint(id, second, camille).await.unwrap();
        assert_eq!(after.translations, english(&[("name", "Payment"), ("needs", "To pay")]));
        let gone = patch(&[("name", ""), ("needs", "")]);
        let after = shop.journeys.update_touchpoint(id, gone, camille).await.unwrap();
        assert!(after.translations.is_empty(), "nothing is left of a language without words");
        for (bad, code) in [("name é", "unknown_field"), ("a b", "unknown_field")] {
            let problem = shop
                .journeys
                .update_touchpoint(id, patch(&[(bad, "x")]), camille)
                .await
                .unwrap_err();
            assert_eq!(fault(&problem), ("translations.en".into(), code.into()));
        }
        let of_map = JourneyPatch {
            translations: Some(english(&[("name", "Purchase")])),
            ..Default::default()
        };
        let after = shop.journeys.update(journey.id, of_map, camille).await.unwrap();
        assert_eq!(after.translations, english(&[("name", "Purchase")]));
    })
    .await;
}
