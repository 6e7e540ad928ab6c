//! The tables `customers`, `identities` and `erased_keys`.

pub(crate) mod erasure;
mod read;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use parcours_interactions::CustomerId;
use parcours_kernel::Timestamp;
use parcours_storage::sql::{self, Column, Rows};
use parcours_storage::{Backend, StorageError, UnitOfWork, values};
use sea_orm::FromQueryResult;

use crate::model::{Claim, IdentityKind, Key};
use crate::rules::{self, Reference, State};

pub(crate) use read::{by_id, by_key, list, of};

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
struct MadeRow {
    id: i64,
    known: bool,
}

#[derive(FromQueryResult)]
struct TraitsRow {
    id: i64,
    traits: String,
}

/// From here to the commit, this is the only unit of work that changes identities which are there.
/// SQLite has one writer anyway.
pub(crate) async fn lock_identities(work: &UnitOfWork) -> Result<(), StorageError> {
    if work.backend() == Backend::Postgres {
        sql::execute(work.conn(), "SELECT pg_advisory_xact_lock($1)", values![IDENTITIES_LOCK])
            .await?;
    }
    Ok(())
}

/// From here on what is done can be taken back without losing the rest of the unit of work. On
/// SQLite there is never a reason to: nobody else writes.
pub(crate) async fn mark_place(work: &UnitOfWork) -> Result<(), StorageError> {
    if work.backend() == Backend::Postgres {
        sql::execute(work.conn(), "SAVEPOINT identities", vec![]).await?;
    }
    Ok(())
}

/// Takes back what was done since [`mark_place`].
pub(crate) async fn take_back(work: &UnitOfWork) -> Result<(), StorageError> {
    sql::execute(work.conn(), "ROLLBACK TO SAVEPOINT identities", vec![]).await?;
    Ok(())
}

/// All that the rules may ask about the keys of these claims.
pub(crate) async fn state_of<'c>(
    work: &UnitOfWork,
    claims: impl Iterator<Item = &'c Claim> + Clone,
) -> Result<State, StorageError> {
    let mut keys: HashMap<IdentityKind, BTreeSet<String>> = HashMap::new();
    for key in claims.clone().flat_map(rules::keys_of) {
        keys.entry(key.kind).or_default().insert(key.value);
    }
    let mut state = State::default();
    for kind in IdentityKind::ALL {
        read_owners(work, kind, keys.remove(&kind).unwrap_or_default(), &mut state).await?;
    }
    let counted = rules::counted(&state.owners, claims);
    count_keys(work, counted, &mut state).await?;
    Ok(state)
}

/// On PostgreSQL: each key is looked up on its own, which the planner cannot turn into a walk through
/// all of them. `LIMIT` and `GROUP BY` keep it from looking into the subquery.
const OWNERS: &str = "SELECT told.value, found.customer FROM unnest($2::text[]) AS told (value) CROSS JOIN LATERAL \
    (SELECT customer FROM identities WHERE kind = $1 AND place = '' AND value = told.value COLLATE \"C\" LIMIT 1) found";
const COUNTS: &str = "SELECT told.customer, found.kind, found.keys FROM unnest($1::bigint[]) AS told (customer) \
    CROSS JOIN LATERAL (SELECT kind, count(*) AS keys FROM identities WHERE customer = told.customer GROUP BY kind) found";

/// One kind a query: SQLite answers a list of pairs by a scan, a list of values by the primary key.
async fn read_owners(
    work: &UnitOfWork,
    kind: IdentityKind,
    told: BTreeSet<String>,
    state: &mut State,
) -> Result<(), StorageError> {
    if told.is_empty() {
        return Ok(());
    }
    let told: Vec<_> = told.into_iter().map(sql::Value::from).collect();
    let mut queries = Vec::new();
    match work.backend() {
        Backend::Postgres => {
            queries.push((OWNERS.to_owned(), values![kind.name(), sql::array(Column::Text, told)]));
        }
        Backend::Sqlite => {
            for (any, told) in sql::any_of(work.conn(), 2, Column::Text, told) {
                let select = format!(
                    "SELECT value, customer FROM identities WHERE kind = $1 AND place = '' AND value {any}"
                );
                queries.push((select, [values![kind.name()], told].concat()));
            }
        }
    }
    for (select, bound) in queries {
        for row in sql::all::<OwnerRow>(work.conn(), select, bound).await? {
            state.owners.insert(Key { kind, value: row.value }, row.customer);
        }
    }
    Ok(())
}

