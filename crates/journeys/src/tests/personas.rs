//! Personas.

use super::*;
use crate::Reader;
use crate::model::{JourneyPatch, PersonaDraft, PersonaPatch, Translations};

fn lea() -> PersonaDraft {
    PersonaDraft {
        name: "Léa".into(),
        goals: vec!["Courir".into(), "  ".into()],
        ..Default::default()
    }
}

#[tokio::test]
async fn a_persona_is_made_changed_and_listed() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let made = shop.journeys.create_persona(lea(), &shop.camille).await.unwrap();
        assert_eq!(made.goals, ["Courir"], "an empty sentence is no goal");
        shop.clock.advance_seconds(60);
        let patch = PersonaPatch { summary: Some("Débute".into()), ..Default::default() };
        let after =
            shop.journeys.update_persona(made.id, patch.clone(), &shop.camille).await.unwrap();
        assert_eq!((after.name.as_str(), after.summary.as_str()), ("Léa", "Débute"));
        assert!(after.updated_at > made.updated_at && after.created_at == made.created_at);
        shop.clock.advance_seconds(60);
        let same = shop.journeys.update_persona(made.id, patch, &shop.camille).await.unwrap();
        assert_eq!(same, after, "saying it again changes nothing");
        assert_eq!(shop.journeys.persona(made.id).await.unwrap(), Some(after));
        let second = shop.journeys.create_persona(lea(), &shop.camille).await.unwrap();
        let page =
            shop.journeys.personas(&PageQuery { cursor: None, limit: Some(1) }).await.unwrap();
        assert_eq!(page.items[0].id, second.id, "newest first");
        let rest = PageQuery { cursor: page.next, limit: Some(1) };
        let rest = shop.journeys.personas(&rest).await.unwrap();
        assert_eq!((rest.items[0].id, rest.next), (made.id, None));
    })
    .await;
}

#[tokio::test]
async fn what_a_persona_says_in_the_other_language_follows_its_lines() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let made = shop.journeys.create_persona(lea(), &shop.camille).await.unwrap();
        let change = async |patch| {
            shop.journeys.update_persona(made.id, patch, &shop.camille).await.unwrap()
        };
        let english = |goals: &[(&str, &str)]| -> Translations {
            let texts = goals.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
            [(Language::En, texts.collect())].into()
        };
        let said = PersonaPatch {
            translations: Some(english(&[("goals.0", "To run"), ("segment", "Beginners")])),
            ..Default::default()
        };
        change(said).await;
        let goals = vec!["Progresser".to_owned(), " ".into(), "Courir".into()];
        let after = change(PersonaPatch { goals: Some(goals), ..Default::default() }).await;
        assert_eq!(after.goals, ["Progresser", "Courir"]);
        assert_eq!(after.translations, english(&[("goals.1", "To run"), ("segment", "Beginners")]));
        let patch = PersonaPatch { language: Some(Language::En), ..Default::default() };
        assert_eq!(change(patch).await.profile.language, Language::En);
    })
    .await;
}

#[tokio::test]
async fn a_persona_in_use_stays() {
    on_both(async |database| {
        let shop = Workshop::on(database);
        let camille = &shop.camille;
        let persona = shop.journeys.create_persona(lea(), camille).await.unwrap();
        let journey = shop.journey().await;
        let patch = JourneyPatch { persona_id: Some(Some(persona.id)), ..Default::default() };
        shop.journeys.update(journey.id, patch, camille).await.unwrap();
        let problem =
            shop.journeys.delete_persona(persona.id, Reader::of_all(), camille).await.unwrap_err();
        assert_eq!((problem.code(), problem.status().as_u16()), ("persona_in_use", 409));
        assert!(
            problem.detail().get(Language::Fr).contains("Achat"),
            "the answer names the journey"
        );

        shop.journeys.remove(journey.id, camille).await.unwrap();
        shop.journeys.delete_persona(persona.id, Reader::of_all(), camille).await.unwrap();
        assert!(shop.journeys.persona(persona.id).await.unwrap().is_none());
        let back = shop.journeys.restore(journey.id, camille).await.unwrap();
        assert_eq!(back.persona, None, "a removed journey holds no persona back");
        let again =
            shop.journeys.delete_persona(persona.id, Reader::of_all(), camille).await.unwrap_err();
        assert_eq!(again.code(), "persona_not_found");
    })
    .await;
}
