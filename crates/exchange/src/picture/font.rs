//! The letters of pictures: Noto Sans, and DejaVu Sans for signs that it lacks.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Options};

/// How SVG names it; other programs fall back on what they have.
pub(super) const FAMILY: &str = "Noto Sans, Inter, Segoe UI, Helvetica, Arial, sans-serif";

static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [notosans::REGULAR_TTF, notosans::BOLD_TTF, dejavu::sans::regular()] {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

static REGULAR: LazyLock<Widths> = LazyLock::new(|| Widths::of(notosans::REGULAR_TTF));
static BOLD: LazyLock<Widths> = LazyLock::new(|| Widths::of(notosans::BOLD_TTF));
static SIGNS: LazyLock<Widths> = LazyLock::new(|| Widths::of(dejavu::sans::regular()));

/// What usvg reads a picture with: these fonts alone, whatever the machine has.
pub(super) fn options() -> Options<'static> {
    Options {
        fontdb: Arc::clone(&DATABASE),
        font_family: "Noto Sans".to_owned(),
        ..Options::default()
    }
}

/// Reads an SVG of ours.
pub(super) fn tree(svg: &str) -> usvg::Tree {
    usvg::Tree::from_str(svg, &options()).expect("what we draw is SVG")
}

/// The widths of the letters of a font, in thousandths of its size.
struct Widths {
    face: ttf_parser::Face<'static>,
    unit: f64,
}

impl Widths {
    fn of(font: &'static [u8]) -> Self {
        let face = ttf_parser::Face::parse(font, 0).expect("the fonts are whole");
        let unit = f64::from(face.units_per_em());
        Self { face, unit }
    }

    fn get(&self, sign: char) -> Option<f64> {
        let glyph = self.face.glyph_index(sign)?;
        Some(f64::from(self.face.glyph_hor_advance(glyph)?) / self.unit)
    }
}

/// How wide a text is.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let own: &Widths = if bold { &BOLD } else { &REGULAR };
    let of = |sign| own.get(sign).or_else(|| SIGNS.get(sign)).unwrap_or(0.6);
    text.chars().map(of).sum::<f64>() * size
}
