//! At most one event a second for each topic and entity: a burst of intake is one redraw.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use parcours_storage::{Change, Topic};
use tokio::time::Instant;

const PACE: Duration = Duration::from_secs(1);

type Subject = (Topic, Option<String>);

/// Changes on their way to one listener.
#[derive(Debug)]
pub(crate) struct Pacing {
    wanted: Option<HashSet<Topic>>,
    pending: HashMap<Subject, Change>,
    sent: HashMap<Subject, Instant>,
    newest: Option<Change>,
}

impl Pacing {
    /// For the wanted topics; `None` is all.
    pub(crate) fn new(wanted: Option<HashSet<Topic>>) -> Self {
        Self { wanted, pending: HashMap::new(), sent: HashMap::new(), newest: None }
    }

    /// Takes changes in; a newer one takes the place of an older one of the same subject.
    pub(crate) fn add(&mut self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            if self.wanted.as_ref().is_none_or(|wanted| wanted.contains(&change.topic)) {
                self.newest = Some(change.clone());
                self.pending.insert((change.topic, change.entity.clone()), change);
            }
        }
    }

    /// Something was missed: every topic may have changed.
    pub(crate) fn add_all_topics(&mut self) {
        if let Some(newest) = self.newest.clone() {
            self.add(Topic::ALL.map(|topic| Change { topic, entity: None, ..newest.clone() }));
        }
    }

    /// What may go out now, in order.
    pub(crate) fn take_due(&mut self) -> Vec<Change> {
        let now = Instant::now();
        let due: Vec<_> = self
            .pending
            .keys()
            .filter(|subject| self.due_at(subject, now) <= now)
            .cloned()
            .collect();
        let mut changes: Vec<_> = due
            .into_iter()
            .filter_map(|subject| {
                self.sent.insert(subject.clone(), now);
                self.pending.remove(&subject)
            })
            .collect();
        changes.sort_by_key(|change| change.seq);
        self.sent.retain(|_, at| now.duration_since(*at) < PACE);
        changes
    }

    /// Waits until something is due; for ever when nothing is pending.
    pub(crate) async fn wait(&self) {
        let now = Instant::now();
        match self.pending.keys().map(|subject| self.due_at(subject, now)).min() {
            Some(at) => tokio::time::sleep_until(at).await,
            None => std::future::pending().await,
        }
    }

    fn due_at(&self, subject: &Subject, now: Instant) -> Instant {
        self.sent.get(subject).map_or(now, |at| *at + PACE)
    }
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Timestamp;

    use super::*;

    fn change(seq: i64, topic: Topic, entity: &str) -> Change {
        Change { seq, topic, entity: Some(entity.into()), at: Timestamp::default() }
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_one_event_at_once_and_one_after_a_second() {
        let mut pacing = Pacing::new(None);
        pacing.add([change(1, Topic::Journeys, "a"), change(2, Topic::Journeys, "a")]);
        assert_eq!(pacing.take_due().iter().map(|change| change.seq).collect::<Vec<_>>(), [2]);
        pacing.add([change(3, Topic::Journeys, "a"), change(4, Topic::Journeys, "b")]);
        assert_eq!(pacing.take_due().iter().map(|change| change.seq).collect::<Vec<_>>(), [4]);
        let before = Instant::now();
        pacing.wait().await;
        assert_eq!(before.elapsed(), PACE);
        assert_eq!(pacing.take_due().iter().map(|change| change.seq).collect::<Vec<_>>(), [3]);
    }

    #[tokio::test(start_paused = true)]
    async fn only_wanted_topics_pass() {
        let mut pacing = Pacing::new(Some(HashSet::from([Topic::Sources])));
        pacing.add([change(1, Topic::Journeys, "a"), change(2, Topic::Sources, "s")]);
        assert_eq!(pacing.take_due().len(), 1);
    }
}
