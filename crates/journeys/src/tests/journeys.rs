//! Journeys as wholes: made, found, changed, removed, restored.

use parcours_storage::Topic;

use super::*;
use crate::Reader;
use crate::model::{JourneyDraft, JourneyPatch, PersonaDraft, StageDraft, TouchpointDraft};
use crate::{Hue, MAX_TOUCHPOINTS, PersonaId};

#[tokio::test]
async fn a_journey_starts_with_the_five_stages_in_the_callers_language() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let mut feed = feed(&shop.database).await;
        let journey = shop.journey().await;
        assert_eq!(
            shop.stages(&journey).await,
            ["Sensibilisation", "Considération", "Décision", "Fidélisation", "Recommandation"]
        );
        assert_eq!(journey.stages[2].hue, Hue::Decision);
        assert_eq!((journey.revision, journey.published_version), (1, None));
        assert!(journey.has_unpublished_changes);
        assert_eq!(journey.updated_by, "Camille Test");
        assert_eq!(shop.trail().await, [("Camille Test".into(), "journey.created".into())]);
        let changes = feed.poll().await.unwrap();
        assert_eq!(changes[0].topic, Topic::Journeys);
        assert_eq!(changes[0].entity, Some(journey.id.to_string()));
        let new = NewJourney {
            name: "Purchase".into(),
            language: Some(Language::En),
            ..Default::default()
        };
        let english = shop.journeys.create(new, Language::Fr, &shop.camille).await.unwrap();
        assert_eq!(english.stages[0].name, "Awareness");
    })
    .await;
}

#[tokio::test]
async fn a_template_brings_its_persona_touchpoints_and_signals() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let new = NewJourney {
            name: "Mes chaussures".into(),
            template: Some("running-shoes".into()),
            goal: Some("Courir".into()),
            ..Default::default()
        };
        let journey = shop.journeys.create(new.clone(), Language::Fr, &shop.camille).await.unwrap();
        assert_eq!(journey.name, "Mes chaussures");
        assert_eq!(journey.goal, "Courir");
        assert!(!journey.scenario.is_empty(), "what was not said is the template's");
        assert!(journey.touchpoints().any(|touchpoint| !touchpoint.signals.is_empty()));
        assert_eq!(journey.touchpoints().filter(|touchpoint| touchpoint.goal).count(), 1);
        let persona = journey.persona.clone().unwrap();
        let personas = shop.journeys.personas(&all()).await.unwrap().items;
        assert_eq!(personas.len(), 1);
        assert_eq!(personas[0].id, persona.id);
        assert!(!personas[0].goals.is_empty());

        let again = NewJourney { persona_id: Some(persona.id), ..new.clone() };
        let again = shop.journeys.create(again, Language::Fr, &shop.camille).await.unwrap();
        assert_eq!(again.persona, Some(persona), "a named persona goes first");
        assert_eq!(shop.journeys.personas(&all()).await.unwrap().items.len(), 1);

        let unknown = NewJourney { template: Some("moon".into()), ..new.clone() };
        let problem = shop.journeys.create(unknown, Language::Fr, &shop.camille).await.unwrap_err();
        assert_eq!(fault(&problem), ("template".into(), "template_not_found".into()));
        assert!(
            problem.detail().to_string().contains("online-shop"),
            "the answer names what exists"
        );
        let nobody = NewJourney { persona_id: Some(PersonaId::new(&shop.env)), ..new };
        let problem = shop.journeys.create(nobody, Language::Fr, &shop.camille).await.unwrap_err();
        assert_eq!(fault(&problem), ("persona_id".into(), "persona_not_found".into()));
    })
    .await;
}

