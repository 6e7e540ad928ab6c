use parcours_access::{Access, By, Config, Role, Team, TeamChanges, User, testing};
use serde_json::json;

use super::*;
use crate::model::{PasteTouchpoints, Publication, TouchpointPatch};

/// The people and teams beside a workshop.
fn access(shop: &Workshop) -> Access {
    Access::new(shop.database.clone(), shop.env.clone(), Config::default())
}

async fn team(shop: &Workshop, name: &str) -> Team {
    access(shop).create_team(&By::system(), name, None).await.unwrap()
}

async fn user(shop: &Workshop, role: Role) -> User {
    testing::sign_in(&access(shop), role).await.user
}

async fn patched(shop: &Workshop, touchpoint: &Touchpoint, patch: serde_json::Value) -> Touchpoint {
    let patch: TouchpointPatch = serde_json::from_value(patch).unwrap();
    shop.journeys.update_touchpoint(touchpoint.id, patch, &shop.camille).await.unwrap()
}

#[tokio::test]
async fn a_team_answers_by_its_id_or_by_its_name_however_it_is_typed() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let web = team(&shop, "Équipe Web").await;
        let journey = shop.journey().await;
        let cart = shop.touchpoint(&journey.stages[0], "Panier").await;
        let told = |touchpoint: &Touchpoint| {
            (touchpoint.content.team_id, touchpoint.content.owning_team.clone())
        };
        let is_web = (Some(web.id), "Équipe Web".to_owned());
        let none = (None, String::new());

        assert_eq!(told(&patched(&shop, &cart, json!({ "team_id": web.id })).await), is_web);
        assert_eq!(told(&patched(&shop, &cart, json!({ "team_id": null })).await), none);
        let typed = json!({ "owning_team": " équipe WEB" });
        assert_eq!(told(&patched(&shop, &cart, typed).await), is_web);
        let free = patched(&shop, &cart, json!({ "owning_team": "Boutique" })).await;
        assert_eq!(told(&free), (None, "Boutique".into()), "a text stays a text");
        patched(&shop, &cart, json!({ "team_id": web.id })).await;

        // Drawn otherwise: pasted, and made whole.
        let paste = json!({ "stage_id": journey.stages[0].id, "touchpoints": [
            { "name": "A", "content": { "owning_team": "équipe web" } }, { "name": "B", "content": { "team_id": web.id } } ] });
        let paste: PasteTouchpoints = serde_json::from_value(paste).unwrap();
        let pasted =
            shop.journeys.paste_touchpoints(journey.id, paste, &shop.camille).await.unwrap();
        assert!(pasted.touchpoints().all(|touchpoint| told(touchpoint) == is_web));

        // A new name is everywhere at once; a team that is gone leaves its last name behind.
        let named = TeamChanges { name: Some("Site".into()), hue: None };
        access(&shop).change_team(&By::system(), web.id, named).await.unwrap();
        let now = shop.now(&journey).await;
        assert!(now.touchpoints().all(|touchpoint| touchpoint.content.owning_team == "Site"));
        access(&shop).remove_team(&By::system(), web.id).await.unwrap();
        let now = shop.now(&journey).await;
        assert!(now.touchpoints().all(|touchpoint| told(touchpoint) == (None, "Site".into())));
    })
    .await;
}

#[tokio::test]
async fn a_team_that_is_not_there_is_told_by_its_field() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let gone = team(&shop, "Web").await;
        access(&shop).remove_team(&By::system(), gone.id).await.unwrap();
        let journey = shop.journey().await;
        let cart = shop.touchpoint(&journey.stages[0], "Panier").await;
        let expected = ("team_id".to_owned(), "team_not_found".to_owned());
        let patch = TouchpointPatch { team_id: Some(Some(gone.id)), ..Default::default() };
        let refused = shop.journeys.update_touchpoint(cart.id, patch, &shop.camille).await;
        assert_eq!(fault(&refused.unwrap_err()), expected);
        let paste = json!({ "stage_id": journey.stages[0].id, "touchpoints": [{ "name": "A", "content": { "team_id": gone.id } }] });
        let paste: PasteTouchpoints = serde_json::from_value(paste).unwrap();
        let refused = shop.journeys.paste_touchpoints(journey.id, paste, &shop.camille).await;
        assert_eq!(fault(&refused.unwrap_err()).0, "touchpoints[0].team_id");
    })
    .await;
}

#[tokio::test]
async fn a_team_takes_over_what_names_it_and_versions_keep_it() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let cart = shop.touchpoint(&journey.stages[0], "Panier").await;
        let pay = shop.touchpoint(&journey.stages[0], "Paiement").await;
        patched(&shop, &cart, json!({ "owning_team": "Équipe Web" })).await;
        patched(&shop, &pay, json!({ "owning_team": "Paiement" })).await;
        let web = team(&shop, "ÉQUIPE WEB").await;
        assert_eq!(shop.journeys.take_over(web.id, &shop.camille).await.unwrap(), 1);
        assert_eq!(shop.journeys.take_over(web.id, &shop.camille).await.unwrap(), 0, "once");
        let now = shop.now(&journey).await;
        assert_eq!(now.touchpoint(cart.id).unwrap().content.team_id, Some(web.id));
        assert_eq!(now.touchpoint(pay.id).unwrap().content.team_id, None);
        let stranger = parcours_access::TeamId::new(&shop.env);
        let refused = shop.journeys.take_over(stranger, &shop.camille).await.unwrap_err();
        assert_eq!(refused.code(), "team_not_found");

        shop.journeys.publish(journey.id, Publication::default(), &shop.camille).await.unwrap();
        patched(&shop, &cart, json!({ "team_id": null })).await;
        let told = shop
            .journeys
            .compare_versions(Reader::of_all(), journey.id, Some(1), None)
            .await
            .unwrap();
        let fields: Vec<_> =
            told.touchpoints[0].fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["owning_team"], "by its name, not by its id");
        let back = shop.journeys.restore_version(journey.id, 1, &shop.camille).await.unwrap();
        assert_eq!(back.touchpoint(cart.id).unwrap().content.team_id, Some(web.id));
    })
    .await;
}

#[tokio::test]
async fn people_follow_touchpoints() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let (ines, ali) = (user(&shop, Role::Viewer).await, user(&shop, Role::Agent).await);
        let journey = shop.journey().await;
        let cart = shop.touchpoint(&journey.stages[0], "Panier").await;
        for _ in 0..2 {
            let now = shop.journeys.watch(cart.id, &ines, true).await.unwrap();
            assert!(now.watching && now.items.len() == 1, "again is no mistake");
        }
        shop.journeys.watch(cart.id, &ali, true).await.unwrap();
        let seen = shop.journeys.watchers(cart.id, Some(&ali)).await.unwrap();
        assert_eq!((seen.items.len(), seen.watching), (2, true));
        assert!(!shop.journeys.watch(cart.id, &ines, false).await.unwrap().watching);
        let left = shop.journeys.watch(cart.id, &ines, false).await.unwrap();
        assert_eq!(left.items.iter().map(|person| person.id).collect::<Vec<_>>(), [ali.id]);
        shop.journeys.remove_touchpoint(cart.id, &shop.camille).await.unwrap();
        let gone = shop.journeys.watch(cart.id, &ines, true).await.unwrap_err();
        assert_eq!(gone.code(), "touchpoint_not_found");
        let trail = shop.trail().await;
        let noted = |action: &str| trail.iter().filter(|(_, told)| told == action).count();
        assert_eq!((noted("touchpoint.watched"), noted("touchpoint.unwatched")), (2, 1));
    })
    .await;
}
