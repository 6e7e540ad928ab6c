//! Reviews of touchpoints: the last one in columns of its own, which lists of all maps ask for; those
//! before it as a list, so that a review can be taken back.

use parcours_kernel::Env;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use super::{from_json, to_json};
use crate::model::TouchpointId;

/// Reviews kept before the last one: more than anybody takes back.
const KEPT: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Review {
    /// Microseconds.
    at: i64,
    by: String,
}

#[derive(FromQueryResult)]
struct ReviewsRow {
    reviewed_at: Option<i64>,
    reviewed_by: Option<String>,
    earlier_reviews: String,
}

/// Notes a review, now.
pub(crate) async fn add(
    work: &UnitOfWork,
    env: &Env,
    touchpoint: TouchpointId,
    by: &str,
) -> Result<(), StorageError> {
    let mut reviews = read(work, touchpoint).await?;
    reviews.push(Review { at: env.now().as_micros(), by: by.to_owned() });
    write(work, env, touchpoint, reviews, by).await
}

/// Forgets the last review; the one before it counts again.
pub(crate) async fn take_back(
    work: &UnitOfWork,
    env: &Env,
    touchpoint: TouchpointId,
    by: &str,
) -> Result<(), StorageError> {
    let mut reviews = read(work, touchpoint).await?;
    reviews.pop();
    write(work, env, touchpoint, reviews, by).await
}

/// All that are known, the newest last.
async fn read(work: &UnitOfWork, touchpoint: TouchpointId) -> Result<Vec<Review>, StorageError> {
    let sql = "SELECT reviewed_at, reviewed_by, earlier_reviews FROM touchpoints WHERE id = $1";
    let row: Option<ReviewsRow> =
        sql::one(work.conn(), sql, values![touchpoint.to_string()]).await?;
    let Some(row) = row else { return Ok(Vec::new()) };
    let mut reviews: Vec<Review> = from_json(&row.earlier_reviews)?;
    let last = row.reviewed_at.map(|at| Review { at, by: row.reviewed_by.unwrap_or_default() });
    reviews.extend(last);
    Ok(reviews)
}

/// Writes all, and counts the revision of the touchpoint up.
async fn write(
    work: &UnitOfWork,
    env: &Env,
    touchpoint: TouchpointId,
    mut reviews: Vec<Review>,
    by: &str,
) -> Result<(), StorageError> {
    let last = reviews.pop();
    let earlier = &reviews[reviews.len().saturating_sub(KEPT)..];
    let sql = "UPDATE touchpoints SET reviewed_at = $2, reviewed_by = $3, earlier_reviews = $4, \
               updated_at = $5, updated_by = $6, revision = revision + 1 WHERE id = $1";
    let row = values![
        touchpoint.to_string(),
        last.as_ref().map(|review| review.at),
        last.map(|review| review.by),
        to_json(&earlier),
        env.now().as_micros(),
        by
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}
