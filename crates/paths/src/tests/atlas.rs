//! All journeys at a glance, over a real log.

use parcours_journeys::{Reader, TouchpointPatch};

use super::*;
use crate::Health;

#[tokio::test]
async fn the_atlas_shows_every_journey_with_its_health() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let actor = Actor::system();
        let facts: Vec<_> = (1..=30)
            .flat_map(|customer| {
                [
                    (customer, 9, "product_viewed", None),
                    (customer, 8, "order_completed", Some(90.0)),
                    (customer, 5, "delivery_arrived", None),
                    (customer, 4, "review_posted", Some(if customer < 29 { 1.0 } else { 5.0 })),
                ]
            })
            .collect();
        shop.tell_scores(&facts).await;
        let map = shop.map().await;
        let empty = JourneyDraft { name: "Vide".into(), ..JourneyDraft::default() };
        let empty = shop.journeys.create_from(empty, &actor).await.unwrap();
        let removed = JourneyDraft { name: "Partie".into(), ..JourneyDraft::default() };
        let removed = shop.journeys.create_from(removed, &actor).await.unwrap();
        shop.journeys.remove(removed.id, &actor).await.unwrap();
        let buy = map.touchpoints().nth(1).unwrap().id;
        let patch = TouchpointPatch { sub_journey_id: Some(Some(empty.id)), ..Default::default() };
        shop.journeys.update_touchpoint(buy, patch, &actor).await.unwrap();

        let period = shop.period("10d").await;
        let atlas = shop
            .paths
            .atlas(shop.journeys.newest(Reader::of_all(), 9).await.unwrap(), period)
            .await
            .unwrap();
        assert_eq!(atlas.items.len(), 2);
        let entry = |id| atlas.items.iter().find(|entry| entry.summary.id == id).unwrap();
        let achat = entry(map.id);
        assert_eq!((achat.customers, achat.goal_share), (30, Some(1.0)));
        assert_eq!((achat.evidence.nothing, achat.evidence.partly_measured), (0, 2));
        assert_eq!(achat.evidence.measured, 1);
        let lowest = achat.lowest.as_ref().unwrap();
        assert_eq!((lowest.name.as_str(), lowest.felt.answers), ("Recevoir", 30));
        assert_eq!(achat.health, Health::Bad);
        assert_eq!(achat.children[0].id, empty.id);
        let vide = entry(empty.id);
        assert_eq!((vide.parents[0].touchpoint_id, vide.health), (buy, Health::Unknown));
        assert_eq!(vide.summary.touchpoints, 0);

        // A change to a journey shows at once; what customers do, within a minute.
        let few = shop.journeys.newest(Reader::of_all(), 1).await.unwrap();
        assert_eq!(few.len(), 1);
        assert_eq!(few[0].0.id, few[0].1.id);
        shop.tell(&[(99, 1, "product_viewed")]).await;
        let again = shop
            .paths
            .atlas(shop.journeys.newest(Reader::of_all(), 9).await.unwrap(), period)
            .await
            .unwrap();
        assert_eq!(again.items, atlas.items);
        shop.clock.advance_seconds(60);
        let later = shop
            .paths
            .atlas(shop.journeys.newest(Reader::of_all(), 9).await.unwrap(), period)
            .await
            .unwrap();
        let achat = later.items.iter().find(|entry| entry.summary.id == map.id).unwrap();
        assert_eq!(achat.customers, 31);
    })
    .await;
}
