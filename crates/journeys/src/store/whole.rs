//! Whole journeys from their three tables: one, or many at the price of one.

use std::collections::HashSet;

use parcours_access::TeamId;
use parcours_kernel::{Language, Timestamp};
use parcours_storage::{StorageError, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::journeys::{owner, persona, status};
use super::roles::{hidden, user_of};
use super::{from_json, id, stages, touchpoints};
use crate::model::{Journey, JourneyId, Link, ParentRef, Reader, Stage, first_lanes, review_days};

#[derive(FromQueryResult)]
struct JourneyRow {
    id: String,
    name: String,
    persona_id: Option<String>,
    persona_name: Option<String>,
    scenario: String,
    start_point: String,
    end_point: String,
    goal: String,
    revision: i64,
    published_version: Option<i64>,
    published_revision: Option<i64>,
    updated_at: i64,
    updated_by: String,
    owner_id: Option<String>,
    owner_name: Option<String>,
    status: String,
    review_days: i64,
    language: String,
    translations: String,
    lanes: String,
    links: String,
}

/// Which journeys to read, of those that are not removed.
pub(super) enum Which {
    One(JourneyId),
    /// As many as this, last changed first.
    Newest(Reader, u32),
    /// Those with a touchpoint that a team answers for; archived ones not.
    OfTeam(Reader, TeamId),
}

impl Which {
    /// The query of their ids.
    pub(super) fn ids(&self) -> String {
        match self {
            Self::One(_) => {
                "SELECT id FROM journeys WHERE id = $1 AND deleted_at IS NULL".to_owned()
            }
            Self::Newest(..) => format!(
                "SELECT id FROM journeys WHERE deleted_at IS NULL AND id NOT IN ({}) \
                 ORDER BY updated_at DESC, id DESC LIMIT $1",
                hidden("$2")
            ),
            Self::OfTeam(..) => format!(
                "SELECT id FROM journeys WHERE deleted_at IS NULL AND status <> 'archived' AND id NOT IN ({}) \
                 AND id IN (SELECT journey_id FROM touchpoints WHERE team_id = $1 AND deleted_at IS NULL)",
                hidden("$2")
            ),
        }
    }

    /// Its values.
    pub(super) fn values(&self) -> Vec<sql::Value> {
        match self {
            Self::One(id) => values![id.to_string()],
            Self::OfTeam(reader, team) => values![team.to_string(), user_of(*reader)],
            Self::Newest(reader, limit) => values![i64::from(*limit), user_of(*reader)],
        }
    }
}

/// The whole journey as it is now, unless it is removed. Four reads: give it a snapshot or a unit of work.
pub(crate) async fn load(
    conn: &impl ConnectionTrait,
    wanted: JourneyId,
) -> Result<Option<Journey>, StorageError> {
    Ok(read(conn, &Which::One(wanted)).await?.pop())
}

/// The journeys that changed last, whole. Four reads, however many they are.
pub(crate) async fn newest(
    conn: &impl ConnectionTrait,
    reader: Reader,
    limit: u32,
) -> Result<Vec<Journey>, StorageError> {
    read(conn, &Which::Newest(reader, limit)).await
}

/// The journeys in which a team answers for a touchpoint, whole, last changed first.
pub(crate) async fn of_team(
    conn: &impl ConnectionTrait,
    reader: Reader,
    team: TeamId,
) -> Result<Vec<Journey>, StorageError> {
    read(conn, &Which::OfTeam(reader, team)).await
}

async fn read(conn: &impl ConnectionTrait, which: &Which) -> Result<Vec<Journey>, StorageError> {
    let sql = format!(
        "SELECT j.*, p.name AS persona_name, u.name AS owner_name FROM journeys j \
         LEFT JOIN personas p ON p.id = j.persona_id LEFT JOIN users u ON u.id = j.owner_id \
         WHERE j.id IN ({}) ORDER BY j.updated_at DESC, j.id DESC",
        which.ids()
    );
    let rows: Vec<JourneyRow> = sql::all(conn, sql, which.values()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let touchpoints = touchpoints::of_journeys(conn, which).await?;
    let mut stages = stages::of_journeys(conn, which, touchpoints).await?;
    let mut parents = touchpoints::opening_into(conn, which).await?;
    rows.into_iter()
        .map(|row| {
            let id: JourneyId = id(&row.id)?;
            let stages = stages.remove(&id).unwrap_or_default();
            row.into_model(id, stages, parents.remove(&id).unwrap_or_default())
        })
        .collect()
}

impl JourneyRow {
    fn into_model(
        self,
        id: JourneyId,
        stages: Vec<Stage>,
        parents: Vec<ParentRef>,
    ) -> Result<Journey, StorageError> {
        let there: HashSet<_> =
            stages.iter().flat_map(|stage| &stage.touchpoints).map(|t| t.id).collect();
        let mut links: Vec<Link> = from_json(&self.links)?;
        // One that lost an end comes back when its end does.
        links.retain(|link| there.contains(&link.from) && there.contains(&link.to));
        let lanes = if self.lanes.is_empty() { first_lanes() } else { from_json(&self.lanes)? };
        Ok(Journey {
            id,
            name: self.name,
            persona: persona(self.persona_id, self.persona_name)?,
            scenario: self.scenario,
            start: self.start_point,
            end: self.end_point,
            goal: self.goal,
            revision: self.revision,
            published_version: self.published_version,
            has_unpublished_changes: self.published_revision != Some(self.revision),
            updated_at: Timestamp::from_micros(self.updated_at),
            updated_by: self.updated_by,
            owner: owner(self.owner_id, self.owner_name)?,
            status: status(&self.status)?,
            review_days: u16::try_from(self.review_days).unwrap_or_else(|_| review_days()),
            language: Language::from_tag(&self.language).unwrap_or_default(),
            translations: from_json(&self.translations)?,
            lanes,
            links,
            parents,
            your_role: None,
            stages,
        })
    }
}
