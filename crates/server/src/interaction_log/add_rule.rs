//! A new rule of retention.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Json;
use parcours_access::{Can, ManageSystem};
use parcours_interactions::RetentionRule;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Api;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRetentionRule {
    /// The kind it is about, such as `page_viewed`; null for all.
    kind: Option<String>,
    /// Days from when an interaction happened: 1 to 36,500.
    #[schema(minimum = 1, maximum = 36_500)]
    days: u32,
}

/// Makes a rule of retention. What is older leaves the log for good: at once or, where files have to
/// be rewritten, within minutes.
#[utoipa::path(
    post, path = "/api/v1/log/retention-rules", tag = "system", operation_id = "add_retention_rule",
    request_body = NewRetentionRule,
    responses(
        (status = 201, body = RetentionRule),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn add_retention_rule(
    State(api): State<Api>,
    can: Can<ManageSystem>,
    Json(wish): Json<NewRetentionRule>,
) -> Result<(StatusCode, Json<RetentionRule>), Problem> {
    let rule = api.keeping.add_rule(&*can, wish.kind.as_deref(), wish.days).await?;
    Ok((StatusCode::CREATED, Json(rule)))
}