async fn count_keys(
    work: &UnitOfWork,
    customers: BTreeSet<i64>,
    state: &mut State,
) -> Result<(), StorageError> {
    if customers.is_empty() {
        return Ok(());
    }
    let customers = numbers(customers);
    let queries = match work.backend() {
        Backend::Postgres => {
            vec![(COUNTS.to_owned(), values![sql::array(Column::Number, customers)])]
        }
        Backend::Sqlite => sql::any_of(work.conn(), 1, Column::Number, customers)
            .into_iter()
            .map(|(any, bound)| {
                let count =
                    "SELECT customer, kind, count(*) AS keys FROM identities WHERE customer";
                (format!("{count} {any} GROUP BY customer, kind"), bound)
            })
            .collect(),
    };
    for (count, bound) in queries {
        for row in sql::all::<CountRow>(work.conn(), count, bound).await? {
            if let Ok(kind) = row.kind.parse() {
                let keys = usize::try_from(row.keys).unwrap_or(0);
                state.counts.entry(row.customer).or_default().insert(kind, keys);
            }
        }
    }
    Ok(())
}

fn numbers(numbers: impl IntoIterator<Item = i64>) -> Vec<sql::Value> {
    numbers.into_iter().map(sql::Value::from).collect()
}

const CUSTOMER: [(&str, Column); 3] =
    [("known", Column::Flag), ("traits", Column::Text), ("created_at", Column::Number)];

/// Makes the customers that a plan calls `made`; the numbers they got.
pub(crate) async fn make_customers(
    work: &UnitOfWork,
    made: &BTreeSet<Reference>,
    known: &BTreeSet<Reference>,
    now: Timestamp,
) -> Result<HashMap<Reference, CustomerId>, StorageError> {
    let mut rows = Rows::new("customers", &CUSTOMER, made.len());
    for customer in made {
        rows.push([known.contains(customer).into(), "{}".into(), now.as_micros().into()]);
    }
    let numbers: Vec<MadeRow> = rows.insert_returning(work.conn(), "RETURNING id, known").await?;
    // They are told apart by nothing else, and come back in no certain order.
    let (mut lasting, mut devices): (Vec<_>, Vec<_>) = numbers.iter().partition(|row| row.known);
    let number = |customer: &Reference| {
        let row = if known.contains(customer) { lasting.pop() } else { devices.pop() };
        row.map(|row| (*customer, CustomerId(row.id)))
    };
    Ok(made.iter().filter_map(number).collect())
}

const IDENTITY: [(&str, Column); 5] = [
    ("kind", Column::Text),
    ("place", Column::Text),
    ("value", Column::Text),
    ("customer", Column::Number),
    ("created_at", Column::Number),
];

/// Attaches keys that are free to customers; whether all of them still were.
pub(crate) async fn attach(
    work: &UnitOfWork,
    keys: &[(&Key, CustomerId)],
    now: Timestamp,
) -> Result<bool, StorageError> {
    let mut rows = Rows::new("identities", &IDENTITY, keys.len());
    for (key, owner) in keys {
        let (kind, value) = (key.kind.name(), key.value.clone());
        rows.push([kind.into(), "".into(), value.into(), owner.0.into(), now.as_micros().into()]);
    }
    let attached = rows.insert(work.conn(), "ON CONFLICT (kind, place, value) DO NOTHING").await?;
    Ok(usize::try_from(attached) == Ok(keys.len()))
}

/// Notes that customers who were there before have a key that names a person.
pub(crate) async fn note_known(
    work: &UnitOfWork,
    customers: BTreeSet<i64>,
) -> Result<(), StorageError> {
    for (any, customers) in sql::any_of(work.conn(), 2, Column::Number, numbers(customers)) {
        let update = format!("UPDATE customers SET known = $1 WHERE id {any}");
        let mut bound = values![true];
        bound.extend(customers);
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
    let customers = numbers(customers.iter().copied());
    for (any, bound) in sql::any_of(work.conn(), 1, Column::Number, customers) {
        let select = format!("SELECT id, traits FROM customers WHERE id {any}");
        for row in sql::all::<TraitsRow>(work.conn(), select, bound).await? {
            known.insert(row.id, serde_json::from_str(&row.traits).unwrap_or_default());
        }
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
