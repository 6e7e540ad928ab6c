//! `/metrics` in Prometheus' text format, for this machine only unless configured otherwise.

use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use parcours_interactions::{Log, LogStatus};
use parcours_storage::jobs::Queue;

/// The process's recorder: there can only be one.
fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("another recorder of metrics is in place; /metrics will be empty");
        }
        handle
    })
}

/// Starts recording; later calls change nothing.
pub(crate) fn install() {
    recorder();
}

/// Who may read the metrics, and what they count beyond what is recorded.
#[derive(Debug, Clone)]
pub(crate) struct Exposed {
    pub(crate) to_everyone: bool,
    pub(crate) queue: Queue,
    pub(crate) log: Log,
}

pub(crate) async fn metrics(State(exposed): State<Exposed>, request: Request) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let headers = request.headers();
    // A proxy on this machine forwards strangers: its header tells.
    let local = peer.is_some_and(|ConnectInfo(peer)| peer.ip().is_loopback())
        && !headers.contains_key("x-forwarded-for")
        && !headers.contains_key(header::FORWARDED);
    if !local && !exposed.to_everyone {
        return StatusCode::NOT_FOUND.into_response();
    }
    if let Ok(counts) = exposed.queue.counts().await {
        for (state, count) in
            [("waiting", counts.waiting), ("running", counts.running), ("dead", counts.dead)]
        {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            metrics::gauge!("parcours_jobs", "state" => state).set(f64::from(count));
        }
    }
    match exposed.log.status().await {
        Ok(status) => count_log(&status),
        Err(error) => tracing::warn!(%error, "the log is not among the metrics"),
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, recorder().render()).into_response()
}

/// The log at this moment, beside what is counted while it is sealed and rewritten.
fn count_log(status: &LogStatus) {
    let gauges = [
        ("parcours_log_hot_rows", status.hot_rows),
        ("parcours_log_sealed_rows", status.sealed_rows),
        ("parcours_log_segments", status.segments),
        ("parcours_log_segment_bytes", status.segment_bytes),
        ("parcours_log_remembered_messages", status.remembered_messages),
        ("parcours_log_remembered_bytes", status.remembered_bytes),
        ("parcours_log_replaced_files", status.replaced_files),
        ("parcours_log_pending_merges", status.pending_merges),
        ("parcours_log_pending_erasures", status.pending_erasures),
    ];
    for (name, count) in gauges {
        metrics::gauge!(name).set(count as f64);
    }
}

/// Counts requests and their time, by route (never by address: that may name a customer).
pub(crate) async fn measure(request: Request, next: Next) -> Response {
    let route =
        request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = request.method().to_string();
    let start = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!("parcours_http_requests_total", "route" => route.clone(), "method" => method, "status" => status)
        .increment(1);
    metrics::histogram!("parcours_http_request_seconds", "route" => route)
        .record(start.elapsed().as_secs_f64());
    response
}
