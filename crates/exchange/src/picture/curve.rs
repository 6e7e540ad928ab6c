//! The row of the emotion curve: how it feels, and how it is to feel.

use parcours_journeys::TouchpointDraft;
use parcours_kernel::Language;

use super::scene::{Area, Scene, Type, colour, count};
use super::words::word;

/// How high the row is.
pub(super) const HEIGHT: f64 = 140.0;
const MARGIN: f64 = 26.0;

/// Draws the curve of all touchpoints, of which the columns from `first` on are within `area`. What lies
/// outside leads to the edge, so that the curve goes on over pages.
pub(super) fn draw(
    scene: &mut Scene,
    area: Area,
    column_width: f64,
    columns: &[Option<&TouchpointDraft>],
    first: usize,
    language: Language,
) {
    let middle = area.y + area.height / 2.0;
    let scale = (area.height / 2.0 - MARGIN) / 2.0;
    scene.line((area.x, middle), (area.x + area.width, middle), colour::BORDER, true);
    let place = |column: usize| area.x + (count(column) - count(first) + 0.5) * column_width;
    let line = |pick: &dyn Fn(&TouchpointDraft) -> Option<f64>| -> Vec<(f64, f64, f64)> {
        let points = columns.iter().enumerate().filter_map(|(column, touchpoint)| {
            let value = pick((*touchpoint)?)?;
            Some((place(column), middle - value * scale, value))
        });
        points.collect()
    };
    let wished = line(&|one| one.content.wished.map(parcours_journeys::Feeling::value));
    let felt = line(&|one| one.content.felt.map(parcours_journeys::Feeling::value));
    scene.path(&path(&wished, area), colour::DIMMED, 1.3, true);
    scene.path(&path(&felt, area), colour::PRIMARY, 2.0, false);
    let within = |x: f64| x > area.x && x < area.x + area.width;
    for (x, y, value) in felt.into_iter().filter(|(x, ..)| within(*x)) {
        scene.circle((x, y), 5.0, colour::feeling(value), colour::CARD);
        // The sign says it too, for eyes that do not tell the colours apart.
        let above = if value < 0.0 { 17.0 } else { -9.0 };
        scene.text((x - 7.0, y + above), &signed(value, language), Type::dimmed(9.5));
    }
}

/// The parts of a line that lie within an area, cut at its edges.
fn path(points: &[(f64, f64, f64)], area: Area) -> String {
    let (left, right) = (area.x, area.x + area.width);
    let mut path = String::from("M0 0");
    for pair in points.windows(2) {
        let [(x1, y1, _), (x2, y2, _)] = [pair[0], pair[1]];
        if x2 <= left || x1 >= right {
            continue;
        }
        let at = |x: f64| y1 + (y2 - y1) * (x - x1) / (x2 - x1);
        let (from, to) = (x1.max(left), x2.min(right));
        path.push_str(&format!(" M{from:.1} {:.1} L{to:.1} {:.1}", at(from), at(to)));
    }
    path
}

/// A feeling with its sign, and the comma of French.
pub(super) fn signed(value: f64, language: Language) -> String {
    let sign = match value {
        value if value < 0.0 => "−",
        value if value > 0.0 => "+",
        _ => "",
    };
    let digits = value.abs().to_string();
    match language {
        Language::En => format!("{sign}{digits}"),
        Language::Fr => format!("{sign}{}", digits.replace('.', ",")),
    }
}

/// The ends of the scale, at the side of the row.
pub(super) fn scale_words(scene: &mut Scene, at: (f64, f64), language: Language) {
    let small = Type::dimmed(9.5);
    scene.text(
        (at.0, at.1 + 42.0),
        &format!("+2 {}", word(language, "wonderful", "formidable")),
        small,
    );
    scene.text(
        (at.0, at.1 + HEIGHT - MARGIN + 6.0),
        &format!("−2 {}", word(language, "awful", "affreux")),
        small,
    );
}
