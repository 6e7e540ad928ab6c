//! `POST /api/v1/sources`.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Json;
use parcours_access::{Can, ManageSources};
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Source, SourceKind, Tracking};

/// A source to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceWish {
    /// What people call it.
    name: String,
    /// What kind of program sends the events; `import` is made by itself.
    kind: SourceKind,
    /// Properties that signals can ask for; `device` and `campaign` when left out.
    promoted: Option<Vec<String>>,
}

/// Makes a source with its first write key.
#[utoipa::path(
    post, path = "/api/v1/sources", operation_id = "create_source", tag = "sources",
    request_body = SourceWish,
    responses(
        (status = 201, body = Source),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create_source(
    State(tracking): State<Tracking>,
    can: Can<ManageSources>,
    Json(wish): Json<SourceWish>,
) -> Result<(StatusCode, Json<Source>), Problem> {
    let source = tracking.create_source(&wish.name, wish.kind, wish.promoted, &*can).await?;
    Ok((StatusCode::CREATED, Json(source)))
}
