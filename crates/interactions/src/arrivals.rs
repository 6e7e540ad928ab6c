//! What has arrived since somebody last looked: for whoever follows the log instead of scanning it.
//!
//! [`Arrivals`] is a place in the order of arrival that whoever follows keeps, and
//! [`Snapshot::arrived`] tells what has come since. Each row is told once, whatever the order in which
//! units of work commit. On SQLite there is one writer, and that order is the order of numbers. On
//! PostgreSQL a number is given before the commit: numbers that were missing are looked for again
//! until every transaction of that time has ended (`pg_snapshot_xmin`).
//!
//! What went past the rows of the database is not told: a large import, or rows sealed before they
//! were looked at. Then the answer is `None`, and whoever follows scans the log once.

use std::collections::BTreeSet;

use parcours_storage::{Backend, StorageError};
use serde::{Deserialize, Serialize};

use crate::model::CustomerId;
use crate::snapshot::Snapshot;
use crate::store::arrivals::{self, InFlight};
use crate::store::{AliasMarker, manifest};

/// Missing numbers that are looked for again, at most: the newest runs of them.
const MOST_GAPS: usize = 1000;
/// So far back from the newest row are numbers looked for when somebody begins to follow.
const LOOK_BACK: i64 = 100_000;
/// Merges noted so long (µs) before the newest one known may have been committed after it.
const COMMITS_APART: i64 = 600 * 1_000_000;

/// How far somebody has followed the log; plain data, to be kept with what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrivals {
    /// The highest place in the order of arrival that was seen.
    seq: i64,
    /// Places below it that may still be filled.
    gaps: Vec<Gap>,
    /// Of the files.
    generation: i64,
    /// Counts imports past the rows.
    bulks: i64,
    erasures: i64,
    aliases: AliasMarker,
}

/// A run of numbers that were given and not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Gap {
    pub(crate) first: i64,
    pub(crate) last: i64,
    /// Every transaction that may fill it is older than this one.
    pub(crate) mark: i64,
}

/// What has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// In the order of arrival.
    pub rows: Vec<ArrivedRow>,
    /// Customers who turned out to be another since, and who that is. May name some of before.
    pub merged: Vec<(CustomerId, CustomerId)>,
    /// Customers to be forgotten: all there ever were, where there is a new one.
    pub erased: Vec<CustomerId>,
    /// From where to follow on.
    pub next: Arrivals,
}

/// One interaction that has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArrivedRow {
    /// Its place in the order of arrival.
    pub seq: i64,
    /// Whose, after merges.
    pub customer: CustomerId,
    /// When it happened: µs UTC.
    pub at: i64,
    /// The number of its signature.
    pub signature: u32,
}

impl Snapshot {
    /// The place in the order of arrival that this view shows. Cost: the numbers of the newest rows.
    pub async fn arrivals(&self) -> Result<Arrivals, StorageError> {
        let ends = arrivals::ends(&self.transaction).await?;
        let seq = ends.map_or(0, |(_, last)| last).max(self.sealed_to());
        let mut next = self.counters(seq).await?;
        if let (Some(flight), Some((first, _))) = (self.in_flight().await?, ends) {
            let from = first.max(seq - LOOK_BACK);
            let seen = arrivals::numbers(&self.transaction, from - 1).await?;
            next.gaps = gaps(from - 1, &seen, flight.newest);
        }
        Ok(next)
    }

