//! The tables of notices and of what people wish for.

use parcours_access::UserId;
use parcours_kernel::{Language, Page, PageQuery, Problem, Timestamp};
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::model::{EXCERPT, MailWish, NewNotice, Notice, NoticeId, NoticeKind};

#[derive(FromQueryResult)]
struct NoticeRow {
    id: String,
    kind: String,
    by_name: String,
    title_en: String,
    title_fr: String,
    excerpt: String,
    path: String,
    created_at: i64,
    read_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct One {
    value: String,
}

const COLUMNS: &str = "id, kind, by_name, title_en, title_fr, excerpt, path, created_at, read_at";

pub(crate) async fn insert(
    work: &UnitOfWork,
    id: NoticeId,
    at: Timestamp,
    new: &NewNotice,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO notices (id, user_id, kind, by_name, title_en, title_fr, excerpt, path, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = values![
        id.to_string(),
        new.to.to_string(),
        new.kind.name(),
        new.by.clone(),
        new.title.get(Language::En),
        new.title.get(Language::Fr),
        shortened(&new.excerpt),
        new.path.clone(),
        at.as_micros(),
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// A page of somebody's notices, newest first.
pub(crate) async fn page(
    conn: &impl ConnectionTrait,
    user: UserId,
    language: Language,
    unread: bool,
    query: &PageQuery,
) -> Result<Page<Notice>, Problem> {
    // Beyond all ids: they are digits and small letters.
    let before = query.after::<String>()?.unwrap_or_else(|| "~".to_owned());
    let only = if unread { "AND read_at IS NULL" } else { "" };
    let sql = format!(
        "SELECT {COLUMNS} FROM notices WHERE user_id = $1 AND id < $2 {only} ORDER BY id DESC LIMIT $3"
    );
    let row = values![user.to_string(), before, i64::from(query.limit()) + 1];
    let rows: Vec<NoticeRow> = sql::all(conn, sql, row).await?;
    let page = Page::from_rows(rows, query.limit(), |row| row.id.clone());
    let items = page.items.into_iter().map(|row| notice(row, language));
    let items = items.collect::<Result<_, StorageError>>()?;
    Ok(Page { items, next: page.next })
}

/// What somebody has neither read nor been sent, oldest first.
pub(crate) async fn unsent(
    conn: &impl ConnectionTrait,
    user: UserId,
    language: Language,
    most: usize,
) -> Result<Vec<Notice>, StorageError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM notices WHERE user_id = $1 AND read_at IS NULL AND mailed_at IS NULL \
         ORDER BY id LIMIT {most}"
    );
    let rows: Vec<NoticeRow> = sql::all(conn, sql, values![user.to_string()]).await?;
    rows.into_iter().map(|row| notice(row, language)).collect()
}

fn notice(row: NoticeRow, language: Language) -> Result<Notice, StorageError> {
    let odd = |what: String| StorageError::from(DbErr::Type(what));
    let title = match language {
        Language::En => row.title_en,
        Language::Fr => row.title_fr,
    };
    Ok(Notice {
        id: row.id.parse().map_err(|error| odd(format!("notices.id: {error}")))?,
        kind: NoticeKind::from_name(&row.kind)
            .ok_or_else(|| odd(format!("notices.kind: {}", row.kind)))?,
        by: row.by_name,
        title,
        excerpt: row.excerpt,
        path: row.path,
        created_at: Timestamp::from_micros(row.created_at),
        read_at: row.read_at.map(Timestamp::from_micros),
    })
}

/// How many somebody has not read.
pub(crate) async fn unread(conn: &impl ConnectionTrait, user: UserId) -> Result<i64, StorageError> {
    let sql = "SELECT count(*) FROM notices WHERE user_id = $1 AND read_at IS NULL";
    sql::number(conn, sql, values![user.to_string()]).await
}

/// Notes that they were read: these, or all up to one and that one too.
pub(crate) async fn read(
    work: &UnitOfWork,
    user: UserId,
    ids: Option<&[NoticeId]>,
    at: Timestamp,
) -> Result<u64, StorageError> {
    let mut sql =
        "UPDATE notices SET read_at = $1 WHERE user_id = $2 AND read_at IS NULL".to_owned();
    let mut row = values![at.as_micros(), user.to_string()];
    if let Some(ids) = ids {
        sql.push_str(&format!(" AND id IN ({})", sql::list(3, ids.len())));
        row.extend(ids.iter().map(|id| sql::Value::from(id.to_string())));
    }
    sql::execute(work.conn(), sql, row).await
}

/// Notes that they went out by mail.
pub(crate) async fn mailed(
    work: &UnitOfWork,
    ids: &[NoticeId],
    at: Timestamp,
) -> Result<(), StorageError> {
    let sql =
        format!("UPDATE notices SET mailed_at = $1 WHERE id IN ({})", sql::list(2, ids.len()));
    let mut row = values![at.as_micros()];
    row.extend(ids.iter().map(|id| sql::Value::from(id.to_string())));
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// When somebody wants mail.
pub(crate) async fn wish(
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<MailWish, StorageError> {
    let sql = "SELECT mail AS value FROM notice_settings WHERE user_id = $1";
    let row: Option<One> = sql::one(conn, sql, values![user.to_string()]).await?;
    Ok(row.map(|row| MailWish::from_name(&row.value)).unwrap_or_default())
}

pub(crate) async fn set_wish(
    work: &UnitOfWork,
    user: UserId,
    wish: MailWish,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO notice_settings (user_id, mail) VALUES ($1, $2) \
               ON CONFLICT (user_id) DO UPDATE SET mail = excluded.mail";
    sql::execute(work.conn(), sql, values![user.to_string(), wish.name()]).await?;
    Ok(())
}

/// What somebody muted.
pub(crate) async fn muted(
    conn: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<String>, StorageError> {
    let sql = "SELECT entity AS value FROM notice_mutes WHERE user_id = $1 ORDER BY entity";
    let rows: Vec<One> = sql::all(conn, sql, values![user.to_string()]).await?;
    Ok(rows.into_iter().map(|row| row.value).collect())
}

pub(crate) async fn is_muted(
    work: &UnitOfWork,
    user: UserId,
    entity: &str,
) -> Result<bool, StorageError> {
    let sql = "SELECT count(*) FROM notice_mutes WHERE user_id = $1 AND entity = $2";
    Ok(sql::number(work.conn(), sql, values![user.to_string(), entity]).await? > 0)
}

pub(crate) async fn mute(
    work: &UnitOfWork,
    user: UserId,
    entity: &str,
    on: bool,
) -> Result<(), StorageError> {
    let sql = if on {
        "INSERT INTO notice_mutes (user_id, entity) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM notice_mutes WHERE user_id = $1 AND entity = $2"
    };
    sql::execute(work.conn(), sql, values![user.to_string(), entity]).await?;
    Ok(())
}

/// Forgets what was read before a moment.
pub(crate) async fn purge(work: &UnitOfWork, before: Timestamp) -> Result<u64, StorageError> {
    let sql = "DELETE FROM notices WHERE read_at < $1";
    sql::execute(work.conn(), sql, values![before.as_micros()]).await
}
