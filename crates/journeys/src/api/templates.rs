//! The templates.

use parcours_access::extract::{Json, Query};
use parcours_access::{Can, Speaks, ViewJourneys};
use parcours_kernel::{Language, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::templates::{self, Template};

/// `?language=fr`
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TemplateQuery {
    /// The language of the words; the caller's when left out.
    language: Option<Language>,
}

/// All templates.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Templates {
    /// The most general first.
    items: Vec<Template>,
}

/// The journeys drawn in advance, to start from.
#[utoipa::path(
    get, path = "/api/v1/templates", tag = "journeys", operation_id = "list_templates",
    params(TemplateQuery),
    responses((status = 200, body = Templates))
)]
pub(crate) async fn list_templates(
    _can: Can<ViewJourneys>,
    Speaks(language): Speaks,
    Query(query): Query<TemplateQuery>,
) -> Result<Json<Templates>, Problem> {
    Ok(Json(Templates { items: templates::list(query.language.unwrap_or(language)) }))
}
