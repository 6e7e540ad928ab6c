//! API tokens.

use parcours_kernel::Timestamp;
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};
use sea_orm::{DbErr, QueryResult};

use super::users;
use crate::model::ApiToken;
use crate::permission::Scope;
use crate::{TokenCaller, TokenId, User, UserId};

fn id(row: &QueryResult, prefix: &str) -> Result<TokenId, DbErr> {
    let id: String = row.try_get(prefix, "token_id")?;
    id.parse().map_err(|error| DbErr::Type(format!("api_tokens.id: {error}")))
}

/// Scopes that a later version knew and this one does not are left out: they allow nothing here.
fn scopes(row: &QueryResult, prefix: &str) -> Result<Vec<Scope>, DbErr> {
    let text: String = row.try_get(prefix, "scopes")?;
    let names: Vec<serde_json::Value> = serde_json::from_str(&text)
        .map_err(|error| DbErr::Type(format!("api_tokens.scopes: {error}")))?;
    Ok(names.into_iter().filter_map(|name| serde_json::from_value(name).ok()).collect())
}

/// A token at work.
pub(crate) struct Found {
    pub(crate) caller: TokenCaller,
    pub(crate) last_used_at: Option<Timestamp>,
}

impl Row for Found {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            caller: TokenCaller {
                id: id(row, prefix)?,
                name: row.try_get(prefix, "token_name")?,
                scopes: scopes(row, prefix)?,
                maker: User::from_query_result(row, prefix)?,
            },
            last_used_at: row
                .try_get::<Option<i64>>(prefix, "last_used_at")?
                .map(Timestamp::from_micros),
        })
    }
}

/// The token of a digest, unless it has expired or its maker is kept out.
pub(crate) async fn find(
    database: &Database,
    digest: &str,
    now: Timestamp,
) -> Result<Option<Found>, StorageError> {
    let sql = format!(
        "SELECT {}, t.id AS token_id, t.name AS token_name, t.scopes, t.last_used_at \
         FROM api_tokens t JOIN users u ON u.id = t.user_id \
         WHERE t.token_hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2) AND NOT u.disabled",
        users::COLUMNS
    );
    sql::one(database.read(), sql, values![digest, now.as_micros()]).await
}

/// Stores a token.
pub(crate) async fn insert(
    work: &UnitOfWork,
    token: &ApiToken,
    digest: &str,
    maker: UserId,
) -> Result<(), StorageError> {
    let scopes: Vec<_> = token.scopes.iter().map(|scope| scope.name()).collect();
    let sql = "INSERT INTO api_tokens (id, token_hash, name, scopes, user_id, created_at, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let row = values![
        token.id.to_string(),
        digest,
        token.name.clone(),
        serde_json::json!(scopes).to_string(),
        maker.to_string(),
        token.created_at.as_micros(),
        token.expires_at.map(Timestamp::as_micros),
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

impl Row for ApiToken {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let moment = |name: &str| row.try_get::<Option<i64>>(prefix, name);
        Ok(Self {
            id: id(row, prefix)?,
            name: row.try_get(prefix, "name")?,
            scopes: scopes(row, prefix)?,
            created_by: row.try_get(prefix, "created_by")?,
            created_at: Timestamp::from_micros(row.try_get(prefix, "created_at")?),
            last_used_at: moment("last_used_at")?.map(Timestamp::from_micros),
            expires_at: moment("expires_at")?.map(Timestamp::from_micros),
        })
    }
}

const TOKENS: &str = "SELECT t.id AS token_id, t.name, t.scopes, u.name AS created_by, t.created_at, \
                      t.last_used_at, t.expires_at FROM api_tokens t JOIN users u ON u.id = t.user_id";

/// All tokens, the newest first.
pub(crate) async fn list(database: &Database) -> Result<Vec<ApiToken>, StorageError> {
    sql::all(database.read(), format!("{TOKENS} ORDER BY t.created_at DESC, t.id DESC"), vec![])
        .await
}

/// Revokes a token; what it was.
pub(crate) async fn revoke(
    work: &UnitOfWork,
    id: TokenId,
) -> Result<Option<ApiToken>, StorageError> {
    let token: Option<ApiToken> =
        sql::one(work.conn(), format!("{TOKENS} WHERE t.id = $1"), values![id.to_string()]).await?;
    let gone =
        sql::execute(work.conn(), "DELETE FROM api_tokens WHERE id = $1", values![id.to_string()])
            .await?;
    Ok(token.filter(|_| gone > 0))
}

/// Revokes all tokens that a user made; how many.
pub(crate) async fn revoke_all(work: &UnitOfWork, maker: UserId) -> Result<u64, StorageError> {
    sql::execute(
        work.conn(),
        "DELETE FROM api_tokens WHERE user_id = $1",
        values![maker.to_string()],
    )
    .await
}

/// Notes that a token is in use.
pub(crate) async fn used(
    work: &UnitOfWork,
    id: TokenId,
    at: Timestamp,
) -> Result<(), StorageError> {
    let sql = "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![id.to_string(), at.as_micros()]).await?;
    Ok(())
}
