//! Proposals for a drawn map over a real log.

use parcours_kernel::Language;

use super::*;
use crate::Thresholds;

const ANY: Thresholds = Thresholds { least_customers: 1, least_share: 0.0 };

#[tokio::test]
async fn what_a_map_claims_is_not_proposed_and_what_is_accepted_is_claimed() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell(&[
            (1, 9, "product_viewed"),
            (1, 8, "order_completed"),
            (1, 6, "call_logged"),
            (1, 5, "delivery_arrived"),
            (2, 8, "order_completed"),
            (2, 6, "call_logged"),
            (2, 2, "referral_link_shared"),
            // Before the period.
            (3, 40, "ad_clicked"),
        ])
        .await;
        let map = shop.map().await;
        let period = shop.period("30d").await;
        let paths = &shop.paths;
        let found = paths.proposals(Some(&map), period, ANY, Language::En).await.unwrap();
        let told: Vec<_> = found
            .stages
            .iter()
            .flat_map(|stage| {
                let known = stage.stage_id;
                stage.touchpoints.iter().map(move |one| (known, one.touchpoint.name.as_str()))
            })
            .collect();
        assert_eq!(
            told,
            [(Some(map.stages[1].id), "Call"), (None, "Recommending to friends")],
            "after the decision; the journey has no stage of advocacy"
        );
        assert_eq!((found.customers, found.interactions), (2, 3));
        assert!(found.stages[0].touchpoints.iter().all(|one| !one.touchpoint.goal));

        // Said yes to, it is no longer proposed.
        let call = found.stages[0].touchpoints[0].touchpoint.clone();
        let stage = map.stages[1].id;
        shop.journeys.add_touchpoint(stage, call, &Actor::system()).await.unwrap();
        let map = shop.journeys.get(map.id).await.unwrap().unwrap();
        let found = paths.proposals(Some(&map), period, ANY, Language::En).await.unwrap();
        assert_eq!((found.stages.len(), found.interactions), (1, 1));

        let whole = paths.proposals(None, Period::ALL, ANY, Language::Fr).await.unwrap();
        let names: Vec<_> = whole.stages.iter().map(|stage| stage.name.as_str()).collect();
        assert_eq!(
            names,
            ["Sensibilisation", "Considération", "Décision", "Fidélisation", "Recommandation"]
        );
        let few = paths.proposals(None, Period::ALL, Thresholds::default(), Language::Fr).await;
        assert_eq!(few.unwrap().left_out, 6, "three customers are no pattern");
    })
    .await;
}
