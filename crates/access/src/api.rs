//! The endpoints, one a file.

mod accept_invitation;
mod add_member;
mod change_me;
mod change_password;
mod change_team;
mod change_user;
mod create_link;
mod create_team;
mod create_token;
mod create_user;
mod follow_link;
mod invite;
mod list_audit;
mod list_invitations;
mod list_people;
mod list_teams;
mod list_tokens;
mod list_users;
mod my_teams;
mod read_invitation;
mod read_session;
mod remove_member;
mod remove_team;
mod revoke_invitation;
mod revoke_token;
mod session;
mod set_up;
mod sign_in;
mod sign_out;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Access;

/// The routes of this crate, to be wrapped in [`layer`](crate::layer) and [`localize`](crate::localize).
pub fn router(access: Access) -> OpenApiRouter {
    OpenApiRouter::default()
        .routes(routes!(read_session::read_session, sign_in::sign_in, sign_out::sign_out))
        .routes(routes!(follow_link::follow_link))
        .routes(routes!(set_up::set_up))
        .routes(routes!(change_me::change_me))
        .routes(routes!(change_password::change_password))
        .routes(routes!(list_users::list_users, create_user::create_user))
        .routes(routes!(change_user::change_user))
        .routes(routes!(list_people::list_people))
        .routes(routes!(create_link::create_link))
        .routes(routes!(list_tokens::list_tokens, create_token::create_token))
        .routes(routes!(revoke_token::revoke_token))
        .routes(routes!(list_audit::list_audit))
        .routes(routes!(list_teams::list_teams, create_team::create_team))
        .routes(routes!(change_team::change_team, remove_team::remove_team))
        .routes(routes!(add_member::add_team_member, remove_member::remove_team_member))
        .routes(routes!(my_teams::list_my_teams))
        .routes(routes!(list_invitations::list_invitations, invite::invite))
        .routes(routes!(revoke_invitation::revoke_invitation))
        .routes(routes!(read_invitation::read_invitation))
        .routes(routes!(accept_invitation::accept_invitation))
        .with_state(access)
}

#[cfg(test)]
mod tests;
