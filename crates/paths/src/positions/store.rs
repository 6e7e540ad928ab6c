//! The tables of positions. Every query says which index answers it; a test holds it to that.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use parcours_interactions::Signature;
use parcours_journeys::{Journey, JourneyId};
use parcours_kernel::Timestamp;
use parcours_storage::sql::{self, Column, Rows, any_of};
use parcours_storage::{StorageError, UnitOfWork, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::map::LiveMap;
use crate::kernels::position::{Position, Run, Thresholds};

/// A connection that reads.
pub(super) type Connection = sea_orm::DatabaseConnection;

const POSITION: [(&str, Column); 10] = [
    ("map", Column::Number),
    ("customer", Column::Number),
    ("touchpoint", Column::Number),
    ("stage", Column::Number),
    ("last_at", Column::Number),
    ("goal_since", Column::OptionalNumber),
    ("touchpoint_since", Column::Number),
    ("touchpoint_before", Column::OptionalNumber),
    ("stage_since", Column::Number),
    ("stage_before", Column::OptionalNumber),
];
const COLUMNS: &str = "map, customer, touchpoint, stage, last_at, goal_since, touchpoint_since, touchpoint_before, \
                       stage_since, stage_before";
const REPLACE: &str = "ON CONFLICT (map, customer) DO UPDATE SET touchpoint = excluded.touchpoint, \
    stage = excluded.stage, last_at = excluded.last_at, goal_since = excluded.goal_since, \
    touchpoint_since = excluded.touchpoint_since, touchpoint_before = excluded.touchpoint_before, \
    stage_since = excluded.stage_since, stage_before = excluded.stage_before";

/// A map whose positions count, and how far they follow the log.
#[derive(Debug, Clone)]
pub(super) struct LiveRow {
    pub(super) map: i64,
    pub(super) journey: JourneyId,
    pub(super) arrivals: String,
}

#[derive(FromQueryResult)]
struct LiveText {
    map: i64,
    journey: String,
    arrivals: String,
}

/// All maps whose positions count.
pub(super) async fn live(conn: &impl ConnectionTrait) -> Result<Vec<LiveRow>, StorageError> {
    let select =
        "SELECT map, journey, arrivals FROM position_maps WHERE state = 'live' ORDER BY map";
    let rows: Vec<LiveText> = sql::all(conn, select, vec![]).await?;
    let row = |row: LiveText| {
        let journey = row.journey.parse().map_err(|_| broken("journey"))?;
        Ok(LiveRow { map: row.map, journey, arrivals: row.arrivals })
    };
    rows.into_iter().map(row).collect()
}

/// The map of a journey whose positions count. `position_maps_journey`.
pub(super) async fn live_of(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<Option<i64>, StorageError> {
    let select = "SELECT map FROM position_maps WHERE journey = $1 AND state = 'live'";
    let map = sql::number(conn, select, values![journey.to_string()]).await?;
    Ok((map > 0).then_some(map))
}

#[derive(FromQueryResult)]
struct MapRow {
    version: Option<i64>,
    document: String,
    thresholds: String,
    fitted_at: i64,
}

/// A map by number, bound to some signatures.
pub(super) async fn map(
    conn: &impl ConnectionTrait,
    map: i64,
    signatures: &[Signature],
) -> Result<Option<LiveMap>, StorageError> {
    let select =
        "SELECT version, document, thresholds, fitted_at FROM position_maps WHERE map = $1";
    let row: Option<MapRow> = sql::one(conn, select, values![map]).await?;
    let Some(row) = row else { return Ok(None) };
    let journey: Journey = serde_json::from_str(&row.document).map_err(|_| broken("document"))?;
    let thresholds = serde_json::from_str(&row.thresholds).map_err(|_| broken("thresholds"))?;
    let fitted = (thresholds, Timestamp::from_micros(row.fitted_at));
    Ok(Some(LiveMap::new(map, row.version, Arc::new(journey), fitted, signatures)))
}

fn broken(column: &str) -> StorageError {
    StorageError::Open(format!("position_maps.{column} cannot be read: remove the row"))
}

/// A map whose positions are being found.
pub(super) struct NewMap<'a> {
    pub(super) journey: &'a Journey,
    /// The published version; none for the draft.
    pub(super) version: Option<i64>,
    pub(super) thresholds: &'a Thresholds,
    pub(super) fitted_at: Timestamp,
    pub(super) arrivals: String,
}

/// Notes a map before its positions are written; its number.
pub(super) async fn begin(work: &UnitOfWork, new: NewMap<'_>) -> Result<i64, StorageError> {
    let insert = "INSERT INTO position_maps (journey, state, version, document, thresholds, fitted_at, arrivals) \
                  VALUES ($1, 'building', $2, $3, $4, $5, $6) RETURNING map";
    let row = values![
        new.journey.id.to_string(),
        new.version,
        json(new.journey),
        json(new.thresholds),
        new.fitted_at.as_micros(),
        new.arrivals
    ];
    sql::number(work.conn(), insert, row).await
}

/// What a map says changed, and nothing that positions depend on.
pub(super) async fn reword(
    work: &UnitOfWork,
    map: i64,
    journey: &Journey,
    version: Option<i64>,
) -> Result<(), StorageError> {
    let update = "UPDATE position_maps SET document = $1, version = $2 WHERE map = $3";
    sql::execute(work.conn(), update, values![json(journey), version, map]).await?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain values")
}

/// Makes the positions of a map those that count; `false` when it was given up meanwhile.
pub(super) async fn switch(
    work: &UnitOfWork,
    journey: JourneyId,
    map: i64,
) -> Result<bool, StorageError> {
    drop_maps(work, journey).await?;
    let update = "UPDATE position_maps SET state = 'live' WHERE map = $1 AND state = 'building'";
    Ok(sql::execute(work.conn(), update, values![map]).await? == 1)
}

/// A map that was being built is not wanted any more.
pub(super) async fn give_up(work: &UnitOfWork, map: i64) -> Result<(), StorageError> {
    let update = "UPDATE position_maps SET state = 'dropped' WHERE map = $1 AND state = 'building'";
    sql::execute(work.conn(), update, values![map]).await?;
    Ok(())
}

/// The positions of a journey no longer count. `position_maps_journey`.
pub(super) async fn drop_maps(work: &UnitOfWork, journey: JourneyId) -> Result<(), StorageError> {
    let update = "UPDATE position_maps SET state = 'dropped' WHERE journey = $1 AND state = 'live'";
    sql::execute(work.conn(), update, values![journey.to_string()]).await?;
    Ok(())
}

/// Removes some positions that do not count, or that nobody completes any more; whether there are
/// more. The primary key.
pub(super) async fn clear(
    work: &UnitOfWork,
    abandoned: Timestamp,
    most: usize,
) -> Result<bool, StorageError> {
    let select = "SELECT coalesce(min(map), 0) FROM position_maps WHERE state = 'dropped' \
                  OR (state = 'building' AND fitted_at < $1)";
    let map = sql::number(work.conn(), select, values![abandoned.as_micros()]).await?;
    if map == 0 {
        return Ok(false);
    }
    let delete = format!(
        "DELETE FROM journey_positions WHERE map = $1 AND customer IN \
         (SELECT customer FROM journey_positions WHERE map = $2 LIMIT {most})"
    );
    if sql::execute(work.conn(), delete, values![map, map]).await? == 0 {
        let delete = "DELETE FROM position_maps WHERE map = $1";
        sql::execute(work.conn(), delete, values![map]).await?;
    }
    Ok(true)
}

/// Notes how far some maps follow the log, if they are all where they were.
pub(super) async fn move_on(
    work: &UnitOfWork,
    maps: &[i64],
    before: &str,
    after: &str,
) -> Result<bool, StorageError> {
    let update = format!(
        "UPDATE position_maps SET arrivals = $1 WHERE state = 'live' AND arrivals = $2 AND map IN ({})",
        sql::list(3, maps.len())
    );
    let mut bound = values![after, before];
    bound.extend(maps.iter().map(|map| sql::Value::from(*map)));
    Ok(sql::execute(work.conn(), update, bound).await? == maps.len() as u64)
}

#[derive(FromQueryResult)]
pub(super) struct PositionRow {
    pub(super) map: i64,
    pub(super) customer: i64,
    touchpoint: i64,
    stage: i64,
    last_at: i64,
    goal_since: Option<i64>,
    touchpoint_since: i64,
    touchpoint_before: Option<i64>,
    stage_since: i64,
    stage_before: Option<i64>,
}

impl PositionRow {
    pub(super) fn position(&self) -> Position {
        let code = |number: i64| u8::try_from(number).unwrap_or(u8::MAX);
        Position {
            touchpoint: code(self.touchpoint),
            stage: code(self.stage),
            last: self.last_at,
            goal_since: self.goal_since,
            at_touchpoint: Run { since: self.touchpoint_since, before: self.touchpoint_before },
            at_stage: Run { since: self.stage_since, before: self.stage_before },
        }
    }
}

/// The positions of some customers on one map. The primary key.
pub(super) async fn positions(
    conn: &impl ConnectionTrait,
    map: i64,
    customers: &[i64],
) -> Result<HashMap<i64, Position>, StorageError> {
    let customers = customers.iter().map(|one| sql::Value::from(*one)).collect();
    let mut found = HashMap::new();
    for (any, values) in any_of(conn, 2, Column::Number, customers) {
        let select =
            format!("SELECT {COLUMNS} FROM journey_positions WHERE map = $1 AND customer {any}");
        let mut bound = values![map];
        bound.extend(values);
        let rows: Vec<PositionRow> = sql::all(conn, select, bound).await?;
        found.extend(rows.into_iter().map(|row| (row.customer, row.position())));
    }
    Ok(found)
}

/// The positions of one customer on all maps that count. `journey_positions_customer`.
pub(super) async fn of_customer(
    conn: &impl ConnectionTrait,
    customer: i64,
) -> Result<Vec<PositionRow>, StorageError> {
    let select = format!(
        "SELECT {COLUMNS} FROM journey_positions WHERE customer = $1 \
         AND map IN (SELECT map FROM position_maps WHERE state = 'live')"
    );
    sql::all(conn, select, values![customer]).await
}

#[derive(FromQueryResult)]
struct CustomerRow {
    customer: i64,
}

/// Who of some customers has a position on any map. `journey_positions_customer`.
pub(super) async fn standing_anywhere(
    conn: &impl ConnectionTrait,
    customers: &[i64],
) -> Result<BTreeSet<i64>, StorageError> {
    let customers = customers.iter().map(|one| sql::Value::from(*one)).collect();
    let mut found = BTreeSet::new();
    for (any, values) in any_of(conn, 1, Column::Number, customers) {
        let select = format!("SELECT customer FROM journey_positions WHERE customer {any}");
        let rows: Vec<CustomerRow> = sql::all(conn, select, values).await?;
        found.extend(rows.into_iter().map(|row| row.customer));
    }
    Ok(found)
}

/// Writes positions, in place of those that were.
pub(super) async fn put(
    work: &UnitOfWork,
    map: i64,
    positions: impl IntoIterator<Item = (i64, Position)>,
) -> Result<(), StorageError> {
    let mut rows = Rows::new("journey_positions", &POSITION, 0);
    for (customer, position) in positions {
        let Position { touchpoint, stage, last, goal_since, at_touchpoint, at_stage } = position;
        rows.push([
            map.into(),
            customer.into(),
            i64::from(touchpoint).into(),
            i64::from(stage).into(),
            last.into(),
            goal_since.into(),
            at_touchpoint.since.into(),
            at_touchpoint.before.into(),
            at_stage.since.into(),
            at_stage.before.into(),
        ]);
    }
    rows.insert(work.conn(), REPLACE).await?;
    Ok(())
}

/// Removes customers from all maps. `journey_positions_customer`.
pub(super) async fn remove(work: &UnitOfWork, customers: &[i64]) -> Result<(), StorageError> {
    let customers = customers.iter().map(|one| sql::Value::from(*one)).collect();
    for (any, values) in any_of(work.conn(), 1, Column::Number, customers) {
        let delete = format!("DELETE FROM journey_positions WHERE customer {any}");
        sql::execute(work.conn(), delete, values).await?;
    }
    Ok(())
}

/// Removes a customer from one map. The primary key.
pub(super) async fn remove_one(
    work: &UnitOfWork,
    map: i64,
    customer: i64,
) -> Result<(), StorageError> {
    let delete = "DELETE FROM journey_positions WHERE map = $1 AND customer = $2";
    sql::execute(work.conn(), delete, values![map, customer]).await?;
    Ok(())
}

/// Moments that part the states at one touchpoint.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cutoffs {
    pub(super) touchpoint: u8,
    /// Heard of since then: active.
    pub(super) active_from: i64,
    /// Heard of since then: waiting.
    pub(super) waiting_from: i64,
}

