//! What every answer about a session says.

use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::layers;
use crate::service::Begun;
use crate::{Access, Caller, Client, User};

/// Who is signed in, and what they may do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    /// The user who is signed in; null for nobody, and for an API token.
    user: Option<User>,
    /// To be sent as `x-csrf-token` with everything that changes something; null without a session.
    csrf_token: Option<String>,
    /// Whether nobody has an account yet.
    setup_needed: bool,
    /// What the caller may do, such as `edit_journeys`.
    permissions: Vec<String>,
    /// The version of Parcours.
    version: String,
    /// Whether this is the demo.
    demo: bool,
}

impl Session {
    pub(super) fn of(
        access: &Access,
        caller: Option<&Caller>,
        csrf_token: Option<String>,
        setup_needed: bool,
    ) -> Self {
        Self {
            user: caller.and_then(Caller::user).cloned(),
            csrf_token,
            setup_needed,
            permissions: caller.map(Caller::permissions).unwrap_or_default(),
            version: access.config.version.clone(),
            demo: access.config.demo,
        }
    }

    /// The answer to whatever begins a session: its cookie and its description.
    pub(super) fn begun(
        access: &Access,
        client: &Client,
        begun: Begun,
    ) -> impl IntoResponse + use<> {
        let cookie = layers::set(client, &begun.secret);
        let csrf = begun.secret.csrf();
        let caller = Caller::user_session(begun.user);
        ([cookie], Json(Self::of(access, Some(&caller), Some(csrf), false)))
    }
}
