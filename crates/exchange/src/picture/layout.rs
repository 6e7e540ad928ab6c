//! Where things go: stages and touchpoints as columns, lanes as rows.

use parcours_journeys::{Hue, Lane, LaneKind, StageDraft, TouchpointDraft};
use parcours_kernel::Language;

use super::cells::{self, Block};
use super::scene::{Area, Scene, Type, colour, count};
use super::words::{self, word};
use super::wrap::{wrap, wrap_to};
use super::{Drawing, curve};
use crate::content::MapContent;

pub(super) const MARGIN: f64 = 28.0;
pub(super) const LABELS: f64 = 132.0;
pub(super) const COLUMN: f64 = 196.0;
const PADDING: f64 = 10.0;
const STAGE_HEIGHT: f64 = 34.0;
const FOOT: f64 = 34.0;
const NAME: Type = Type::bold(13.0);

/// A column of the map: a touchpoint, or a stage that has none yet.
struct Column<'a> {
    stage: usize,
    touchpoint: Option<&'a TouchpointDraft>,
    /// Its place in map order among the touchpoints.
    place: usize,
}

/// A row below the cards.
struct Row<'a> {
    lane: &'a Lane,
    height: f64,
    /// By column.
    cells: Vec<Vec<Block<'a>>>,
}

/// A map, measured: what each row needs over all columns, so that rows are as high on each page.
pub(super) struct Layout<'a> {
    map: &'a MapContent,
    drawing: &'a Drawing,
    columns: Vec<Column<'a>>,
    rows: Vec<Row<'a>>,
    cards: f64,
}

/// The part of a map that a picture or a page shows.
pub(super) struct Part {
    pub(super) columns: std::ops::Range<usize>,
    pub(super) rows: std::ops::Range<usize>,
    /// What the foot says at its end, such as `2 / 5`.
    pub(super) foot: String,
}

impl<'a> Layout<'a> {
    pub(super) fn of(map: &'a MapContent, drawing: &'a Drawing) -> Self {
        let mut columns = Vec::new();
        let mut place = 0;
        for (stage, of) in map.journey.stages.iter().enumerate() {
            if of.touchpoints.is_empty() {
                columns.push(Column { stage, touchpoint: None, place });
            }
            for touchpoint in &of.touchpoints {
                columns.push(Column { stage, touchpoint: Some(touchpoint), place });
                place += 1;
            }
        }
        let mut layout = Self { map, drawing, columns, rows: Vec::new(), cards: 0.0 };
        layout.cards =
            layout.columns.iter().map(|column| layout.card_height(column)).fold(60.0, f64::max);
        let shown = |lane: &&Lane| !lane.hidden && lane.kind != LaneKind::Figures;
        layout.rows =
            map.journey.lanes.iter().filter(shown).filter_map(|lane| layout.row(lane)).collect();
        layout
    }

    /// A lane as a row; none where it says nothing anywhere.
    fn row(&self, lane: &'a Lane) -> Option<Row<'a>> {
        let cells: Vec<_> = self
            .columns
            .iter()
            .map(|column| match column.touchpoint {
                Some(touchpoint) => {
                    let width = COLUMN - 2.0 * PADDING;
                    cells::blocks(self.map, lane, touchpoint, width, self.drawing.language)
                }
                None => Vec::new(),
            })
            .collect();
        let tallest = cells.iter().map(|blocks| cells::height(blocks)).fold(0.0, f64::max);
        if lane.kind == LaneKind::Emotion {
            let says = |column: &Column<'_>| {
                column
                    .touchpoint
                    .is_some_and(|one| one.content.felt.is_some() || one.content.wished.is_some())
            };
            return self.columns.iter().any(says).then_some(Row {
                lane,
                height: curve::HEIGHT,
                cells,
            });
        }
        let name =
            wrap(&words::lane(lane, self.drawing.language), 11.5, true, LABELS - PADDING).len();
        let height = (tallest + 2.0 * PADDING).max(count(name) * 16.0 + 2.0 * PADDING);
        (tallest > 0.0).then_some(Row { lane, height, cells })
    }