#[derive(Debug, FromQueryResult)]
pub(super) struct CountRow {
    pub(super) touchpoint: i64,
    pub(super) active: i64,
    pub(super) waiting: i64,
    pub(super) quiet: i64,
    /// Quiet after they had reached a goal.
    pub(super) after_goal: i64,
}

/// Customers by touchpoint and by when they were last heard of. `journey_positions_standing` alone.
pub(super) async fn counts(
    conn: &impl ConnectionTrait,
    map: i64,
    cutoffs: &[Cutoffs],
) -> Result<Vec<CountRow>, StorageError> {
    if cutoffs.is_empty() {
        return Ok(Vec::new());
    }
    sql::all(conn, counts_query(cutoffs), values![map]).await
}

pub(super) fn counts_query(cutoffs: &[Cutoffs]) -> String {
    let cutoffs: Vec<String> = cutoffs
        .iter()
        .map(|one| format!("({}, {}, {})", one.touchpoint, one.active_from, one.waiting_from))
        .collect();
    format!(
        "WITH c (touchpoint, active_from, waiting_from) AS (VALUES {}) SELECT p.touchpoint, \
         count(CASE WHEN p.last_at >= c.active_from THEN 1 END) AS active, \
         count(CASE WHEN p.last_at < c.active_from AND p.last_at >= c.waiting_from THEN 1 END) AS waiting, \
         count(CASE WHEN p.last_at < c.waiting_from AND p.goal_since IS NULL THEN 1 END) AS quiet, \
         count(CASE WHEN p.last_at < c.waiting_from AND p.goal_since IS NOT NULL THEN 1 END) AS after_goal \
         FROM c JOIN journey_positions p ON p.map = $1 AND p.touchpoint = c.touchpoint GROUP BY p.touchpoint",
        cutoffs.join(", ")
    )
}

