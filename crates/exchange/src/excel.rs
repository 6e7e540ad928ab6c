//! A map as an Excel file: the map itself on the first sheet, its table on the second.

use parcours_journeys::{JourneyDraft, Lane, LaneKind, TouchpointDraft};
use parcours_kernel::{Language, Problem};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::picture::words;
use crate::table::cells::{feeling, items};
use crate::table::rows::{heads, rows};

/// The bytes of the file.
pub(crate) fn write(journey: &JourneyDraft, language: Language) -> Result<Vec<u8>, Problem> {
    book(journey, language).map_err(Problem::internal)
}

fn book(journey: &JourneyDraft, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (map, table) = match language {
        Language::En => ("Map", "Touchpoints"),
        Language::Fr => ("Carte", "Points de contact"),
    };
    map_sheet(book.add_worksheet().set_name(map)?, journey, language)?;
    table_sheet(book.add_worksheet().set_name(table)?, journey, language)?;
    book.save_to_buffer()
}

/// Stages over touchpoints over lanes, as on screen.
fn map_sheet(
    sheet: &mut Worksheet,
    journey: &JourneyDraft,
    language: Language,
) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_font_size(16);
    let lane_name = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let card = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.write_string_with_format(0, 0, &journey.name, &title)?;
    if let Some(persona) = &journey.persona {
        sheet.write_string(1, 0, &persona.name)?;
    }
    sheet.set_column_width(0, 20)?;
    let mut column = 1;
    let mut touchpoints: Vec<(u16, &TouchpointDraft)> = Vec::new();
    for stage in &journey.stages {
        let stage_name = Format::new().set_bold().set_border_top(FormatBorder::Thick);
        let first = column;
        for touchpoint in &stage.touchpoints {
            touchpoints.push((column, touchpoint));
            column += 1;
        }
        column = column.max(first + 1);
        for place in first..column {
            sheet.write_blank(2, place, &stage_name)?;
            sheet.set_column_width(place, 28)?;
        }
        sheet.write_string_with_format(2, first, &stage.name, &stage_name)?;
    }
    for (column, touchpoint) in &touchpoints {
        sheet.write_string_with_format(3, *column, &touchpoint.name, &card)?;
    }
    let shown = journey.lanes.iter().filter(|lane| !lane.hidden && lane.kind != LaneKind::Figures);
    for (row, lane) in (4..).zip(shown) {
        sheet.write_string_with_format(row, 0, words::lane(lane, language), &lane_name)?;
        for (column, touchpoint) in &touchpoints {
            if let (LaneKind::Emotion, Some(felt)) = (lane.kind, touchpoint.content.felt) {
                sheet.write_number_with_format(row, *column, felt.value(), &cell)?;
                continue;
            }
            sheet.write_string_with_format(row, *column, said(lane, touchpoint), &cell)?;
        }
    }
    sheet.set_freeze_panes(4, 1)?;
    sheet.set_landscape();
    sheet.set_paper_size(8);
    sheet.set_print_fit_to_pages(0, 1);
    sheet.set_repeat_columns(0, 0)?;
    Ok(())
}

fn said(lane: &Lane, touchpoint: &TouchpointDraft) -> String {
    let content = &touchpoint.content;
    let beside = |text: &str, beside: &str| {
        if beside.is_empty() { text.to_owned() } else { format!("{text} ({beside})") }
    };
    let lines = |all: Vec<String>| all.join("\n");
    let texts = |all: &[parcours_journeys::Finding]| {
        lines(all.iter().map(|one| beside(&one.text, &one.evidence)).collect())
    };
    match lane.kind {
        LaneKind::KeyMoments => content.key_moment.clone(),
        LaneKind::Needs => content.needs.clone(),
        LaneKind::Does => content.does.clone(),
        LaneKind::Thinks => content.thinks.clone(),
        LaneKind::Feels => content.feels.clone(),
        LaneKind::StandsInTheWay => content.stands_in_the_way.clone(),
        LaneKind::Channels => content.channels.join(", "),
        LaneKind::OwningTeam => content.owning_team.clone(),
        LaneKind::Actions => {
            lines(content.actions.iter().map(|one| beside(&one.text, &one.team)).collect())
        }
        LaneKind::Frictions => texts(&content.frictions),
        LaneKind::Strengths => texts(&content.strengths),
        LaneKind::BehindTheScenes => {
            lines(content.behind_the_scenes.iter().map(|one| beside(&one.who, &one.what)).collect())
        }
        LaneKind::NextAction => content
            .next_action
            .as_ref()
            .map(|next| beside(&next.text, &next.owner))
            .unwrap_or_default(),
        LaneKind::Emotion => feeling(content.felt, Language::En),
        LaneKind::Figures => String::new(),
        _ => content.free.get(&lane.id).map(free).unwrap_or_default(),
    }
}

fn free(value: &parcours_journeys::FreeValue) -> String {
    let lines = items(value.lines.iter().map(|line| vec![line.as_str()]));
    let parts = [value.text.as_str(), &lines, value.address.as_deref().unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The same table as CSV: what is changed here comes back once it is saved as CSV.
fn table_sheet(
    sheet: &mut Worksheet,
    journey: &JourneyDraft,
    language: Language,
) -> Result<(), XlsxError> {
    let head = Format::new().set_bold();
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let heads = heads(journey, language);
    for (column, name) in (0..).zip(&heads) {
        sheet.write_string_with_format(0, column, name, &head)?;
        sheet.set_column_width(column, 22)?;
    }
    for (row, cells) in (1..).zip(rows(journey, language)) {
        // Texts stay texts: a spreadsheet takes nothing here for a formula.
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
