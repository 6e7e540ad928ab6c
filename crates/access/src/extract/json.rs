//! JSON bodies.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use parcours_kernel::{Problem, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::words;

/// A JSON body, in or out.
///
/// In: 415 when the content type is not JSON (a form of a foreign site cannot send that without
/// asking first), 400 `invalid_json` when it is not JSON, 422 `invalid_input` with the path of the
/// field when it is not the JSON that was expected, 413 when it is too long.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !says_json(request.headers()) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                Text::new(
                    "Send JSON, with the header Content-Type: application/json.",
                    "Envoyez du JSON, avec l’en-tête Content-Type: application/json.",
                ),
            ));
        }
        let body = Bytes::from_request(request, state).await.map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                too_large()
            } else {
                cut_short()
            }
        })?;
        read(&body).map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

fn says_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut input = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut input).map_err(|error| {
        let path = error.path().to_string();
        let cause = error.into_inner();
        if cause.is_data() { words::problem(&path, &cause.to_string()) } else { broken(&cause) }
    })?;
    input.end().map_err(|cause| broken(&cause))?;
    Ok(value)
}

fn broken(cause: &serde_json::Error) -> Problem {
    let (line, column) = (cause.line(), cause.column());
    Problem::new(
        StatusCode::BAD_REQUEST,
        "invalid_json",
        Text::new(
            format!("The body is not valid JSON: look at line {line}, column {column}."),
            format!(
                "Le corps de la requête n’est pas du JSON valide\u{202f}: voyez ligne {line}, colonne {column}."
            ),
        ),
    )
}

fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "body_too_large",
        Text::new("The body is too large.", "Le corps de la requête est trop volumineux."),
    )
}

fn cut_short() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "body_cut_short",
        Text::new(
            "The body did not arrive whole.",
            "Le corps de la requête n’est pas arrivé en entier.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Language;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[expect(dead_code, reason = "only its type matters")]
        name: String,
        #[expect(dead_code, reason = "only its type matters")]
        #[serde(default)]
        rows: Vec<Row>,
    }

    #[derive(Debug, Deserialize)]
    struct Row {
        #[expect(dead_code, reason = "only its type matters")]
        hue: crate::Role,
    }

    fn fault(json: &str) -> (u16, String, String) {
        let problem = read::<Body>(json.as_bytes()).unwrap_err();
        let body = problem.body(Language::Fr);
        let (field, code) = body
            .errors
            .first()
            .map_or((String::new(), body.code), |f| (f.field.clone(), f.code.clone()));
        (body.status, field, code)
    }

    #[test]
    fn the_field_at_fault_is_named() {
        assert_eq!(fault("{}"), (422, "name".into(), "required".into()));
        assert_eq!(fault(r#"{"name":1}"#), (422, "name".into(), "wrong_type".into()));
        assert_eq!(
            fault(r#"{"name":"a","rows":[{"hue":"viewer"},{}]}"#),
            (422, "rows[1].hue".into(), "required".into())
        );
        assert_eq!(
            fault(r#"{"name":"a","rows":[{"hue":"king"}]}"#),
            (422, "rows[0].hue".into(), "unknown_value".into())
        );
        assert_eq!(fault(r#"{"name":"a","nom":"b"}"#), (422, "nom".into(), "unknown_field".into()));
        assert_eq!(fault("[]"), (422, "body".into(), "wrong_type".into()));
        assert_eq!(fault(r#"{"name":"#), (400, String::new(), "invalid_json".into()));
        assert_eq!(fault(r#"{"name":"a"} x"#), (400, String::new(), "invalid_json".into()));
    }

    #[test]
    fn only_json_is_read_as_json() {
        let says = |kind: &'static str| {
            says_json(&HeaderMap::from_iter([(
                header::CONTENT_TYPE,
                http::HeaderValue::from_static(kind),
            )]))
        };
        assert!(says("application/json; charset=utf-8") && says("application/merge-patch+json"));
        assert!(!says("text/plain") && !says("application/x-www-form-urlencoded"));
        assert!(!says_json(&HeaderMap::new()));
    }
}