/// Some of those who stand at a touchpoint.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slice {
    pub(super) touchpoint: u8,
    /// Last heard of from here on,
    pub(super) from: i64,
    /// and up to here.
    pub(super) to: i64,
    /// Only those who have reached a goal, or only others.
    pub(super) goal: Option<bool>,
}

/// Customers of a slice, last heard of first, after a place (µs, number). `journey_positions_standing`.
pub(super) async fn slice(
    conn: &impl ConnectionTrait,
    map: i64,
    slice: Slice,
    before: (i64, i64),
    limit: u32,
) -> Result<Vec<PositionRow>, StorageError> {
    let bound = values![map, i64::from(slice.touchpoint), slice.from, slice.to, before.0, before.1];
    sql::all(conn, slice_query(slice.goal, limit), bound).await
}

pub(super) fn slice_query(goal: Option<bool>, limit: u32) -> String {
    let goal = match goal {
        None => "",
        Some(true) => "AND goal_since IS NOT NULL",
        Some(false) => "AND goal_since IS NULL",
    };
    format!(
        "SELECT {COLUMNS} FROM journey_positions WHERE map = $1 AND touchpoint = $2 AND last_at >= $3 \
         AND last_at <= $4 AND (last_at, customer) < ($5, $6) {goal} \
         ORDER BY last_at DESC, customer DESC LIMIT {limit}"
    )
}

