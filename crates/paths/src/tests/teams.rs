//! What a team looks after, over a real log.

use parcours_access::{Access, By, Config, Role, testing};
use parcours_journeys::{JourneyAccess, Reader, TouchpointPatch};
use serde_json::json;

use super::*;
use crate::{DecisionDraft, FindingState};

#[tokio::test]
async fn a_team_sees_its_touchpoints_with_figures_and_what_is_open() {
    on_both(async |database| {
        let access = Access::new(database.clone(), Env::system(), Config::default());
        let shop = Shop::new(database);
        let actor = Actor::system();
        shop.tell(&[(1, 9, "product_viewed"), (1, 8, "order_completed"), (2, 7, "product_viewed")])
            .await;
        let map = shop.map().await;
        let by = By::system();
        let web = access.create_team(&by, "Web", None).await.unwrap();
        let idle = access.create_team(&by, "Boutique", None).await.unwrap();
        let member = testing::sign_in(&access, Role::Viewer).await.user;
        access.add_member(&by, web.id, member.id).await.unwrap();
        let ids: Vec<_> = map.touchpoints().map(|touchpoint| touchpoint.id).collect();
        let patch = async |place: usize, patch: serde_json::Value| {
            let patch: TouchpointPatch = serde_json::from_value(patch).unwrap();
            shop.journeys.update_touchpoint(ids[place], patch, &actor).await.unwrap();
        };
        let friction =
            json!([{ "id": "f", "text": "Trop lent", "severity": "high", "evidence": "" }]);
        patch(0, json!({ "team_id": web.id, "frictions": friction })).await;
        let late = json!({ "text": "Réparer", "owner": "", "due": "2000-01-01" });
        patch(1, json!({ "team_id": web.id, "frictions": friction, "next_action": late })).await;
        shop.journeys.review_touchpoints(map.id, &ids[..1], &actor).await.unwrap();
        let draft = |state, finding: &str| DecisionDraft {
            finding: finding.into(),
            state,
            reason: String::new(),
            assignee_id: Some(member.id),
            customers: 1,
            of_customers: 2,
        };
        for decided in [draft(FindingState::Open, "a"), draft(FindingState::Done, "b")] {
            shop.paths.decide(&map, decided, &actor).await.unwrap();
        }

        let period = shop.period("30d").await;
        let seen = async |reader: Reader, team| {
            let (name, journeys) = shop.journeys.of_team(reader, team).await.unwrap();
            shop.paths.of_team((team, name), &journeys, period).await.unwrap()
        };
        let told = seen(Reader::of_all(), web.id).await;
        assert_eq!((told.name.as_str(), told.journeys.len()), ("Web", 1));
        let rows = &told.journeys[0].touchpoints;
        let customers: Vec<_> = rows.iter().map(|row| row.customers).collect();
        assert_eq!(customers, [2, 1]);
        assert_eq!((rows[0].stale, rows[1].stale), (false, true));
        assert_eq!((rows[0].unanswered.len(), rows[1].unanswered.len()), (1, 0));
        assert!(!rows[0].overdue && rows[1].overdue);
        let open = crate::OpenPoints { stale: 1, unanswered: 1, overdue: 1, findings: 1 };
        assert_eq!(told.open, open);
        assert!(seen(Reader::of_all(), idle.id).await.journeys.is_empty());

        let only = JourneyAccess { restricted: true, grants: Vec::new() };
        let admin = testing::caller(Role::Admin);
        shop.journeys.set_access(map.id, only, &admin).await.unwrap();
        let stranger = Reader::of(&testing::caller(Role::Editor));
        assert!(seen(stranger, web.id).await.journeys.is_empty(), "a restricted one is not told");
        access.remove_team(&by, web.id).await.unwrap();
        let gone = shop.journeys.of_team(Reader::of_all(), web.id).await.unwrap_err();
        assert_eq!(gone.code(), "team_not_found");
    })
    .await;
}
