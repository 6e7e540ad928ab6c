//! What is drawn: few kinds of things, in pixels, and their SVG.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::font::FAMILY;
use crate::content::PictureFile;

/// Colours of the light theme, the same as on screen.
pub(super) mod colour {
    pub(crate) const TEXT: &str = "#1F2430";
    pub(crate) const DIMMED: &str = "#5C6270";
    pub(crate) const PAPER: &str = "#FBFAF7";
    pub(crate) const CARD: &str = "#FFFFFF";
    pub(crate) const BORDER: &str = "#DEDBD2";
    pub(crate) const PRIMARY: &str = "#1D4E89";
    pub(crate) const GOAL: &str = "#1F7A6C";

    /// The diverging scale of feelings, from awful to wonderful.
    pub(crate) fn feeling(value: f64) -> &'static str {
        match value {
            value if value <= -1.5 => "#B4532A",
            value if value <= -0.5 => "#DD9A74",
            value if value < 0.5 => "#B9B7B0",
            value if value < 1.5 => "#6FB0A2",
            _ => "#1F7A6C",
        }
    }
}

/// A size and place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Things drawn one over the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Scene {
    pub(super) width: f64,
    pub(super) height: f64,
    title: String,
    body: String,
}

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: &'static str,
}

impl Type {
    pub(super) const fn plain(size: f64) -> Self {
        Self { size, bold: false, colour: colour::TEXT }
    }

    pub(super) const fn dimmed(size: f64) -> Self {
        Self { size, bold: false, colour: colour::DIMMED }
    }

    pub(super) const fn bold(size: f64) -> Self {
        Self { size, bold: true, colour: colour::TEXT }
    }

    /// From one line to the next.
    pub(super) fn leading(self) -> f64 {
        (self.size * 1.38).round()
    }
}

impl Scene {
    pub(super) fn new(width: f64, height: f64, title: &str) -> Self {
        Self { width, height, title: title.to_owned(), body: String::new() }
    }

    pub(super) fn rect(&mut self, area: Area, radius: f64, fill: &str, stroke: Option<&str>) {
        let Area { x, y, width, height } = area;
        let stroke = stroke.map_or_else(String::new, |colour| format!(" stroke=\"{colour}\""));
        self.add(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius}\" fill=\"{fill}\"{stroke}/>"
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str, dashed: bool) {
        let dash = if dashed { " stroke-dasharray=\"3 3\"" } else { "" };
        self.add(format_args!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{colour}\"{dash}/>",
            from.0, from.1, to.0, to.1
        ));
    }

    pub(super) fn path(&mut self, path: &str, colour: &str, width: f64, dashed: bool) {
        let dash = if dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        self.add(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dash} stroke-linejoin=\"round\"/>"
        ));
    }

    pub(super) fn circle(&mut self, at: (f64, f64), radius: f64, fill: &str, stroke: &str) {
        self.add(format_args!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>",
            at.0, at.1
        ));
    }

    /// One line; `at` is where its baseline begins.
    pub(super) fn text(&mut self, at: (f64, f64), words: &str, how: Type) {
        if words.is_empty() {
            return;
        }
        let weight = if how.bold { " font-weight=\"700\"" } else { "" };
        self.add(format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{}\" fill=\"{}\"{weight}>{}</text>",
            at.0,
            at.1,
            how.size,
            how.colour,
            escaped(words)
        ));
    }

    /// Lines below each other from the top of an area; the height they take.
    pub(super) fn lines(&mut self, at: (f64, f64), lines: &[String], how: Type) -> f64 {
        let mut y = at.1 + how.size;
        for line in lines {
            self.text((at.0, y), line, how);
            y += how.leading();
        }
        how.leading() * count(lines.len())
    }

    /// A picture, whole, within an area.
    pub(super) fn image(&mut self, area: Area, file: &PictureFile, words: &str) {
        let Area { x, y, width, height } = area;
        let data = STANDARD.encode(&file.bytes);
        self.add(format_args!(
            "<image x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
             preserveAspectRatio=\"xMidYMid meet\" href=\"data:{};base64,{data}\"><title>{}</title></image>",
            file.media_type,
            escaped(words)
        ));
    }

    fn add(&mut self, what: std::fmt::Arguments<'_>) {
        self.body.write_fmt(what).expect("texts take what they are given");
        self.body.push('\n');
    }

    /// The whole as SVG.
    pub(super) fn svg(&self) -> String {
        let Self { width, height, title, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"{FAMILY}\">\n<title>{}</title>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n{body}</svg>\n",
            escaped(title),
            colour::PAPER
        )
    }
}

/// A number of things as a length.
#[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
pub(super) fn count(things: usize) -> f64 {
    things as f64
}

/// Text as XML takes it: without what no XML may hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            sign if sign.is_control() => out.push(' '),
            sign => out.push(sign),
        }
    }
    out
}
