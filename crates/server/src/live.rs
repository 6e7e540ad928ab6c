//! `/live`: server-sent events that say what to fetch again, never what it is.
//!
//! One task reads the feed of changes for the whole process; a connection that resumes first gets
//! what it missed, straight from the feed, then joins the others.

mod hub;
mod pacing;

use std::collections::HashSet;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::Stream;
use http::HeaderMap;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::Problem;
use parcours_storage::{Change, ChangeFeed, Topic};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

pub(crate) use hub::Hub;
use pacing::Pacing;

const HEARTBEAT: Duration = Duration::from_secs(15);

#[derive(Debug, Deserialize)]
pub(crate) struct Topics {
    /// Topics wanted, separated by commas; all when left out.
    topics: Option<String>,
}

/// Streams changes until the client or the server goes.
pub(crate) async fn live(
    State(hub): State<Hub>,
    _may: Can<ViewJourneys>,
    Query(query): Query<Topics>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let wanted: Option<HashSet<Topic>> = query
        .topics
        .map(|names| names.split(',').filter_map(|name| Topic::from_name(name.trim())).collect());
    let cursor = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse::<i64>().ok());
    // Joined before the past is read: what comes meanwhile is seen twice, never missed; saying
    // "fetch again" twice does no harm.
    let mut changes = hub.join();
    let missed = match cursor {
        Some(cursor) => ChangeFeed::open(hub.database(), Some(cursor)).await?.poll().await?,
        None => Vec::new(),
    };
    let stop = hub.stopping();
    let events = async_stream(move |sender| async move {
        let mut pacing = Pacing::new(wanted);
        pacing.add(missed);
        loop {
            for change in pacing.take_due() {
                if sender.send(Ok(event(&change))).await.is_err() {
                    return;
                }
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = sender.closed() => return,
                () = pacing.wait() => {}
                received = changes.recv() => match received {
                    Ok(change) => pacing.add([change]),
                    // Too slow for the channel: better one fetch too many.
                    Err(RecvError::Lagged(_)) => pacing.add_all_topics(),
                    Err(RecvError::Closed) => return,
                },
            }
        }
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

fn event(change: &Change) -> Event {
    let data = json!({ "topic": change.topic.name(), "entity": change.entity, "at": change.at });
    Event::default().event("change").id(change.seq.to_string()).data(data.to_string())
}

/// A stream fed by a task, which ends when the stream is dropped.
fn async_stream<T: Send + 'static, F>(
    feed: impl FnOnce(tokio::sync::mpsc::Sender<T>) -> F,
) -> impl Stream<Item = T>
where
    F: Future<Output = ()> + Send + 'static,
{
    let (sender, receiver) = tokio::sync::mpsc::channel(64);
    tokio::spawn(feed(sender));
    tokio_stream::wrappers::ReceiverStream::new(receiver)
}
