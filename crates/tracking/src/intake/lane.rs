//! A lane gathers what waits and has it written, group after group.

use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};

use super::writer::Writer;
use super::{Message, Waiting};

/// Things told that are enough for one commit: more would only make the first of them wait.
const ENOUGH: usize = 5_000;

#[derive(Debug, Clone)]
pub(super) struct Lane {
    writer: Writer,
    receiver: Arc<Mutex<mpsc::UnboundedReceiver<Message>>>,
}

impl Lane {
    pub(super) fn new(writer: Writer, receiver: mpsc::UnboundedReceiver<Message>) -> Self {
        Self { writer, receiver: Arc::new(Mutex::new(receiver)) }
    }

    pub(super) async fn run(self) {
        let mut more = true;
        while more {
            let (group, go_on) = self.gather().await;
            more = go_on;
            if group.is_empty() {
                continue;
            }
            // A task of its own: a panic costs this group its answer, not the lane its life.
            if let Err(error) = tokio::spawn(self.writer.clone().settle(group)).await {
                tracing::error!(%error, "a group of events could not be written");
            }
        }
    }

    /// What waits, at least one delivery; and whether to go on after it.
    async fn gather(&self) -> (Vec<Waiting>, bool) {
        let mut receiver = self.receiver.lock().await;
        let mut group = Vec::new();
        let mut told = 0;
        let mut next = receiver.recv().await;
        loop {
            match next {
                Some(Message::Delivery(waiting)) => {
                    told += waiting.delivery.batch.len();
                    group.push(*waiting);
                }
                Some(Message::Stop) | None => return (group, false),
            }
            if told >= ENOUGH {
                return (group, true);
            }
            next = match receiver.try_recv() {
                Ok(message) => Some(message),
                Err(_) => return (group, true),
            };
        }
    }
}
