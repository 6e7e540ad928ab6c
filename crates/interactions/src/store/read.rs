//! Reading the hot rows. Every query says which index answers it; a test holds it to that.

use std::collections::{BTreeMap, HashMap};

use futures::TryStreamExt as _;
use parcours_kernel::{Period, Timestamp};
use parcours_storage::{StorageError, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, StreamTrait as _};

use super::{Aliases, Transaction};
use crate::model::{
    Bucket, CustomerId, Interaction, InteractionId, KindCount, ScanRequest, SignatureCount,
    SourceId, Summary, TimelineKey,
};

/// Customers are dealt to this many buckets by their number.
const BUCKETS: usize = 16;

#[derive(FromQueryResult)]
struct TimelineRow {
    seq: i64,
    at: i64,
    received_at: i64,
    signature: i64,
    kind: String,
    channel: String,
    said: Option<String>,
    subject: Option<String>,
    promoted: String,
    value: Option<f64>,
    properties: Option<String>,
    source: i64,
    message_id: String,
    derived: bool,
}

/// `interactions_timeline`, once for each customer that became this one.
pub(crate) async fn timeline(
    conn: &Transaction,
    aliases: &Aliases,
    customer: CustomerId,
    before: Option<TimelineKey>,
    limit: u32,
) -> Result<Vec<Interaction>, StorageError> {
    let (at, seq) = before.unwrap_or((i64::MAX, i64::MAX));
    let kept = CustomerId(aliases.kept(customer.0));
    let mut rows: Vec<TimelineRow> = Vec::new();
    for one in aliases.all_of(customer.0) {
        let page = format!(
            "SELECT i.seq, i.at, i.received_at, i.signature, s.kind, s.channel, i.subject AS said, s.subject, \
             s.properties AS promoted, i.value, i.properties, i.source, i.message_id, i.derived \
             FROM interactions i JOIN signatures s ON s.id = i.signature \
             WHERE i.customer = $1 AND (i.at, i.seq) < ($2, $3) ORDER BY i.at DESC, i.seq DESC LIMIT {limit}"
        );
        rows.extend(sql::all::<TimelineRow>(conn, page, values![one, at, seq]).await?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.seq)));
    rows.truncate(limit as usize);
    Ok(rows.into_iter().map(|row| row.interaction(kept)).collect())
}

impl TimelineRow {
    fn interaction(self, customer_id: CustomerId) -> Interaction {
        // What was promoted into the signature is a property all the same.
        let mut properties: serde_json::Map<String, serde_json::Value> =
            self.properties.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let promoted: BTreeMap<String, String> =
            serde_json::from_str(&self.promoted).unwrap_or_default();
        for (name, value) in promoted {
            properties.entry(name).or_insert(value.into());
        }
        Interaction {
            id: InteractionId::of(Timestamp::from_micros(self.received_at), self.seq),
            seq: self.seq,
            customer_id,
            at: Timestamp::from_micros(self.at),
            received_at: Timestamp::from_micros(self.received_at),
            signature: u32::try_from(self.signature).unwrap_or(u32::MAX),
            kind: self.kind,
            channel: self.channel,
            subject: self.said.or(self.subject),
            value: self.value,
            properties: properties.into(),
            source: SourceId(self.source),
            message_id: (!self.derived).then_some(self.message_id),
        }
    }
}

#[derive(FromQueryResult)]
struct SeenRow {
    customer: i64,
    first_at: Option<i64>,
    last_at: Option<i64>,
}

