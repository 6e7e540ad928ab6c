//! Reading customers for the API.

use std::collections::HashMap;

use parcours_interactions::CustomerId;
use parcours_storage::{Database, StorageError, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::model::{Customer, Identity, Key};

const KEYS_SHOWN: usize = 50;

#[derive(FromQueryResult)]
struct CustomerRow {
    id: i64,
    known: bool,
    traits: String,
}

#[derive(FromQueryResult)]
struct MergedRow {
    merged_into: Option<i64>,
}

#[derive(FromQueryResult)]
struct OwnerRow {
    customer: i64,
}

#[derive(FromQueryResult)]
struct KeyRow {
    customer: i64,
    kind: String,
    value: String,
}

const COLUMNS: &str = "c.id, c.known, c.traits";

/// One customer, also by the id of one who became them; when they were seen is the log's to say.
/// Cost: three index look-ups.
pub(crate) async fn by_id(
    database: &Database,
    id: CustomerId,
) -> Result<Option<Customer>, StorageError> {
    let conn = database.read();
    let merged: Option<MergedRow> =
        sql::one(conn, "SELECT merged_into FROM customers WHERE id = $1", values![id.0]).await?;
    let id = merged.and_then(|row| row.merged_into).unwrap_or(id.0);
    let select = format!("SELECT {COLUMNS} FROM customers c WHERE c.id = $1");
    let row: Option<CustomerRow> = sql::one(conn, select, values![id]).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(with_keys(conn, vec![row]).await?.pop())
}

/// Whose a key is. Cost: an index look-up.
pub(crate) async fn by_key(
    database: &Database,
    key: &Key,
) -> Result<Option<CustomerId>, StorageError> {
    let select = "SELECT customer FROM identities WHERE kind = $1 AND place = '' AND value = $2";
    let bound = values![key.kind.name(), key.value.clone()];
    let row: Option<OwnerRow> = sql::one(database.read(), select, bound).await?;
    Ok(row.map(|row| CustomerId(row.customer)))
}

/// These customers, newest first; those that became another or were forgotten are left out. Cost: an
/// index look-up each.
pub(crate) async fn of(
    database: &Database,
    ids: &[CustomerId],
) -> Result<Vec<Customer>, StorageError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let conn = database.read();
    let select = format!(
        "SELECT {COLUMNS} FROM customers c WHERE c.id IN ({}) AND c.merged_into IS NULL \
         ORDER BY c.id DESC",
        sql::list(1, ids.len())
    );
    let bound = ids.iter().map(|id| sql::Value::from(id.0)).collect();
    let rows: Vec<CustomerRow> = sql::all(conn, select, bound).await?;
    with_keys(conn, rows).await
}

/// Customers, newest first, whose keys begin with `search`. Cost: one page of an index.
pub(crate) async fn list(
    database: &Database,
    search: Option<&str>,
    after: Option<CustomerId>,
    limit: u32,
) -> Result<Vec<Customer>, StorageError> {
    let conn = database.read();
    let after = after.map_or(i64::MAX, |id| id.0);
    let (condition, bound) = match search.map(str::trim).filter(|text| !text.is_empty()) {
        // A range, not LIKE: it uses the index (bytewise on both databases) and needs no escaping.
        Some(text) => (
            "AND c.id IN (SELECT customer FROM identities WHERE value >= $2 AND value < $3)",
            values![after, text, format!("{text}\u{10ffff}")],
        ),
        None => ("", values![after]),
    };
    let select = format!(
        "SELECT {COLUMNS} FROM customers c WHERE c.id < $1 AND c.merged_into IS NULL {condition} \
         ORDER BY c.id DESC LIMIT {}",
        limit + 1
    );
    let rows: Vec<CustomerRow> = sql::all(conn, select, bound).await?;
    with_keys(conn, rows).await
}

async fn with_keys(
    conn: &impl ConnectionTrait,
    rows: Vec<CustomerRow>,
) -> Result<Vec<Customer>, StorageError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let select = format!(
        "SELECT customer, kind, value FROM identities WHERE customer IN ({}) ORDER BY customer, created_at, value",
        sql::list(1, rows.len())
    );
    let ids = rows.iter().map(|row| sql::Value::from(row.id)).collect();
    let mut keys: HashMap<i64, Vec<Identity>> = HashMap::new();
    for row in sql::all::<KeyRow>(conn, select, ids).await? {
        if let Ok(kind) = row.kind.parse() {
            keys.entry(row.customer).or_default().push(Identity { kind, value: row.value });
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let mut identities = keys.remove(&row.id).unwrap_or_default();
            identities.sort_by_key(|identity| !identity.kind.is_lasting());
            identities.truncate(KEYS_SHOWN);
            row.customer(identities)
        })
        .collect())
}

impl CustomerRow {
    fn customer(self, identities: Vec<Identity>) -> Customer {
        let traits: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&self.traits).unwrap_or_default();
        Customer {
            id: CustomerId(self.id),
            known: self.known,
            name: name_of(&traits),
            identities,
            traits: traits.into(),
            first_seen_at: None,
            last_seen_at: None,
        }
    }
}

/// The name in the traits, by the names that Segment gives them.
fn name_of(traits: &serde_json::Map<String, serde_json::Value>) -> Option<String> {
    let text =
        |names: [&str; 3]| names.iter().find_map(|name| traits.get(*name)?.as_str()).map(str::trim);
    if let Some(name) = text(["name", "fullName", "full_name"]).filter(|name| !name.is_empty()) {
        return Some(name.to_owned());
    }
    let first = text(["firstName", "first_name", "firstname"]).unwrap_or_default();
    let last = text(["lastName", "last_name", "lastname"]).unwrap_or_default();
    let name = format!("{first} {last}");
    (!name.trim().is_empty()).then(|| name.trim().to_owned())
}
