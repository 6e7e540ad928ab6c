//! The endpoints of personas, templates, journeys, stages and touchpoints: one file each in `api/`.

mod admission;
mod attention;
mod journeys;
mod links;
mod personas;
mod pictures;
mod several;
mod stages;
mod teams;
mod templates;
mod touchpoints;

use axum::extract::DefaultBodyLimit;
use parcours_access::Caller;
use parcours_access::extract::Json;
use parcours_kernel::Problem;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use self::admission::{Commentable, Editable, InJourney, Viewable};
use crate::Journeys;
use crate::model::{Journey, Reader, Touchpoint};
use crate::picture::MAX_BYTES;

/// What the endpoints need.
#[derive(Debug, Clone)]
pub struct Api {
    /// The service.
    pub journeys: Journeys,
}

impl Api {
    /// A journey as whoever asks may see it.
    async fn shown(&self, caller: &Caller, journey: Journey) -> Result<Json<Journey>, Problem> {
        self.journeys.as_seen_by(Reader::of(caller), journey).await.map(Json)
    }

    /// A touchpoint as whoever asks may see it.
    async fn shown_touchpoint(
        &self,
        caller: &Caller,
        mut touchpoint: Touchpoint,
    ) -> Result<Json<Touchpoint>, Problem> {
        let hidden = self.journeys.hidden_from(Reader::of(caller)).await?;
        touchpoint.sub_journey.take_if(|inner| hidden.contains(&inner.id));
        Ok(Json(touchpoint))
    }
}

/// The routes of this crate.
pub fn router(api: Api) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(personas::list::list_personas, personas::create::create_persona))
        .routes(routes!(
            personas::get::get_persona,
            personas::update::update_persona,
            personas::delete::delete_persona
        ))
        .routes(routes!(templates::list_templates))
        .routes(routes!(journeys::list::list_journeys, journeys::create::create_journey))
        .routes(routes!(
            journeys::get::get_journey,
            journeys::update::update_journey,
            journeys::delete::delete_journey
        ))
        .routes(routes!(journeys::restore::restore_journey))
        .routes(routes!(journeys::publish::publish_journey))
        .routes(routes!(journeys::versions::list_journey_versions))
        .routes(routes!(journeys::compare::compare_journey_versions))
        .routes(routes!(
            journeys::version::get_journey_version,
            journeys::describe_version::describe_journey_version
        ))
        .routes(routes!(journeys::restore_version::restore_journey_version))
        .routes(routes!(
            journeys::access::get_journey_access,
            journeys::set_access::set_journey_access
        ))
        .routes(routes!(stages::create::create_stage))
        .routes(routes!(stages::update::update_stage, stages::delete::delete_stage))
        .routes(routes!(stages::restore::restore_stage))
        .routes(routes!(touchpoints::create::create_touchpoint))
        .routes(routes!(
            touchpoints::update::update_touchpoint,
            touchpoints::delete::delete_touchpoint
        ))
        .routes(routes!(touchpoints::signals::set_touchpoint_signals))
        .routes(routes!(touchpoints::restore::restore_touchpoint))
        .routes(routes!(touchpoints::watchers::list_watchers))
        .routes(routes!(
            touchpoints::watch::watch_touchpoint,
            touchpoints::unwatch::unwatch_touchpoint
        ))
        .routes(routes!(teams::take_over::take_over_touchpoints))
        .routes(routes!(several::paste::paste_touchpoints))
        .routes(routes!(several::relocate::move_touchpoints))
        .routes(routes!(several::remove::remove_touchpoints))
        .routes(routes!(several::restore::restore_touchpoints))
        .routes(routes!(several::review::review_touchpoints))
        .routes(routes!(several::unreview::unreview_touchpoints))
        .routes(routes!(links::create::create_link))
        .routes(routes!(links::delete::delete_link))
        .routes(routes!(attention::list_neglected_touchpoints))
        .routes(routes!(pictures::get::get_picture))
        .merge(uploads())
        .with_state(api)
}

/// Pictures are larger than the bodies of all other endpoints.
fn uploads() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(pictures::upload::upload_picture))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
}

#[cfg(test)]
mod tests;
