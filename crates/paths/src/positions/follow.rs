//! Taking in what has arrived: each customer's position moves by the rows that came, and only where a
//! late row changes the past is the customer read again.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use parcours_interactions::{Arrivals, Arrived, CustomerSet, ScanRequest, Signature, Snapshot};
use parcours_journeys::{JourneyId, JourneyMark};
use parcours_kernel::{Period, Problem};
use parcours_storage::{StorageError, Topic};

use super::Positions;
use super::map::{LiveMap, shape};
use super::store::{self, LiveRow};
use crate::cases::NONE;
use crate::kernels::position::{Advance, Position};

/// What customers did, in order of (time, arrival): µs and signatures.
type Ways = HashMap<i64, (Vec<i64>, Vec<u32>)>;

/// Positions of one map that are to be written.
struct Moved {
    map: i64,
    positions: HashMap<i64, Position>,
}

impl Positions {
    /// Takes in what has arrived since the last time. Gives the journeys that cannot be followed and
    /// are to be rebuilt. Several processes may call it at once: what two take in at the same time,
    /// one of them does in vain. Cost: the rows that arrived, times the journeys that claim them;
    /// a few small queries where nothing did.
    pub async fn follow(&self) -> Result<Vec<JourneyMark>, Problem> {
        let mut known = self.marks.lock().await;
        // Read before the view: no place in it is later than what the view shows.
        let live = store::live(self.database().read()).await?;
        let marks = self.journeys.marks().await?;
        let mut behind = self.changed(&mut known, &live, &marks).await?;
        let mut by_place: BTreeMap<&str, Vec<&LiveRow>> = BTreeMap::new();
        for row in live.iter().filter(|row| behind.iter().all(|mark| mark.id != row.journey)) {
            by_place.entry(&row.arrivals).or_default().push(row);
        }
        if by_place.is_empty() {
            return Ok(behind);
        }
        let view = self.log.snapshot().await?;
        for (place, rows) in by_place {
            let since: Option<Arrivals> = serde_json::from_str(place).ok();
            let arrived = match &since {
                Some(since) => view.arrived(since).await?,
                None => None,
            };
            match arrived {
                None => {
                    behind.extend(rows.iter().filter_map(|row| {
                        marks.iter().find(|mark| mark.id == row.journey).copied()
                    }));
                }
                Some(arrived) if since.as_ref() == Some(&arrived.next) => {}
                Some(arrived) => self.take_in(&view, place, &rows, arrived).await?,
            }
        }
        Ok(behind)
    }

    /// Brings the positions of one journey up to this moment, by a scan where it has to be: for
    /// commands, which run where nobody follows.
    pub async fn catch_up(&self, journey: JourneyId) -> Result<(), Problem> {
        if self.follow().await?.iter().any(|mark| mark.id == journey) {
            self.rebuild(journey, || false).await?;
        }
        Ok(())
    }

    /// Journeys whose positions are of another map than the one that counts, or of none.
    async fn changed(
        &self,
        known: &mut HashMap<JourneyId, JourneyMark>,
        live: &[LiveRow],
        marks: &[JourneyMark],
    ) -> Result<Vec<JourneyMark>, Problem> {
        let mut changed = Vec::new();
        for mark in marks {
            if known.get(&mark.id) == Some(mark) {
                continue;
            }
            let of = live.iter().find(|row| row.journey == mark.id);
            let counts = self.counted(mark.id).await?;
            if let (Some(row), Some((journey, version))) = (of, &counts)
                && let Some(map) = store::map(self.database().read(), row.map, &[]).await?
                && shape(&map.journey) == shape(journey)
            {
                if *map.journey != *journey {
                    // Words alone: positions stay.
                    let work = self.database().begin().await?;
                    store::reword(&work, row.map, journey, *version).await?;
                    work.commit(&self.env).await?;
                    self.maps.forget(row.map);
                }
            } else {
                changed.push(*mark);
            }
            known.insert(mark.id, *mark);
        }
        let removed = live.iter().filter(|row| marks.iter().all(|mark| mark.id != row.journey));
        changed.extend(removed.map(|row| JourneyMark {
            id: row.journey,
            revision: 0,
            published_version: None,
        }));
        self.maps.keep_only(|map| live.iter().any(|row| row.map == map));
        Ok(changed)
    }

