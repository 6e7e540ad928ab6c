//! The table of comments.

use std::collections::BTreeMap;

use parcours_access::UserId;
use parcours_journeys::{JourneyId, TouchpointId};
use parcours_kernel::{IdError, Page, PageQuery, Problem, Timestamp};
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::{Comment, CommentCount, CommentId, CommentState, Thread};

const COLUMNS: &str = "id, journey, thread, touchpoint, field, author, author_name, body, created_at, \
                       edited_at, removed_at, resolved_at, resolved_by";

#[derive(FromQueryResult)]
struct Row {
    id: String,
    journey: String,
    thread: String,
    touchpoint: Option<String>,
    field: String,
    author: Option<String>,
    author_name: String,
    body: String,
    created_at: i64,
    edited_at: Option<i64>,
    removed_at: Option<i64>,
    resolved_at: Option<i64>,
    resolved_by: Option<String>,
}

#[derive(FromQueryResult)]
struct CountRow {
    touchpoint: Option<String>,
    field: String,
    open: i64,
}

#[derive(FromQueryResult)]
struct Author {
    author: String,
}

/// A comment to be written.
#[derive(Debug, Clone)]
pub(super) struct New {
    pub(super) id: CommentId,
    pub(super) journey: JourneyId,
    pub(super) thread: CommentId,
    pub(super) touchpoint: Option<TouchpointId>,
    pub(super) field: String,
    pub(super) author: Option<UserId>,
    pub(super) author_name: String,
    pub(super) body: String,
    pub(super) created_at: Timestamp,
}

/// A comment that is there.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) id: CommentId,
    pub(super) journey: JourneyId,
    pub(super) thread: CommentId,
    pub(super) touchpoint: Option<TouchpointId>,
    pub(super) field: String,
    pub(super) author: Option<UserId>,
    pub(super) author_name: String,
    pub(super) body: String,
    pub(super) created_at: Timestamp,
    pub(super) edited_at: Option<Timestamp>,
    pub(super) removed: bool,
    pub(super) resolved: bool,
}

