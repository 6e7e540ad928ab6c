//! The customers behind a figure over the API: a page of them, or all as a table.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header;
use http::request::Parts;
use parcours_access::extract::{Json, Query};
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

/// Which page, or whether a table.
#[derive(Debug)]
pub(crate) struct Told {
    page: PageQuery,
    as_table: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for Told {
    type Rejection = <Query<PageQuery> as FromRequestParts<S>>::Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Query(page) = Query::<PageQuery>::from_request_parts(parts, state).await?;
        let Query(asked) = Query::<FormatQuery>::from_request_parts(parts, state).await?;
        let accepts = parts.headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
        let by_header = accepts.is_some_and(|accept| accept.trim_start().starts_with("text/csv"));
        let as_table = asked.format.map_or(by_header, |format| format == Format::Csv);
        Ok(Self { page, as_table })
    }
}

impl Told {
    /// A page of the customers found, or all of them where a table is wanted.
    pub(crate) fn of(&self, found: &BehindFigure) -> Result<Response, Problem> {
        if !self.as_table {
            return Ok(Json(found.page(&self.page)?).into_response());
        }
        let file = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"customers.csv\""),
        ];
        Ok((file, found.csv()).into_response())
    }
}
