//! The tables `customers` and `identities`.

mod read;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use parcours_interactions::CustomerId;
use parcours_kernel::Timestamp;
use parcours_storage::{Backend, StorageError, UnitOfWork, sql, values};
use sea_orm::FromQueryResult;

use crate::model::{Claim, IdentityKind, Key};
use crate::rules::State;

pub(crate) use read::{by_id, list};

/// Keys a statement.
const KEYS: usize = 256;
/// Any constant serves, as long as every process uses the same.
const IDENTITIES_LOCK: i64 = 0x6964_656e_7469_7479;

#[derive(FromQueryResult)]
struct OwnerRow {
    value: String,
    customer: i64,
}

#[derive(FromQueryResult)]
struct CountRow {
    customer: i64,
    kind: String,
    keys: i64,
}

#[derive(FromQueryResult)]
struct IdRow {
    id: i64,
}

#[derive(FromQueryResult)]
struct TraitsRow {
    id: i64,
    traits: String,
}

/// From here to the commit, this is the only unit of work that changes identities. SQLite has one
/// writer anyway.
pub(crate) async fn lock_identities(work: &UnitOfWork) -> Result<(), StorageError> {
    if work.backend() == Backend::Postgres {
        sql::execute(work.conn(), "SELECT pg_advisory_xact_lock($1)", values![IDENTITIES_LOCK])
            .await?;
    }
    Ok(())
}

/// All that the rules may ask about the keys of these claims.
pub(crate) async fn state_of(work: &UnitOfWork, claims: &[Claim]) -> Result<State, StorageError> {
    let mut keys: BTreeSet<Key> = BTreeSet::new();
    for claim in claims {
        keys.extend(claim.lasting.iter().chain(&claim.anonymous).chain(&claim.also).cloned());
        if let Some(previous) = &claim.previous {
            for kind in [IdentityKind::UserId, IdentityKind::AnonymousId] {
                keys.insert(Key { kind, value: previous.clone() });
            }
        }
    }
    let mut state = State::default();
    for kind in IdentityKind::ALL {
        let values: Vec<_> =
            keys.iter().filter(|key| key.kind == kind).map(|key| key.value.as_str()).collect();
        read_owners(work, kind, &values, &mut state).await?;
    }
    count_keys(work, &mut state).await?;
    Ok(state)
}

/// One kind a query: SQLite answers a list of pairs by a scan, a list of values by the primary key.
async fn read_owners(
    work: &UnitOfWork,
    kind: IdentityKind,
    values: &[&str],
    state: &mut State,
) -> Result<(), StorageError> {
    let mut start = 0;
    for size in sql::chunk_sizes(values.len(), KEYS) {
        let select = format!(
            "SELECT value, customer FROM identities WHERE kind = $1 AND place = '' AND value IN ({})",
            sql::list(2, size)
        );
        let mut bound = values![kind.name()];
        bound.extend(values[start..start + size].iter().map(|value| sql::Value::from(*value)));
        start += size;
        for row in sql::all::<OwnerRow>(work.conn(), select, bound).await? {
            state.owners.insert(Key { kind, value: row.value }, row.customer);
        }
    }
    Ok(())
}

async fn count_keys(work: &UnitOfWork, state: &mut State) -> Result<(), StorageError> {
    let customers: Vec<_> =
        state.owners.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let mut start = 0;
    for size in sql::chunk_sizes(customers.len(), KEYS) {
        let chunk = &customers[start..start + size];
        start += size;
        let count = format!(
            "SELECT customer, kind, count(*) AS keys FROM identities WHERE customer IN ({}) GROUP BY customer, kind",
            sql::list(1, size)
        );
        let bound = chunk.iter().map(|customer| sql::Value::from(*customer)).collect();
        for row in sql::all::<CountRow>(work.conn(), count, bound).await? {
            if let Ok(kind) = row.kind.parse() {
                let keys = usize::try_from(row.keys).unwrap_or(0);
                state.counts.entry(row.customer).or_default().insert(kind, keys);
            }
        }
    }
    Ok(())
}

/// Makes customers; their numbers.
pub(crate) async fn make_customers(
    work: &UnitOfWork,
    count: usize,
    now: Timestamp,
) -> Result<Vec<i64>, StorageError> {
    let mut made = Vec::with_capacity(count);
    for size in sql::chunk_sizes(count, KEYS) {
        let insert = format!(
            "INSERT INTO customers (known, traits, created_at) VALUES {} RETURNING id",
            sql::placeholders(size, 3)
        );
        let bound = (0..size).flat_map(|_| values![false, "{}", now.as_micros()]).collect();
        made.extend(
            sql::all::<IdRow>(work.conn(), insert, bound).await?.into_iter().map(|row| row.id),
        );
    }
    Ok(made)
}

