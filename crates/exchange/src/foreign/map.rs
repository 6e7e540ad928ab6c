//! A table of another tool, drawn as a mapping says.

use parcours_journeys::{
    Feeling, Finding, FreeValue, HandledBy, JourneyDraft, Lane, LaneId, LaneKind, NextAction,
    StageDraft, TeamAction, TouchpointDraft, Translations,
};
use parcours_kernel::{Problem, Text};

use super::{Field, Layout, Mapping, words};
use crate::table::{Sheet, next_hue};
use crate::{lanes, problems};

/// Free lanes beside the fixed ones: a journey has so many rows.
const MOST_LANES: usize = 20;

/// Draws a table; also, in both languages, what could not be read.
pub(crate) fn draw(
    sheet: &Sheet,
    mapping: &Mapping,
    name: &str,
) -> Result<(JourneyDraft, Vec<Text>), Problem> {
    let has = |wanted| mapping.fields.contains(&wanted);
    if !has(Field::Stage) && !has(Field::Touchpoint) {
        return Err(problems::nothing_mapped());
    }
    let mut drawing = Drawing::new(sheet, mapping, name);
    match mapping.layout {
        Layout::Rows => {
            (1..sheet.rows.len()).for_each(|row| drawing.thing(&|field| sheet.at(row, field)));
        }
        Layout::Matrix => {
            (1..sheet.width()).for_each(|column| drawing.thing(&|field| sheet.at(field, column)));
        }
    }
    if drawing.journey.stages.is_empty() {
        return Err(problems::no_rows());
    }
    lanes::show_what_speaks(&mut drawing.journey);
    Ok((drawing.journey, drawing.notes))
}

struct Drawing<'a> {
    mapping: &'a Mapping,
    /// The lane of each field that has one.
    lanes: Vec<Option<LaneId>>,
    journey: JourneyDraft,
    notes: Vec<Text>,
}

impl<'a> Drawing<'a> {
    fn new(sheet: &Sheet, mapping: &'a Mapping, name: &str) -> Self {
        let mut journey = JourneyDraft { name: name.to_owned(), ..Default::default() };
        let head = |field: usize| match mapping.layout {
            Layout::Rows => sheet.at(0, field),
            Layout::Matrix => sheet.at(field, 0),
        };
        let mut free = Vec::new();
        let lanes = mapping.fields.iter().enumerate().map(|(place, field)| {
            let name = short(head(place));
            if *field != Field::Lane || name.is_empty() || free.len() == MOST_LANES {
                return None;
            }
            let id = LaneId(format!("free{}", free.len() + 1));
            free.push(Lane {
                id: id.clone(),
                kind: LaneKind::Text,
                name,
                hidden: false,
                folded: false,
            });
            Some(id)
        });
        let lanes = lanes.collect();
        if !free.is_empty() {
            // Below those of any journey.
            journey.lanes = lanes::usual();
            journey.lanes.extend(free);
        }
        Self { mapping, lanes, journey, notes: Vec::new() }
    }

    /// Draws what one row (or column) says; `cell` gives what it says of a field.
    fn thing(&mut self, cell: &dyn Fn(usize) -> &'a str) {
        let said = |wanted: Field| {
            let places =
                self.mapping.fields.iter().enumerate().filter(|(_, field)| **field == wanted);
            places
                .map(|(place, _)| cell(place).trim())
                .find(|said| !said.is_empty())
                .unwrap_or_default()
        };
        let (stage, touchpoint) = (short(said(Field::Stage)), short(said(Field::Touchpoint)));
        let says_more = self.mapping.fields.iter().enumerate().any(|(place, field)| {
            !matches!(field, Field::LeaveOut | Field::Stage) && !cell(place).trim().is_empty()
        });
        if stage.is_empty() && !says_more {
            return;
        }
        let name = if touchpoint.is_empty() { stage.clone() } else { touchpoint };
        self.stage(&stage);
        if !says_more && !name.is_empty() && self.mapping.fields.contains(&Field::Touchpoint) {
            return;
        }
        let name = if name.is_empty() {
            self.journey.stages.last().map(|s| s.name.clone()).unwrap_or_default()
        } else {
            name
        };
        let mut drawn = TouchpointDraft { name, ..Default::default() };
        for (place, field) in self.mapping.fields.iter().enumerate() {
            let text = cell(place).trim();
            if text.is_empty() {
                continue;
            }
            if let Some(lane) = self.lanes.get(place).and_then(Option::as_ref) {
                let value = FreeValue { text: text.to_owned(), ..Default::default() };
                drawn.content.free.insert(lane.clone(), value);
            } else if let Some(note) = write(&mut drawn, *field, text) {
                self.notes.push(note);
            }
        }
        if let Some(stage) = self.journey.stages.last_mut() {
            stage.touchpoints.push(drawn);
        }
    }

