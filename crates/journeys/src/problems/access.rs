//! What can stand in the way of teams and of who may see a journey.

use http::StatusCode;
use parcours_kernel::{Problem, Text};

use crate::model::MAX_GRANTS;

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

/// A user of a request who is not there.
pub(crate) fn unknown_user(field: &str) -> Problem {
    Problem::invalid(
        field,
        "user_not_found",
        Text::new(
            "There is no such user, or no longer. Choose another one.",
            "Cette personne n’a pas de compte, ou plus. Choisissez-en une autre.",
        ),
    )
}

pub(crate) fn neither_user_nor_team(field: &str) -> Problem {
    Problem::invalid(
        field,
        "user_or_team_required",
        Text::new(
            "Name either a person (user_id) or a team (team_id).",
            "Indiquez soit une personne (user_id), soit une équipe (team_id).",
        ),
    )
}

pub(crate) fn listed_twice(field: &str) -> Problem {
    Problem::invalid(
        field,
        "listed_twice",
        Text::new(
            "This person or team is on the list already. Keep one line.",
            "Cette personne ou cette équipe figure déjà dans la liste. Gardez une seule ligne.",
        ),
    )
}

pub(crate) fn too_many_grants() -> Problem {
    Problem::invalid(
        "grants",
        "too_many",
        Text::new(
            format!("The list has {MAX_GRANTS} lines at most. Put people into teams."),
            format!(
                "La liste compte {MAX_GRANTS} lignes au maximum. Regroupez les personnes en équipes."
            ),
        ),
    )
}

pub(crate) fn locks_yourself_out() -> Problem {
    Problem::invalid(
        "grants",
        "locks_yourself_out",
        Text::new(
            "You could not edit this journey any more. Keep yourself, or a team you are in, on the list as one who edits.",
            "Vous ne pourriez plus modifier ce parcours. Gardez-vous dans la liste, ou gardez-y l’une de vos équipes, avec le droit de modifier.",
        ),
    )
}

/// Who sees a journey and may not change it.
pub(crate) fn may_not_edit_journey() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "not_allowed",
        Text::new(
            "You may see this journey, but not change it. Ask its owner or an administrator for the right to edit.",
            "Vous pouvez consulter ce parcours, mais pas le modifier. Demandez le droit de modification à son responsable ou à un administrateur.",
        ),
    )
}

pub(crate) fn may_not_comment_journey() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "not_allowed",
        Text::new(
            "You may see this journey, but not comment it. Ask its owner or an administrator for the right to comment.",
            "Vous pouvez consulter ce parcours, mais pas le commenter. Demandez le droit de commenter à son responsable ou à un administrateur.",
        ),
    )
}
