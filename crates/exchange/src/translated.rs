//! A map in one of its languages: where a text is translated, the translation takes its place.

use parcours_journeys::{
    JourneyDraft, LinkDraft, PersonaDraft, StageDraft, TouchpointDraft, Translations,
};
use parcours_kernel::Language;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The journey as it reads in `language`; what is not translated stays in the language it was
/// written in.
pub fn translated(journey: &JourneyDraft, language: Language) -> JourneyDraft {
    let mut own =
        JourneyDraft { stages: Vec::new(), links: Vec::new(), persona: None, ..journey.clone() };
    own = said(&own, &journey.translations, language);
    let persona = |one: &PersonaDraft| said(one, &one.translations, language);
    let link = |one: &LinkDraft| said(one, &one.translations, language);
    let touchpoint = |one: &TouchpointDraft| said(one, &one.translations, language);
    let stage = |one: &StageDraft| {
        let touchpoints = one.touchpoints.iter().map(touchpoint).collect();
        let bare = StageDraft { touchpoints: Vec::new(), ..one.clone() };
        StageDraft { touchpoints, ..said(&bare, &one.translations, language) }
    };
    JourneyDraft {
        language,
        persona: journey.persona.as_ref().map(persona),
        links: journey.links.iter().map(link).collect(),
        stages: journey.stages.iter().map(stage).collect(),
        ..own
    }
}

fn said<T: Serialize + DeserializeOwned + Clone>(
    one: &T,
    translations: &Translations,
    language: Language,
) -> T {
    let Some(texts) = translations.get(&language) else { return one.clone() };
    let Ok(mut value) = serde_json::to_value(one) else { return one.clone() };
    for (path, text) in texts {
        if let Some(Value::String(there)) = at(&mut value, path) {
            there.clone_from(text);
        }
    }
    serde_json::from_value(value).unwrap_or_else(|_| one.clone())
}

/// What lies at `frictions.i1.text`, `goals.0` or `lanes.free1.name`: items of lists by id or place.
fn at<'a>(value: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    path.split('.').try_fold(value, |value, name| match value {
        Value::Object(fields) => fields.get_mut(name),
        Value::Array(items) => {
            let by_id = |item: &Value| item.get("id").and_then(Value::as_str) == Some(name);
            let place = items.iter().position(by_id).or_else(|| name.parse().ok())?;
            items.get_mut(place)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_reads_in_either_language() {
        let file = r#"{ "name": { "fr": "Achat", "en": "Purchase" },
            "persona": { "name": "Léa", "goals": [{ "fr": "Vite", "en": "Fast" }] },
            "lanes": [{ "kind": "text", "name": { "fr": "Coût", "en": "Cost" } }],
            "links": [{ "from": 0, "to": 1, "label": { "fr": "Renonce", "en": "Gives up" } }],
            "stages": [{ "hue": "decision", "name": { "fr": "Décision", "en": "Decision" }, "touchpoints": [
                { "name": { "fr": "Panier", "en": "Basket" }, "needs": "Prix",
                  "frictions": [{ "text": { "fr": "Lent", "en": "Slow" } }] }, { "name": "Chat" }] }] }"#;
        let map = JourneyDraft::from_bilingual(file, Language::Fr).unwrap();
        let english = translated(&map, Language::En);
        let touchpoint = &english.stages[0].touchpoints[0];
        assert_eq!(
            (english.name.as_str(), english.stages[0].name.as_str()),
            ("Purchase", "Decision")
        );
        assert_eq!(
            (touchpoint.name.as_str(), touchpoint.content.frictions[0].text.as_str()),
            ("Basket", "Slow")
        );
        assert_eq!(touchpoint.content.needs, "Prix", "not translated");
        assert_eq!(english.persona.unwrap().goals, ["Fast"]);
        assert_eq!(english.links[0].label, "Gives up");
        assert!(english.lanes.iter().any(|lane| lane.name == "Cost"));
        assert_eq!(translated(&map, Language::Fr), map);
    }
}
