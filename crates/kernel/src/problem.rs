//! What a caller is told when something cannot be done: problem details (RFC 9457) with a stable
//! code, in both languages until the moment of answering.
//!
//! A [`Problem`] travels as a response extension; the server's outermost layer writes the body in
//! the caller's language with [`Problem::body`]. Without that layer the body is English.

use axum_core::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Language, Text};

/// A stable, snake_case name of what went wrong; clients branch on it.
pub type Code = &'static str;

/// Why a request was not carried out.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    code: Code,
    detail: Text,
    fields: Vec<(String, Code, Text)>,
    retry_after_seconds: Option<u64>,
}

impl Problem {
    /// A problem of any kind.
    pub fn new(status: StatusCode, code: Code, detail: Text) -> Self {
        Self { status, code, detail, fields: Vec::new(), retry_after_seconds: None }
    }

    /// 404: no such thing, or none that the caller may know of.
    pub fn not_found(code: Code, detail: Text) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, detail)
    }

    /// 409: the state of things forbids it.
    pub fn conflict(code: Code, detail: Text) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// 422 with one field at fault. `field` is a path such as `signals[0].subject`.
    pub fn invalid(field: impl Into<String>, code: Code, message: Text) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_input", message.clone())
            .and_field(field, code, message)
    }

    /// 500: our fault. The cause is logged here, once, and never sent.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal_error",
            Text::new(
                "Something failed on our side. Nothing was changed; please try again.",
                "Une erreur est survenue de notre côté. Rien n’a été modifié\u{202f}; veuillez réessayer.",
            ),
        )
    }

    /// Names one more field at fault.
    #[must_use]
    pub fn and_field(mut self, field: impl Into<String>, code: Code, message: Text) -> Self {
        self.fields.push((field.into(), code, message));
        self
    }

    /// Says when to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What happened, in both languages.
    pub fn detail(&self) -> &Text {
        &self.detail
    }

    /// The body in one language.
    pub fn body(&self, language: Language) -> ProblemBody {
        ProblemBody {
            kind: "about:blank".to_owned(),
            title: self.status.canonical_reason().unwrap_or("Error").to_owned(),
            status: self.status.as_u16(),
            code: self.code.to_owned(),
            detail: self.detail.get(language).to_owned(),
            errors: self
                .fields
                .iter()
                .map(|(field, code, message)| FieldProblem {
                    field: field.clone(),
                    code: (*code).to_owned(),
                    message: message.get(language).to_owned(),
                })
                .collect(),
        }
    }

    /// The whole response in one language.
    pub fn respond(&self, language: Language) -> Response {
        let body = serde_json::to_vec(&self.body(language)).expect("a problem is plain JSON");
        let mut response = Response::new(body.into());
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self.clone());
        response
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.detail)
    }
}

impl std::error::Error for Problem {}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.respond(Language::En)
    }
}

/// Problem details (RFC 9457).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Always `about:blank`: the code tells more.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable name of what went wrong.
    pub code: String,
    /// What happened and what to do, in the caller's language.
    pub detail: String,
    /// The fields at fault, if any.
    pub errors: Vec<FieldProblem>,
}

/// One field at fault.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// Its path in the request, such as `signals[0].subject`.
    pub field: String,
    /// A stable name of what is wrong with it.
    pub code: String,
    /// What is wrong, in the caller's language.
    pub message: String,
}
