//! The customers behind a figure over the API: a page of them, or all as a table.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use parcours_access::extract::Json;
use parcours_kernel::{PageQuery, Problem};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::BehindFigure;

/// How customers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// A page of them.
    Json,
    /// All of them as a table.
    Csv,
}

/// How customers are wanted.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FormatQuery {
    /// `csv`: all of them as a table with the column `customer_id`; so does `Accept: text/csv`.
    #[param(inline)]
    format: Option<Format>,
}

/// A page, or all of them where a table is wanted.
pub(super) fn told(
    found: &BehindFigure,
    page: &PageQuery,
    format: FormatQuery,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let accepts = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let by_header = accepts.is_some_and(|accept| accept.trim_start().starts_with("text/csv"));
    if format.format == Some(Format::Csv) || format.format.is_none() && by_header {
        let file = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"customers.csv\""),
        ];
        return Ok((file, found.csv()).into_response());
    }
    Ok(Json(found.page(page)?).into_response())
}
