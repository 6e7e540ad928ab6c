//! The map that positions are of.

use std::sync::Arc;

use parcours_interactions::Signature;
use parcours_journeys::{Journey, Signal, StageId, Touchpoint, TouchpointId, bind};
use parcours_kernel::Timestamp;

use crate::cases::NONE;
use crate::kernels::position::{Places, Thresholds};

/// A map whose positions count.
#[derive(Debug, Clone)]
pub(super) struct LiveMap {
    /// Its number.
    pub(super) map: i64,
    /// The published version; none for the draft.
    pub(super) version: Option<i64>,
    /// The journey as it counts.
    pub(super) journey: Arc<Journey>,
    /// What of it a position depends on.
    pub(super) places: Places,
    /// What silence is usual.
    pub(super) thresholds: Thresholds,
    /// When that was found out.
    pub(super) fitted_at: Timestamp,
    /// The touchpoint by signature's number, as far as signatures were known.
    pub(super) code_of: Vec<u8>,
    signatures: usize,
}

impl LiveMap {
    /// A map, bound to the signatures known now.
    pub(super) fn new(
        map: i64,
        version: Option<i64>,
        journey: Arc<Journey>,
        (thresholds, fitted_at): (Thresholds, Timestamp),
        signatures: &[Signature],
    ) -> Self {
        let (places, code_of) = (places(&journey), code_of(&journey, signatures));
        let signatures = signatures.len();
        Self { map, version, journey, places, thresholds, fitted_at, code_of, signatures }
    }

    /// The same, bound to signatures that came since.
    pub(super) fn bound(&self, signatures: &[Signature]) -> Option<Self> {
        (self.signatures != signatures.len()).then(|| Self {
            code_of: code_of(&self.journey, signatures),
            signatures: signatures.len(),
            ..self.clone()
        })
    }

    /// The touchpoint that claims a signature, or [`NONE`].
    pub(super) fn code(&self, signature: u32) -> u8 {
        self.code_of.get(signature as usize).copied().unwrap_or(NONE)
    }

    /// The touchpoint of a code, and the name of its stage.
    pub(super) fn place(&self, code: u8) -> Option<(&Touchpoint, &str)> {
        let stages = self.journey.stages.iter();
        let mut places =
            stages.flat_map(|stage| stage.touchpoints.iter().map(|one| (one, stage.name.as_str())));
        places.nth(usize::from(code))
    }
}

/// Stages and goals by touchpoint, in map order.
pub(crate) fn places(journey: &Journey) -> Places {
    let stages = (0..NONE).zip(&journey.stages);
    let stages = stages.flat_map(|(code, stage)| stage.touchpoints.iter().map(move |_| code));
    let goals = (0..NONE).zip(journey.touchpoints()).filter(|(_, touchpoint)| touchpoint.goal);
    Places { stages: stages.collect(), goals: goals.map(|(code, _)| code).collect() }
}

fn code_of(journey: &Journey, signatures: &[Signature]) -> Vec<u8> {
    let binding = bind(journey, signatures);
    let last = signatures.iter().map(|signature| signature.id as usize).max();
    let mut code_of = vec![NONE; last.map_or(0, |last| last + 1)];
    for signature in signatures {
        code_of[signature.id as usize] = binding.code(signature.id);
    }
    code_of
}

/// What positions depend on: maps of one shape have the same.
pub(super) fn shape(journey: &Journey) -> Vec<(TouchpointId, StageId, bool, &[Signal])> {
    let touchpoints = journey.touchpoints();
    touchpoints.map(|one| (one.id, one.stage_id, one.goal, one.signals.as_slice())).collect()
}
