//! Invitations: a link by which somebody makes an account of their own.

use http::StatusCode;
use parcours_kernel::{Language, Problem, Text, Timestamp, prefixed_id};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Role, TeamId};

prefixed_id!(
    /// An invitation (not its secret).
    InvitationId,
    "inv"
);

/// What has become of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Its link works.
    Pending,
    /// Its time is over.
    Expired,
    /// Somebody took it back, or a newer one took its place.
    Revoked,
    /// There is an account.
    Accepted,
}

/// Somebody who was asked to come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Invitation {
    /// Its id.
    #[schema(value_type = String)]
    pub id: InvitationId,
    /// Who is invited: what they will sign in with.
    pub email: String,
    /// What they will be allowed to do.
    pub role: Role,
    /// The language they are spoken to in.
    pub language: Language,
    /// The teams they will be in.
    #[schema(value_type = Vec<String>)]
    pub team_ids: Vec<TeamId>,
    /// The name of who invited them.
    pub invited_by: String,
    /// When.
    pub created_at: Timestamp,
    /// When the link stops working.
    pub expires_at: Timestamp,
    /// What has become of it.
    pub state: InvitationState,
}

impl Invitation {
    /// Nothing stands in the way of taking it.
    pub(crate) fn open(&self) -> Result<(), Problem> {
        let by = &self.invited_by;
        let (code, text) = match self.state {
            InvitationState::Pending => return Ok(()),
            InvitationState::Expired => (
                "invitation_expired",
                Text::new(
                    format!("This invitation has expired. Ask {by} for a new one."),
                    format!("Cette invitation a expiré. Demandez-en une nouvelle à {by}."),
                ),
            ),
            InvitationState::Revoked => (
                "invitation_revoked",
                Text::new(
                    format!(
                        "This invitation was withdrawn, or a newer one took its place. Ask {by} for a new one."
                    ),
                    format!(
                        "Cette invitation a été retirée, ou une plus récente la remplace. Demandez-en une nouvelle à {by}."
                    ),
                ),
            ),
            InvitationState::Accepted => (
                "invitation_used",
                Text::new(
                    "This invitation was accepted already. Sign in with your e-mail address and password.",
                    "Cette invitation a déjà été acceptée. Connectez-vous avec votre adresse e-mail et votre mot de passe.",
                ),
            ),
        };
        Err(Problem::new(StatusCode::GONE, code, text))
    }
}

pub(crate) fn invitation_not_found() -> Problem {
    Problem::not_found(
        "invitation_not_found",
        Text::new(
            "There is no such invitation. Open the whole link that you were given.",
            "Cette invitation n’existe pas. Ouvrez en entier le lien que vous avez reçu.",
        ),
    )
}

pub(crate) fn invitation_is_over() -> Problem {
    Problem::conflict(
        "invitation_over",
        Text::new(
            "This invitation was accepted already: there is an account. Disable it instead.",
            "Cette invitation a déjà été acceptée\u{202f}: le compte existe. Désactivez-le plutôt.",
        ),
    )
}
