//! The table of saved views.

use parcours_access::UserId;
use parcours_journeys::OwnerRef;
use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::{MOST, SavedView, SavedViewId};

const COLUMNS: &str =
    "v.id, v.owner, u.name AS owner_name, v.shared, v.name, v.search, v.updated_at";

#[derive(FromQueryResult)]
struct ViewRow {
    id: String,
    owner: String,
    owner_name: String,
    shared: bool,
    name: String,
    search: String,
    updated_at: i64,
}

#[derive(FromQueryResult)]
struct Id {
    id: String,
}

/// One's own and those that others share, by name. `saved_views_name` and `saved_views_shared`.
pub(super) async fn seen_by(
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<SavedView>, StorageError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM saved_views v JOIN users u ON u.id = v.owner \
         WHERE v.owner = $1 OR v.shared ORDER BY v.name, v.id LIMIT {}",
        2 * MOST
    );
    let rows: Vec<ViewRow> = sql::all(conn, sql, values![user.to_string()]).await?;
    rows.into_iter().map(ViewRow::into_model).collect()
}

/// One view.
pub(super) async fn get(
    work: &UnitOfWork,
    id: SavedViewId,
) -> Result<Option<SavedView>, StorageError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM saved_views v JOIN users u ON u.id = v.owner WHERE v.id = $1"
    );
    let row: Option<ViewRow> = sql::one(work.conn(), sql, values![id.to_string()]).await?;
    row.map(ViewRow::into_model).transpose()
}

/// The view of somebody with this name.
pub(super) async fn named(
    work: &UnitOfWork,
    owner: UserId,
    name: &str,
) -> Result<Option<SavedViewId>, StorageError> {
    let sql = "SELECT id FROM saved_views WHERE owner = $1 AND name = $2";
    let row: Option<Id> = sql::one(work.conn(), sql, values![owner.to_string(), name]).await?;
    Ok(row.map(|row| row.id.parse().map_err(|_| broken("id"))).transpose()?)
}

/// How many somebody has.
pub(super) async fn how_many(work: &UnitOfWork, owner: UserId) -> Result<usize, StorageError> {
    let sql = "SELECT count(*) FROM saved_views WHERE owner = $1";
    let count = sql::number(work.conn(), sql, values![owner.to_string()]).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Adds a view.
pub(super) async fn insert(work: &UnitOfWork, view: &SavedView) -> Result<(), StorageError> {
    let sql = "INSERT INTO saved_views (id, owner, shared, name, search, updated_at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let row = values![
        view.id.to_string(),
        view.owner.id.to_string(),
        view.shared,
        view.name.clone(),
        json(view),
        view.updated_at.as_micros()
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Writes a view.
pub(super) async fn update(work: &UnitOfWork, view: &SavedView) -> Result<(), StorageError> {
    let sql =
        "UPDATE saved_views SET shared = $2, name = $3, search = $4, updated_at = $5 WHERE id = $1";
    let row = values![
        view.id.to_string(),
        view.shared,
        view.name.clone(),
        json(view),
        view.updated_at.as_micros()
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Removes a view.
pub(super) async fn delete(work: &UnitOfWork, id: SavedViewId) -> Result<(), StorageError> {
    let sql = "DELETE FROM saved_views WHERE id = $1";
    sql::execute(work.conn(), sql, values![id.to_string()]).await?;
    Ok(())
}

fn json(view: &SavedView) -> String {
    serde_json::to_string(&view.search).expect("plain values are plain JSON")
}

fn broken(column: &str) -> DbErr {
    DbErr::Type(format!("saved_views.{column} cannot be read: remove the row"))
}

impl ViewRow {
    fn into_model(self) -> Result<SavedView, StorageError> {
        Ok(SavedView {
            id: self.id.parse().map_err(|_| broken("id"))?,
            name: self.name,
            shared: self.shared,
            owner: OwnerRef {
                id: self.owner.parse().map_err(|_| broken("owner"))?,
                name: self.owner_name,
            },
            search: serde_json::from_str(&self.search).map_err(|_| broken("search"))?,
            updated_at: Timestamp::from_micros(self.updated_at),
        })
    }
}
