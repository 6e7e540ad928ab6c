//! The endpoints of notices: one file each in `api/`.

mod list;
mod mute;
mod read;
mod set_settings;
mod settings;
mod unmute;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Notices;

/// The routes of this crate.
pub fn router(notices: Notices) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_notices))
        .routes(routes!(read::read_notices))
        .routes(routes!(settings::get_notice_settings, set_settings::change_notice_settings))
        .routes(routes!(mute::mute_journey, unmute::unmute_journey))
        .with_state(notices)
}
