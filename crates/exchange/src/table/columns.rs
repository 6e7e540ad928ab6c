//! The columns of a map as a table, with their names in both languages.

use parcours_journeys::{Lane, LaneKind};
use parcours_kernel::{Language, Text};

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Journey,
    Persona,
    Scenario,
    Start,
    End,
    CustomerGoal,
    Language,
    StageNumber,
    Stage,
    StageColour,
    Touchpoint,
    Goal,
    Channels,
    OwningTeam,
    Needs,
    KeyMoment,
    MomentOfTruth,
    Does,
    Thinks,
    Feels,
    StandsInTheWay,
    Felt,
    Wished,
    Actions,
    Frictions,
    Strengths,
    BehindTheScenes,
    NextAction,
    NextActionOwner,
    NextActionDue,
    Pictures,
    Signals,
}

/// Columns in the order of the file: how programs name them, and people.
pub(crate) const COLUMNS: [(Column, &str, &str, &str); 32] = [
    (Column::Journey, "journey", "Journey", "Parcours"),
    (Column::Persona, "persona", "Persona", "Persona"),
    (Column::Scenario, "scenario", "Scenario", "Scénario"),
    (Column::Start, "start", "Start", "Début"),
    (Column::End, "end", "End", "Fin"),
    (Column::CustomerGoal, "customer_goal", "Customer’s goal", "But du client"),
    (Column::Language, "language", "Language", "Langue"),
    (Column::StageNumber, "stage_number", "Stage number", "Numéro d’étape"),
    (Column::Stage, "stage", "Stage", "Étape"),
    (Column::StageColour, "stage_colour", "Stage colour", "Couleur de l’étape"),
    (Column::Touchpoint, "touchpoint", "Touchpoint", "Point de contact"),
    (Column::Goal, "is_goal", "Is the goal", "Est l’objectif"),
    (Column::Channels, "channels", "Channels", "Canaux"),
    (Column::OwningTeam, "owning_team", "Owner", "Responsable"),
    (Column::Needs, "needs", "Needs", "Besoins"),
    (Column::KeyMoment, "key_moment", "Key moment", "Moment clé"),
    (Column::MomentOfTruth, "moment_of_truth", "Moment of truth", "Moment de vérité"),
    (Column::Does, "does", "Does", "Fait"),
    (Column::Thinks, "thinks", "Thinks", "Pense"),
    (Column::Feels, "feels", "Feels", "Ressent"),
    (Column::StandsInTheWay, "stands_in_the_way", "Stands in the way", "Obstacles"),
    (Column::Felt, "felt", "Felt (−2 to 2)", "Ressenti (−2 à 2)"),
    (Column::Wished, "wished", "Wished (−2 to 2)", "Souhaité (−2 à 2)"),
    (Column::Actions, "actions", "Actions", "Actions"),
    (Column::Frictions, "frictions", "Frictions", "Frictions"),
    (Column::Strengths, "strengths", "Strengths", "Points forts"),
    (Column::BehindTheScenes, "behind_the_scenes", "Behind the scenes", "En coulisses"),
    (Column::NextAction, "next_action", "Next action", "Prochaine action"),
    (
        Column::NextActionOwner,
        "next_action_owner",
        "Next action: who",
        "Prochaine action\u{202f}: qui",
    ),
    (
        Column::NextActionDue,
        "next_action_due",
        "Next action: until",
        "Prochaine action\u{202f}: échéance",
    ),
    (Column::Pictures, "pictures", "Pictures", "Images"),
    (Column::Signals, "signals", "Signals", "Signaux"),
];

/// How a free lane's column begins: `free text: Cost`.
const FREE: &str = "free";

impl Column {
    /// What people call it.
    pub(crate) fn label(self) -> Text {
        let (.., en, fr) = self.row();
        Text::new(*en, *fr)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        COLUMNS.iter().find(|(column, ..)| *column == self).expect("each column is in the list")
    }

    /// The column of a head, in either language or by its program name.
    pub(crate) fn of(head: &str) -> Option<Self> {
        let wanted = folded(head);
        let same = |name: &str| folded(name) == wanted;
        COLUMNS
            .iter()
            .find(|(_, name, en, fr)| same(name) || same(en) || same(fr))
            .map(|(column, ..)| *column)
    }
}

/// The head of a free lane's column.
pub(crate) fn free_head(lane: &Lane, language: Language) -> String {
    let (_, _, en, fr) =
        free_kinds().into_iter().find(|(kind, ..)| *kind == lane.kind).unwrap_or(FREE_KINDS[0]);
    let name = &lane.name;
    match language {
        Language::En => format!("{en}: {name}"),
        Language::Fr => format!("{fr}\u{202f}: {name}"),
    }
}

const FREE_KINDS: [(LaneKind, &str, &str, &str); 5] = [
    (LaneKind::Text, "free text", "Free text", "Texte libre"),
    (LaneKind::List, "free list", "Free list", "Liste libre"),
    (LaneKind::Image, "free image", "Free picture", "Image libre"),
    (LaneKind::Number, "free number", "Free number", "Nombre libre"),
    (LaneKind::Link, "free link", "Free link", "Lien libre"),
];

fn free_kinds() -> [(LaneKind, &'static str, &'static str, &'static str); 5] {
    debug_assert!(FREE_KINDS.iter().all(|(_, name, ..)| name.starts_with(FREE)));
    FREE_KINDS
}

/// The kind and name of a free lane's column.
pub(crate) fn free_lane(head: &str) -> Option<(LaneKind, String)> {
    let (kind, name) = head.split_once(':')?;
    let wanted = folded(kind);
    let found = FREE_KINDS
        .iter()
        .find(|(_, name, en, fr)| [name, en, fr].into_iter().any(|name| folded(name) == wanted));
    found.map(|(kind, ..)| (*kind, name.trim().to_owned()))
}

/// A head as a keyboard writes it: any case, plain spaces, straight apostrophes, a plain minus.
pub(crate) fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        '’' => '\'',
        '\u{202f}' | '\u{a0}' | '_' => ' ',
        '−' | '–' => '-',
        other => other,
    };
    let text: String = text.trim().chars().map(plain).collect();
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ").replace(" :", ":")
}