    pub(super) fn columns(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn row_heights(&self) -> Vec<f64> {
        self.rows.iter().map(|row| row.height).collect()
    }

    /// Everything above the rows, without the head.
    pub(super) fn upper(&self) -> f64 {
        STAGE_HEIGHT + self.cards + 2.0 * PADDING
    }

    /// The height of a part that shows these rows.
    pub(super) fn height(&self, width: f64, rows: std::ops::Range<usize>) -> f64 {
        let rows: f64 = self.rows[rows].iter().map(|row| row.height).sum();
        MARGIN + self.head_height(width) + self.upper() + rows + FOOT
    }

    /// Draws a part, `width` wide.
    pub(super) fn draw(&self, part: &Part, width: f64, height: f64) -> Scene {
        let mut scene = Scene::new(width, height, &self.map.journey.name);
        let y = MARGIN + self.head(&mut scene, width);
        let x = MARGIN + LABELS;
        self.stages(&mut scene, (x, y), part);
        let y = y + STAGE_HEIGHT + PADDING;
        for (number, column) in part.columns.clone().enumerate() {
            self.card(&mut scene, (x + count(number) * COLUMN, y), &self.columns[column]);
        }
        let mut y = y + self.cards + PADDING;
        for row in &self.rows[part.rows.clone()] {
            self.draw_row(&mut scene, (x, y), row, part);
            y += row.height;
        }
        self.foot(&mut scene, height, part);
        scene
    }

    fn head_lines(&self, width: f64) -> Vec<(Vec<String>, Type)> {
        let journey = &self.map.journey;
        let language = self.drawing.language;
        let most = width - 2.0 * MARGIN;
        let line =
            |text: &str, how: Type, lines| (wrap_to(text, how.size, how.bold, most, lines), how);
        let mut found = vec![line(&journey.name, Type::bold(22.0), 2)];
        let colon = word(language, ":", "\u{202f}:");
        let mut about = Vec::new();
        if let Some(persona) = &journey.persona {
            about.push(persona.name.clone());
        }
        if !journey.goal.trim().is_empty() {
            about.push(format!("{}{colon} {}", word(language, "Goal", "But"), journey.goal.trim()));
        }
        found.push(line(&about.join(" · "), Type::plain(13.0), 2));
        found.push(line(journey.scenario.trim(), Type::dimmed(12.0), 3));
        found.push(line(&self.drawing.headline, Type::plain(12.0), 2));
        found.retain(|(lines, _)| !lines.is_empty());
        found
    }

    fn head_height(&self, width: f64) -> f64 {
        let lines = self.head_lines(width);
        lines.iter().map(|(lines, how)| how.leading() * count(lines.len()) + 4.0).sum::<f64>()
            + 10.0
    }

    fn head(&self, scene: &mut Scene, width: f64) -> f64 {
        let mut y = MARGIN;
        for (lines, how) in self.head_lines(width) {
            y += scene.lines((MARGIN, y), &lines, how) + 4.0;
        }
        self.head_height(width)
    }

    fn stages(&self, scene: &mut Scene, at: (f64, f64), part: &Part) {
        let shown = &self.columns[part.columns.clone()];
        let mut start = 0;
        while start < shown.len() {
            let stage = shown[start].stage;
            let end = shown
                .iter()
                .rposition(|column| column.stage == stage)
                .map_or(start + 1, |last| last + 1);
            let of: &StageDraft = &self.map.journey.stages[stage];
            let x = at.0 + count(start) * COLUMN;
            let width = count(end - start) * COLUMN - 6.0;
            scene.rect(Area { x, y: at.1, width, height: 4.0 }, 2.0, hue(of.hue), None);
            let how = Type { size: 13.0, bold: true, colour: hue(of.hue) };
            let name = wrap_to(&of.name, how.size, true, width - 4.0, 1);
            scene.lines((x + 2.0, at.1 + 10.0), &name, how);
            start = end;
        }
    }

    /// The lines of a card, from its name down.
    fn card_lines(&self, column: &Column<'_>) -> Vec<(Vec<String>, Type)> {
        let Some(touchpoint) = column.touchpoint else { return Vec::new() };
        let language = self.drawing.language;
        let width = COLUMN - 6.0 - 2.0 * PADDING;
        let mut found = vec![(wrap(&touchpoint.name, NAME.size, true, width), NAME)];
        let mut add =
            |text: &str, how: Type| found.push((wrap(text, how.size, how.bold, width), how));
        let is_channels = |lane: &Lane| lane.kind == LaneKind::Channels && !lane.hidden;
        if !self.map.journey.lanes.iter().any(is_channels) {
            add(&touchpoint.content.channels.join(" · "), Type::dimmed(10.5));
        }
        if touchpoint.goal {
            let how = Type { colour: colour::GOAL, ..Type::bold(10.5) };
            add(
                &format!("● {}", word(language, "Goal of the journey", "Objectif du parcours")),
                how,
            );
        }
        if touchpoint.content.moment_of_truth {
            let how = Type { colour: colour::PRIMARY, ..Type::bold(10.5) };
            add(&format!("◆ {}", word(language, "Moment of truth", "Moment de vérité")), how);
        }
        if let Some(figures) = self.drawing.figures.get(column.place) {
            add(figures, Type::plain(11.0));
        }
        found.retain(|(lines, _)| !lines.is_empty());
        found
    }

    fn card_height(&self, column: &Column<'_>) -> f64 {
        let lines = self.card_lines(column);
        lines.iter().map(|(lines, how)| how.leading() * count(lines.len()) + 2.0).sum::<f64>()
            + 2.0 * PADDING
    }

    fn card(&self, scene: &mut Scene, at: (f64, f64), column: &Column<'_>) {
        if column.touchpoint.is_none() {
            let nothing =
                word(self.drawing.language, "No touchpoint yet", "Aucun point de contact");
            scene.text((at.0 + PADDING, at.1 + 24.0), nothing, Type::dimmed(11.0));
            return;
        }
        let area = Area { x: at.0, y: at.1, width: COLUMN - 6.0, height: self.cards };
        scene.rect(area, 6.0, colour::CARD, Some(colour::BORDER));
        let mut y = at.1 + PADDING;
        for (lines, how) in self.card_lines(column) {
            y += scene.lines((at.0 + PADDING, y), &lines, how) + 2.0;
        }
    }

    fn draw_row(&self, scene: &mut Scene, at: (f64, f64), row: &Row<'_>, part: &Part) {
        let width = count(part.columns.len()) * COLUMN;
        scene.line((MARGIN, at.1), (at.0 + width, at.1), colour::BORDER, false);
        let name =
            wrap(&words::lane(row.lane, self.drawing.language), 11.5, true, LABELS - PADDING);
        scene.lines((MARGIN, at.1 + PADDING), &name, Type::bold(11.5));
        if row.lane.kind == LaneKind::Emotion {
            let area = Area { x: at.0, y: at.1, width, height: row.height };
            let columns: Vec<_> = self.columns.iter().map(|column| column.touchpoint).collect();
            curve::draw(scene, area, COLUMN, &columns, part.columns.start, self.drawing.language);
            curve::scale_words(scene, (MARGIN, at.1), self.drawing.language);
            return;
        }
        for (number, column) in part.columns.clone().enumerate() {
            let place = (at.0 + count(number) * COLUMN + PADDING, at.1 + PADDING);
            cells::draw(scene, place, COLUMN - 2.0 * PADDING, &row.cells[column]);
        }
    }

    /// The legend, and which page this is.
    fn foot(&self, scene: &mut Scene, height: f64, part: &Part) {
        let y = height - 14.0;
        let small = Type::dimmed(10.0);
        let mut x = MARGIN;
        if self.rows[part.rows.clone()].iter().any(|row| row.lane.kind == LaneKind::Emotion) {
            for (colour, dashed, text) in [
                (colour::PRIMARY, false, word(self.drawing.language, "how it feels", "ressenti")),
                (
                    colour::DIMMED,
                    true,
                    word(self.drawing.language, "how it is to feel", "souhaité"),
                ),
            ] {
                scene.line((x, y - 3.5), (x + 22.0, y - 3.5), colour, dashed);
                scene.text((x + 28.0, y), text, small);
                x += 44.0 + super::font::width(text, small.size, false);
            }
            for value in [-2.0, -1.0, 0.0, 1.0, 2.0] {
                scene.circle((x + 5.0, y - 3.5), 4.5, colour::feeling(value), colour::CARD);
                scene.text((x + 12.0, y), &curve::signed(value, self.drawing.language), small);
                x += 34.0;
            }
        }
        let end = super::font::width(&part.foot, small.size, false);
        scene.text((scene.width - MARGIN - end, y), &part.foot, small);
    }
}

/// The colour of a stage.
fn hue(hue: Hue) -> &'static str {
    match hue {
        Hue::Awareness => "#7A5BB5",
        Hue::Consideration => "#3D6FB6",
        Hue::Decision => "#0F7B8A",
        Hue::Retention => "#A8741A",
        Hue::Advocacy => "#B2476F",
    }
}

/// The whole map in one scene, as wide as it takes.
pub(super) fn whole(map: &MapContent, drawing: &Drawing) -> Scene {
    let layout = Layout::of(map, drawing);
    let columns = layout.columns().max(4);
    let width = 2.0 * MARGIN + LABELS + count(columns) * COLUMN;
    let rows = 0..layout.rows.len();
    let height = layout.height(width, rows.clone());
    let part =
        Part { columns: 0..layout.columns(), rows, foot: made_by(drawing.language).to_owned() };
    layout.draw(&part, width, height)
}

pub(super) fn made_by(language: Language) -> &'static str {
    word(language, "Drawn with Parcours", "Dessiné avec Parcours")
}
