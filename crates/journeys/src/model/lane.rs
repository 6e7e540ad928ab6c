//! Lanes: the rows of a map, and which of them it shows.

use std::collections::BTreeSet;
use std::fmt;

use parcours_kernel::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Checks;

/// Lanes a journey may have.
const MAX_LANES: usize = 40;
const MAX_ID: usize = 40;

/// Names a lane within its journey.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = String)]
pub struct LaneId(pub String);

impl fmt::Display for LaneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a lane holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LaneKind {
    /// Live figures.
    Figures,
    /// The emotion curve: drawn and measured.
    Emotion,
    /// Key moments with their pictures.
    KeyMoments,
    /// What the customer needs.
    Needs,
    /// What the customer does.
    Does,
    /// What the customer thinks.
    Thinks,
    /// What the customer feels.
    Feels,
    /// What stands in the customer's way.
    StandsInTheWay,
    /// Channels.
    Channels,
    /// Actions of each team.
    Actions,
    /// What goes badly.
    Frictions,
    /// What goes well.
    Strengths,
    /// Who answers for it.
    OwningTeam,
    /// Who and what makes it happen.
    BehindTheScenes,
    /// What is done next.
    NextAction,
    /// A free lane of texts.
    Text,
    /// A free lane of lists.
    List,
    /// A free lane of pictures.
    Image,
    /// A free lane of numbers.
    Number,
    /// A free lane of links.
    Link,
}

impl LaneKind {
    /// The lanes of every journey, in the order of a new one.
    pub const FIXED: [Self; 15] = [
        Self::Figures,
        Self::Emotion,
        Self::KeyMoments,
        Self::Needs,
        Self::Does,
        Self::Thinks,
        Self::Feels,
        Self::StandsInTheWay,
        Self::Channels,
        Self::Actions,
        Self::Frictions,
        Self::Strengths,
        Self::OwningTeam,
        Self::BehindTheScenes,
        Self::NextAction,
    ];
    /// Those that a new journey shows; the others are a click away.
    const SHOWN_FIRST: [Self; 7] = [
        Self::Figures,
        Self::Emotion,
        Self::KeyMoments,
        Self::Needs,
        Self::Channels,
        Self::Actions,
        Self::Frictions,
    ];

    fn is_fixed(self) -> bool {
        Self::FIXED.contains(&self)
    }

    fn id(self) -> LaneId {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => LaneId(name),
            _ => unreachable!("a kind is written as its name"),
        }
    }
}

/// A row of the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Names it within the journey: a fixed lane's is its kind; a free lane's is given when left out.
    #[serde(default)]
    #[schema(required)]
    pub id: LaneId,
    /// What it holds.
    pub kind: LaneKind,
    /// What people call it; of free lanes only.
    #[serde(default)]
    #[schema(required)]
    pub name: String,
    /// Whether it is not shown.
    #[serde(default)]
    #[schema(required)]
    pub hidden: bool,
    /// Whether only its head is shown.
    #[serde(default)]
    #[schema(required)]
    pub folded: bool,
}

/// The lanes of a new journey.
pub(crate) fn first_lanes() -> Vec<Lane> {
    LaneKind::FIXED
        .into_iter()
        .map(|kind| fixed(kind, !LaneKind::SHOWN_FIRST.contains(&kind)))
        .collect()
}

fn fixed(kind: LaneKind, hidden: bool) -> Lane {
    Lane { id: kind.id(), kind, name: String::new(), hidden, folded: false }
}

/// Checks lanes: fixed ones that were left out come back hidden at the end, free ones have a name.
pub(crate) fn check_lanes(lanes: &mut Vec<Lane>, checks: &mut Checks) {
    let mut seen = BTreeSet::new();
    for (place, lane) in lanes.iter_mut().enumerate() {
        let path = format!("lanes[{place}]");
        if lane.kind.is_fixed() {
            (lane.id, lane.name) = (lane.kind.id(), String::new());
        } else {
            checks.name(&format!("{path}.name"), &mut lane.name);
            check_id(lane, &seen);
        }
        if !seen.insert(lane.id.clone()) {
            let twice = Text::new("This lane is there twice.", "Cette ligne figure deux fois.");
            checks.fault(path, "duplicate", twice);
        }
    }
    for kind in LaneKind::FIXED {
        if !seen.contains(&kind.id()) {
            lanes.push(fixed(kind, true));
        }
    }
    checks.count("lanes", lanes.len(), MAX_LANES);
}

/// A free lane without a usable id gets one that no other has.
fn check_id(lane: &mut Lane, seen: &BTreeSet<LaneId>) {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let LaneId(id) = &lane.id;
    let is_fixed = LaneKind::FIXED.iter().any(|kind| kind.id() == lane.id);
    if id.is_empty() || id.len() > MAX_ID || is_fixed || !id.chars().all(is_plain) {
        let free =
            (1..).map(|number| LaneId(format!("free{number}"))).find(|id| !seen.contains(id));
        lane.id = free.expect("numbers do not end");
    }
}