    /// What has come since a place in the order of arrival; `None` when some of it went past the rows
    /// of the database. Cost: the rows told, by the primary key.
    pub async fn arrived(&self, since: &Arrivals) -> Result<Option<Arrived>, StorageError> {
        let mut next = self.counters(since.seq).await?;
        let sealed_to = self.sealed_to();
        let sealed_a_gap = next.generation != since.generation
            && since.gaps.iter().any(|gap| gap.first <= sealed_to);
        if next.bulks != since.bulks || sealed_to > since.seq || sealed_a_gap {
            return Ok(None);
        }
        let mut rows = arrivals::rows(&self.transaction, since.seq, &since.gaps).await?;
        next.seq = rows.last().map_or(since.seq, |row| row.seq.max(since.seq));
        if let Some(flight) = self.in_flight().await? {
            let seen: Vec<i64> = rows.iter().map(|row| row.seq).collect();
            let newer = seen.partition_point(|seq| *seq <= since.seq);
            next.gaps = still_open(&since.gaps, &seen[..newer], flight);
            next.gaps.extend(gaps(since.seq, &seen[newer..], flight.newest));
            let too_many = next.gaps.len().saturating_sub(MOST_GAPS);
            next.gaps.drain(..too_many);
        }
        let aliases = &self.view.aliases;
        rows.retain(|row| !self.view.is_erased(row.customer.0));
        for row in &mut rows {
            row.customer = CustomerId(aliases.kept(row.customer.0));
        }
        rows.retain(|row| !self.view.is_erased(row.customer.0));
        let merged = if next.aliases == since.aliases {
            Vec::new()
        } else {
            aliases.merged_since(since.aliases.1 - COMMITS_APART)
        };
        let erased = if next.erasures == since.erasures {
            Vec::new()
        } else {
            self.view.manifest.erased.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
        };
        Ok(Some(Arrived {
            rows,
            merged: merged.into_iter().map(|(a, b)| (CustomerId(a), CustomerId(b))).collect(),
            erased: erased.into_iter().map(CustomerId).collect(),
            next,
        }))
    }

    async fn counters(&self, seq: i64) -> Result<Arrivals, StorageError> {
        let state = manifest::state(&self.transaction).await?;
        Ok(Arrivals {
            seq,
            gaps: Vec::new(),
            generation: state.generation,
            bulks: arrivals::bulks(&self.transaction).await?,
            erasures: state.erasures,
            aliases: self.marker,
        })
    }

    /// The highest place in the order of arrival that is in a file.
    fn sealed_to(&self) -> i64 {
        self.view.manifest.all().map(|segment| segment.stats.seq_max).max().unwrap_or(0)
    }

    async fn in_flight(&self) -> Result<Option<InFlight>, StorageError> {
        match self.log.database().backend() {
            Backend::Sqlite => Ok(None),
            Backend::Postgres => arrivals::in_flight(&self.transaction).await.map(Some),
        }
    }
}

/// The numbers missing between those seen, which ascend, after `since`.
fn gaps(since: i64, seen: &[i64], mark: i64) -> Vec<Gap> {
    let before = std::iter::once(&since).chain(seen);
    let runs = before.zip(seen).filter(|(before, seq)| *before + 1 < **seq);
    let gaps = runs.map(|(before, seq)| Gap { first: before + 1, last: seq - 1, mark });
    let gaps: Vec<Gap> = gaps.collect();
    gaps[gaps.len().saturating_sub(MOST_GAPS)..].to_vec()
}

/// What is left of gaps once some numbers in them were seen, and those are gone that nobody can fill
/// any more.
fn still_open(gaps_before: &[Gap], seen: &[i64], flight: InFlight) -> Vec<Gap> {
    let mut open = Vec::new();
    for gap in gaps_before.iter().filter(|gap| flight.oldest <= gap.mark) {
        let from = seen.partition_point(|seq| *seq < gap.first);
        let until = seen.partition_point(|seq| *seq <= gap.last);
        let mut inside = seen[from..until].to_vec();
        inside.push(gap.last + 1);
        open.extend(gaps(gap.first - 1, &inside, gap.mark));
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_numbers_are_looked_for_until_nobody_can_fill_them() {
        let missing = gaps(10, &[11, 14, 15, 20], 7);
        let runs: Vec<_> = missing.iter().map(|gap| (gap.first, gap.last)).collect();
        assert_eq!(runs, [(12, 13), (16, 19)]);
        let flight = |oldest| InFlight { oldest, newest: 99 };
        let open = still_open(&missing, &[13, 17], flight(7));
        let runs: Vec<_> = open.iter().map(|gap| (gap.first, gap.last)).collect();
        assert_eq!(runs, [(12, 12), (16, 16), (18, 19)], "transaction 7 may still fill them");
        assert_eq!(still_open(&missing, &[13], flight(8)), [], "nobody is left who could");
    }
}
