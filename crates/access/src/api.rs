//! The endpoints, one a file.

mod change_me;
mod change_password;
mod change_user;
mod create_link;
mod create_token;
mod create_user;
mod follow_link;
mod list_audit;
mod list_people;
mod list_tokens;
mod list_users;
mod read_session;
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
        .with_state(access)
}

#[cfg(test)]
mod tests;
