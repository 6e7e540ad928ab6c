//! The endpoints: maps out and in, one file each in `api/`.

mod export;
mod import;
mod preview;
mod schema;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRef, FromRequest as _, Request};
use http::{HeaderMap, StatusCode, header};
use parcours_access::extract::unreadable;
use parcours_journeys::Journeys;
use parcours_kernel::{Problem, Text};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::service::{Exchange, ImportAsk};
use crate::{MAX_BYTES, problems};

/// What the endpoints need.
#[derive(Debug, Clone)]
pub struct Api {
    /// The service.
    pub exchange: Exchange,
}

/// For the extractors that say who may see a journey.
impl FromRef<Api> for Journeys {
    fn from_ref(api: &Api) -> Self {
        api.exchange.journeys.clone()
    }
}

/// The routes of this crate.
pub fn router(api: Api) -> OpenApiRouter {
    let files = OpenApiRouter::new()
        .routes(routes!(import::import_journey))
        .routes(routes!(preview::preview_journey_import))
        .layer(DefaultBodyLimit::max(MAX_BYTES));
    OpenApiRouter::new()
        .routes(routes!(export::export_journey))
        .routes(routes!(schema::get_map_format_schema))
        .merge(files)
        .with_state(api)
}

/// What is said of a file that is sent.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AboutFile {
    /// What the file is called: the name of a journey that has none.
    #[serde(default)]
    name: String,
    /// The name of the journey, instead of that in the file.
    journey_name: Option<String>,
    /// What the columns or rows of a table of another tool are: a `Mapping` as JSON, as the preview gives it.
    mapping: Option<String>,
}

impl AboutFile {
    fn ask(self) -> Result<ImportAsk, Problem> {
        let mapping = self.mapping.map(|text| {
            let mut input = serde_json::Deserializer::from_str(&text);
            serde_path_to_error::deserialize(&mut input).map_err(|error| {
                let path = format!("mapping.{}", error.path());
                let cause = error.into_inner();
                if cause.is_data() {
                    unreadable(&path, &cause.to_string())
                } else {
                    problems::bad_mapping(&cause.to_string())
                }
            })
        });
        Ok(ImportAsk {
            file_name: self.name,
            journey_name: self.journey_name,
            mapping: mapping.transpose()?,
        })
    }
}

/// The file of a request: sent as it is, so that no form of a foreign site can send one.
async fn file(request: Request) -> Result<Vec<u8>, Problem> {
    if !says_file(request.headers()) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            Text::new(
                "Send the file itself, with the header Content-Type: application/octet-stream.",
                "Envoyez le fichier lui-même, avec l’en-tête Content-Type: application/octet-stream.",
            ),
        ));
    }
    let bytes = Bytes::from_request(request, &()).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            problems::too_large()
        } else {
            problems::cut_short()
        }
    })?;
    Ok(bytes.into())
}

fn says_file(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let plain = ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"];
    kind.is_some_and(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        !kind.is_empty() && !plain.contains(&kind.as_str())
    })
}

#[cfg(test)]
mod tests;
