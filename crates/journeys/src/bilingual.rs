//! Journeys written in both languages at once: each text as `{"fr": …, "en": …}`, as templates and
//! the demo are. They are read in one language; what they say in the other becomes translations.

use parcours_kernel::Language;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{Checks, JourneyDraft, LinkDraft, PersonaDraft, TouchpointDraft, Translations};

impl JourneyDraft {
    /// Reads a journey in the form of the templates, in a language, with the other one as
    /// translations.
    pub fn from_bilingual(json: &str, language: Language) -> Result<Self, serde_json::Error> {
        both(&serde_json::from_str(json)?, language)
    }
}

/// A draft in one language with translations into the other.
pub(crate) fn both(file: &Value, language: Language) -> Result<JourneyDraft, serde_json::Error> {
    let other = language.other();
    let mut draft: JourneyDraft = serde_json::from_value(only(file.clone(), language))?;
    let mut theirs: JourneyDraft = serde_json::from_value(only(file.clone(), other))?;
    // Items and lanes get their ids here, the same on both sides; faults are found later, by whoever
    // makes a journey of it.
    draft.check(&mut Checks::default());
    theirs.check(&mut Checks::default());
    draft.language = language;
    translate(&mut draft, &theirs, other);
    Ok(draft)
}

/// Turns each `{"fr": …, "en": …}` into what it says in one language.
pub(crate) fn only(mut value: Value, language: Language) -> Value {
    keep(&mut value, language);
    value
}

fn keep(value: &mut Value, language: Language) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| keep(item, language)),
        Value::Object(fields)
            if fields.len() == 2 && fields.contains_key("fr") && fields.contains_key("en") =>
        {
            *value = fields.remove(language.code()).unwrap_or_default();
        }
        Value::Object(fields) => fields.values_mut().for_each(|field| keep(field, language)),
        _ => {}
    }
}

fn translate(draft: &mut JourneyDraft, theirs: &JourneyDraft, other: Language) {
    // What has translations of its own is left out, and the language, which is no text.
    let own = |of: &JourneyDraft| JourneyDraft {
        language: other,
        stages: Vec::new(),
        links: Vec::new(),
        persona: None,
        ..of.clone()
    };
    draft.translations = said(&own(draft), &own(theirs), other);
    if let (Some(persona), Some(theirs)) = (&mut draft.persona, &theirs.persona) {
        let said: Translations = said::<PersonaDraft>(persona, theirs, other);
        persona.translations = said;
        persona.profile.language = draft.language;
    }
    for (link, theirs) in draft.links.iter_mut().zip(&theirs.links) {
        let said: Translations = said::<LinkDraft>(link, theirs, other);
        link.translations = said;
    }
    for (stage, theirs) in draft.stages.iter_mut().zip(&theirs.stages) {
        let name = [("name".to_owned(), theirs.name.clone())];
        if stage.name != theirs.name {
            stage.translations = [(other, name.into())].into();
        }
        for (touchpoint, theirs) in stage.touchpoints.iter_mut().zip(&theirs.touchpoints) {
            let said: Translations = said::<TouchpointDraft>(touchpoint, theirs, other);
            touchpoint.translations = said;
        }
    }
}

/// The texts that differ, by the path of their field: `needs`, `frictions.i1.text`, `goals.0`.
fn said<T: Serialize>(ours: &T, theirs: &T, other: Language) -> Translations {
    let value = |of: &T| serde_json::to_value(of).unwrap_or_default();
    let mut texts = std::collections::BTreeMap::new();
    differences(&value(ours), &value(theirs), "", &mut |path, text| {
        texts.insert(path.to_owned(), text.to_owned());
    });
    if texts.is_empty() { Translations::new() } else { [(other, texts)].into() }
}

fn differences(ours: &Value, theirs: &Value, path: &str, found: &mut impl FnMut(&str, &str)) {
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (ours, theirs) {
        (Value::String(ours), Value::String(theirs)) if ours != theirs && !theirs.is_empty() => {
            found(path, theirs);
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            for (name, ours) in ours {
                if let Some(theirs) = theirs.get(name) {
                    differences(ours, theirs, &below(name), found);
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            for (place, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                let id = ours.as_object().and_then(id_of);
                let name = id.map_or_else(|| place.to_string(), ToOwned::to_owned);
                differences(ours, theirs, &below(&name), found);
            }
        }
        _ => {}
    }
}

fn id_of(item: &Map<String, Value>) -> Option<&str> {
    item.get("id").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{
        "name": { "fr": "Achat", "en": "Purchase" }, "goal": { "fr": "Courir", "en": "Run" },
        "persona": { "name": "Camille", "goals": [{ "fr": "Vite", "en": "Fast" }] },
        "lanes": [{ "kind": "number", "name": { "fr": "Coût", "en": "Cost" } }],
        "links": [{ "from": 0, "to": 1, "label": { "fr": "Renonce", "en": "Gives up" } }],
        "stages": [{ "hue": "decision", "name": { "fr": "Décision", "en": "Decision" }, "touchpoints": [
            { "name": { "fr": "Panier", "en": "Basket" }, "channel": "web",
              "frictions": [{ "text": { "fr": "Lent", "en": "Slow" }, "severity": "high" }],
              "next_action": { "text": { "fr": "Accélérer", "en": "Speed up" }, "owner": "Léa" },
              "free": { "free1": { "text": { "fr": "4 €", "en": "€4" } } } },
            { "name": "Chat" }
        ] }]
    }"#;

    #[test]
    fn the_other_language_becomes_translations() {
        let draft = JourneyDraft::from_bilingual(FILE, Language::Fr).unwrap();
        let english = |of: &Translations| -> Vec<(String, String)> {
            of.get(&Language::En).cloned().unwrap_or_default().into_iter().collect()
        };
        let pairs = |of: &[(&str, &str)]| -> Vec<(String, String)> {
            of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
        };
        assert_eq!((draft.name.as_str(), draft.language), ("Achat", Language::Fr));
        let of_map = [("goal", "Run"), ("lanes.free1.name", "Cost"), ("name", "Purchase")];
        assert_eq!(english(&draft.translations), pairs(&of_map));
        assert_eq!(english(&draft.links[0].translations), pairs(&[("label", "Gives up")]));
        let persona = draft.persona.as_ref().unwrap();
        assert_eq!(persona.profile.language, Language::Fr);
        assert_eq!(english(&persona.translations), pairs(&[("goals.0", "Fast")]));
        assert_eq!(english(&draft.stages[0].translations), pairs(&[("name", "Decision")]));
        let touchpoint = &draft.stages[0].touchpoints[0];
        let of_card = [
            ("free.free1.text", "€4"),
            ("frictions.i1.text", "Slow"),
            ("name", "Basket"),
            ("next_action.text", "Speed up"),
        ];
        assert_eq!(english(&touchpoint.translations), pairs(&of_card));
        assert!(draft.stages[0].touchpoints[1].translations.is_empty());
        // Read in the other language, it is the same the other way round.
        let back = JourneyDraft::from_bilingual(FILE, Language::En).unwrap();
        assert_eq!(back.name, "Purchase");
        assert_eq!(back.translations[&Language::Fr]["name"], "Achat");
        assert_eq!(back.persona.as_ref().unwrap().profile.language, Language::En);
        assert!(draft.checked().is_ok() && back.checked().is_ok());
    }
}
