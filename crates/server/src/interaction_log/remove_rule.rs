//! The end of a rule of retention.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Can, ManageSystem};
use parcours_interactions::RetentionRuleId;
use parcours_kernel::{Problem, ProblemBody};

use super::Api;

/// Takes a rule of retention back. What it took out of the log stays out.
#[utoipa::path(
    delete, path = "/api/v1/log/retention-rules/{id}", tag = "system",
    operation_id = "remove_retention_rule",
    params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = ProblemBody))
)]
pub(crate) async fn remove_retention_rule(
    State(api): State<Api>,
    can: Can<ManageSystem>,
    Path(id): Path<RetentionRuleId>,
) -> Result<StatusCode, Problem> {
    api.keeping.remove_rule(&*can, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
