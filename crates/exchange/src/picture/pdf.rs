//! A map as PDF: A3 landscape, as many pages as it takes, names of lanes on each.

use std::ops::Range;

use krilla::Document;
use krilla::geom::{Size, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};
use parcours_kernel::Problem;

use super::layout::{COLUMN, LABELS, Layout, MARGIN, Part, made_by};
use super::scene::count;
use super::{Drawing, font};
use crate::content::MapContent;

/// A3 landscape in points, and the pixels of the scene that fill it.
const PAGE: (f32, f32) = (1190.55, 841.89);
const PIXELS: (f64, f64) = (1587.4, 1122.5);
/// Below this, letters are too small to read on paper: rows go to a further page instead.
const SMALLEST: f64 = 0.72;

/// Draws a map.
pub(crate) fn pdf(map: &MapContent, drawing: &Drawing) -> Result<Vec<u8>, Problem> {
    let layout = Layout::of(map, drawing);
    let plan = Plan::of(&layout);
    let mut document = Document::new();
    let journey = &map.journey;
    document.set_metadata(
        Metadata::new()
            .title(journey.name.clone())
            .creator("Parcours".to_owned())
            .language(drawing.language.code().to_owned()),
    );
    let pages = plan.pages();
    for (number, (columns, rows)) in (1..).zip(&pages) {
        let foot = format!("{} · {number} / {}", made_by(drawing.language), pages.len());
        let part = Part { columns: columns.clone(), rows: rows.clone(), foot };
        let scene = layout.draw(&part, plan.width, plan.height);
        let settings =
            PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Problem::internal("a page"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let tree = font::tree(&scene.svg());
        surface.push_transform(&Transform::from_scale(1.0, 1.0));
        let size = Size::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Problem::internal("a page"))?;
        surface.draw_svg(&tree, size, SvgSettings::default());
        surface.pop();
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| Problem::internal(format!("{error:?}")))
}

/// How a map is dealt to pages, all of one scale.
struct Plan {
    width: f64,
    height: f64,
    columns: Vec<Range<usize>>,
    rows: Vec<Range<usize>>,
}

impl Plan {
    /// As large as fits by its height; where that would be too small, over several pages down.
    fn of(layout: &Layout<'_>) -> Self {
        let heights = layout.row_heights();
        let all = layout.height(PIXELS.0, 0..heights.len());
        let head = layout.height(PIXELS.0, 0..0);
        let tallest = heights.iter().copied().fold(0.0, f64::max);
        let wanted = PIXELS.1 / all;
        // A row higher than a page makes all smaller: it is not cut.
        let scale = wanted.clamp(SMALLEST, 1.0).min(PIXELS.1 / (head + tallest));
        let (width, height) = (PIXELS.0 / scale, PIXELS.1 / scale);
        let fit = ((width - 2.0 * MARGIN - LABELS) / COLUMN).floor();
        let mut columns = Vec::new();
        let (mut from, all) = (0, layout.columns().max(1));
        while from < all {
            let mut to = from;
            while to < all && count(to - from) < fit {
                to += 1;
            }
            let to = to.max(from + 1).min(all);
            columns.push(from..to.min(layout.columns()));
            from = to;
        }
        Self { width, height, columns, rows: dealt(&heights, height - head) }
    }

    /// From left to right, then down.
    fn pages(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let down = self.rows.iter();
        down.flat_map(|rows| self.columns.iter().map(|columns| (columns.clone(), rows.clone())))
            .collect()
    }
}

/// Rows dealt to pages that are so high.
fn dealt(heights: &[f64], most: f64) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut from, mut used) = (0, 0.0);
    for (row, height) in heights.iter().enumerate() {
        if used + height > most && row > from {
            pages.push(from..row);
            (from, used) = (row, 0.0);
        }
        used += height;
    }
    pages.push(from..heights.len());
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stay_whole_and_none_is_lost() {
        assert_eq!(dealt(&[10.0, 20.0, 30.0, 5.0], 35.0), [0..2, 2..4]);
        assert_eq!(dealt(&[50.0, 50.0], 35.0), [0..1, 1..2]);
        assert_eq!(dealt(&[], 35.0), std::iter::once(0..0).collect::<Vec<_>>());
    }
}
