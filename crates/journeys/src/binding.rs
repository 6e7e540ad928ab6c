//! Which signature belongs to which touchpoint of a journey. Figures and paths read interactions
//! through this table: a changed map rebinds all of history by matching signatures once.

use std::collections::HashMap;

use parcours_interactions::Signature;

use crate::matching::SignalMatcher;
use crate::model::{Journey, MAX_TOUCHPOINTS, TouchpointId};

/// Signatures of a journey, by touchpoint. A touchpoint's code is its place in map order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Binding {
    touchpoints: Vec<TouchpointId>,
    codes: HashMap<u32, u8>,
}

impl Binding {
    /// The code of what no touchpoint claims.
    pub const NONE: u8 = 255;

    /// The touchpoint's code of a signature's number, or [`NONE`](Self::NONE).
    pub fn code(&self, signature: u32) -> u8 {
        self.codes.get(&signature).copied().unwrap_or(Self::NONE)
    }

    /// The touchpoint that claims a signature.
    pub fn touchpoint(&self, signature: u32) -> Option<TouchpointId> {
        self.touchpoints.get(usize::from(self.code(signature))).copied()
    }

    /// All touchpoints of the journey in map order: the index is the code.
    pub fn touchpoints(&self) -> &[TouchpointId] {
        &self.touchpoints
    }

    /// The numbers of all claimed signatures, ascending.
    pub fn signatures(&self) -> Vec<u32> {
        let mut signatures: Vec<_> = self.codes.keys().copied().collect();
        signatures.sort_unstable();
        signatures
    }
}

/// Binds signatures to the touchpoints of a journey. Where several claim one, the first in map
/// order has it, so that no interaction counts twice.
pub fn bind(journey: &Journey, signatures: &[Signature]) -> Binding {
    let matchers: Vec<_> = journey
        .touchpoints()
        .take(MAX_TOUCHPOINTS)
        .map(|touchpoint| (touchpoint.id, SignalMatcher::new(&touchpoint.signals)))
        .collect();
    let candidates = Candidates::new(&matchers);
    let codes = signatures
        .iter()
        .filter_map(|signature| {
            let code = candidates
                .of(&signature.parts.kind)
                .iter()
                .copied()
                .find(|code| matchers[usize::from(*code)].1.matches(&signature.parts))?;
            Some((signature.id, code))
        })
        .collect();
    Binding { touchpoints: matchers.iter().map(|(id, _)| *id).collect(), codes }
}

/// The touchpoints to ask for a kind, in map order: nearly all signals name theirs.
struct Candidates<'a> {
    any: Vec<u8>,
    by_kind: HashMap<&'a str, Vec<u8>>,
}

impl<'a> Candidates<'a> {
    fn new(matchers: &'a [(TouchpointId, SignalMatcher)]) -> Self {
        let kinds: Vec<_> = matchers.iter().map(|(_, matcher)| matcher.kinds()).collect();
        let any: Vec<u8> = (0..Binding::NONE)
            .zip(&kinds)
            .filter(|(_, kinds)| kinds.is_none())
            .map(|(code, _)| code)
            .collect();
        let mut by_kind: HashMap<&str, Vec<u8>> = HashMap::new();
        for (code, kinds) in (0..Binding::NONE).zip(&kinds) {
            for kind in kinds.iter().flatten() {
                by_kind.entry(*kind).or_insert_with(|| any.clone()).push(code);
            }
        }
        for codes in by_kind.values_mut() {
            codes.sort_unstable();
            codes.dedup();
        }
        Self { any, by_kind }
    }

    fn of(&self, kind: &str) -> &[u8] {
        self.by_kind.get(kind).unwrap_or(&self.any)
    }
}

#[cfg(test)]
mod tests {
    use parcours_interactions::SignatureParts;
    use parcours_kernel::{Env, Language, Timestamp};

    use super::*;
    use crate::model::{
        Hue, JourneyId, JourneyStatus, Signal, Stage, StageId, Touchpoint, TouchpointContent,
        Translations,
    };

    fn journey(signals: Vec<Vec<Signal>>) -> Journey {
        let env = Env::system();
        let stage = StageId::new(&env);
        let touchpoints = signals
            .into_iter()
            .enumerate()
            .map(|(position, signals)| Touchpoint {
                id: TouchpointId::new(&env),
                stage_id: stage,
                name: format!("{position}"),
                position,
                goal: false,
                content: TouchpointContent::default(),
                revision: 1,
                signals,
                sub_journey: None,
                reviewed_at: None,
                reviewed_by: None,
                translations: Translations::new(),
            })
            .collect();
        let hue = Hue::Awareness;
        let stage = Stage {
            id: stage,
            name: "One".into(),
            hue,
            position: 0,
            translations: Translations::new(),
            touchpoints,
        };
        Journey {
            id: JourneyId::new(&env),
            name: "Purchase".into(),
            persona: None,
            scenario: String::new(),
            start: String::new(),
            end: String::new(),
            goal: String::new(),
            revision: 1,
            published_version: None,
            has_unpublished_changes: true,
            updated_at: Timestamp::default(),
            updated_by: "Léa".into(),
            owner: None,
            status: JourneyStatus::Sketch,
            review_days: 90,
            language: Language::Fr,
            translations: Translations::new(),
            lanes: Vec::new(),
            links: Vec::new(),
            parents: Vec::new(),
            your_role: None,
            stages: vec![stage],
        }
    }

    fn kind(kind: &str) -> Signal {
        Signal { kind: Some(kind.into()), ..Default::default() }
    }

    fn signature(id: u32, kind: &str, subject: &str) -> Signature {
        Signature { id, parts: SignatureParts::new(kind, "web", Some(subject), Default::default()) }
    }

    #[test]
    fn the_first_in_map_order_claims() {
        let anything = Signal { subject: Some("/panier".into()), ..Default::default() };
        let journey = journey(vec![
            vec![
                kind("page_viewed"),
                Signal { subject: Some("/a*".into()), ..kind("product_viewed") },
            ],
            vec![anything],
            vec![kind("product_viewed"), kind("page_viewed")],
            vec![],
        ]);
        let binding = bind(
            &journey,
            &[
                signature(7, "page_viewed", "/panier"),
                signature(8, "product_viewed", "/panier"),
                signature(9, "product_viewed", "/b"),
                signature(10, "order_completed", "/panier"),
                signature(11, "order_completed", "/fin"),
            ],
        );
        let codes: Vec<_> = (7..12).map(|id| binding.code(id)).collect();
        assert_eq!(codes, [0, 1, 2, 1, Binding::NONE]);
        assert_eq!(binding.signatures(), [7, 8, 9, 10]);
        let ids: Vec<_> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
        assert_eq!(binding.touchpoints(), ids);
        assert_eq!(binding.touchpoint(9), Some(ids[2]));
        assert_eq!(binding.touchpoint(11), None);
    }

    #[test]
    fn a_full_map_has_a_code_for_each_touchpoint() {
        let full = journey((0..255).map(|number| vec![kind(&format!("k{number}"))]).collect());
        let binding = bind(&full, &[signature(1, "k0", ""), signature(2, "k254", "")]);
        assert_eq!((binding.code(1), binding.code(2)), (0, 254));
        assert_eq!(binding.touchpoints().len(), 255);
    }
}