    /// Goes on in the stage of this name; one that is not named is that of before.
    fn stage(&mut self, name: &str) {
        let last = self.journey.stages.last();
        if last.is_some_and(|last| name.is_empty() || last.name == name) {
            return;
        }
        let hue = next_hue(&self.journey);
        let name = if name.is_empty() { self.journey.name.clone() } else { name.to_owned() };
        let stage =
            StageDraft { name, hue, translations: Translations::new(), touchpoints: Vec::new() };
        self.journey.stages.push(stage);
    }
}

fn write(touchpoint: &mut TouchpointDraft, field: Field, text: &str) -> Option<Text> {
    let content = &mut touchpoint.content;
    let finding = |text| Finding { text, ..Default::default() };
    match field {
        Field::Needs => add(&mut content.needs, text),
        Field::KeyMoment => add(&mut content.key_moment, text),
        Field::Does => add(&mut content.does, text),
        Field::Thinks => add(&mut content.thinks, text),
        Field::Feels => add(&mut content.feels, text),
        Field::StandsInTheWay => add(&mut content.stands_in_the_way, text),
        Field::OwningTeam => content.owning_team = short(text),
        Field::Channels => {
            let names = text.split([',', ';', '\n']).map(short).filter(|name| !name.is_empty());
            content.channels.extend(names.take(12));
        }
        Field::Actions => {
            content
                .actions
                .extend(lines(text).map(|text| TeamAction { text, ..Default::default() }));
        }
        Field::Frictions => content.frictions.extend(lines(text).map(finding)),
        Field::Strengths => content.strengths.extend(lines(text).map(finding)),
        Field::BehindTheScenes => {
            content
                .behind_the_scenes
                .extend(lines(text).map(|what| HandledBy { what, ..Default::default() }));
        }
        Field::NextAction => {
            content.next_action = Some(NextAction { text: text.to_owned(), ..Default::default() });
        }
        Field::Felt => match words::feeling(text) {
            Some(value) => content.felt = Some(Feeling::nearest(value)),
            None => {
                // Nothing is lost: words about a feeling are what the customer feels.
                add(&mut content.feels, text);
                return Some(Text::new(
                    format!(
                        "“{}”: how it feels is no number from -2 to 2; it was kept as words.",
                        short(text)
                    ),
                    format!(
                        "«\u{202f}{}\u{202f}»\u{202f}: le ressenti n’est pas un nombre de −2 à 2\u{202f}; il est gardé en \
                         toutes lettres.",
                        short(text)
                    ),
                ));
            }
        },
        Field::LeaveOut | Field::Stage | Field::Touchpoint | Field::Lane => {}
    }
    None
}

fn add(there: &mut String, text: &str) {
    if !there.is_empty() {
        there.push('\n');
    }
    there.push_str(text);
}

/// Lines without what makes them look like a list; as many as a list of a map has.
fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    let marks = ['–', '-', '•', '*', '·', ' '];
    let lines = text.lines().map(move |line| line.trim_start_matches(marks).trim().to_owned());
    lines.filter(|line| !line.is_empty()).take(40)
}

/// A text as a name: on one line, 200 characters at most.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain: String = words.join(" ").chars().filter(|sign| !sign.is_control()).collect();
    if plain.chars().count() <= 200 {
        plain
    } else {
        plain.chars().take(199).chain(['…']).collect()
    }
}
