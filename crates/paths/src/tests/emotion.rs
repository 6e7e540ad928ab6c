//! What is felt, what is known, and what lies within.

use parcours_journeys::{JourneyId, TouchpointPatch};

use super::*;
use crate::{Evidence, Felt};

/// Opens a touchpoint of a journey into another one; the journey then.
async fn open(shop: &Shop, journey: &Journey, place: usize, into: JourneyId) -> Journey {
    let touchpoint = journey.touchpoints().nth(place).unwrap().id;
    let patch = TouchpointPatch { sub_journey_id: Some(Some(into)), ..Default::default() };
    shop.journeys.update_touchpoint(touchpoint, patch, &Actor::system()).await.unwrap();
    shop.journeys.get(journey.id).await.unwrap().unwrap()
}

#[tokio::test]
async fn scores_are_felt_where_they_belong() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let mut facts = vec![
            (1, 9, "order_completed", Some(120.0)),
            (1, 5, "delivery_arrived", None),
            // Nobody claims reviews: this one speaks of the delivery.
            (1, 4, "review_posted", Some(5.0)),
            // Seen before the period, scored within.
            (2, 14, "product_viewed", None),
            (2, 6, "review_posted", Some(1.0)),
            // Never on the map, and off the scale.
            (3, 6, "review_posted", Some(1.0)),
            (1, 3, "review_posted", Some(99.0)),
        ];
        facts.extend((10..29).flat_map(|customer| {
            [(customer, 8, "delivery_arrived", None), (customer, 7, "review_posted", Some(4.0))]
        }));
        shop.tell_scores(&facts).await;
        let map = shop.map().await;
        let figures = shop.paths.figures(&map, &[], shop.period("10d").await).await.unwrap();
        let felt: Vec<_> = figures.touchpoints.iter().map(|row| row.felt).collect();
        assert_eq!(felt[0], Some(Felt { mean: -2.0, answers: 1 }));
        assert_eq!(felt[1], None, "what was paid is no score");
        let delivery = felt[2].unwrap();
        assert_eq!(delivery.answers, 20);
        assert!((delivery.mean - (19.0 + 2.0) / 20.0).abs() < 1e-9);
        assert_eq!(figures.felt.unwrap().answers, 21);
        let evidence: Vec<_> = figures.touchpoints.iter().map(|row| row.evidence).collect();
        assert_eq!(
            evidence,
            [Evidence::Nothing, Evidence::PartlyMeasured, Evidence::Measured],
            "nothing was written, nothing happened at the first within the period"
        );
        let reached: Vec<_> = figures.touchpoints.iter().map(|row| row.customers).collect();
        assert_eq!(reached, [0, 1, 20], "the days before the period are read, and not counted");
    })
    .await;
}

#[tokio::test]
async fn a_claimed_score_is_felt_where_it_is_claimed() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let map = shop.map().await;
        shop.tell_scores(&[
            (1, 5, "delivery_arrived", None),
            (1, 4, "review_posted", Some(5.0)),
            (2, 4, "review_posted", Some(4.0)),
        ])
        .await;
        let first = map.touchpoints().next().unwrap().id;
        let review = Signal { kind: Some("review_posted".into()), ..Signal::default() };
        let signals = SignalList { signals: vec![review] };
        shop.journeys.set_signals(first, signals, &Actor::system()).await.unwrap();
        let map = shop.journeys.get(map.id).await.unwrap().unwrap();
        let figures = shop.paths.figures(&map, &[], shop.period("10d").await).await.unwrap();
        let felt: Vec<_> = figures.touchpoints.iter().map(|row| row.felt).collect();
        assert_eq!(felt, [Some(Felt { mean: 1.5, answers: 2 }), None, None]);
    })
    .await;
}

#[tokio::test]
async fn a_touchpoint_takes_in_what_lies_within_it() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell(&[
            (1, 9, "order_completed"),
            (1, 8, "parcel_sent"),
            (2, 8, "parcel_sent"),
            (2, 7, "parcel_sent"),
            (3, 6, "carrier_called"),
            (4, 6, "product_viewed"),
        ])
        .await;
        let small = |name: &str, kind: &str| {
            let signal = Signal { kind: Some(kind.into()), ..Signal::default() };
            let touchpoint = TouchpointDraft {
                name: name.into(),
                signals: vec![signal],
                ..TouchpointDraft::default()
            };
            let stage = StageDraft {
                name: name.into(),
                hue: Hue::Retention,
                translations: Default::default(),
                touchpoints: vec![touchpoint],
            };
            JourneyDraft { name: name.into(), stages: vec![stage], ..JourneyDraft::default() }
        };
        let actor = Actor::system();
        let inner = shop.journeys.create_from(small("Colis", "parcel_sent"), &actor).await.unwrap();
        let innermost =
            shop.journeys.create_from(small("Appel", "carrier_called"), &actor).await.unwrap();
        let inner = open(&shop, &inner, 0, innermost.id).await;
        let map = shop.map().await;
        let map = open(&shop, &map, 1, inner.id).await;
        let period = shop.period("10d").await;
        let opened = [inner, innermost];
        let figures = shop.paths.figures(&map, &opened, period).await.unwrap();
        let rolled = figures.touchpoints[1].rolled_up.unwrap();
        assert_eq!((rolled.customers, rolled.interactions), (3, 5), "the first one counts once");
        assert_eq!(figures.touchpoints[1].customers, 1, "its own figure stays its own");
        assert_eq!(figures.customers, 2, "so does the journey’s");
        assert_eq!(figures.touchpoints[0].rolled_up, None);
        // One that cannot be read any more adds nothing, and is asked for anew.
        let figures = shop.paths.figures(&map, &[], period).await.unwrap();
        assert_eq!(figures.touchpoints[1].rolled_up.unwrap().customers, 1);
    })
    .await;
}
