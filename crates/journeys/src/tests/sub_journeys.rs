//! Touchpoints that open into journeys of their own.

use parcours_storage::Backend;
use parcours_storage::testing::TestDatabase;

use super::*;
use crate::model::{JourneyId, TouchpointId, TouchpointPatch};

fn opens(into: Option<JourneyId>) -> TouchpointPatch {
    TouchpointPatch { sub_journey_id: Some(into), ..Default::default() }
}

/// A journey with one touchpoint.
async fn small(shop: &Workshop) -> (Journey, TouchpointId) {
    let journey = shop.journey().await;
    let touchpoint = shop.touchpoint(&journey.stages[0], "a").await;
    (journey, touchpoint.id)
}

#[tokio::test]
async fn a_journey_does_not_contain_itself_at_any_depth() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let camille = &shop.camille;
        let (first, in_first) = small(&shop).await;
        let (second, in_second) = small(&shop).await;
        let (third, in_third) = small(&shop).await;
        let open = async |touchpoint, into: &Journey| {
            shop.journeys.update_touchpoint(touchpoint, opens(Some(into.id)), camille).await
        };
        let itself = open(in_first, &first).await.unwrap_err();
        assert_eq!(fault(&itself), ("sub_journey_id".into(), "cyclic_sub_journey".into()));
        let opened = open(in_first, &second).await.unwrap();
        assert_eq!(opened.sub_journey.unwrap().id, second.id);
        open(in_second, &third).await.unwrap();
        let round = open(in_third, &first).await.unwrap_err();
        assert_eq!(fault(&round), ("sub_journey_id".into(), "cyclic_sub_journey".into()));
        assert_eq!(shop.now(&third).await.touchpoint(in_third).unwrap().sub_journey, None);
        let parents = shop.now(&second).await.parents;
        assert_eq!((parents[0].journey.id, parents[0].touchpoint_id), (first.id, in_first));

        // What is removed may come back: a way through it is a way.
        shop.journeys.remove_touchpoint(in_second, camille).await.unwrap();
        assert!(open(in_third, &first).await.is_err());
        shop.journeys.restore_touchpoint(in_second, camille).await.unwrap();
        shop.journeys.update_touchpoint(in_second, opens(None), camille).await.unwrap();
        open(in_third, &first).await.unwrap();

        // A journey that is removed is opened no more, and again once it is back.
        shop.journeys.remove(second.id, camille).await.unwrap();
        assert_eq!(shop.now(&first).await.touchpoint(in_first).unwrap().sub_journey, None);
        let gone = open(in_third, &second).await.unwrap_err();
        assert_eq!(fault(&gone), ("sub_journey_id".into(), "journey_not_found".into()));
        // Whatever else is said of the touchpoint meanwhile.
        let rename = TouchpointPatch { name: Some("b".into()), ..Default::default() };
        shop.journeys.update_touchpoint(in_first, rename, camille).await.unwrap();
        shop.journeys.restore(second.id, camille).await.unwrap();
        let back = shop.now(&first).await.touchpoint(in_first).unwrap().sub_journey.clone();
        assert_eq!(back.map(|journey| journey.id), Some(second.id));
    })
    .await;
}

/// Each alone would be fine; of two at once, one is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_that_are_made_to_contain_each_other_at_once_do_not() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let shop = Workshop::on(fresh.database());
        for _ in 0..6 {
            let (first, in_first) = small(&shop).await;
            let (second, in_second) = small(&shop).await;
            let mut hands = Vec::new();
            for (touchpoint, into) in [(in_first, second.id), (in_second, first.id)] {
                let journeys = Journeys::new(fresh.another().await, Env::system());
                hands.push(tokio::spawn(async move {
                    journeys
                        .update_touchpoint(touchpoint, opens(Some(into)), &Actor::system())
                        .await
                }));
            }
            let mut told = 0;
            for hand in hands {
                if let Err(problem) = hand.await.unwrap() {
                    assert_eq!(fault(&problem).1, "cyclic_sub_journey", "{backend:?}: {problem}");
                    told += 1;
                }
            }
            assert_eq!(told, 1, "{backend:?}");
        }
    }
}