impl From<Found> for New {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            journey: found.journey,
            thread: found.thread,
            touchpoint: found.touchpoint,
            field: found.field,
            author: found.author,
            author_name: found.author_name,
            body: found.body,
            created_at: found.created_at,
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn odd(error: IdError) -> StorageError {
    DbErr::Type(format!("comments: {error}")).into()
}

fn found(row: &Row) -> Result<Found, StorageError> {
    Ok(Found {
        id: row.id.parse().map_err(odd)?,
        journey: row.journey.parse().map_err(odd)?,
        thread: row.thread.parse().map_err(odd)?,
        touchpoint: row.touchpoint.as_deref().map(str::parse).transpose().map_err(odd)?,
        field: row.field.clone(),
        author: row.author.as_deref().map(str::parse).transpose().map_err(odd)?,
        author_name: row.author_name.clone(),
        body: row.body.clone(),
        created_at: Timestamp::from_micros(row.created_at),
        edited_at: row.edited_at.map(Timestamp::from_micros),
        removed: row.removed_at.is_some(),
        resolved: row.resolved_at.is_some(),
    })
}

pub(super) async fn insert(work: &UnitOfWork, new: &New) -> Result<(), StorageError> {
    let sql = "INSERT INTO comments (id, journey, thread, touchpoint, field, author, author_name, body, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = values![
        new.id.to_string(),
        new.journey.to_string(),
        new.thread.to_string(),
        new.touchpoint.map(|id| id.to_string()),
        new.field.clone(),
        new.author.map(|id| id.to_string()),
        new.author_name.clone(),
        new.body.clone(),
        new.created_at.as_micros(),
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// A comment, held against change by others until the unit of work ends.
pub(super) async fn hold(work: &UnitOfWork, id: CommentId) -> Result<Option<Found>, StorageError> {
    let lock = "UPDATE comments SET id = id WHERE id = $1";
    sql::execute(work.conn(), lock, values![id.to_string()]).await?;
    let sql = format!("SELECT {COLUMNS} FROM comments WHERE id = $1");
    let row: Option<Row> = sql::one(work.conn(), sql, values![id.to_string()]).await?;
    row.as_ref().map(found).transpose()
}

/// How many comments a thread has.
pub(super) async fn answers(work: &UnitOfWork, thread: CommentId) -> Result<i64, StorageError> {
    let sql = "SELECT count(*) FROM comments WHERE thread = $1";
    sql::number(work.conn(), sql, values![thread.to_string()]).await
}

/// Whether all that was said in a thread was taken back.
pub(super) async fn is_empty(work: &UnitOfWork, thread: CommentId) -> Result<bool, StorageError> {
    let sql = "SELECT count(*) FROM comments WHERE thread = $1 AND removed_at IS NULL";
    Ok(sql::number(work.conn(), sql, values![thread.to_string()]).await? == 0)
}

/// Who wrote in a thread.
pub(super) async fn took_part(
    work: &UnitOfWork,
    thread: CommentId,
) -> Result<Vec<UserId>, StorageError> {
    let sql = "SELECT DISTINCT author FROM comments WHERE thread = $1 AND author IS NOT NULL AND removed_at IS NULL";
    let rows: Vec<Author> = sql::all(work.conn(), sql, values![thread.to_string()]).await?;
    rows.into_iter().map(|row| row.author.parse().map_err(odd)).collect()
}

pub(super) async fn set_body(
    work: &UnitOfWork,
    id: CommentId,
    body: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    let sql = "UPDATE comments SET body = $1, edited_at = $2 WHERE id = $3";
    sql::execute(work.conn(), sql, values![body, at.as_micros(), id.to_string()]).await?;
    Ok(())
}

/// Takes a comment back: what it said is gone.
pub(super) async fn remove(
    work: &UnitOfWork,
    id: CommentId,
    at: Timestamp,
) -> Result<(), StorageError> {
    let sql = "UPDATE comments SET body = '', removed_at = $1 WHERE id = $2";
    sql::execute(work.conn(), sql, values![at.as_micros(), id.to_string()]).await?;
    Ok(())
}

pub(super) async fn delete_thread(
    work: &UnitOfWork,
    thread: CommentId,
) -> Result<(), StorageError> {
    let sql = "DELETE FROM comments WHERE thread = $1";
    sql::execute(work.conn(), sql, values![thread.to_string()]).await?;
    Ok(())
}

/// Notes by whom and when a thread was resolved; nobody opens it again.
pub(super) async fn set_resolved(
    work: &UnitOfWork,
    thread: CommentId,
    by: Option<(&str, Timestamp)>,
) -> Result<(), StorageError> {
    let sql = "UPDATE comments SET resolved_by = $1, resolved_at = $2 WHERE id = $3";
    let (name, at) = (by.map(|(name, _)| name.to_owned()), by.map(|(_, at)| at.as_micros()));
    sql::execute(work.conn(), sql, values![name, at, thread.to_string()]).await?;
    Ok(())
}

/// A page of threads, newest first. `comments_open` and `comments_first`.
pub(super) async fn threads(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
    touchpoint: Option<TouchpointId>,
    state: CommentState,
    query: &PageQuery,
) -> Result<Page<Thread>, Problem> {
    // Beyond all ids: they are digits and small letters.
    let before = query.after::<String>()?.unwrap_or_else(|| "~".to_owned());
    let mut row = values![journey.to_string(), before, i64::from(query.limit()) + 1];
    let which = match state {
        CommentState::Open => "AND resolved_at IS NULL",
        CommentState::Resolved => "AND resolved_at IS NOT NULL",
        CommentState::All => "",
    };
    let mut of = "";
    if let Some(touchpoint) = touchpoint {
        of = "AND touchpoint = $4";
        row.push(touchpoint.to_string().into());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM comments WHERE journey = $1 AND id = thread AND id < $2 {which} {of} \
         ORDER BY id DESC LIMIT $3"
    );
    let rows: Vec<Row> = sql::all(conn, sql, row).await?;
    let page = Page::from_rows(rows, query.limit(), |row| row.id.clone());
    Ok(Page { items: with_answers(conn, &page.items).await?, next: page.next })
}

/// One thread.
pub(super) async fn thread(
    conn: &impl ConnectionTrait,
    id: CommentId,
) -> Result<Option<Thread>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM comments WHERE id = $1 AND id = thread");
    let rows: Vec<Row> = sql::all(conn, sql, values![id.to_string()]).await?;
    Ok(with_answers(conn, &rows).await?.pop())
}

/// The answers of all these threads at once. `comments_thread`.
async fn with_answers(
    conn: &impl ConnectionTrait,
    firsts: &[Row],
) -> Result<Vec<Thread>, StorageError> {
    if firsts.is_empty() {
        return Ok(Vec::new());
    }
    let list = sql::list(1, firsts.len());
    let sql =
        format!("SELECT {COLUMNS} FROM comments WHERE thread IN ({list}) ORDER BY thread, id");
    let ids = firsts.iter().map(|row| sql::Value::from(row.id.clone())).collect();
    let mut by_thread: BTreeMap<String, Vec<Comment>> = BTreeMap::new();
    for row in sql::all::<Row>(conn, sql, ids).await? {
        by_thread.entry(row.thread.clone()).or_default().push(Comment::told(found(&row)?));
    }
    let thread = |row: &Row| {
        let first = found(row)?;
        Ok(Thread {
            id: first.id,
            touchpoint_id: first.touchpoint,
            field: first.field,
            resolved_at: row.resolved_at.map(Timestamp::from_micros),
            resolved_by: row.resolved_by.clone(),
            comments: by_thread.remove(&row.id).unwrap_or_default(),
        })
    };
    firsts.iter().map(thread).collect()
}

/// Open threads by place. `comments_open`.
pub(super) async fn counts(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<Vec<CommentCount>, StorageError> {
    let sql = "SELECT touchpoint, field, count(*) AS open FROM comments \
               WHERE journey = $1 AND id = thread AND resolved_at IS NULL GROUP BY touchpoint, field";
    let rows: Vec<CountRow> = sql::all(conn, sql, values![journey.to_string()]).await?;
    let count = |row: CountRow| {
        Ok(CommentCount {
            touchpoint_id: row.touchpoint.as_deref().map(str::parse).transpose().map_err(odd)?,
            field: row.field,
            open: row.open.unsigned_abs(),
        })
    };
    rows.into_iter().map(count).collect()
}
