//! A table in the columns that Parcours writes, read back.

use std::collections::BTreeMap;

use parcours_journeys::{
    Finding, FreeValue, HandledBy, Hue, JourneyDraft, KeyPicture, Lane, LaneId, LaneKind,
    NextAction, PersonaDraft, Signal, StageDraft, TeamAction, TouchpointDraft,
};
use parcours_kernel::{Language, Problem};

use super::Sheet;
use super::cells::{parts, read_feeling, read_severity, unguarded, yes};
use super::columns::{Column, free_lane};
use crate::content::MapContent;
use crate::{lanes, problems};

/// What a column of the file is.
#[derive(Debug, Clone, PartialEq)]
enum Head {
    Fixed(Column),
    Free(LaneId),
    Unknown,
}

/// Whether a table has the columns that Parcours writes: those that name stage and touchpoint.
pub(crate) fn is_ours(sheet: &Sheet) -> bool {
    let Some(heads) = sheet.rows.first() else { return false };
    let has = |wanted| heads.iter().any(|head| Column::of(head) == Some(wanted));
    has(Column::Stage) && has(Column::Touchpoint)
}

/// Reads a map; also the heads of columns that mean nothing here.
pub(crate) fn read(sheet: &Sheet, file_name: &str) -> Result<(MapContent, Vec<String>), Problem> {
    let mut journey = JourneyDraft::default();
    let mut unknown = Vec::new();
    let heads: Vec<Head> =
        sheet.rows[0].iter().map(|head| of_head(head, &mut journey, &mut unknown)).collect();
    if sheet.rows.len() < 2 {
        return Err(problems::no_rows());
    }
    for row in 1..sheet.rows.len() {
        let cells = Row { sheet, heads: &heads, row };
        cells.journey(&mut journey)?;
        let stage = cells.stage(&mut journey)?;
        if let Some(touchpoint) = cells.touchpoint()? {
            stage.touchpoints.push(touchpoint);
        }
    }
    if journey.name.is_empty() {
        file_name.clone_into(&mut journey.name);
    }
    lanes::show_what_speaks(&mut journey);
    Ok((MapContent { journey, ..Default::default() }, unknown))
}

fn of_head(head: &str, journey: &mut JourneyDraft, unknown: &mut Vec<String>) -> Head {
    let head = unguarded(head);
    if let Some(column) = Column::of(head) {
        return Head::Fixed(column);
    }
    let Some((kind, name)) = free_lane(head) else {
        if !head.trim().is_empty() {
            unknown.push(head.trim().to_owned());
        }
        return Head::Unknown;
    };
    if journey.lanes.is_empty() {
        // Fixed lanes as they usually stand; the free ones come below them.
        journey.lanes = lanes::usual();
    }
    let number = 1 + journey.lanes.iter().filter(|lane| lane.id.0.starts_with("free")).count();
    let id = LaneId(format!("free{number}"));
    journey.lanes.push(Lane { id: id.clone(), kind, name, hidden: false, folded: false });
    Head::Free(id)
}

struct Row<'a> {
    sheet: &'a Sheet,
    heads: &'a [Head],
    row: usize,
}

