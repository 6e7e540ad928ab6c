//! `POST /api/v1/imports/{id}/preview`.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ImportFiles, Speaks};
use parcours_kernel::{Language, Problem, ProblemBody, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::files::{Options, Preview, Row};
use crate::{ImportError, ImportId, Tracking};

/// The start of a file, and what it would become.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportPreview {
    /// The options asked for, with what was found and guessed.
    options: Options,
    /// The columns.
    header: Vec<String>,
    /// The first rows as text, in the header's order.
    rows: Vec<Vec<String>>,
    /// The interactions that they would become.
    interactions: Vec<PreviewRow>,
    /// What is wrong with them; line 0 is the whole file.
    problems: Vec<ImportError>,
}

/// One interaction to be.
#[derive(Serialize, ToSchema)]
pub(crate) struct PreviewRow {
    /// Who.
    customer: String,
    /// When.
    at: Timestamp,
    /// What happened.
    kind: String,
    /// Where; empty when the file does not say.
    channel: String,
    /// About what.
    subject: Option<String>,
    /// Money or a score.
    value: Option<f64>,
}

impl From<Row> for PreviewRow {
    fn from(row: Row) -> Self {
        let Row { customer, at, kind, channel, subject, value, .. } = row;
        Self { customer, at, kind, channel: channel.unwrap_or_default(), subject, value }
    }
}

impl ImportPreview {
    fn of(preview: Preview, language: Language) -> Self {
        let Preview { options, header, rows, interactions, problems } = preview;
        let problem = |error: crate::files::RowError| ImportError {
            line: error.line,
            message: error.message.get(language).to_owned(),
        };
        Self {
            options,
            header,
            rows,
            interactions: interactions.into_iter().map(PreviewRow::from).collect(),
            problems: problems.into_iter().map(problem).collect(),
        }
    }
}

/// Shows the first ten rows as they would be imported; guesses what the options leave open.
#[utoipa::path(
    post, path = "/api/v1/imports/{id}/preview", operation_id = "preview_import", tag = "imports",
    params(("id" = String, Path, description = "An id of the form imp_…")),
    request_body = Options,
    responses(
        (status = 200, body = ImportPreview),
        (status = 404, description = "`import_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`import_file_gone`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`: the file cannot be read at all", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn preview_import(
    State(tracking): State<Tracking>,
    _can: Can<ImportFiles>,
    Speaks(language): Speaks,
    Path(id): Path<ImportId>,
    Json(options): Json<Options>,
) -> Result<Json<ImportPreview>, Problem> {
    let preview = tracking.preview_import(id, options).await?;
    Ok(Json(ImportPreview::of(preview, language)))
}
