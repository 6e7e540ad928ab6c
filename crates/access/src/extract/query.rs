//! Query strings.

use std::error::Error as _;

use axum::extract::FromRequestParts;
use http::request::Parts;
use parcours_kernel::Problem;
use serde::de::DeserializeOwned;

use super::words;

/// The query string; 422 `invalid_input` with the name of the parameter at fault.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        axum::extract::Query::try_from_uri(&parts.uri)
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|rejection| {
                // The cause reads "limit: invalid digit found in string", or has no path at all.
                let cause =
                    rejection.source().map_or_else(|| rejection.to_string(), ToString::to_string);
                match cause.split_once(": ") {
                    Some((name, message)) if !name.contains(' ') => words::problem(name, message),
                    _ => words::problem(".", &cause),
                }
            })
    }
}

#[cfg(test)]
mod tests {
    use http::Request;
    use parcours_kernel::{Language, PageQuery};

    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Wanted {
        #[expect(dead_code, reason = "only its presence matters")]
        language: Language,
    }

    async fn fault<T: DeserializeOwned + std::fmt::Debug>(uri: &str) -> (String, String) {
        let (mut parts, ()) = Request::get(uri).body(()).unwrap().into_parts();
        let problem = Query::<T>::from_request_parts(&mut parts, &()).await.unwrap_err();
        let body = problem.body(Language::Fr);
        (body.errors[0].field.clone(), body.errors[0].code.clone())
    }

    #[tokio::test]
    async fn the_parameter_at_fault_is_named() {
        assert_eq!(fault::<PageQuery>("/?limit=ten").await, ("limit".into(), "wrong_type".into()));
        assert_eq!(fault::<Wanted>("/").await, ("language".into(), "required".into()));
        assert_eq!(
            fault::<Wanted>("/?language=de").await,
            ("language".into(), "unknown_value".into())
        );
    }
}
