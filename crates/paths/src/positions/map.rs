//! The map that positions are of.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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

/// Maps that were read, by number: they change seldom, and everybody asks for them.
#[derive(Debug, Default)]
pub(super) struct Maps(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    maps: HashMap<i64, Arc<LiveMap>>,
    /// Counts what was forgotten.
    turn: u64,
}

impl Maps {
    /// A map, if it is known, and the turn in which that was so.
    pub(super) fn get(&self, map: i64) -> (Option<Arc<LiveMap>>, u64) {
        let known = self.known();
        (known.maps.get(&map).cloned(), known.turn)
    }

    /// Keeps a map that was read in a turn; one that may have changed since is not kept.
    pub(super) fn keep(&self, turn: u64, map: &Arc<LiveMap>) {
        let mut known = self.known();
        if known.turn == turn {
            known.maps.insert(map.map, Arc::clone(map));
        }
    }

    /// Forgets a map that has changed.
    pub(super) fn forget(&self, map: i64) {
        let mut known = self.known();
        known.maps.remove(&map);
        known.turn += 1;
    }

    /// Forgets all others.
    pub(super) fn keep_only(&self, live: impl Fn(i64) -> bool) {
        self.known().maps.retain(|map, _| live(*map));
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
