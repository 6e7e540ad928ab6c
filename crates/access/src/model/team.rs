//! Teams: people who answer for touchpoints together.

use parcours_kernel::{Problem, Text, Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Person;

prefixed_id!(
    /// A team.
    TeamId,
    "team"
);

/// Members a team may have.
pub(crate) const MAX_MEMBERS: usize = 500;
/// Teams an installation may have.
pub(crate) const MAX_TEAMS: usize = 200;

/// People who answer for touchpoints together: support, logistics, web, shop…
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Team {
    /// Its id.
    #[schema(value_type = String)]
    pub id: TeamId,
    /// What colleagues call it. Unique, whatever the case.
    pub name: String,
    /// The colour it is known by.
    pub hue: TeamHue,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who is in it, by name; those who are kept out are left out.
    pub members: Vec<Person>,
}

/// The colour a team is known by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TeamHue {
    /// Bleu.
    #[default]
    Blue,
    /// Bleu-vert.
    Teal,
    /// Vert.
    Green,
    /// Jaune.
    Yellow,
    /// Orange.
    Orange,
    /// Rouge.
    Red,
    /// Rose.
    Pink,
    /// Violet.
    Violet,
}

impl TeamHue {
    const ALL: [Self; 8] = [
        Self::Blue,
        Self::Teal,
        Self::Green,
        Self::Yellow,
        Self::Orange,
        Self::Red,
        Self::Pink,
        Self::Violet,
    ];

    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
            Self::Pink => "pink",
            Self::Violet => "violet",
        }
    }

    /// The hue of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hue| hue.name() == name)
    }

    /// The hue that the next of so many teams takes when nobody chose one.
    pub(crate) fn nth(teams: usize) -> Self {
        Self::ALL[teams % Self::ALL.len()]
    }
}

/// What makes a team's name unique: one team a name, however it is typed.
pub fn team_key(name: &str) -> String {
    name.trim().to_lowercase()
}

pub(crate) fn team_not_found() -> Problem {
    Problem::not_found(
        "team_not_found",
        Text::new("There is no such team, or no longer.", "Cette équipe n’existe pas, ou plus."),
    )
}

/// A team of a request that is not there.
pub(crate) fn unknown_team(field: &str) -> Problem {
    Problem::invalid(
        field,
        "team_not_found",
        Text::new(
            "There is no such team, or no longer. Choose another one.",
            "Cette équipe n’existe pas, ou plus. Choisissez-en une autre.",
        ),
    )
}

pub(crate) fn team_name_taken(name: &str) -> Problem {
    let text = Text::new(
        format!("There is a team called “{name}” already. Choose another name."),
        format!("Une équipe s’appelle déjà «\u{202f}{name}\u{202f}». Choisissez un autre nom."),
    );
    let problem = Problem::conflict("team_name_conflict", text.clone());
    problem.and_field("name", "team_name_conflict", text)
}

pub(crate) fn too_many_teams() -> Problem {
    Problem::conflict(
        "too_many_teams",
        Text::new(
            format!("There are {MAX_TEAMS} teams at most. Remove one first."),
            format!("Il y a {MAX_TEAMS} équipes au maximum. Supprimez-en d’abord une."),
        ),
    )
}

pub(crate) fn too_many_members() -> Problem {
    Problem::conflict(
        "too_many_members",
        Text::new(
            format!("A team has {MAX_MEMBERS} members at most."),
            format!("Une équipe compte {MAX_MEMBERS} membres au maximum."),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_whatever_the_case() {
        assert_eq!(team_key(" ÉQUIPE Web "), team_key("Équipe web"));
    }

    #[test]
    fn hues_are_named_alike_on_the_wire_and_in_the_table() {
        for (place, hue) in TeamHue::ALL.into_iter().enumerate() {
            assert_eq!(serde_json::to_value(hue).unwrap(), hue.name());
            assert_eq!(TeamHue::from_name(hue.name()), Some(hue));
            assert_eq!(TeamHue::nth(place + 8), hue);
        }
    }
}
