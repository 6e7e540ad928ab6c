//! Many people at one journey, from several processes.

use parcours_storage::Backend;
use parcours_storage::testing::TestDatabase;

use super::*;
use crate::Reader;
use crate::model::{PersonaDraft, TouchpointPatch};

const PEOPLE: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_overwrites_anybody_and_places_stay_distinct() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let shop = Workshop::on(fresh.database());
        let journey = shop.journey().await;
        let touchpoint = shop.touchpoint(&journey.stages[0], "Paiement").await;
        let mut people = Vec::new();
        for person in 0..PEOPLE {
            let journeys = Journeys::new(fresh.another().await, Env::system());
            let (stage, touchpoint) = (journey.stages[1].id, touchpoint.id);
            people.push(tokio::spawn(async move {
                let actor = Actor::system();
                let new = NewTouchpoint {
                    name: format!("{person}"),
                    position: Some(0),
                    ..Default::default()
                };
                journeys.add_touchpoint(stage, new, &actor).await.unwrap();
                let patch = TouchpointPatch {
                    expected_revision: Some(1),
                    feels: Some(format!("{person}")),
                    ..Default::default()
                };
                journeys.update_touchpoint(touchpoint, patch, &actor).await.is_ok()
            }));
        }
        let mut won = 0;
        for person in people {
            won += usize::from(person.await.unwrap());
        }
        assert_eq!(won, 1, "{backend:?}: one edit of revision 1 holds, the others are told");
        assert_eq!(shop.drawn(&journey, 1).await.len(), PEOPLE);
        let now = shop.now(&journey).await;
        assert_eq!(now.touchpoint(touchpoint.id).unwrap().revision, 2);
        assert_eq!(
            now.revision,
            i64::try_from(2 + PEOPLE + 1).unwrap(),
            "{backend:?}: each change counted once"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_persona_does_not_vanish_under_a_journey() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let shop = Workshop::on(fresh.database());
        for _ in 0..PEOPLE {
            let draft = PersonaDraft { name: "Léa".into(), ..Default::default() };
            let persona = shop.journeys.create_persona(draft, &shop.camille).await.unwrap();
            let (taker, remover) = (shop.journeys.clone(), shop.journeys.clone());
            let take = tokio::spawn(async move {
                let new = NewJourney {
                    name: "X".into(),
                    persona_id: Some(persona.id),
                    ..Default::default()
                };
                taker.create(new, Language::Fr, &Actor::system()).await
            });
            let remove = tokio::spawn(async move {
                remover.delete_persona(persona.id, Reader::of_all(), &Actor::system()).await
            });
            match (take.await.unwrap(), remove.await.unwrap()) {
                (Ok(journey), Err(problem)) => {
                    assert_eq!(problem.code(), "persona_in_use", "{backend:?}");
                    assert_eq!(shop.now(&journey).await.persona.unwrap().id, persona.id);
                }
                (Err(problem), Ok(())) => {
                    assert_eq!(fault(&problem).0, "persona_id", "{backend:?}");
                }
                (took, removed) => panic!("{backend:?}: {took:?} {removed:?}"),
            }
        }
    }
}
