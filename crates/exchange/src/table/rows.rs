//! A map as rows of texts: what CSV and Excel write.

use parcours_journeys::{
    Finding, FreeValue, JourneyDraft, Lane, LaneKind, Signal, StageDraft, TouchpointDraft,
};
use parcours_kernel::Language;

use super::cells::{feeling, items, said, severity};
use super::columns::{COLUMNS, Column, free_head};

/// The free lanes of a journey, which have a column each.
pub(crate) fn free_lanes(journey: &JourneyDraft) -> impl Iterator<Item = &Lane> {
    let is_free = |kind| {
        matches!(
            kind,
            LaneKind::Text | LaneKind::List | LaneKind::Image | LaneKind::Number | LaneKind::Link
        )
    };
    journey.lanes.iter().filter(move |lane| is_free(lane.kind))
}

/// The heads of the columns.
pub(crate) fn heads(journey: &JourneyDraft, language: Language) -> Vec<String> {
    let fixed = COLUMNS.iter().map(|(column, ..)| column.label().get(language).to_owned());
    fixed.chain(free_lanes(journey).map(|lane| free_head(lane, language))).collect()
}

/// The rows: one a touchpoint, and one for a stage without any.
pub(crate) fn rows(journey: &JourneyDraft, language: Language) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (number, stage) in (1..).zip(&journey.stages) {
        if stage.touchpoints.is_empty() {
            rows.push(row(journey, (number, stage), None, language));
        }
        let touchpoints = stage.touchpoints.iter();
        rows.extend(
            touchpoints.map(|touchpoint| row(journey, (number, stage), Some(touchpoint), language)),
        );
    }
    rows
}

fn row(
    journey: &JourneyDraft,
    (number, stage): (usize, &StageDraft),
    touchpoint: Option<&TouchpointDraft>,
    language: Language,
) -> Vec<String> {
    let fixed = COLUMNS.iter().map(|(column, ..)| {
        match (of_journey(*column, journey, number, stage), touchpoint) {
            (Some(text), _) => text,
            (None, Some(touchpoint)) => of_touchpoint(*column, touchpoint, language),
            (None, None) => String::new(),
        }
    });
    let free = free_lanes(journey).map(|lane| {
        let value = touchpoint.and_then(|touchpoint| touchpoint.content.free.get(&lane.id));
        value.map(|value| free_cell(lane.kind, value)).unwrap_or_default()
    });
    fixed.chain(free).collect()
}

fn of_journey(
    column: Column,
    journey: &JourneyDraft,
    number: usize,
    stage: &StageDraft,
) -> Option<String> {
    Some(match column {
        Column::Journey => journey.name.clone(),
        Column::Persona => {
            journey.persona.as_ref().map(|persona| persona.name.clone()).unwrap_or_default()
        }
        Column::Scenario => journey.scenario.clone(),
        Column::Start => journey.start.clone(),
        Column::End => journey.end.clone(),
        Column::CustomerGoal => journey.goal.clone(),
        Column::Language => journey.language.code().to_owned(),
        Column::StageNumber => number.to_string(),
        Column::Stage => stage.name.clone(),
        Column::StageColour => stage.hue.name().to_owned(),
        _ => return None,
    })
}

fn of_touchpoint(column: Column, touchpoint: &TouchpointDraft, language: Language) -> String {
    let content = &touchpoint.content;
    let next = content.next_action.as_ref();
    match column {
        Column::Touchpoint => touchpoint.name.clone(),
        Column::Goal => said(touchpoint.goal, language).to_owned(),
        Column::Channels => items(content.channels.iter().map(|channel| vec![channel.as_str()])),
        Column::OwningTeam => content.owning_team.clone(),
        Column::Needs => content.needs.clone(),
        Column::KeyMoment => content.key_moment.clone(),
        Column::MomentOfTruth => said(content.moment_of_truth, language).to_owned(),
        Column::Does => content.does.clone(),
        Column::Thinks => content.thinks.clone(),
        Column::Feels => content.feels.clone(),
        Column::StandsInTheWay => content.stands_in_the_way.clone(),
        Column::Felt => feeling(content.felt, language),
        Column::Wished => feeling(content.wished, language),
        Column::Actions => {
            items(content.actions.iter().map(|one| vec![one.text.as_str(), &one.team]))
        }
        Column::Frictions => findings(&content.frictions, language),
        Column::Strengths => findings(&content.strengths, language),
        Column::BehindTheScenes => {
            items(content.behind_the_scenes.iter().map(|one| vec![one.who.as_str(), &one.what]))
        }
        Column::NextAction => next.map(|next| next.text.clone()).unwrap_or_default(),
        Column::NextActionOwner => next.map(|next| next.owner.clone()).unwrap_or_default(),
        Column::NextActionDue => {
            next.and_then(|next| next.due).map(|due| due.to_string()).unwrap_or_default()
        }
        Column::Pictures => {
            items(content.pictures.iter().map(|one| vec![one.address.as_str(), &one.alt]))
        }
        Column::Signals => signals(&touchpoint.signals),
        _ => String::new(),
    }
}

fn findings(findings: &[Finding], language: Language) -> String {
    items(findings.iter().map(|one| {
        let usual = one.severity == parcours_journeys::Severity::Medium && one.evidence.is_empty();
        let weight = if usual { "" } else { severity(one.severity, language) };
        vec![one.text.as_str(), weight, &one.evidence]
    }))
}

fn signals(signals: &[Signal]) -> String {
    let parts = |signal: &Signal| {
        let mut parts = Vec::new();
        let known =
            [("kind", &signal.kind), ("channel", &signal.channel), ("subject", &signal.subject)];
        parts.extend(
            known.iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?))),
        );
        parts.extend(
            signal.properties.iter().map(|(name, value)| format!("properties.{name}={value}")),
        );
        parts
    };
    let all: Vec<Vec<String>> = signals.iter().map(parts).collect();
    items(all.iter().map(|parts| parts.iter().map(String::as_str).collect()))
}

fn free_cell(kind: LaneKind, value: &FreeValue) -> String {
    let address = value.address.as_deref().unwrap_or_default();
    match kind {
        LaneKind::List => items(value.lines.iter().map(|line| vec![line.as_str()])),
        LaneKind::Image | LaneKind::Link => items([vec![address, value.text.as_str()]]),
        _ => value.text.clone(),
    }
}
