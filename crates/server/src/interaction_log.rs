//! The interaction log as its administrators see it: what it is made of, its thresholds, how long
//! interactions are kept, whether its files are sound.

mod add_rule;
mod check;
mod keeping;
mod remove_rule;
mod rules;
mod set_settings;
mod settings;
mod status;

use parcours_storage::Database;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use keeping::LogKeeping;

/// What the endpoints need.
#[derive(Debug, Clone)]
pub(crate) struct Api {
    pub(crate) database: Database,
    pub(crate) keeping: LogKeeping,
}

/// The routes.
pub(crate) fn router(api: Api) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(status::get_log))
        .routes(routes!(settings::get_log_settings))
        .routes(routes!(set_settings::set_log_settings))
        .routes(routes!(rules::list_retention_rules))
        .routes(routes!(add_rule::add_retention_rule))
        .routes(routes!(remove_rule::remove_retention_rule))
        .routes(routes!(check::check_log))
        .with_state(api)
}
