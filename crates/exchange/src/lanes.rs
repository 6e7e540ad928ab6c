//! The rows of a map that a file did not speak of: the usual ones, and each that has something to show.

use parcours_journeys::{JourneyDraft, Lane, LaneKind, TouchpointContent};

/// The rows of a new journey.
pub(crate) fn usual() -> Vec<Lane> {
    let bare = JourneyDraft { name: "x".to_owned(), ..Default::default() };
    bare.checked().map(|journey| journey.lanes).unwrap_or_default()
}

/// Shows the rows in which something came along: whoever imports a map looks for it there.
pub(crate) fn show_what_speaks(journey: &mut JourneyDraft) {
    if journey.lanes.is_empty() {
        journey.lanes = usual();
    }
    let touchpoints: Vec<&TouchpointContent> = journey
        .stages
        .iter()
        .flat_map(|stage| &stage.touchpoints)
        .map(|one| &one.content)
        .collect();
    for lane in journey.lanes.iter_mut().filter(|lane| lane.hidden) {
        lane.hidden = !touchpoints.iter().any(|content| speaks(lane.kind, content));
    }
}

fn speaks(kind: LaneKind, content: &TouchpointContent) -> bool {
    let says = |text: &str| !text.trim().is_empty();
    match kind {
        LaneKind::Emotion => content.felt.is_some() || content.wished.is_some(),
        LaneKind::KeyMoments => says(&content.key_moment) || !content.pictures.is_empty(),
        LaneKind::Needs => says(&content.needs),
        LaneKind::Does => says(&content.does),
        LaneKind::Thinks => says(&content.thinks),
        LaneKind::Feels => says(&content.feels),
        LaneKind::StandsInTheWay => says(&content.stands_in_the_way),
        LaneKind::Channels => !content.channels.is_empty(),
        LaneKind::Actions => !content.actions.is_empty(),
        LaneKind::Frictions => !content.frictions.is_empty(),
        LaneKind::Strengths => !content.strengths.is_empty(),
        LaneKind::OwningTeam => says(&content.owning_team),
        LaneKind::BehindTheScenes => !content.behind_the_scenes.is_empty(),
        LaneKind::NextAction => content.next_action.is_some(),
        _ => false,
    }
}
