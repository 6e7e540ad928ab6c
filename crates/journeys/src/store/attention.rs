//! Neglected touchpoints over all journeys.

use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::id;
use super::journeys::{DAY, owner};
use super::roles::{hidden, user_of};
use crate::model::{AttentionQuery, JourneyRef, Neglect, Neglected, Reader, TouchpointId};

/// Where a page of the list ended: (last review in µs, 0 for never; id).
pub(crate) type ListKey = (i64, TouchpointId);

#[derive(FromQueryResult)]
struct Row {
    id: String,
    name: String,
    owning_team: String,
    reviewed_at: Option<i64>,
    reviewed_by: Option<String>,
    stage_id: String,
    stage: String,
    journey_id: String,
    journey: String,
    owner_id: Option<String>,
    owner_name: Option<String>,
    review_days: i64,
}

/// Those never or longest ago looked through first, one more than `limit`. Of archived journeys none:
/// nobody keeps them up.
pub(crate) async fn page(
    conn: &impl ConnectionTrait,
    (reader, query): (Reader, &AttentionQuery),
    after: Option<ListKey>,
    limit: u32,
    now: Timestamp,
) -> Result<Vec<Neglected>, StorageError> {
    let stale = format!("coalesce(t.reviewed_at, 0) < $1 - j.review_days * {DAY}");
    let about = match query.about {
        Neglect::Any => format!("({stale} OR t.owning_team = '')"),
        Neglect::Stale => stale,
        // Named all the same: each parameter has to be.
        Neglect::WithoutOwner => "t.owning_team = '' AND $1 > 0".to_owned(),
    };
    let sql = format!(
        "SELECT t.id, t.name, coalesce(e.name, t.owning_team) AS owning_team, t.reviewed_at, t.reviewed_by, s.id AS stage_id, s.name AS stage, \
           j.id AS journey_id, j.name AS journey, j.owner_id, u.name AS owner_name, j.review_days \
         FROM touchpoints t JOIN stages s ON s.id = t.stage_id JOIN journeys j ON j.id = t.journey_id \
         LEFT JOIN users u ON u.id = j.owner_id LEFT JOIN teams e ON e.id = t.team_id \
         WHERE {about} AND t.deleted_at IS NULL AND s.deleted_at IS NULL AND j.deleted_at IS NULL \
           AND j.status <> 'archived' AND ($2 = '' OR t.journey_id = $2) AND ($3 = '' OR coalesce(e.name, t.owning_team) = $3) \
           AND j.id NOT IN ({}) \
           AND (coalesce(t.reviewed_at, 0) > $4 OR (coalesce(t.reviewed_at, 0) = $4 AND t.id > $5)) \
         ORDER BY coalesce(t.reviewed_at, 0), t.id LIMIT {}",
        hidden("$6"),
        u64::from(limit) + 1
    );
    let (at, last) =
        after.map_or_else(|| (i64::MIN, String::new()), |(at, id)| (at, id.to_string()));
    let journey = query.journey_id.map(|id| id.to_string()).unwrap_or_default();
    let team = query.team.clone().unwrap_or_default();
    let rows: Vec<Row> =
        sql::all(conn, sql, values![now.as_micros(), journey, team, at, last, user_of(reader)])
            .await?;
    rows.into_iter().map(|row| row.into_model(now)).collect()
}

impl Row {
    fn into_model(self, now: Timestamp) -> Result<Neglected, StorageError> {
        let due = self.reviewed_at.map(|at| at.saturating_add(self.review_days * DAY));
        Ok(Neglected {
            journey: JourneyRef { id: id(&self.journey_id)?, name: self.journey },
            journey_owner: owner(self.owner_id, self.owner_name)?,
            stage_id: id(&self.stage_id)?,
            stage: self.stage,
            touchpoint_id: id(&self.id)?,
            touchpoint: self.name,
            without_owner: self.owning_team.is_empty(),
            owning_team: self.owning_team,
            reviewed_at: self.reviewed_at.map(Timestamp::from_micros),
            reviewed_by: self.reviewed_by,
            due_at: due.map(Timestamp::from_micros),
            stale: due.is_none_or(|due| due < now.as_micros()),
        })
    }
}
