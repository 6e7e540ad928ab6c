//! What a lane says at a touchpoint, as blocks of lines.

use parcours_journeys::{Finding, FreeValue, Lane, LaneKind, Severity, TouchpointDraft};
use parcours_kernel::Language;

use super::scene::{Area, Scene, Type, count};
use super::words::word;
use super::wrap::wrap;
use crate::content::{MapContent, PictureFile};

const BODY: Type = Type::plain(11.5);
const SMALL: Type = Type::dimmed(10.0);
const PICTURE_HEIGHT: f64 = 96.0;
/// Space below a block.
const GAP: f64 = 5.0;

/// A part of a cell.
pub(super) enum Block<'a> {
    Lines(Vec<String>, Type),
    Picture(&'a PictureFile, String),
}

impl Block<'_> {
    fn height(&self) -> f64 {
        match self {
            Self::Lines(lines, how) => how.leading() * count(lines.len()),
            Self::Picture(..) => PICTURE_HEIGHT,
        }
    }
}

/// The height of some blocks below each other.
pub(super) fn height(blocks: &[Block<'_>]) -> f64 {
    blocks.iter().map(|block| block.height() + GAP).sum()
}

/// Draws blocks below each other.
pub(super) fn draw(scene: &mut Scene, at: (f64, f64), width: f64, blocks: &[Block<'_>]) {
    let mut y = at.1;
    for block in blocks {
        match block {
            Block::Lines(lines, how) => {
                scene.lines((at.0, y), lines, *how);
            }
            Block::Picture(file, words) => {
                let area = Area { x: at.0, y, width, height: PICTURE_HEIGHT };
                scene.image(area, file, words);
            }
        }
        y += block.height() + GAP;
    }
}

/// What a lane says.
pub(super) fn blocks<'a>(
    map: &'a MapContent,
    lane: &Lane,
    touchpoint: &TouchpointDraft,
    width: f64,
    language: Language,
) -> Vec<Block<'a>> {
    let content = &touchpoint.content;
    let mut into = Blocks { map, width, blocks: Vec::new() };
    match lane.kind {
        LaneKind::KeyMoments => {
            for picture in &content.pictures {
                into.picture(&picture.address, &picture.alt);
            }
            into.text(&content.key_moment);
        }
        LaneKind::Needs => into.text(&content.needs),
        LaneKind::Does => into.text(&content.does),
        LaneKind::Thinks => into.text(&content.thinks),
        LaneKind::Feels => into.text(&content.feels),
        LaneKind::StandsInTheWay => into.text(&content.stands_in_the_way),
        LaneKind::Channels => into.text(&content.channels.join(" · ")),
        LaneKind::OwningTeam => into.text(&content.owning_team),
        LaneKind::Actions => content.actions.iter().for_each(|one| into.item(&one.text, &one.team)),
        LaneKind::Frictions => into.findings(&content.frictions, language),
        LaneKind::Strengths => into.findings(&content.strengths, language),
        LaneKind::BehindTheScenes => {
            content.behind_the_scenes.iter().for_each(|one| into.item(&one.what, &one.who));
        }
        LaneKind::NextAction => {
            if let Some(next) = &content.next_action {
                let due = next.due.map(|due| due.to_string()).unwrap_or_default();
                let who = [next.owner.clone(), due];
                into.item(
                    &next.text,
                    &who.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" · "),
                );
            }
        }
        LaneKind::Figures | LaneKind::Emotion => {}
        LaneKind::Text | LaneKind::List | LaneKind::Image | LaneKind::Number | LaneKind::Link => {
            if let Some(value) = content.free.get(&lane.id) {
                into.free(lane.kind, value);
            }
        }
    }
    into.blocks
}

struct Blocks<'a> {
    map: &'a MapContent,
    width: f64,
    blocks: Vec<Block<'a>>,
}

impl Blocks<'_> {
    fn lines(&mut self, text: &str, how: Type) {
        let lines = wrap(text, how.size, how.bold, self.width);
        if !lines.is_empty() {
            self.blocks.push(Block::Lines(lines, how));
        }
    }

    fn text(&mut self, text: &str) {
        self.lines(text, BODY);
    }

    /// A thing, and below it, smaller, who or how one knows.
    fn item(&mut self, text: &str, beside: &str) {
        self.lines(text, BODY);
        self.lines(beside, SMALL);
    }

    fn findings(&mut self, findings: &[Finding], language: Language) {
        for one in findings {
            let weight = match one.severity {
                Severity::High => word(language, "Weighs heavily", "Pèse lourd"),
                Severity::Medium => "",
                Severity::Low => word(language, "Weighs little", "Pèse peu"),
            };
            let mark = if one.severity == Severity::High { "▲ " } else { "" };
            let beside = [weight, one.evidence.as_str()];
            let beside: Vec<_> = beside.into_iter().filter(|part| !part.is_empty()).collect();
            self.item(&format!("{mark}{}", one.text), &beside.join(" · "));
        }
    }

    fn free(&mut self, kind: LaneKind, value: &FreeValue) {
        let address = value.address.as_deref().unwrap_or_default();
        match kind {
            LaneKind::List => value.lines.iter().for_each(|line| self.text(&format!("– {line}"))),
            LaneKind::Image => {
                self.picture(address, &value.text);
                self.lines(&value.text, SMALL);
            }
            LaneKind::Link => self.item(&value.text, address),
            _ => self.text(&value.text),
        }
    }

    /// A picture that we have; one that lies elsewhere is not fetched, its words stand for it.
    fn picture(&mut self, address: &str, words: &str) {
        match self.map.pictures.get(address) {
            Some(file) => self.blocks.push(Block::Picture(file, words.to_owned())),
            None => self.lines(if words.is_empty() { address } else { words }, SMALL),
        }
    }
}
