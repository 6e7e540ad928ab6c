//! Calls and batches.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use futures::StreamExt as _;
use http::request::Parts;
use http::{HeaderMap, HeaderName, header};
use parcours_kernel::{Env, Timestamp};

use super::answer::{self, Failure};
use super::client;
use crate::Tracking;
use crate::intake::{Delivery, NotTaken};
use crate::keys::KnownKey;
use crate::segment::{self, CallType, Circumstances, REQUEST_BYTES, Refusal, Understood};
use crate::told::Batch;

/// Takes a request: one call, or a batch when `call` is `None`.
pub(super) async fn receive(
    tracking: Tracking,
    call: Option<CallType>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let heard = async {
        let body = read(body).await?;
        let says_gzip = header(&parts.headers, &header::CONTENT_ENCODING)
            .is_some_and(|encoding| encoding.to_ascii_lowercase().contains("gzip"));
        let text = offload(body.len(), move || segment::text(&body, says_gzip)).await??;
        store(&tracking, call, &parts, text).await
    };
    match heard.await {
        Ok(()) => answer::success(),
        Err(failure) => answer::failure(failure, &tracking.env, &parts.headers),
    }
}

/// Stores what the JSON of a request tells; returns when it is on disk.
pub(super) async fn store(
    tracking: &Tracking,
    call: Option<CallType>,
    parts: &Parts,
    text: String,
) -> Result<(), Failure> {
    let key = find_key(tracking, parts, &text).await?;
    let around = Around {
        received_at: tracking.env.now(),
        key,
        ip: client::address(&parts.extensions, &parts.headers, &tracking.config),
        user_agent: header(&parts.headers, &header::USER_AGENT).map(ToOwned::to_owned),
        env: tracking.env.clone(),
    };
    let bytes = text.len();
    let (key, received_at) = (Arc::clone(&around.key), around.received_at);
    let (understood, refusal) = offload(bytes, move || around.understand(&text, call)).await?;
    let refused = u64::try_from(understood.refused).unwrap_or(0);
    metrics::counter!("parcours_events_total", "outcome" => "refused").increment(refused);
    let Understood { batch, samples, .. } = understood;
    let delivery = Delivery { key, received_at, batch, samples };
    let taken = tracking.intake().take(delivery, bytes).await;
    match refusal {
        // What is shown of a refused request may be lost; why it was refused is what counts.
        Some(refusal) => Err(refusal.into()),
        None => Ok(taken.map(|_| ())?),
    }
}

/// The key of the header, the query or the body, if it works.
async fn find_key(
    tracking: &Tracking,
    parts: &Parts,
    text: &str,
) -> Result<Arc<KnownKey>, Failure> {
    let key = segment::in_header(header(&parts.headers, &header::AUTHORIZATION))
        .or_else(|| segment::in_query(parts.uri.query()))
        .or_else(|| segment::in_body(text))
        .ok_or(Refusal::NoKey)?;
    let known = tracking.keys.find(&key).await.map_err(|error| {
        tracing::error!(%error, "write keys could not be read");
        NotTaken::Unavailable
    })?;
    let known = known.ok_or(Refusal::UnknownKey)?;
    if known.disabled { Err(Refusal::Disabled.into()) } else { Ok(known) }
}

/// [`Circumstances`] that can be sent to another thread.
struct Around {
    received_at: Timestamp,
    key: Arc<KnownKey>,
    ip: Option<IpAddr>,
    user_agent: Option<String>,
    env: Env,
}

impl Around {
    /// What the request tells, and why it is refused if it is refused whole.
    fn understand(self, text: &str, call: Option<CallType>) -> (Understood, Option<Refusal>) {
        let around = Circumstances {
            received_at: self.received_at,
            source: self.key.source,
            kind: self.key.kind,
            promoted: &self.key.promoted,
            key: &self.key.key,
            ip: self.ip,
            user_agent: self.user_agent.as_deref(),
            env: &self.env,
        };
        match segment::understand(text, call, &around) {
            Ok(understood) => (understood, None),
            Err(refusal) => {
                let samples = vec![segment::refused_whole(text, call, refusal)];
                (Understood { batch: Batch::default(), samples, refused: 1 }, Some(refusal))
            }
        }
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// Reads a body within its limit. What is too long is read on for a while and thrown away: a client
/// that is still sending would see a broken connection instead of the answer.
async fn read(body: Body) -> Result<Vec<u8>, Failure> {
    const PATIENCE: usize = 8 * REQUEST_BYTES;
    let mut bytes = Vec::new();
    let mut length = 0_usize;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Refusal::CutShort)?;
        length += chunk.len();
        if length <= REQUEST_BYTES {
            bytes.extend_from_slice(&chunk);
        } else if length > PATIENCE {
            break;
        } else {
            bytes = Vec::new();
        }
    }
    if length > REQUEST_BYTES { Err(Refusal::TooLarge.into()) } else { Ok(bytes) }
}

/// Runs what is long only for long bodies elsewhere, so that a few of them never hold up the small
/// ones.
async fn offload<T: Send + 'static>(
    bytes: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    const LONG: usize = 128 * 1024;
    if bytes < LONG {
        return Ok(work());
    }
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "a request could not be read");
        Failure::NotTaken(NotTaken::Unavailable)
    })
}
