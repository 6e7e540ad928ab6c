//! What a map file holds, whatever its form: the journey without the ids of its installation, what
//! its touchpoints open into, and its pictures.

use std::collections::{BTreeMap, HashMap};

use parcours_journeys::{
    Journey, JourneyDraft, LinkDraft, Persona, PersonaDraft, StageDraft, TouchpointContent,
    TouchpointDraft, TouchpointId,
};
use serde::{Deserialize, Serialize};

/// A map on its way out or in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapContent {
    /// The journey, with its persona.
    pub journey: JourneyDraft,
    /// The touchpoints that open into journeys of their own.
    pub opens_into: Vec<Opening>,
    /// Its pictures by their address in `journey`.
    pub pictures: BTreeMap<String, PictureFile>,
}

/// A touchpoint that opens into a journey. The journey is named, for ids mean nothing elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The place of the touchpoint in map order, from 0.
    pub touchpoint: usize,
    /// The name of the journey.
    pub journey: String,
}

/// The file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// The file itself.
    pub bytes: Vec<u8>,
}

impl MapContent {
    /// What a journey and its persona say; pictures are fetched by whoever has them.
    pub fn of(journey: &Journey, persona: Option<&Persona>) -> Self {
        let places: HashMap<TouchpointId, usize> =
            journey.touchpoints().enumerate().map(|(place, one)| (one.id, place)).collect();
        let link = |link: &parcours_journeys::Link| {
            Some(LinkDraft {
                from: *places.get(&link.from)?,
                to: *places.get(&link.to)?,
                label: link.label.clone(),
                translations: link.translations.clone(),
            })
        };
        let stage = |stage: &parcours_journeys::Stage| StageDraft {
            name: stage.name.clone(),
            hue: stage.hue,
            translations: stage.translations.clone(),
            touchpoints: stage.touchpoints.iter().map(touchpoint).collect(),
        };
        let opens_into = journey.touchpoints().enumerate().filter_map(|(place, one)| {
            let journey = one.sub_journey.as_ref()?.name.clone();
            Some(Opening { touchpoint: place, journey })
        });
        Self {
            opens_into: opens_into.collect(),
            pictures: BTreeMap::new(),
            journey: JourneyDraft {
                name: journey.name.clone(),
                persona_id: None,
                persona: persona.map(persona_draft).or_else(|| {
                    let name = journey.persona.as_ref()?.name.clone();
                    Some(PersonaDraft { name, ..Default::default() })
                }),
                scenario: journey.scenario.clone(),
                start: journey.start.clone(),
                end: journey.end.clone(),
                goal: journey.goal.clone(),
                language: journey.language,
                status: journey.status,
                review_days: Some(journey.review_days),
                lanes: journey.lanes.clone(),
                links: journey.links.iter().filter_map(link).collect(),
                translations: journey.translations.clone(),
                stages: journey.stages.iter().map(stage).collect(),
            },
        }
    }

    /// All touchpoints in map order.
    pub fn touchpoints(&self) -> impl Iterator<Item = &TouchpointDraft> {
        self.journey.stages.iter().flat_map(|stage| &stage.touchpoints)
    }

    /// Every address of a picture, to be read or written: key moments, free lanes, the persona.
    pub(crate) fn addresses(&mut self) -> Vec<&mut String> {
        let mut found: Vec<&mut String> = Vec::new();
        if let Some(persona) = &mut self.journey.persona {
            found.extend(&mut persona.profile.picture);
        }
        let stages = self.journey.stages.iter_mut();
        for touchpoint in stages.flat_map(|stage| &mut stage.touchpoints) {
            let content = &mut touchpoint.content;
            found.extend(content.pictures.iter_mut().map(|picture| &mut picture.address));
            found.extend(content.free.values_mut().filter_map(|value| value.address.as_mut()));
        }
        found
    }
}

fn persona_draft(persona: &Persona) -> PersonaDraft {
    PersonaDraft {
        name: persona.name.clone(),
        summary: persona.summary.clone(),
        goals: persona.goals.clone(),
        frustrations: persona.frustrations.clone(),
        profile: persona.profile.clone(),
        translations: persona.translations.clone(),
    }
}

fn touchpoint(touchpoint: &parcours_journeys::Touchpoint) -> TouchpointDraft {
    TouchpointDraft {
        name: touchpoint.name.clone(),
        goal: touchpoint.goal,
        // The name of the team travels; its id means nothing elsewhere.
        content: TouchpointContent { team_id: None, ..touchpoint.content.clone() },
        signals: touchpoint.signals.clone(),
        translations: touchpoint.translations.clone(),
        reviewed_at: touchpoint.reviewed_at,
        reviewed_by: touchpoint.reviewed_by.clone(),
    }
}