/// `interactions_timeline`, its first and last entry of each customer.
pub(crate) async fn seen(
    conn: &Transaction,
    aliases: &Aliases,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, (Timestamp, Timestamp)>, StorageError> {
    let all: Vec<i64> = customers.iter().flat_map(|customer| aliases.all_of(customer.0)).collect();
    let mut seen: HashMap<CustomerId, (Timestamp, Timestamp)> = HashMap::new();
    let mut start = 0;
    for size in sql::chunk_sizes(all.len(), 128) {
        let wanted: Vec<_> =
            (1..=size).map(|number| format!("(CAST(${number} AS BIGINT))")).collect();
        let select = format!(
            "WITH wanted (customer) AS (VALUES {}) SELECT customer, \
             (SELECT min(i.at) FROM interactions i WHERE i.customer = wanted.customer) AS first_at, \
             (SELECT max(i.at) FROM interactions i WHERE i.customer = wanted.customer) AS last_at FROM wanted",
            wanted.join(",")
        );
        let bound = all[start..start + size].iter().map(|id| sql::Value::from(*id)).collect();
        start += size;
        for row in sql::all::<SeenRow>(conn, select, bound).await? {
            if let (Some(first), Some(last)) = (row.first_at, row.last_at) {
                let (first, last) = (Timestamp::from_micros(first), Timestamp::from_micros(last));
                let entry =
                    seen.entry(CustomerId(aliases.kept(row.customer))).or_insert((first, last));
                *entry = (entry.0.min(first), entry.1.max(last));
            }
        }
    }
    Ok(seen)
}

struct ScanRow {
    customer: i64,
    at: i64,
    seq: i64,
    signature: u32,
    value: f64,
}

/// `interactions_figures` for chosen signatures; the value column costs the rows themselves.
pub(crate) async fn scan(
    conn: &Transaction,
    aliases: &Aliases,
    request: &ScanRequest,
) -> Result<Vec<Bucket>, StorageError> {
    let mut buckets: Vec<Vec<ScanRow>> = (0..BUCKETS).map(|_| Vec::new()).collect();
    let mut bound = values![request.period.from.as_micros(), request.period.until.as_micros()];
    let mut condition = String::from("at >= $1 AND at < $2");
    if let Some(signatures) = &request.signatures {
        if signatures.is_empty() {
            return Ok(Vec::new());
        }
        condition = format!("signature IN ({}) AND {condition}", sql::list(3, signatures.len()));
        bound.extend(signatures.iter().map(|number| sql::Value::from(i64::from(*number))));
    }
    let value = if request.values { "value" } else { "NULL" };
    let select =
        format!("SELECT customer, at, seq, signature, {value} FROM interactions WHERE {condition}");
    let statement =
        Statement::from_sql_and_values(ConnectionTrait::get_database_backend(conn), select, bound);
    let mut rows = conn.stream_raw(statement).await?;
    while let Some(row) = rows.try_next().await? {
        let customer = aliases.kept(row.try_get_by_index(0)?);
        if request
            .customers
            .as_ref()
            .is_some_and(|wanted| !wanted.contains(customer.unsigned_abs()))
        {
            continue;
        }
        let value = if request.values {
            row.try_get_by_index::<Option<f64>>(4)?.unwrap_or(f64::NAN)
        } else {
            f64::NAN
        };
        let bucket = usize::try_from(customer.unsigned_abs() % BUCKETS as u64).unwrap_or(0);
        buckets[bucket].push(ScanRow {
            customer,
            at: row.try_get_by_index(1)?,
            seq: row.try_get_by_index(2)?,
            signature: u32::try_from(row.try_get_by_index::<i64>(3)?).unwrap_or(u32::MAX),
            value,
        });
    }
    Ok(buckets
        .into_iter()
        .filter(|rows| !rows.is_empty())
        .map(|rows| columns(rows, request.values))
        .collect())
}

fn columns(mut rows: Vec<ScanRow>, values: bool) -> Bucket {
    rows.sort_unstable_by_key(|row| (row.customer, row.at, row.seq));
    let mut bucket = Bucket::default();
    for (number, row) in rows.iter().enumerate() {
        if bucket.customers.last() != Some(&row.customer) {
            bucket.customers.push(row.customer);
            bucket.offsets.push(u32::try_from(number).expect("a bucket holds fewer than 2³² rows"));
        }
        bucket.at.push(row.at);
        bucket.signature.push(row.signature);
        if values {
            bucket.value.push(row.value);
        }
    }
    bucket.offsets.push(u32::try_from(rows.len()).expect("a bucket holds fewer than 2³² rows"));
    bucket
}

#[derive(FromQueryResult)]
struct CountRow {
    signature: i64,
    kind: String,
    channel: String,
    subject: Option<String>,
    properties: String,
    interactions: i64,
    customers: i64,
    first_at: i64,
    last_at: i64,
}

/// `interactions_figures` alone.
pub(crate) async fn count_by_signature(
    conn: &Transaction,
    signatures: Option<&[u32]>,
    period: Period,
) -> Result<Vec<SignatureCount>, StorageError> {
    let mut bound = bounds(period);
    let chosen = match signatures {
        None => String::new(),
        Some([]) => return Ok(Vec::new()),
        Some(numbers) => {
            bound.extend(numbers.iter().map(|number| sql::Value::from(i64::from(*number))));
            format!("AND i.signature IN ({})", sql::list(3, numbers.len()))
        }
    };
    let select = format!(
        "SELECT c.*, s.kind, s.channel, s.subject, s.properties FROM (\
           SELECT i.signature, count(*) AS interactions, count(DISTINCT coalesce(a.kept, i.customer)) AS customers, \
           min(i.at) AS first_at, max(i.at) AS last_at FROM interactions i \
           LEFT JOIN customer_aliases a ON a.gone = i.customer \
           WHERE i.at >= $1 AND i.at < $2 {chosen} GROUP BY i.signature) c \
         JOIN signatures s ON s.id = c.signature ORDER BY c.interactions DESC, c.signature"
    );
    let rows: Vec<CountRow> = sql::all(conn, select, bound).await?;
    Ok(rows
        .into_iter()
        .map(|row| SignatureCount {
            signature: u32::try_from(row.signature).unwrap_or(u32::MAX),
            kind: row.kind,
            channel: row.channel,
            subject: row.subject,
            properties: serde_json::from_str(&row.properties).unwrap_or_default(),
            interactions: row.interactions.unsigned_abs(),
            customers: row.customers.unsigned_abs(),
            first_at: Timestamp::from_micros(row.first_at),
            last_at: Timestamp::from_micros(row.last_at),
        })
        .collect())
}

#[derive(FromQueryResult)]
struct TotalRow {
    interactions: i64,
    customers: i64,
    first_at: Option<i64>,
    last_at: Option<i64>,
}

const TOTAL: &str = "SELECT count(*) AS interactions, count(DISTINCT coalesce(a.kept, i.customer)) AS customers, \
    min(i.at) AS first_at, max(i.at) AS last_at FROM interactions i \
    LEFT JOIN customer_aliases a ON a.gone = i.customer WHERE i.at >= $1 AND i.at < $2";

/// `interactions_figures` alone.
pub(crate) async fn count(
    conn: &Transaction,
    signatures: &[u32],
    period: Period,
) -> Result<(u64, u64), StorageError> {
    if signatures.is_empty() {
        return Ok((0, 0));
    }
    let select = format!("{TOTAL} AND i.signature IN ({})", sql::list(3, signatures.len()));
    let mut bound = bounds(period);
    bound.extend(signatures.iter().map(|number| sql::Value::from(i64::from(*number))));
    let row: Option<TotalRow> = sql::one(conn, select, bound).await?;
    Ok(row.map_or((0, 0), |row| (row.interactions.unsigned_abs(), row.customers.unsigned_abs())))
}

/// The primary key's last entry.
pub(crate) async fn head(conn: &Transaction) -> Result<i64, StorageError> {
    sql::number(conn, "SELECT max(seq) FROM interactions", vec![]).await
}

/// `interactions_timeline` alone.
pub(crate) async fn totals(conn: &Transaction) -> Result<(u64, u64), StorageError> {
    let row: Option<TotalRow> = sql::one(conn, TOTAL, bounds(Period::ALL)).await?;
    Ok(row.map_or((0, 0), |row| (row.interactions.unsigned_abs(), row.customers.unsigned_abs())))
}

#[derive(FromQueryResult)]
struct BeginRow {
    first_at: Option<i64>,
}

/// `interactions_figures` alone.
pub(crate) async fn begins_at(conn: &Transaction) -> Result<Option<Timestamp>, StorageError> {
    let first = "SELECT min(at) AS first_at FROM interactions";
    let row: Option<BeginRow> = sql::one(conn, first, values![]).await?;
    Ok(row.and_then(|row| row.first_at).map(Timestamp::from_micros))
}

/// `interactions_figures` alone.
pub(crate) async fn total(conn: &Transaction, period: Period) -> Result<u64, StorageError> {
    let count = "SELECT count(*) FROM interactions WHERE at >= $1 AND at < $2";
    Ok(sql::number(conn, count, bounds(period)).await?.unsigned_abs())
}

#[derive(FromQueryResult)]
struct KindRow {
    kind: String,
    interactions: i64,
    customers: i64,
}

/// One pass over `interactions_figures` for the total, one for the kinds.
pub(crate) async fn summary(conn: &Transaction, period: Period) -> Result<Summary, StorageError> {
    let total: Option<TotalRow> = sql::one(conn, TOTAL, bounds(period)).await?;
    let by_kind = "SELECT s.kind, count(*) AS interactions, \
        count(DISTINCT coalesce(a.kept, i.customer)) AS customers FROM interactions i \
        JOIN signatures s ON s.id = i.signature LEFT JOIN customer_aliases a ON a.gone = i.customer \
        WHERE i.at >= $1 AND i.at < $2 GROUP BY s.kind ORDER BY count(*) DESC, s.kind";
    let kinds: Vec<KindRow> = sql::all(conn, by_kind, bounds(period)).await?;
    let total =
        total.unwrap_or(TotalRow { interactions: 0, customers: 0, first_at: None, last_at: None });
    Ok(Summary {
        interactions: total.interactions.unsigned_abs(),
        customers: total.customers.unsigned_abs(),
        first: total.first_at.map(Timestamp::from_micros),
        last: total.last_at.map(Timestamp::from_micros),
        kinds: kinds
            .into_iter()
            .map(|row| KindCount {
                kind: row.kind,
                interactions: row.interactions.unsigned_abs(),
                customers: row.customers.unsigned_abs(),
            })
            .collect(),
    })
}

fn bounds(period: Period) -> Vec<sql::Value> {
    values![period.from.as_micros(), period.until.as_micros()]
}
