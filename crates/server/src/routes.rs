//! One router: the product's API, the tracking protocol, live updates, health and the front end.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::from_fn;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use parcours_kernel::{Problem, Text};
use tokio_util::sync::CancellationToken;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::SwaggerUi;

use crate::app::App;
use crate::live::{Hub, live};
use crate::{headers, health, interaction_log, metrics, system};

const DOCUMENT: &str = "/api/openapi.json";
const BODY_LIMIT: usize = 1 << 20;
const TIMEOUT: Duration = Duration::from_secs(60);

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Parcours",
        description = "The product's own API: everything the screens do. Times are RFC 3339, ids are prefixed, lists \
            are paged by cursor, errors are problem details (RFC 9457) with a stable `code`. Events are sent to the \
            Segment-compatible API below `/v1`, which is described in the guide.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "session", description = "Signing in, one-time links, the first owner"),
        (name = "people", description = "Users, teams, invitations, API tokens, the audit trail"),
        (name = "journeys", description = "Personas, journeys, stages, touchpoints, signals, versions"),
        (name = "together", description = "Who is at a map, comments, notices, activity"),
        (name = "exchange", description = "Maps as files, out and in"),
        (name = "figures", description = "What customers really did, on the map"),
        (name = "reports", description = "What customers really do, as a whole"),
        (name = "customers", description = "Customers and what they did"),
        (name = "sources", description = "Who may send events, and what arrived"),
        (name = "imports", description = "Files of interactions"),
        (name = "system", description = "The installation")
    )
)]
struct Api;

/// The product's API with its document.
fn api(app: &App) -> OpenApiRouter {
    OpenApiRouter::with_openapi(Api::openapi())
        .merge(parcours_access::router(app.access.clone()))
        .merge(parcours_journeys::router(parcours_journeys::Api { journeys: app.journeys.clone() }))
        .merge(parcours_paths::router(parcours_paths::Api {
            paths: app.paths.clone(),
            journeys: app.journeys.clone(),
            positions: app.positions.clone(),
        }))
        .merge(parcours_exchange::router(parcours_exchange::Api { exchange: app.exchange() }))
        .merge(parcours_customers::router(parcours_customers::Api {
            customers: app.customers.clone(),
        }))
        .merge(parcours_notices::router(app.notices.clone()))
        .merge(parcours_together::router(app.together.clone()))
        .merge(system::router(system::Api {
            database: app.database.clone(),
            env: app.env.clone(),
            log: app.log.clone(),
            queue: app.queue(),
            mailer: app.config.mailer.clone(),
        }))
        .merge(interaction_log::router(interaction_log::Api {
            database: app.database.clone(),
            keeping: app.log_keeping(),
        }))
        .route_layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        // An upload may take as long as its line is slow.
        .merge(parcours_tracking::router(app.tracking.clone()))
}

/// The OpenAPI 3.1 document of the product's API.
pub fn openapi(app: &App) -> Document {
    api(app).into_openapi()
}

/// Everything that the server answers. `stop` ends the live streams, which would otherwise keep a
/// graceful stop waiting.
pub fn router(app: &App, stop: CancellationToken) -> Router {
    metrics::install();
    let (routes, document) = api(app).split_for_parts();
    let listeners =
        Router::new().route("/live", get(live)).with_state(Hub::start(app.database.clone(), stop));
    let product = routes
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .route(
            DOCUMENT,
            get({
                let document = document.clone();
                || async { Json(document) }
            }),
        )
        .merge(listeners)
        .layer(parcours_access::layer(app.access.clone()))
        .layer(parcours_access::localize());
    let exposed = metrics::Exposed {
        to_everyone: app.config.open_metrics,
        queue: app.queue(),
        log: app.log.clone(),
    };
    Router::new()
        .merge(product)
        .merge(SwaggerUi::new("/api/docs").config(utoipa_swagger_ui::Config::from(DOCUMENT)))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz).with_state(app.database.clone()))
        .route("/metrics", get(metrics::metrics).with_state(exposed))
        .fallback(front_end)
        .layer(from_fn(headers::secure))
        .layer(CompressionLayer::new())
        .merge(parcours_tracking::protocol_router(app.tracking.clone()))
        .layer(
            ServiceBuilder::new()
                .layer(TraceLayer::new_for_http().make_span_with(|request: &Request| {
                    // The path alone: queries may carry write keys and cursors.
                    tracing::info_span!("request", method = %request.method(), path = request.uri().path())
                }))
                .layer(from_fn(metrics::measure)),
        )
}

/// A page of the front end; an unknown API address stays an error that programs understand.
async fn front_end(request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") || path.starts_with("/v1/") {
        let detail = Text::new(
            "There is no such address in this API.",
            "Cette adresse n’existe pas dans l’API.",
        );
        let language = request
            .headers()
            .get(http::header::ACCEPT_LANGUAGE)
            .and_then(|header| header.to_str().ok());
        let language = language.and_then(parcours_kernel::Language::negotiate).unwrap_or_default();
        return Problem::not_found("address_not_found", detail).respond(language);
    }
    parcours_web_assets::respond(path, takes_brotli(request.headers()))
}

/// Whether the browser names Brotli among what it takes, and does not refuse it (RFC 9110, 12.5.3).
fn takes_brotli(headers: &http::HeaderMap) -> bool {
    let said = headers.get_all(http::header::ACCEPT_ENCODING).iter();
    said.filter_map(|header| header.to_str().ok()).flat_map(|header| header.split(',')).any(
        |coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            let refused = weight.trim().trim_start_matches("q=").parse() == Ok(0.0_f32);
            name.trim().eq_ignore_ascii_case("br") && !refused
        },
    )
}

#[cfg(test)]
mod admission;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_taken_where_it_is_named_and_not_refused() {
        let takes = |said: &str| {
            let mut headers = http::HeaderMap::new();
            headers.insert(http::header::ACCEPT_ENCODING, said.parse().unwrap());
            takes_brotli(&headers)
        };
        assert!(["br", "gzip, deflate, br, zstd", "gzip;q=0.5, BR;q=1.0"].into_iter().all(takes));
        assert!(!["", "gzip", "gzip, br;q=0", "brotli"].into_iter().any(takes));
        assert!(!takes_brotli(&http::HeaderMap::new()));
    }
}