#[tokio::test]
async fn the_list_is_paged_and_last_changed_first() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let mut made = Vec::new();
        for _ in 0..5 {
            made.push(shop.journey().await);
        }
        shop.clock.advance_seconds(60);
        shop.touchpoint(&made[1].stages[0], "Recherche").await;
        let mut names = Vec::new();
        let mut cursor = None;
        loop {
            let page = shop
                .journeys
                .list(Reader::of_all(), &PageQuery { cursor, limit: Some(2) })
                .await
                .unwrap();
            names.extend(page.items.iter().map(|journey| journey.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        // The others changed at one moment: their ids decide, and none is lost or told twice.
        let mut others: Vec<_> = made.iter().map(|journey| journey.id).collect();
        let changed = others.remove(1);
        others.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!((names[0], &names[1..]), (changed, others.as_slice()));
        let first = shop.journeys.list(Reader::of_all(), &all()).await.unwrap().items.remove(0);
        assert_eq!((first.stages, first.touchpoints), (5, 1));
        shop.journeys.remove_stage(made[1].stages[0].id, &shop.camille).await.unwrap();
        let first = shop.journeys.list(Reader::of_all(), &all()).await.unwrap().items.remove(0);
        assert_eq!(
            (first.stages, first.touchpoints),
            (4, 0),
            "a removed stage takes its touchpoints with it"
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_says_what_changed_and_no_change_is_none() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let persona = PersonaDraft { name: "Léa".into(), ..Default::default() };
        let persona = shop.journeys.create_persona(persona, &shop.camille).await.unwrap();
        let patch = JourneyPatch {
            name: Some(" Premier achat ".into()),
            persona_id: Some(Some(persona.id)),
            start: Some("L’envie".into()),
            ..Default::default()
        };
        let after = shop.journeys.update(journey.id, patch.clone(), &shop.camille).await.unwrap();
        assert_eq!(after.name, "Premier achat");
        assert_eq!((after.start.as_str(), after.revision), ("L’envie", 2));
        assert_eq!(after.persona.as_ref().map(|persona| persona.name.as_str()), Some("Léa"));
        let same = shop.journeys.update(journey.id, patch, &shop.camille).await.unwrap();
        assert_eq!(same, after, "saying it again changes nothing");
        assert_eq!(shop.trail().await.len(), 3);

        let nobody = JourneyPatch { persona_id: Some(None), ..Default::default() };
        assert_eq!(
            shop.journeys.update(journey.id, nobody, &shop.camille).await.unwrap().persona,
            None
        );
        let empty = JourneyPatch { name: Some(" ".into()), ..Default::default() };
        let problem = shop.journeys.update(journey.id, empty, &shop.camille).await.unwrap_err();
        assert_eq!(fault(&problem), ("name".into(), "required".into()));
    })
    .await;
}

#[tokio::test]
async fn a_removed_journey_is_gone_until_it_is_restored() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        let touchpoint = shop.touchpoint(&journey.stages[0], "Recherche").await;
        let before = shop.now(&journey).await;
        shop.journeys.remove(journey.id, &shop.camille).await.unwrap();
        assert!(shop.journeys.get(journey.id).await.unwrap().is_none());
        assert!(shop.journeys.list(Reader::of_all(), &all()).await.unwrap().items.is_empty());
        assert!(shop.journeys.versions(journey.id).await.unwrap().is_none());
        let camille = &shop.camille;
        let gone = [
            shop.journeys.remove(journey.id, camille).await.unwrap_err(),
            shop.journeys.add_stage(journey.id, named("X"), camille).await.unwrap_err(),
            shop.journeys.remove_stage(journey.stages[0].id, camille).await.unwrap_err(),
            shop.journeys.remove_touchpoint(touchpoint.id, camille).await.unwrap_err(),
        ];
        let codes: Vec<_> = gone.iter().map(Problem::code).collect();
        assert_eq!(
            codes,
            ["journey_not_found", "journey_not_found", "stage_not_found", "touchpoint_not_found"]
        );
        let inside = shop.journeys.restore_touchpoint(touchpoint.id, camille).await.unwrap_err();
        assert_eq!(inside.code(), "journey_removed_conflict");

        let back = shop.journeys.restore(journey.id, camille).await.unwrap();
        assert_eq!(back.stages, before.stages);
        assert_eq!(back.revision, before.revision, "the map is the same");
        let entries = shop.trail().await.len();
        shop.journeys.restore(journey.id, camille).await.unwrap();
        assert_eq!(shop.trail().await.len(), entries, "restoring twice is restoring once");
    })
    .await;
}

#[tokio::test]
async fn people_name_a_journey_by_id_or_by_name() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let journey = shop.journey().await;
        for text in [journey.id.to_string().as_str(), "Achat", " achat", "ACHAT "] {
            let found = shop.journeys.find(text).await.unwrap();
            assert_eq!(found.map(|journey| journey.id), Some(journey.id), "{text}");
        }
        assert!(shop.journeys.find("Ach").await.unwrap().is_none());
        shop.journey().await;
        let problem = shop.journeys.find("achat").await.unwrap_err();
        assert_eq!(problem.code(), "ambiguous_journey");
        assert!(
            problem.detail().to_string().contains(&journey.id.to_string()),
            "the answer offers the ids"
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_checked_whole_and_stored_whole_or_not() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let touchpoint = |name: &str| TouchpointDraft { name: name.into(), ..Default::default() };
        let stage = |touchpoints| StageDraft {
            name: "One".into(),
            hue: Hue::Awareness,
            translations: Default::default(),
            touchpoints,
        };
        let draft = |stages| JourneyDraft { name: "Big".into(), stages, ..Default::default() };
        let full = draft(vec![stage(vec![touchpoint("t"); MAX_TOUCHPOINTS])]);
        let full = shop.journeys.create_from(full, &Actor::system()).await.unwrap();
        assert_eq!((full.touchpoints().count(), full.updated_by.as_str()), (255, "Parcours"));

        let many = draft(vec![stage(vec![touchpoint("t"); MAX_TOUCHPOINTS + 1])]);
        let bad = draft(vec![stage(vec![]), stage(vec![touchpoint("ok"), touchpoint("")])]);
        for (draft, field) in [(many, "touchpoints"), (bad, "stages[1].touchpoints[1].name")] {
            let draft = JourneyDraft {
                persona: Some(PersonaDraft { name: "P".into(), ..Default::default() }),
                ..draft
            };
            let problem = shop.journeys.create_from(draft, &Actor::system()).await.unwrap_err();
            assert_eq!(fault(&problem).0, field);
        }
        assert!(
            shop.journeys.personas(&all()).await.unwrap().items.is_empty(),
            "nothing of it was kept"
        );
    })
    .await;
}
