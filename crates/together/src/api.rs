//! The endpoints of working together: one file each in `api/`.

mod activity;
mod comment;
mod counts;
mod edit;
mod gone;
mod here;
mod remove;
mod reopen;
mod resolve;
mod threads;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Together;

/// The routes of this crate.
pub fn router(together: Together) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(here::say_here, gone::say_gone))
        .routes(routes!(threads::list_threads, comment::create_comment))
        .routes(routes!(counts::count_threads))
        .routes(routes!(edit::edit_comment, remove::remove_comment))
        .routes(routes!(resolve::resolve_thread, reopen::reopen_thread))
        .routes(routes!(activity::list_activity))
        .with_state(together)
}
