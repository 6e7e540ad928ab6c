//! SDKs that send batches as fast as they are taken, and remember what was acknowledged.
//!
//! All events of a batch are of one kind, which no other batch has: a summary then says of each
//! batch how much of it is there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::agent;
use crate::program::until;

/// Events in a batch.
pub(crate) const BATCH: u64 = 20;
const SENDERS: usize = 3;
const LIMIT: Duration = Duration::from_secs(60);

/// What was sent, by batch.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sent {
    /// Answered with success.
    pub(crate) acknowledged: BTreeSet<String>,
    /// Sent, and never answered, or with a refusal.
    pub(crate) unsure: BTreeSet<String>,
}

impl Sent {
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        self.acknowledged.iter().chain(&self.unsure)
    }

    /// The same once every batch was told again.
    pub(crate) fn all_acknowledged(&self) -> Self {
        Self { acknowledged: self.all().cloned().collect(), unsure: BTreeSet::new() }
    }

    /// How many events were acknowledged.
    pub(crate) fn events(&self) -> u64 {
        self.acknowledged.len() as u64 * BATCH
    }

    /// Fails unless all that was acknowledged is there, whole, and no batch is there in part.
    pub(crate) fn assert_kept(&self, summary: &Value) {
        let kept = kept(summary);
        for batch in &self.acknowledged {
            assert_eq!(kept.get(batch), Some(&BATCH), "{batch} was acknowledged");
        }
        for (batch, events) in kept {
            assert_eq!(events, BATCH, "{batch} is there in part, or twice");
        }
    }
}

/// How many events of each batch a summary counts.
fn kept(summary: &Value) -> BTreeMap<String, u64> {
    let kinds = summary["kinds"].as_array().expect("kinds").iter();
    kinds
        .map(|kind| {
            (kind["kind"].as_str().unwrap().to_owned(), kind["interactions"].as_u64().unwrap())
        })
        .collect()
}

/// Sends one batch; whether it was acknowledged. Sent again, it is told again, word for word.
pub(crate) fn send(url: &str, key: &str, batch: &str) -> bool {
    send_by(&agent(), url, key, batch)
}

fn send_by(agent: &ureq::Agent, url: &str, key: &str, batch: &str) -> bool {
    let events: Vec<_> = (0..BATCH)
        .map(|number| {
            json!({
                "type": "track", "event": batch, "userId": format!("{batch}-{}", number % 7),
                "messageId": format!("{batch}-{number}")
            })
        })
        .collect();
    let body = json!({ "writeKey": key, "batch": events });
    agent.post(format!("{url}/v1/batch")).send_json(body).is_ok_and(|answer| answer.status() == 200)
}

/// Senders at work.
pub(crate) struct Senders {
    sent: Arc<Mutex<Sent>>,
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Senders {
    /// Starts; `name` keeps the batches apart from those of others. A sender ends with its first
    /// batch that is not acknowledged.
    pub(crate) fn start(url: &str, key: &str, name: &str) -> Self {
        let sent = Arc::<Mutex<Sent>>::default();
        let stop = Arc::<AtomicBool>::default();
        let sender = |number: usize| {
            let (sent, stop) = (Arc::clone(&sent), Arc::clone(&stop));
            let (url, key, name) = (url.to_owned(), key.to_owned(), format!("{name}_{number}"));
            std::thread::spawn(move || {
                let agent = agent();
                for batch in (0..).map(|batch| format!("{name}_{batch}")) {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let acknowledged = send_by(&agent, &url, &key, &batch);
                    let mut sent = sent.lock().unwrap();
                    if !acknowledged {
                        sent.unsure.insert(batch);
                        return;
                    }
                    sent.acknowledged.insert(batch);
                }
            })
        };
        let threads = (0..SENDERS).map(sender).collect();
        Self { sent, stop, threads }
    }

    /// What was sent so far.
    pub(crate) fn so_far(&self) -> Sent {
        self.sent.lock().unwrap().clone()
    }

    /// Waits until so many more batches were acknowledged.
    pub(crate) fn wait_for(&self, more: usize) {
        let before = self.so_far().acknowledged.len();
        let enough = || (self.so_far().acknowledged.len() >= before + more).then_some(());
        until(LIMIT, enough).expect("batches are acknowledged");
    }

    /// Ends them; what was sent.
    pub(crate) fn end(self) -> Sent {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads {
            thread.join().unwrap();
        }
        Arc::try_unwrap(self.sent).unwrap().into_inner().unwrap()
    }
}