#[cfg(test)]
mod tests {
    use parcours_storage::Backend;
    use parcours_storage::testing::TestDatabase;

    use super::*;

    #[derive(FromQueryResult)]
    struct Step {
        detail: String,
    }

    #[tokio::test]
    async fn lists_and_counts_are_answered_by_their_index() {
        let fresh = TestDatabase::of(Backend::Sqlite).await.unwrap();
        let plan = async |query: &str| {
            let plan: Vec<Step> =
                sql::all(fresh.database().read(), format!("EXPLAIN QUERY PLAN {query}"), vec![])
                    .await
                    .unwrap();
            plan.into_iter().map(|step| step.detail).collect::<Vec<_>>().join("; ")
        };
        for goal in [None, Some(true), Some(false)] {
            let list = plan(&slice_query(goal, 50)).await;
            assert!(
                list.contains("journey_positions_standing") && !list.contains("TEMP B-TREE"),
                "{list}"
            );
        }
        let cutoffs = Cutoffs { touchpoint: 1, active_from: 20, waiting_from: 10 };
        let counts = plan(&counts_query(&[cutoffs, Cutoffs { touchpoint: 2, ..cutoffs }])).await;
        assert!(counts.contains("COVERING INDEX journey_positions_standing"), "{counts}");
        let one = "SELECT map FROM journey_positions WHERE customer = 1";
        let one = plan(one).await;
        assert!(one.contains("journey_positions_customer"), "{one}");
    }
}