    async fn take_in(
        &self,
        view: &Snapshot,
        place: &str,
        rows: &[&LiveRow],
        arrived: Arrived,
    ) -> Result<(), StorageError> {
        let conn = self.database().read();
        let signatures = self.log.signatures().await?;
        let gone: Vec<i64> = arrived.merged.iter().map(|(gone, _)| gone.0).collect();
        let gone = store::standing_anywhere(conn, &gone).await?;
        let merged = arrived.merged.iter().filter(|(of, _)| gone.contains(&of.0));
        let mut again: BTreeSet<i64> = merged.map(|(_, kept)| kept.0).collect();
        let mut moved = Vec::new();
        for row in rows {
            let map = self.live_map(row.map, &signatures).await?;
            let Some(map) = map else { continue };
            let positions = moved_by(conn, &map, &arrived, &mut again).await?;
            moved.push((map, positions));
        }
        let ways = ways(view, &again).await?;
        let mut absent: Vec<i64> = gone.into_iter().collect();
        absent.extend(arrived.erased.iter().map(|one| one.0));
        let mut written = Vec::new();
        let mut left = Vec::new();
        for (map, mut positions) in moved {
            for customer in &again {
                match ways.get(customer).and_then(|way| scanned(&map, way)) {
                    Some(position) => drop(positions.insert(*customer, position)),
                    None => {
                        positions.remove(customer);
                        left.push((map.map, *customer));
                    }
                }
            }
            written.push(Moved { map: map.map, positions });
        }
        let next = serde_json::to_string(&arrived.next).expect("plain numbers");
        let numbers: Vec<i64> = rows.iter().map(|row| row.map).collect();
        let some_moved = !absent.is_empty()
            || !left.is_empty()
            || written.iter().any(|moved| !moved.positions.is_empty());
        let mut work = self.database().begin().await?;
        if !store::move_on(&work, &numbers, place, &next).await? {
            // Another process took it in.
            return work.rollback().await;
        }
        store::remove(&work, &absent).await?;
        for (map, customer) in left {
            store::remove_one(&work, map, customer).await?;
        }
        for Moved { map, positions } in written {
            store::put(&work, map, positions).await?;
        }
        if some_moved {
            work.note_change(Topic::Positions, None);
        }
        work.commit(&self.env).await
    }

    pub(super) async fn live_map(
        &self,
        map: i64,
        signatures: &[Signature],
    ) -> Result<Option<Arc<LiveMap>>, StorageError> {
        let (known, turn) = self.maps.get(map);
        let known = match known {
            Some(known) => match known.bound(signatures) {
                None => return Ok(Some(known)),
                bound => bound,
            },
            None => store::map(self.database().read(), map, signatures).await?,
        };
        let known = known.map(Arc::new);
        if let Some(known) = &known {
            self.maps.keep(turn, known);
        }
        Ok(known)
    }
}

/// The positions of one map that rows moved; who has to be read again is left in `again`.
async fn moved_by(
    conn: &store::Connection,
    map: &LiveMap,
    arrived: &Arrived,
    again: &mut BTreeSet<i64>,
) -> Result<HashMap<i64, Position>, StorageError> {
    let claimed = || {
        let rows = arrived.rows.iter().map(|row| (row.customer.0, map.code(row.signature), row.at));
        rows.filter(|(_, code, _)| *code != NONE)
    };
    let customers: BTreeSet<i64> = claimed().map(|(customer, ..)| customer).collect();
    let customers: Vec<i64> = customers.into_iter().collect();
    let mut positions = store::positions(conn, map.map, &customers).await?;
    for (customer, code, at) in claimed() {
        match positions.entry(customer) {
            Entry::Vacant(none) => drop(none.insert(Position::first(&map.places, code, at))),
            Entry::Occupied(mut known) => {
                if known.get_mut().advance(&map.places, code, at) == Advance::NeedsRescan {
                    again.insert(customer);
                }
            }
        }
    }
    Ok(positions)
}

/// All that some customers did. Cost: a few pages for each.
async fn ways(view: &Snapshot, customers: &BTreeSet<i64>) -> Result<Ways, StorageError> {
    if customers.is_empty() {
        return Ok(Ways::new());
    }
    let set: CustomerSet = customers.iter().map(|one| one.unsigned_abs()).collect();
    let request = ScanRequest { customers: Some(set), ..ScanRequest::of(Period::ALL) };
    let each = |ways: &mut Ways, bucket: &parcours_interactions::Bucket| {
        for (customer, window) in bucket.customers.iter().zip(bucket.offsets.windows(2)) {
            let rows = window[0] as usize..window[1] as usize;
            let way = (bucket.at[rows.clone()].to_vec(), bucket.signature[rows].to_vec());
            ways.insert(*customer, way);
        }
    };
    Ok(view.scan(&request, each).await?.into_iter().flatten().collect())
}

fn scanned(map: &LiveMap, (at, signatures): &(Vec<i64>, Vec<u32>)) -> Option<Position> {
    let claimed = signatures.iter().zip(at).map(|(signature, at)| (map.code(*signature), *at));
    let (codes, at): (Vec<u8>, Vec<i64>) = claimed.filter(|(code, _)| *code != NONE).unzip();
    Position::scan(&map.places, &codes, &at)
}
