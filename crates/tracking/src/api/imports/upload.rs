//! `POST /api/v1/imports?name=orders.csv.gz`.

use axum::extract::{Request, State};
use http::StatusCode;
use parcours_access::extract::{Json, Query};
use parcours_access::{Actor, Can, ImportFiles, Speaks};
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{Import, Tracking};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Upload {
    /// What the file is called; its ending helps where the content leaves it open.
    name: String,
}

/// Uploads a file: the body is the file itself. Nothing is stored before it is started.
#[utoipa::path(
    post, path = "/api/v1/imports", operation_id = "upload_import", tag = "imports",
    params(Upload),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file, as it is"),
    responses(
        (status = 201, body = Import),
        (status = 413, description = "`file_too_large`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`: the file is empty", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn upload_import(
    State(tracking): State<Tracking>,
    can: Can<ImportFiles>,
    Speaks(language): Speaks,
    Query(upload): Query<Upload>,
    request: Request,
) -> Result<(StatusCode, Json<Import>), Problem> {
    let body = request.into_body();
    let record = tracking.upload_import(&upload.name, body, Actor::from(&*can)).await?;
    Ok((StatusCode::CREATED, Json(record.shown(language))))
}
