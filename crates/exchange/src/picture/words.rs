//! The words of a picture: names of lanes, the legend.

use parcours_journeys::{Lane, LaneKind};
use parcours_kernel::{Language, Text};

/// What a lane is called.
pub(crate) fn lane(lane: &Lane, language: Language) -> String {
    let (en, fr) = match lane.kind {
        LaneKind::Figures => ("Figures", "Chiffres"),
        LaneKind::Emotion => ("Emotion", "Émotion"),
        LaneKind::KeyMoments => ("Key moments", "Moments clés"),
        LaneKind::Needs => ("Needs", "Besoins"),
        LaneKind::Does => ("Does", "Fait"),
        LaneKind::Thinks => ("Thinks", "Pense"),
        LaneKind::Feels => ("Feels", "Ressent"),
        LaneKind::StandsInTheWay => ("Stands in the way", "Obstacles"),
        LaneKind::Channels => ("Channels", "Canaux"),
        LaneKind::Actions => ("Actions", "Actions"),
        LaneKind::Frictions => ("Frictions", "Frictions"),
        LaneKind::Strengths => ("Strengths", "Points forts"),
        LaneKind::OwningTeam => ("Owner", "Responsable"),
        LaneKind::BehindTheScenes => ("Behind the scenes", "En coulisses"),
        LaneKind::NextAction => ("Next action", "Prochaine action"),
        _ => return lane.name.clone(),
    };
    Text::new(en, fr).get(language).to_owned()
}

/// A word of the picture.
pub(super) fn word(language: Language, en: &'static str, fr: &'static str) -> &'static str {
    match language {
        Language::En => en,
        Language::Fr => fr,
    }
}
