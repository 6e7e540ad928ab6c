//! The heads by which other tools and people call things.

use super::Field;
use crate::table::columns::folded;

const KNOWN: [(Field, &[&str]); 16] = [
    (
        Field::Stage,
        &[
            "stage",
            "stages",
            "phase",
            "phases",
            "étape",
            "étapes",
            "stage name",
            "frame",
            "cadre",
            "journey stage",
            "phase du parcours",
        ],
    ),
    (
        Field::Touchpoint,
        &[
            "touchpoint",
            "touch point",
            "step",
            "steps",
            "activity",
            "activities",
            "process",
            "point de contact",
            "points de contact",
            "task",
            "title",
            "name",
            "text",
            "content",
            "sticky note",
            "nom",
            "titre",
            "texte",
            "post-it",
            "user steps",
            "customer steps",
        ],
    ),
    (
        Field::Channels,
        &["channel", "channels", "canal", "canaux", "process and channels", "touchpoints"],
    ),
    (
        Field::OwningTeam,
        &[
            "owner",
            "team",
            "responsible",
            "department",
            "responsable",
            "équipe",
            "owning team",
            "kpi owner",
        ],
    ),
    (
        Field::Needs,
        &[
            "need",
            "needs",
            "user goals",
            "goals",
            "goal",
            "expectations",
            "user expectations",
            "customer goals",
            "besoin",
            "besoins",
            "attentes",
            "objectifs",
            "jobs to be done",
        ],
    ),
    (
        Field::KeyMoment,
        &[
            "key moment",
            "key moments",
            "moment of truth",
            "moments of truth",
            "moment clé",
            "moments clés",
            "storyboard",
            "description",
        ],
    ),
    (
        Field::Does,
        &[
            "does",
            "doing",
            "user actions",
            "customer actions",
            "user activities",
            "action",
            "fait",
            "actions du client",
            "activités",
            "behavior",
            "behaviour",
        ],
    ),
    (
        Field::Thinks,
        &[
            "thinks",
            "thinking",
            "thoughts",
            "think",
            "quotes",
            "quote",
            "think & feel",
            "pense",
            "pensées",
            "verbatim",
            "verbatims",
            "citations",
        ],
    ),
    (
        Field::Feels,
        &[
            "feels",
            "feeling",
            "feelings",
            "emotions",
            "ressent",
            "ressentis",
            "émotions",
            "experience description",
        ],
    ),
    (
        Field::Felt,
        &[
            "emotion",
            "experience",
            "experience graph",
            "emotional journey",
            "satisfaction",
            "mood",
            "score",
            "ressenti",
            "humeur",
            "émotion",
            "sentiment",
            "courbe",
        ],
    ),
    (
        Field::StandsInTheWay,
        &["barriers", "barrier", "obstacles", "obstacle", "freins", "challenges"],
    ),
    (
        Field::Actions,
        &[
            "actions",
            "company actions",
            "backstage actions",
            "business actions",
            "actions de l'entreprise",
            "recommendations",
            "recommandations",
        ],
    ),
    (
        Field::Frictions,
        &[
            "problems",
            "problem",
            "pain points",
            "pain point",
            "pains",
            "frictions",
            "friction",
            "irritants",
            "irritant",
            "problèmes",
            "issues",
            "points de douleur",
        ],
    ),
    (
        Field::Strengths,
        &[
            "strengths",
            "gains",
            "delights",
            "points forts",
            "positives",
            "enchantements",
            "what works",
        ],
    ),
    (
        Field::BehindTheScenes,
        &[
            "behind the scenes",
            "backstage",
            "support processes",
            "systems",
            "en coulisses",
            "coulisses",
            "back office",
            "backoffice",
            "processus internes",
        ],
    ),
    (
        Field::NextAction,
        &[
            "ideas / opportunities",
            "ideas",
            "opportunities",
            "opportunity",
            "next action",
            "next actions",
            "solutions",
            "idées",
            "opportunités",
            "pistes",
            "prochaine action",
        ],
    ),
];

/// What a head means; `None` for one that is not known.
pub(super) fn field(head: &str) -> Option<Field> {
    let head = folded(head.trim_matches([':', '*', '#', ' ']));
    KNOWN
        .iter()
        .find(|(_, words)| words.iter().any(|word| folded(word) == head))
        .map(|(field, _)| *field)
}

/// How something feels, as a number, a word or a face.
pub(super) fn feeling(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    if let Ok(Some(feeling)) = crate::table::cells::read_feeling(cell) {
        return Some(feeling.value());
    }
    const SCALE: [(f64, &[&str]); 5] = [
        (
            -2.0,
            &[
                "very negative",
                "awful",
                "terrible",
                "très négatif",
                "angry",
                "😡",
                "😠",
                "😭",
                "😢",
            ],
        ),
        (
            -1.0,
            &["negative", "bad", "sad", "négatif", "mauvais", "🙁", "☹", "☹️", "😞", "😕", "😟"],
        ),
        (0.0, &["neutral", "neutre", "ok", "mixed", "😐", "😶", "mitigé"]),
        (1.0, &["positive", "good", "positif", "bon", "🙂", "😊", "😌"]),
        (
            2.0,
            &[
                "very positive",
                "great",
                "excellent",
                "très positif",
                "happy",
                "delighted",
                "😀",
                "😃",
                "😄",
                "😍",
                "🤩",
                "😁",
            ],
        ),
    ];
    let cell = folded(cell);
    SCALE
        .iter()
        .find(|(_, words)| words.iter().any(|word| folded(word) == cell))
        .map(|(value, _)| *value)
}
