//! A CJML file, read by its words.

use std::collections::HashMap;

use parcours_journeys::{
    JourneyDraft, PersonaDraft, StageDraft, TeamAction, TouchpointDraft, Translations,
};
use parcours_kernel::{Problem, Text};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::content::MapContent;
use crate::table::next_hue;
use crate::{json, lanes, problems};

/// Elements within each other; deeper than any journey goes, and bounded for files that are made to harm.
const DEEPEST: usize = 40;

/// Reads a file; also, in both languages, what did not come along.
pub(crate) fn read(
    text: &str,
    file_name: &str,
) -> Result<(MapContent, Vec<String>, Vec<Text>), Problem> {
    let root = parse(text)?;
    if root.name != "CJML" {
        return Err(problems::not_cjml());
    }
    match root.attribute("version") {
        None => {}
        Some(version) if version == "2" || version.starts_with("2.") => {}
        Some(version) => return Err(problems::cjml_version(version)),
    }
    let is_journey = |one: &&Element| one.name == "plannedJourney" || one.name == "actualJourney";
    let mut journeys = root.children.iter().filter(is_journey);
    let journey = journeys.next().ok_or_else(problems::no_journey)?;
    let mut notes = Vec::new();
    let others = journeys.count();
    if others > 0 {
        notes.push(Text::new(
            format!("The file holds {others} more journeys; the first was read."),
            format!("Le fichier contient {others} autres parcours\u{202f}; le premier a été lu."),
        ));
    }
    if let Some(ours) = journey.child("map") {
        let (map, left_out) = json::read(ours.text.as_bytes())?;
        return Ok((map, left_out, notes));
    }
    let mut journey = draft(journey, file_name);
    lanes::show_what_speaks(&mut journey);
    Ok((MapContent { journey, ..Default::default() }, Vec::new(), notes))
}

fn draft(journey: &Element, file_name: &str) -> JourneyDraft {
    let mut draft = JourneyDraft::default();
    let named = ["journeyTitle", "journeyID"]
        .iter()
        .map(|name| journey.said(name))
        .find(|said| !said.is_empty());
    draft.name = named.unwrap_or(file_name).to_owned();
    journey.said("journeyShortSummary").clone_into(&mut draft.scenario);
    let actors = journey.child("actors");
    if let Some(user) = actors.and_then(|actors| actors.child("endUser")) {
        let named = [user.said("actorName"), user.attribute("actorID").unwrap_or_default()];
        let name = named.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        draft.persona = Some(PersonaDraft { name: name.to_owned(), ..Default::default() });
    }
    let mut places: HashMap<&str, usize> = HashMap::new();
    for phase in journey.child("journeyPhases").iter().flat_map(|phases| &phases.children) {
        let id = phase.attribute("phaseID").unwrap_or_default();
        let name = Some(phase.said("phaseName")).filter(|name| !name.is_empty()).unwrap_or(id);
        places.insert(id, draft.stages.len());
        stage(&mut draft, name);
    }
    for point in journey.child("touchpoints").iter().flat_map(|points| &points.children) {
        let phase = point.child("belongsTo").and_then(|phase| phase.attribute("phaseIDref"));
        let place = match phase.and_then(|phase| places.get(phase)) {
            Some(place) => *place,
            None => {
                // Of no phase: where the touchpoint before it lies, or a stage of the journey's own name.
                if draft.stages.is_empty() {
                    let name = draft.name.clone();
                    stage(&mut draft, &name);
                }
                draft.stages.iter().rposition(|stage| !stage.touchpoints.is_empty()).unwrap_or(0)
            }
        };
        draft.stages[place].touchpoints.push(touchpoint(point));
    }
    draft
}

fn stage(draft: &mut JourneyDraft, name: &str) {
    let hue = next_hue(draft);
    let name = name.to_owned();
    draft.stages.push(StageDraft {
        name,
        hue,
        translations: Translations::new(),
        touchpoints: Vec::new(),
    });
}

fn touchpoint(point: &Element) -> TouchpointDraft {
    let within =
        |part: &str, name: &str| point.child(part).map_or("", |part| part.said(name)).to_owned();
    let initiator = within("initiator", "initiatorLabel");
    let receiver = within("receiver", "receiverLabel");
    let mut touchpoint = TouchpointDraft {
        name: [initiator, receiver.clone(), point.said("touchpointID").to_owned()]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default(),
        ..Default::default()
    };
    let content = &mut touchpoint.content;
    content.channels = Some(within("channel", "channelName"))
        .filter(|name| !name.is_empty())
        .into_iter()
        .collect();
    point.said("comment").clone_into(&mut content.key_moment);
    if let Some(experience) = point.child("touchpointExperience") {
        experience.said("experienceDescription").clone_into(&mut content.feels);
    }
    if !receiver.is_empty() && receiver != touchpoint.name {
        content.actions = vec![TeamAction { text: receiver, ..Default::default() }];
    }
    touchpoint
}

/// An element with what it holds; names are without their prefix.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    fn said(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let name = start.local_name();
        let attributes = start.attributes().filter_map(Result::ok).map(|one| {
            let name = one.key.local_name().as_ref().to_owned();
            let raw = one.value.into_owned();
            let value =
                quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned).unwrap_or(raw);
            (name, value)
        });
        Self {
            name: name.as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Default::default()
        }
    }
}

fn parse(text: &str) -> Result<Element, Problem> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader
            .read_event()
            .map_err(|error| problems::broken_xml(reader.error_position(), &error.to_string()))?;
        let last = open.len() - 1;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(problems::broken_xml(reader.buffer_position(), "too deep"));
                }
                open.push(Element::of(&start));
            }
            Event::Empty(start) => open[last].children.push(Element::of(&start)),
            Event::End(_) => {
                let element = open.pop().unwrap_or_default();
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => {
                        return Err(problems::broken_xml(
                            reader.buffer_position(),
                            "an end without a start",
                        ));
                    }
                }
            }
            Event::Text(words) => open[last].text.push_str(&words),
            Event::CData(words) => open[last].text.push_str(&words),
            Event::GeneralRef(name) => {
                let name = format!("&{};", &*name);
                // Entities of the file's own are not followed: they may grow without end.
                if let Ok(sign) = quick_xml::escape::unescape(&name) {
                    open[last].text.push_str(&sign);
                }
            }
            Event::Eof if open.len() > 1 => {
                return Err(problems::broken_xml(
                    reader.buffer_position(),
                    "it ends before its last element",
                ));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().and_then(|mut root| root.children.pop()).ok_or_else(problems::not_cjml)
}
