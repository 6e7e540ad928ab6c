//! Whether the process lives and whether it can serve.

use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use parcours_storage::Database;

/// The process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers too.
pub(crate) async fn readyz(State(database): State<Database>) -> impl IntoResponse {
    match database.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
