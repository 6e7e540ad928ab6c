use parcours_access::{Access, By, Caller, CallerKind, Config, Role, User};
use parcours_storage::testing::on_both;
use serde_json::{Value, json};

use super::*;
use crate::model::{AttentionQuery, JourneyAccess, JourneyPatch, JourneyRole, TouchpointPatch};

async fn user(access: &Access, role: Role) -> User {
    testing::sign_in(access, role).await.user
}

fn caller(user: &User) -> Caller {
    Caller { kind: CallerKind::User(user.clone()) }
}

#[expect(clippy::needless_pass_by_value, reason = "json!(…) reads best without a &")]
fn only(grants: Value) -> JourneyAccess {
    serde_json::from_value(json!({ "restricted": true, "grants": grants })).unwrap()
}

#[tokio::test]
async fn a_restricted_journey_is_there_for_those_who_are_listed_and_no_others() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let access = Access::new(shop.database.clone(), shop.env.clone(), Config::default());
        let journey = shop.journey().await;
        shop.touchpoint(&journey.stages[0], "Panier").await;
        let editor = user(&access, Role::Editor).await;
        let (ali, bea) = (user(&access, Role::Agent).await, user(&access, Role::Editor).await);
        let (stranger, admin) =
            (user(&access, Role::Editor).await, user(&access, Role::Admin).await);
        let web = access.create_team(&By::system(), "Web", None).await.unwrap();
        access.add_member(&By::system(), web.id, bea.id).await.unwrap();
        let role =
            async |user: &User| shop.journeys.role_in(&caller(user), journey.id).await.unwrap();
        assert_eq!(role(&stranger).await, Some(JourneyRole::Edit), "open: by one's role");

        let wish = only(json!([
            { "user_id": editor.id, "role": "edit" },
            { "user_id": ali.id, "role": "view" },
            { "team_id": web.id, "role": "comment" },
        ]));
        let set = shop.journeys.set_access(journey.id, wish, &caller(&editor)).await.unwrap();
        assert_eq!((set.restricted, set.grants.len()), (true, 3));
        assert_eq!(role(&editor).await, Some(JourneyRole::Edit));
        assert_eq!(role(&ali).await, Some(JourneyRole::View));
        assert_eq!(role(&bea).await, Some(JourneyRole::Comment), "by a team");
        assert_eq!(role(&admin).await, Some(JourneyRole::Edit), "administrators always");
        assert_eq!(role(&stranger).await, None);

        for (user, seen) in [(&editor, 1), (&bea, 1), (&admin, 1), (&stranger, 0)] {
            let reader = Reader::of(&caller(user));
            let listed = shop.journeys.list(reader, &all()).await.unwrap().items.len();
            let whole = shop.journeys.newest(reader, 9).await.unwrap().len();
            let query = AttentionQuery::default();
            let neglected = shop.journeys.neglected(reader, &query, &all()).await.unwrap();
            assert_eq!((listed, whole, neglected.items.len()), (seen, seen, seen));
        }

        // Who leaves the team, leaves the journey; who answers for it is in.
        access.take_out_member(&By::system(), web.id, bea.id).await.unwrap();
        assert_eq!(role(&bea).await, None);
        let owned = JourneyPatch { owner_id: Some(Some(bea.id)), ..Default::default() };
        shop.journeys.update(journey.id, owned, &shop.camille).await.unwrap();
        assert_eq!(role(&bea).await, Some(JourneyRole::Edit));
        assert_eq!(
            shop.journeys.list(Reader::of(&caller(&bea)), &all()).await.unwrap().items.len(),
            1
        );
        // A team that is removed is off the list.
        access.remove_team(&By::system(), web.id).await.unwrap();
        assert_eq!(shop.journeys.access(journey.id).await.unwrap().grants.len(), 2);
        // Open again, all see it, and the list is kept.
        let open = JourneyAccess { restricted: false, ..set };
        let grants = open.grants.iter().filter(|grant| grant.team_id.is_none()).cloned().collect();
        let open = JourneyAccess { grants, ..open };
        shop.journeys.set_access(journey.id, open, &caller(&editor)).await.unwrap();
        assert_eq!(role(&stranger).await, Some(JourneyRole::Edit));
    })
    .await;
}

#[tokio::test]
async fn lists_that_cannot_be_name_their_line() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let access = Access::new(shop.database.clone(), shop.env.clone(), Config::default());
        let journey = shop.journey().await;
        let editor = user(&access, Role::Editor).await;
        let me = json!({ "user_id": editor.id, "role": "edit" });
        let nobody = parcours_access::UserId::new(&shop.env);
        let no_team = parcours_access::TeamId::new(&shop.env);
        for (grants, field, code) in [
            (json!([]), "grants", "locks_yourself_out"),
            (json!([{ "user_id": editor.id, "role": "view" }]), "grants", "locks_yourself_out"),
            (json!([me, me]), "grants[1]", "listed_twice"),
            (json!([me, { "role": "view" }]), "grants[1]", "user_or_team_required"),
            (
                json!([{ "user_id": editor.id, "team_id": no_team, "role": "view" }]),
                "grants[0]",
                "user_or_team_required",
            ),
            (
                json!([me, { "user_id": nobody, "role": "view" }]),
                "grants[1].user_id",
                "user_not_found",
            ),
            (
                json!([me, { "team_id": no_team, "role": "view" }]),
                "grants[1].team_id",
                "team_not_found",
            ),
            (json!(vec![me.clone(); 201]), "grants", "too_many"),
        ] {
            let refused =
                shop.journeys.set_access(journey.id, only(grants), &caller(&editor)).await;
            assert_eq!(fault(&refused.unwrap_err()), (field.to_owned(), code.to_owned()));
        }
        assert!(!shop.journeys.access(journey.id).await.unwrap().restricted, "nothing was written");
        let admin = user(&access, Role::Admin).await;
        let set = shop.journeys.set_access(journey.id, only(json!([])), &caller(&admin)).await;
        assert!(set.unwrap().restricted, "an administrator is never out");
    })
    .await;
}

#[tokio::test]
async fn other_journeys_do_not_tell_the_name_of_a_hidden_one() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let access = Access::new(shop.database.clone(), shop.env.clone(), Config::default());
        let (outer, inner) = (shop.journey().await, shop.journey().await);
        let cart = shop.touchpoint(&outer.stages[0], "Panier").await;
        let opens = TouchpointPatch { sub_journey_id: Some(Some(inner.id)), ..Default::default() };
        shop.journeys.update_touchpoint(cart.id, opens, &shop.camille).await.unwrap();
        let stranger = user(&access, Role::Editor).await;
        let admin = user(&access, Role::Admin).await;
        for hidden in [&inner, &outer] {
            let set = shop.journeys.set_access(hidden.id, only(json!([])), &caller(&admin)).await;
            set.unwrap();
        }
        let seen = async |journey: &Journey, user: &User| {
            let now = shop.now(journey).await;
            shop.journeys.as_seen_by(Reader::of(&caller(user)), now).await.unwrap()
        };
        let opened = |journey: &Journey| journey.touchpoint(cart.id).unwrap().sub_journey.is_some();
        assert!(opened(&seen(&outer, &admin).await) && !opened(&seen(&outer, &stranger).await));
        assert_eq!(seen(&inner, &admin).await.parents.len(), 1);
        assert!(seen(&inner, &stranger).await.parents.is_empty());
    })
    .await;
}