impl Row<'_> {
    fn cell(&self, wanted: Column) -> &str {
        let place = self.heads.iter().position(|head| *head == Head::Fixed(wanted));
        place.map_or("", |place| unguarded(self.sheet.at(self.row, place)))
    }

    fn fault(&self, column: Column, en: &str, fr: &str) -> Problem {
        let place = self.heads.iter().position(|head| *head == Head::Fixed(column)).unwrap_or(0);
        problems::cell(self.sheet.lines[self.row], self.sheet.at(0, place), en, fr)
    }

    /// What the row says of the journey, where no row before it did.
    fn journey(&self, journey: &mut JourneyDraft) -> Result<(), Problem> {
        let texts = [
            (Column::Journey, &mut journey.name),
            (Column::Scenario, &mut journey.scenario),
            (Column::Start, &mut journey.start),
            (Column::End, &mut journey.end),
            (Column::CustomerGoal, &mut journey.goal),
        ];
        for (column, text) in texts {
            if text.is_empty() {
                self.cell(column).clone_into(text);
            }
        }
        let persona = self.cell(Column::Persona).trim();
        if journey.persona.is_none() && !persona.is_empty() {
            journey.persona = Some(PersonaDraft { name: persona.to_owned(), ..Default::default() });
        }
        let language = self.cell(Column::Language).trim();
        if !language.is_empty() {
            journey.language = Language::from_tag(language).ok_or_else(|| {
                self.fault(Column::Language, "write fr or en.", "écrivez fr ou en.")
            })?;
        }
        Ok(())
    }

    /// The stage of the row: that of the row before when it has the same number, or without numbers the
    /// same name, or when it says neither.
    fn stage<'j>(&self, journey: &'j mut JourneyDraft) -> Result<&'j mut StageDraft, Problem> {
        let name = self.cell(Column::Stage).trim();
        let hue = self.cell(Column::StageColour).trim();
        let number = self.cell(Column::StageNumber).trim();
        let is_new = match journey.stages.last() {
            Some(last) if number.is_empty() => !name.is_empty() && last.name != name,
            Some(_) => number != self.before().cell(Column::StageNumber).trim(),
            None => true,
        };
        if is_new {
            if name.is_empty() {
                return Err(self.fault(
                    Column::Stage,
                    "name the stage of the first row.",
                    "nommez l’étape de la première ligne.",
                ));
            }
            let hue = if hue.is_empty() { next_hue(journey) } else { self.hue(hue)? };
            let stage = StageDraft {
                name: name.to_owned(),
                hue,
                translations: BTreeMap::new(),
                touchpoints: Vec::new(),
            };
            journey.stages.push(stage);
        }
        Ok(journey.stages.last_mut().expect("one is there by now"))
    }

    fn before(&self) -> Self {
        Self { row: self.row - 1, ..*self }
    }

    fn hue(&self, name: &str) -> Result<Hue, Problem> {
        let named = Hue::ALL.into_iter().find(|hue| {
            hue.name() == name
                || hue.label().get(Language::Fr) == name
                || hue.label().get(Language::En) == name
        });
        named.ok_or_else(|| {
            self.fault(
                Column::StageColour,
                "write awareness, consideration, decision, retention or advocacy.",
                "écrivez awareness, consideration, decision, retention ou advocacy.",
            )
        })
    }

    fn touchpoint(&self) -> Result<Option<TouchpointDraft>, Problem> {
        let name = self.cell(Column::Touchpoint);
        if name.trim().is_empty() {
            return Ok(None);
        }
        let mut touchpoint = TouchpointDraft {
            name: name.to_owned(),
            goal: self.yes(Column::Goal)?,
            signals: self.signals()?,
            ..Default::default()
        };
        let content = &mut touchpoint.content;
        let text = |column| self.cell(column).to_owned();
        content.channels =
            parts(self.cell(Column::Channels)).into_iter().filter_map(|mut p| p.pop()).collect();
        content.owning_team = text(Column::OwningTeam);
        content.needs = text(Column::Needs);
        content.key_moment = text(Column::KeyMoment);
        content.does = text(Column::Does);
        content.thinks = text(Column::Thinks);
        content.feels = text(Column::Feels);
        content.stands_in_the_way = text(Column::StandsInTheWay);
        content.moment_of_truth = self.yes(Column::MomentOfTruth)?;
        content.felt = self.feeling(Column::Felt)?;
        content.wished = self.feeling(Column::Wished)?;
        content.frictions = self.findings(Column::Frictions)?;
        content.strengths = self.findings(Column::Strengths)?;
        content.actions = self.pairs(Column::Actions, |text, team| TeamAction {
            text,
            team,
            ..Default::default()
        });
        content.behind_the_scenes = self.pairs(Column::BehindTheScenes, |who, what| HandledBy {
            who,
            what,
            ..Default::default()
        });
        content.pictures = self.pairs(Column::Pictures, |address, alt| KeyPicture {
            address,
            alt,
            ..Default::default()
        });
        content.next_action = self.next_action()?;
        content.free = self.free();
        Ok(Some(touchpoint))
    }

    fn yes(&self, column: Column) -> Result<bool, Problem> {
        yes(self.cell(column))
            .ok_or_else(|| self.fault(column, "write yes or no.", "écrivez oui ou non."))
    }

    fn feeling(&self, column: Column) -> Result<Option<parcours_journeys::Feeling>, Problem> {
        read_feeling(self.cell(column)).map_err(|()| {
            self.fault(column, "write a number from -2 to 2.", "écrivez un nombre de −2 à 2.")
        })
    }

    fn findings(&self, column: Column) -> Result<Vec<Finding>, Problem> {
        let read = |mut parts: Vec<String>| {
            parts.resize(3, String::new());
            let [text, weight, evidence] = <[String; 3]>::try_from(parts).expect("three of them");
            let severity = read_severity(&weight).ok_or_else(|| {
                self.fault(
                    column,
                    "after the bar, write low, medium or high.",
                    "après la barre, écrivez faible, moyenne ou forte.",
                )
            })?;
            Ok(Finding { text, severity, evidence, ..Default::default() })
        };
        parts(self.cell(column)).into_iter().map(read).collect()
    }

    fn pairs<T>(&self, column: Column, make: impl Fn(String, String) -> T) -> Vec<T> {
        pairs(self.cell(column)).into_iter().map(|(first, second)| make(first, second)).collect()
    }

    fn next_action(&self) -> Result<Option<NextAction>, Problem> {
        let due = self.cell(Column::NextActionDue).trim();
        let due = if due.is_empty() {
            None
        } else {
            Some(due.parse().map_err(|_| {
                let (en, fr) =
                    ("write the day as 2026-12-31.", "écrivez le jour sous la forme 2026-12-31.");
                self.fault(Column::NextActionDue, en, fr)
            })?)
        };
        let text = self.cell(Column::NextAction).to_owned();
        let owner = self.cell(Column::NextActionOwner).to_owned();
        Ok((!text.is_empty() || !owner.is_empty()).then_some(NextAction { text, owner, due }))
    }

    fn signals(&self) -> Result<Vec<Signal>, Problem> {
        let cell = self.cell(Column::Signals);
        let read = |parts: Vec<String>| {
            let mut signal = Signal::default();
            for part in parts {
                let Some((name, value)) = part.split_once('=') else {
                    return Err(self.fault(
                        Column::Signals,
                        "write each condition as name=value, such as kind=order_completed.",
                        "écrivez chaque condition sous la forme nom=valeur, comme kind=order_completed.",
                    ));
                };
                let value = value.to_owned();
                match name.trim() {
                    "kind" => signal.kind = Some(value),
                    "channel" => signal.channel = Some(value),
                    "subject" => signal.subject = Some(value),
                    other => {
                        let name = other.strip_prefix("properties.").unwrap_or(other).to_owned();
                        signal.properties.insert(name, value);
                    }
                }
            }
            Ok(signal)
        };
        parts(cell).into_iter().map(read).collect()
    }

    fn free(&self) -> BTreeMap<LaneId, FreeValue> {
        let mut free = BTreeMap::new();
        for (place, head) in self.heads.iter().enumerate() {
            let Head::Free(lane) = head else { continue };
            let cell = unguarded(self.sheet.at(self.row, place));
            let kind = free_lane(unguarded(self.sheet.at(0, place)))
                .map_or(LaneKind::Text, |(kind, _)| kind);
            if !cell.trim().is_empty() {
                free.insert(lane.clone(), free_value(kind, cell));
            }
        }
        free
    }
}

fn pairs(cell: &str) -> Vec<(String, String)> {
    let pair = |mut parts: Vec<String>| {
        parts.resize(2, String::new());
        let second = parts.pop().unwrap_or_default();
        (parts.pop().unwrap_or_default(), second)
    };
    parts(cell).into_iter().map(pair).collect()
}

fn free_value(kind: LaneKind, cell: &str) -> FreeValue {
    match kind {
        LaneKind::List => FreeValue {
            lines: parts(cell).into_iter().filter_map(|mut parts| parts.pop()).collect(),
            ..Default::default()
        },
        LaneKind::Image | LaneKind::Link => {
            let (address, text) = pairs(cell).pop().unwrap_or_default();
            let address = Some(address).filter(|address| !address.is_empty());
            FreeValue { address, text, ..Default::default() }
        }
        _ => FreeValue { text: cell.to_owned(), ..Default::default() },
    }
}

/// The colour of the stage that comes next: those of the default stages, one after the other.
pub(crate) fn next_hue(journey: &JourneyDraft) -> Hue {
    Hue::ALL[journey.stages.len() % Hue::ALL.len()]
}
