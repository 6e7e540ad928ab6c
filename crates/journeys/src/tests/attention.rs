//! What nobody looks after is found, in whichever journey it lies.

use super::*;
use crate::Reader;
use crate::model::{
    AttentionQuery, JourneyPatch, JourneyStatus, Neglect, Neglected, TouchpointPatch,
};

const DAY: i64 = 86_400;

async fn neglected(shop: &Workshop, query: AttentionQuery) -> Vec<Neglected> {
    shop.journeys.neglected(Reader::of_all(), &query, &all()).await.unwrap().items
}

fn names(rows: &[Neglected]) -> Vec<&str> {
    rows.iter().map(|row| row.touchpoint.as_str()).collect()
}

#[tokio::test]
async fn stale_and_ownerless_touchpoints_are_listed_longest_neglected_first() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let other = shop.journey().await;
        let mut made = Vec::new();
        for (at, name, team) in [(0, "A", "Web"), (0, "B", ""), (1, "C", "Web"), (1, "D", "")] {
            let of = [&journey, &other][at];
            let touchpoint = shop.touchpoint(&of.stages[0], name).await;
            let patch = TouchpointPatch { owning_team: Some(team.into()), ..Default::default() };
            shop.journeys.update_touchpoint(touchpoint.id, patch, &shop.camille).await.unwrap();
            made.push(touchpoint.id);
        }
        let never = neglected(&shop, AttentionQuery::default()).await;
        assert_eq!(never.len(), 4, "never looked through is stale");
        assert!(never.iter().all(|row| row.stale && row.due_at.is_none()));
        shop.journeys.review_touchpoints(journey.id, &made[..2], &shop.camille).await.unwrap();
        shop.clock.advance_seconds(DAY);
        shop.journeys.review_touchpoints(other.id, &made[3..], &shop.camille).await.unwrap();

        let found = neglected(&shop, AttentionQuery::default()).await;
        assert_eq!(names(&found), ["C", "B", "D"], "A is fresh and somebody’s");
        assert_eq!((found[0].stale, found[0].without_owner), (true, false));
        assert_eq!((found[1].stale, found[1].without_owner), (false, true));
        assert_eq!(found[1].reviewed_by.as_deref(), Some("Camille Test"));
        assert_eq!(found[1].due_at.unwrap(), found[1].reviewed_at.unwrap().plus_seconds(90 * DAY));
        let stale = AttentionQuery { about: Neglect::Stale, ..Default::default() };
        assert_eq!(names(&neglected(&shop, stale).await), ["C"]);
        let ownerless = AttentionQuery { about: Neglect::WithoutOwner, ..Default::default() };
        assert_eq!(names(&neglected(&shop, ownerless.clone()).await), ["B", "D"]);
        let of_one = AttentionQuery { journey_id: Some(other.id), ..Default::default() };
        assert_eq!(names(&neglected(&shop, of_one).await), ["C", "D"]);
        let of_team = AttentionQuery { team: Some("Web".into()), ..Default::default() };
        assert_eq!(names(&neglected(&shop, of_team).await), ["C"]);

        // Page by page, nothing twice and nothing missing.
        let mut page = PageQuery { limit: Some(1), ..PageQuery::default() };
        let mut seen = Vec::new();
        loop {
            let rows = shop
                .journeys
                .neglected(Reader::of_all(), &AttentionQuery::default(), &page)
                .await
                .unwrap();
            seen.extend(rows.items);
            page.cursor = rows.next;
            if page.cursor.is_none() {
                break;
            }
        }
        assert_eq!(names(&seen), ["C", "B", "D"]);

        // The season passes; the map's own patience counts.
        shop.clock.advance_seconds(40 * DAY);
        let patience = JourneyPatch { review_days: Some(30), ..Default::default() };
        shop.journeys.update(journey.id, patience, &shop.camille).await.unwrap();
        let found = neglected(&shop, AttentionQuery::default()).await;
        // A and B were looked through at once.
        let stale: Vec<_> = found.iter().map(|row| row.stale).collect();
        assert_eq!((found.len(), names(&found)[0], names(&found)[3]), (4, "C", "D"));
        assert_eq!(stale, [true, true, true, false]);
        let summaries = shop.journeys.list(Reader::of_all(), &all()).await.unwrap().items;
        let counts = |id| {
            let of = summaries.iter().find(|summary| summary.id == id).unwrap();
            (of.stale, of.without_owner)
        };
        assert_eq!((counts(journey.id), counts(other.id)), ((2, 1), (1, 1)), "lists agree");

        shop.journeys.remove_touchpoint(made[2], &shop.camille).await.unwrap();
        shop.journeys.remove_stage(journey.stages[0].id, &shop.camille).await.unwrap();
        assert_eq!(names(&neglected(&shop, AttentionQuery::default()).await), ["D"]);
        let archived = JourneyPatch { status: Some(JourneyStatus::Archived), ..Default::default() };
        shop.journeys.update(other.id, archived, &shop.camille).await.unwrap();
        assert!(neglected(&shop, AttentionQuery::default()).await.is_empty());
    })
    .await;
}
