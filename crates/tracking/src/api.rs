//! `/api/v1/sources` and `/api/v1/imports`: one endpoint, one file.

mod imports;
mod sources;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Tracking;

/// The routes of this crate for the screens; the tracking protocol has a router of its own.
pub fn router(tracking: Tracking) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(sources::list::list_sources, sources::create::create_source))
        .routes(routes!(
            sources::get::get_source,
            sources::update::update_source,
            sources::delete::delete_source
        ))
        .routes(routes!(sources::create_key::create_source_key))
        .routes(routes!(sources::revoke_key::revoke_source_key))
        .routes(routes!(sources::events::list_source_events))
        .routes(routes!(imports::list::list_imports, imports::upload::upload_import))
        .routes(routes!(imports::get::get_import, imports::delete::delete_import))
        .routes(routes!(imports::preview::preview_import))
        .routes(routes!(imports::start::start_import))
        .with_state(tracking)
}

#[cfg(test)]
mod tests;
