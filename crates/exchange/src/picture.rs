//! A map drawn: one scene, which becomes SVG, PNG and the pages of a PDF.
//!
//! `layout` puts columns and rows where they go, with texts broken by the widths of the real font;
//! `scene` holds what is drawn and writes it as SVG. PNG and PDF are made from that SVG, so that all
//! three look alike.

mod cells;
mod curve;
mod font;
mod layout;
mod pdf;
mod png;
mod scene;
pub(crate) mod words;
mod wrap;

use parcours_kernel::Language;

use crate::content::MapContent;

pub(crate) use pdf::pdf;
pub(crate) use png::png;

/// What is drawn besides the map itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawing {
    /// What customers did at each touchpoint, in map order, in words; empty for a map without figures.
    pub(crate) figures: Vec<String>,
    /// The period of the figures and what the journey's head says of them.
    pub(crate) headline: String,
    /// Words of the legend and the lanes are in this language.
    pub(crate) language: Language,
}

/// The map as one SVG.
pub(crate) fn svg(map: &MapContent, drawing: &Drawing) -> String {
    layout::whole(map, drawing).svg()
}
