//! Path parameters.

use axum::extract::FromRequestParts;
use http::request::Parts;
use parcours_kernel::{Problem, Text};
use serde::de::DeserializeOwned;

/// A path parameter. What cannot be one names nothing: 404 `not_found`.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(rejection) if rejection.status().is_server_error() => {
                Err(Problem::internal(rejection))
            }
            Err(_) => Err(Problem::not_found(
                "not_found",
                Text::new("There is nothing at this address.", "Il n’y a rien à cette adresse."),
            )),
        }
    }
}
