//! SDKs: they send batches as fast as they are taken, and again what was not answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use parcours_kernel::Rng;

use super::ledger::Ledger;
use super::server::agent;
use super::world::World;

/// Whoever is told to come back does so after a moment.
const AFTER_REFUSAL: Duration = Duration::from_millis(20);

/// Senders at work.
pub(super) struct Senders {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<AtomicU64>,
    threads: Vec<JoinHandle<()>>,
}

impl Senders {
    /// One for each source of chance. A sender ends when the server is gone.
    pub(super) fn start(
        url: &str,
        key: &str,
        world: World,
        ledger: &Arc<Ledger>,
        chances: Vec<Rng>,
    ) -> Self {
        let (stop, acknowledged) = (Arc::<AtomicBool>::default(), Arc::<AtomicU64>::default());
        let sender = |chance: Rng| {
            let (url, key) = (format!("{url}/v1/batch"), key.to_owned());
            let (stop, count) = (Arc::clone(&stop), Arc::clone(&acknowledged));
            let ledger = Arc::clone(ledger);
            std::thread::spawn(move || {
                let agent = agent();
                while !stop.load(Ordering::Relaxed) {
                    let batch = ledger.next_batch(&chance);
                    let body = world.body(batch, &key);
                    let request = agent.post(&url).content_type("application/json");
                    let Ok(answer) = request.send(body.as_str()) else { return };
                    if answer.status() == 200 {
                        ledger.acknowledge_batch(batch);
                        count.fetch_add(1, Ordering::Relaxed);
                    } else {
                        ledger.note_refusal();
                        std::thread::sleep(AFTER_REFUSAL);
                    }
                }
            })
        };
        let threads = chances.into_iter().map(sender).collect();
        Self { stop, acknowledged, threads }
    }

    /// Batches acknowledged so far.
    pub(super) fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::Relaxed)
    }

    /// Ends them, each after the request it is at.
    pub(super) fn end(self) {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads {
            thread.join().expect("a sender does not panic");
        }
    }
}