/// Attaches keys to customers.
pub(crate) async fn attach(
    work: &UnitOfWork,
    keys: &[(&Key, i64)],
    now: Timestamp,
) -> Result<(), StorageError> {
    let mut start = 0;
    for size in sql::chunk_sizes(keys.len(), KEYS) {
        let chunk = &keys[start..start + size];
        start += size;
        // The lock makes a conflict impossible between processes; a merge of this very batch may
        // have moved a key already.
        let insert = format!(
            "INSERT INTO identities (kind, place, value, customer, created_at) VALUES {} \
             ON CONFLICT (kind, place, value) DO UPDATE SET customer = excluded.customer",
            sql::placeholders(size, 5)
        );
        let bound = chunk
            .iter()
            .flat_map(|(key, owner)| {
                values![key.kind.name(), "", key.value.clone(), *owner, now.as_micros()]
            })
            .collect();
        sql::execute(work.conn(), insert, bound).await?;
    }
    let known: BTreeSet<_> =
        keys.iter().filter(|(key, _)| key.kind.is_lasting()).map(|(_, owner)| *owner).collect();
    let known: Vec<_> = known.into_iter().collect();
    let mut start = 0;
    for size in sql::chunk_sizes(known.len(), KEYS) {
        let update =
            format!("UPDATE customers SET known = $1 WHERE id IN ({})", sql::list(2, size));
        let mut bound = values![true];
        bound.extend(known[start..start + size].iter().map(|id| sql::Value::from(*id)));
        start += size;
        sql::execute(work.conn(), update, bound).await?;
    }
    Ok(())
}

/// Moves all keys of one customer to another and remembers where they went. Traits of `kept` win.
pub(crate) async fn merge(
    work: &UnitOfWork,
    gone: CustomerId,
    kept: CustomerId,
    now: Timestamp,
) -> Result<(), StorageError> {
    let gone_traits = traits_of(work, &[gone.0]).await?.remove(&gone.0).unwrap_or_default();
    if !gone_traits.is_empty() {
        let mut traits = gone_traits;
        traits.extend(traits_of(work, &[kept.0]).await?.remove(&kept.0).unwrap_or_default());
        write_traits(work, kept.0, &traits).await?;
    }
    let move_keys = "UPDATE identities SET customer = $1 WHERE customer = $2";
    sql::execute(work.conn(), move_keys, values![kept.0, gone.0]).await?;
    let flatten = "UPDATE customers SET merged_into = $1 WHERE merged_into = $2";
    sql::execute(work.conn(), flatten, values![kept.0, gone.0]).await?;
    let note = "UPDATE customers SET merged_into = $1, merged_at = $2, merge_reason = 'identity', traits = '{}' \
                WHERE id = $3";
    sql::execute(work.conn(), note, values![kept.0, now.as_micros(), gone.0]).await?;
    Ok(())
}

type Traits = serde_json::Map<String, serde_json::Value>;

/// Lays traits over those that are there, in order; a null takes one away.
pub(crate) async fn add_traits(
    work: &UnitOfWork,
    said: &[(i64, &Traits)],
) -> Result<(), StorageError> {
    let mut by_customer: BTreeMap<i64, Traits> = BTreeMap::new();
    for (customer, traits) in said {
        by_customer.entry(*customer).or_default().extend((*traits).clone());
    }
    let customers: Vec<_> = by_customer.keys().copied().collect();
    let mut known = traits_of(work, &customers).await?;
    for (customer, said) in by_customer {
        let before = known.remove(&customer).unwrap_or_default();
        let mut after = before.clone();
        after.extend(said);
        after.retain(|_, value| !value.is_null());
        if after != before {
            write_traits(work, customer, &after).await?;
        }
    }
    Ok(())
}

async fn traits_of(
    work: &UnitOfWork,
    customers: &[i64],
) -> Result<HashMap<i64, Traits>, StorageError> {
    let mut known = HashMap::new();
    let mut start = 0;
    for size in sql::chunk_sizes(customers.len(), KEYS) {
        let select =
            format!("SELECT id, traits FROM customers WHERE id IN ({})", sql::list(1, size));
        let bound = customers[start..start + size].iter().map(|id| sql::Value::from(*id)).collect();
        start += size;
        let rows: Vec<TraitsRow> = sql::all(work.conn(), select, bound).await?;
        known.extend(
            rows.into_iter()
                .map(|row| (row.id, serde_json::from_str(&row.traits).unwrap_or_default())),
        );
    }
    Ok(known)
}

async fn write_traits(
    work: &UnitOfWork,
    customer: i64,
    traits: &Traits,
) -> Result<(), StorageError> {
    let text = serde_json::to_string(traits).expect("JSON writes as JSON");
    let update = "UPDATE customers SET traits = $1 WHERE id = $2";
    sql::execute(work.conn(), update, values![text, customer]).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
