//! A map as PNG.

use parcours_kernel::Problem;
use resvg::tiny_skia::{Pixmap, Transform};

use super::{Drawing, font, svg};
use crate::content::MapContent;

/// Pixels for each pixel of the scene: sharp on fine screens and when printed.
const SHARPNESS: f32 = 2.0;
/// Pixels of a picture at most, which take four bytes each while it is drawn.
const MOST_PIXELS: f32 = 40_000_000.0;

/// Draws a map; one that is very large is drawn less finely rather than not at all.
pub(crate) fn png(map: &MapContent, drawing: &Drawing) -> Result<Vec<u8>, Problem> {
    let tree = font::tree(&svg(map, drawing));
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SHARPNESS.min((MOST_PIXELS / (width * height)).sqrt());
    let mut pixels = Pixmap::new(side(width * scale), side(height * scale))
        .ok_or_else(|| Problem::internal("a map without any size"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(Problem::internal)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bounded above, and not negative"
)]
fn side(length: f32) -> u32 {
    length.ceil().max(1.0) as u32
}
