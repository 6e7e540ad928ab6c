//! A journey as a file.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use parcours_access::extract::Query;
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{Language, PeriodQuery, Problem, ProblemBody};
use parcours_paths::MapVersion;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Api;
use crate::format::Format;
use crate::service::ExportAsk;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The form of the file.
    #[param(inline)]
    format: Format,
    /// The map as it is drawn now, or its newest published version.
    #[serde(default)]
    #[param(inline)]
    map: MapVersion,
    /// The language of the map; the one it was written in when left out.
    #[param(inline)]
    language: Option<Language>,
    /// Whether pictures and PDF show what customers did in the period.
    #[serde(default)]
    figures: bool,
}

/// A journey as a file: a picture, a PDF, a table, or a form that other programs read.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/export", tag = "exchange", operation_id = "export_journey",
    params(("id" = JourneyId, Path), Ask, PeriodQuery),
    responses(
        (status = 200, description = "The file", body = String, content_type = "application/octet-stream"),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`journey_not_published`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn export_journey(
    State(api): State<Api>,
    Viewable { id, .. }: Viewable<JourneyId>,
    Query(ask): Query<Ask>,
    Query(period): Query<PeriodQuery>,
) -> Result<Response, Problem> {
    let Ask { format, map, language, figures } = ask;
    let ask = ExportAsk { format, map, language, figures: figures.then_some(period) };
    let file = api.exchange.export(id, &ask).await?;
    let headers = [
        (header::CONTENT_TYPE, file.format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, attachment(&file.file_name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        // A picture opened by itself runs nothing and fetches nothing.
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:".to_owned(),
        ),
    ];
    Ok((headers, file.bytes).into_response())
}

/// The name of a file to be kept (RFC 6266): in plain letters, and as it is.
fn attachment(name: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');
    let plain: String =
        name.chars().map(|c| if c.is_ascii() && !"\"\\%".contains(c) { c } else { '_' }).collect();
    format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}",
        utf8_percent_encode(name, KEPT)
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_keep_their_accents() {
        assert_eq!(
            super::attachment("Été \"50 %\".pdf"),
            "attachment; filename=\"_t_ _50 __.pdf\"; filename*=UTF-8''%C3%89t%C3%A9%20%2250%20%25%22.pdf"
        );
    }
}
