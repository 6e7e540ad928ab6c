//! The templates that come with Parcours: journeys drawn in advance, in both languages.
//!
//! One JSON file each in `templates/`, whose form `templates/README.md` tells. To add one: the file,
//! and its line in [`FILES`].

use parcours_kernel::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::bilingual::{both, only};
use crate::model::JourneyDraft;

/// In the order of the list: the most general first.
const FILES: [&str; 5] = [
    include_str!("../templates/five-stages.json"),
    include_str!("../templates/online-shop.json"),
    include_str!("../templates/subscription.json"),
    include_str!("../templates/local-service.json"),
    include_str!("../templates/running-shoes.json"),
];

/// A template as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Template {
    /// Its id, such as `online-shop`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whom it serves.
    pub description: String,
    /// What it draws.
    pub stages: Vec<TemplateStage>,
}

/// A stage that a template draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TemplateStage {
    /// What people call it.
    pub name: String,
    /// The names of its touchpoints, in order.
    pub touchpoints: Vec<String>,
}

#[derive(Deserialize)]
struct TemplateFile {
    id: String,
    description: String,
    #[serde(flatten)]
    draft: JourneyDraft,
}

impl TemplateFile {
    fn all(language: Language) -> impl Iterator<Item = Self> {
        FILES.into_iter().map(move |text| read(text, language).expect("a test reads every file"))
    }
}

fn read(text: &str, language: Language) -> Result<TemplateFile, serde_json::Error> {
    let file: Value = serde_json::from_str(text)?;
    let mut template: TemplateFile = serde_json::from_value(only(file.clone(), language))?;
    template.draft = both(&file, language)?;
    Ok(template)
}

/// All templates in a language.
pub(crate) fn list(language: Language) -> Vec<Template> {
    let template = |file: TemplateFile| Template {
        id: file.id,
        name: file.draft.name,
        description: file.description,
        stages: file
            .draft
            .stages
            .into_iter()
            .map(|stage| TemplateStage {
                name: stage.name,
                touchpoints: stage
                    .touchpoints
                    .into_iter()
                    .map(|touchpoint| touchpoint.name)
                    .collect(),
            })
            .collect(),
    };
    TemplateFile::all(language).map(template).collect()
}

/// The journey that a template draws, in a language.
pub(crate) fn draft(id: &str, language: Language) -> Option<JourneyDraft> {
    TemplateFile::all(language).find(|file| file.id == id).map(|file| file.draft)
}

/// The ids of all templates.
pub(crate) fn ids() -> Vec<String> {
    TemplateFile::all(Language::En).map(|file| file.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_reads_whole_in_both_languages() {
        for language in [Language::Fr, Language::En] {
            for file in TemplateFile::all(language) {
                let draft =
                    file.draft.checked().unwrap_or_else(|problem| panic!("{}: {problem}", file.id));
                assert!(draft.persona.is_some() && draft.stages.len() >= 4, "{}", file.id);
                let touchpoints: Vec<_> =
                    draft.stages.iter().flat_map(|stage| &stage.touchpoints).collect();
                assert_eq!(
                    touchpoints.iter().filter(|touchpoint| touchpoint.goal).count(),
                    1,
                    "{}",
                    file.id
                );
                assert!(
                    touchpoints.iter().any(|touchpoint| !touchpoint.content.needs.is_empty()),
                    "{}",
                    file.id
                );
            }
        }
    }

    #[test]
    fn the_languages_draw_the_same_journey() {
        let ids = ["five-stages", "online-shop", "subscription", "local-service", "running-shoes"];
        assert_eq!(super::ids(), ids);
        for (fr, en) in list(Language::Fr).iter().zip(list(Language::En)) {
            assert_ne!(fr.name, en.name);
            let signals = |language| {
                let draft = draft(&en.id, language).unwrap();
                draft
                    .stages
                    .into_iter()
                    .flat_map(|stage| stage.touchpoints)
                    .map(|t| t.signals)
                    .collect::<Vec<_>>()
            };
            assert_eq!(signals(Language::Fr), signals(Language::En));
        }
        assert!(draft("no-such", Language::Fr).is_none());
    }
}
