//! Users.

use parcours_kernel::{Language, Timestamp};
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use crate::{Role, User, UserId};

/// The columns of [`User`], of a table called `u`.
pub(crate) const COLUMNS: &str =
    "u.id, u.name, u.email, u.role, u.language, u.created_at, u.last_seen_at, u.disabled";

impl Row for User {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let text = |name: &str| row.try_get::<String>(prefix, name);
        let (id, role, language) = (text("id")?, text("role")?, text("language")?);
        Ok(Self {
            id: id.parse().map_err(|error| DbErr::Type(format!("users.id: {error}")))?,
            name: text("name")?,
            email: text("email")?,
            role: Role::from_name(&role)
                .ok_or_else(|| DbErr::Type(format!("users.role: {role}")))?,
            language: Language::from_tag(&language).unwrap_or_default(),
            created_at: Timestamp::from_micros(row.try_get(prefix, "created_at")?),
            last_seen_at: row
                .try_get::<Option<i64>>(prefix, "last_seen_at")?
                .map(Timestamp::from_micros),
            disabled: row.try_get(prefix, "disabled")?,
        })
    }
}

/// A user with the stored password hash, if one was set.
pub(crate) struct WithPassword {
    pub(crate) user: User,
    pub(crate) password: Option<String>,
}

impl Row for WithPassword {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            user: User::from_query_result(row, prefix)?,
            password: row.try_get(prefix, "password")?,
        })
    }
}

/// Inserts a user; [`StorageError::Taken`] when the address has an account.
pub(crate) async fn insert(
    work: &UnitOfWork,
    user: &User,
    email_key: &str,
    password: Option<String>,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO users (id, name, email, email_key, role, language, password, created_at, disabled) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = values![
        user.id.to_string(),
        user.name.clone(),
        user.email.clone(),
        email_key,
        user.role.name(),
        user.language.code(),
        password,
        user.created_at.as_micros(),
        user.disabled,
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Whether anybody has an account.
pub(crate) async fn any(database: &Database) -> Result<bool, StorageError> {
    Ok(sql::number(database.read(), "SELECT count(*) FROM users", vec![]).await? > 0)
}

/// The same, inside a unit of work.
pub(crate) async fn any_in(work: &UnitOfWork) -> Result<bool, StorageError> {
    Ok(sql::number(work.conn(), "SELECT count(*) FROM users", vec![]).await? > 0)
}

/// All users, the oldest account first.
pub(crate) async fn list(database: &Database) -> Result<Vec<User>, StorageError> {
    sql::all(
        database.read(),
        format!("SELECT {COLUMNS} FROM users u ORDER BY u.created_at, u.id"),
        vec![],
    )
    .await
}

/// The user of an id.
pub(crate) async fn get(
    conn: &impl ConnectionTrait,
    id: UserId,
) -> Result<Option<User>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM users u WHERE u.id = $1");
    sql::one(conn, sql, values![id.to_string()]).await
}

/// A user with their password hash.
pub(crate) async fn by_email(
    database: &Database,
    email_key: &str,
) -> Result<Option<WithPassword>, StorageError> {
    let sql = format!("SELECT {COLUMNS}, u.password FROM users u WHERE u.email_key = $1");
    sql::one(database.read(), sql, values![email_key]).await
}

/// The stored password hash of a user, if one was set.
pub(crate) async fn password(
    database: &Database,
    id: UserId,
) -> Result<Option<String>, StorageError> {
    let sql = format!("SELECT {COLUMNS}, u.password FROM users u WHERE u.id = $1");
    let row: Option<WithPassword> = sql::one(database.read(), sql, values![id.to_string()]).await?;
    Ok(row.and_then(|row| row.password))
}

/// A user, inside a unit of work, held against change by others until it ends. All owners are held
/// with it, so that two of them cannot demote each other at once. (An update that changes nothing
/// is the one row lock that both databases have.)
pub(crate) async fn hold(work: &UnitOfWork, id: UserId) -> Result<Option<User>, StorageError> {
    let lock = "UPDATE users SET id = id WHERE id = $1 OR role = 'owner'";
    sql::execute(work.conn(), lock, values![id.to_string()]).await?;
    let sql = format!("SELECT {COLUMNS} FROM users u WHERE u.id = $1");
    sql::one(work.conn(), sql, values![id.to_string()]).await
}

/// How many owners can sign in.
pub(crate) async fn owners(work: &UnitOfWork) -> Result<i64, StorageError> {
    sql::number(
        work.conn(),
        "SELECT count(*) FROM users WHERE role = 'owner' AND NOT disabled",
        vec![],
    )
    .await
}

/// Stores name, role, language and whether disabled.
pub(crate) async fn update(work: &UnitOfWork, user: &User) -> Result<(), StorageError> {
    let sql = "UPDATE users SET name = $2, role = $3, language = $4, disabled = $5 WHERE id = $1";
    let row = values![
        user.id.to_string(),
        user.name.clone(),
        user.role.name(),
        user.language.code(),
        user.disabled,
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Stores a password hash.
pub(crate) async fn set_password(
    work: &UnitOfWork,
    id: UserId,
    password: &str,
) -> Result<(), StorageError> {
    let sql = "UPDATE users SET password = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![id.to_string(), password]).await?;
    Ok(())
}

/// Notes that the user is about.
pub(crate) async fn seen(work: &UnitOfWork, id: UserId, at: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE users SET last_seen_at = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![id.to_string(), at.as_micros()]).await?;
    Ok(())
}
