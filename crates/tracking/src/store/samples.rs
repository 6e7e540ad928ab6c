//! The table `source_events`: the last few events of each source.

use parcours_customers::Owner;
use parcours_interactions::{CustomerId, SourceId as SourceNumber};
use parcours_kernel::{Language, Timestamp};
use parcours_storage::sql::{self, Column, Row, Rows};
use parcours_storage::{Database, StorageError, UnitOfWork, values};

use crate::model::{Outcome, SourceEvent};
use crate::sample::{self, Sample};
use crate::segment::Refusal;
use crate::told::Fate;

const EVENT: [(&str, Column); 8] = [
    ("source", Column::Number),
    ("received_at", Column::Number),
    ("outcome", Column::Text),
    ("reason", Column::OptionalText),
    ("type", Column::Text),
    ("name", Column::OptionalText),
    ("customer", Column::OptionalNumber),
    ("payload", Column::Text),
];

#[derive(Row)]
struct EventRow {
    seq: i64,
    received_at: i64,
    outcome: String,
    reason: Option<String>,
    r#type: String,
    name: Option<String>,
    customer: Option<i64>,
    payload: String,
}

/// Adds samples, whose things told met `fates`, and forgets the oldest ones.
pub(crate) async fn add(
    work: &UnitOfWork,
    source: SourceNumber,
    received_at: Timestamp,
    samples: &[Sample],
    fates: &[Fate],
) -> Result<(), StorageError> {
    if samples.is_empty() {
        return Ok(());
    }
    let mut rows = Rows::new("source_events", &EVENT, samples.len());
    for sample in samples {
        let (outcome, reason, customer) = match sample.fate {
            Err(refusal) => (Outcome::Refused, Some(refusal.code()), None),
            Ok(place) => match fates[place] {
                Fate { owner: Owner::Nobody, .. } => {
                    (Outcome::Refused, Some(Refusal::NoIdentity.code()), None)
                }
                Fate { owner: Owner::Forgotten, .. } => (Outcome::Erased, None, None),
                Fate { stored: true, owner: Owner::Customer(id) } => {
                    (Outcome::Stored, None, Some(id))
                }
                Fate { stored: false, owner: Owner::Customer(id) } => {
                    (Outcome::Duplicate, None, Some(id))
                }
            },
        };
        // That it came is counted; what it said is nobody's business any more.
        let shown = (outcome != Outcome::Erased).then_some(sample);
        rows.push([
            source.0.into(),
            received_at.as_micros().into(),
            outcome.name().into(),
            reason.into(),
            sample.call.as_str().into(),
            shown.and_then(|sample| sample.name.clone()).into(),
            customer.map(|customer| customer.0).into(),
            shown.map_or("{}", |sample| sample.payload.as_str()).into(),
        ]);
    }
    rows.insert(work.conn(), "").await?;
    let trim = format!(
        "DELETE FROM source_events WHERE source = $1 AND seq <= (SELECT seq FROM source_events WHERE source = $1 \
         ORDER BY seq DESC LIMIT 1 OFFSET {})",
        sample::KEPT
    );
    sql::execute(work.conn(), trim, values![source.0]).await?;
    Ok(())
}

/// Takes out what is shown of some customers, and what came until a moment and is shown as
/// nobody's: it may be about them. Cost: a look at all that is shown.
pub(crate) async fn forget(
    work: &UnitOfWork,
    customers: &[CustomerId],
    at: Timestamp,
) -> Result<(), StorageError> {
    let nobodys = "DELETE FROM source_events WHERE customer IS NULL AND received_at <= $1";
    sql::execute(work.conn(), nobodys, values![at.as_micros()]).await?;
    let customers = customers.iter().map(|customer| sql::Value::from(customer.0)).collect();
    for (any, bound) in sql::any_of(work.conn(), 1, Column::Number, customers) {
        let theirs = format!("DELETE FROM source_events WHERE customer {any}");
        sql::execute(work.conn(), theirs, bound).await?;
    }
    Ok(())
}

/// The last events of a source, newest first.
pub(crate) async fn list(
    database: &Database,
    source: SourceNumber,
    language: Language,
) -> Result<Vec<SourceEvent>, StorageError> {
    let select = format!(
        "SELECT seq, received_at, outcome, reason, type, name, customer, payload FROM source_events \
         WHERE source = $1 ORDER BY seq DESC LIMIT {}",
        sample::KEPT
    );
    let rows: Vec<EventRow> = sql::all(database.read(), select, values![source.0]).await?;
    Ok(rows.into_iter().map(|row| event(row, language)).collect())
}

fn event(row: EventRow, language: Language) -> SourceEvent {
    let reason = row.reason.map(|code| match Refusal::from_code(&code) {
        Some(refusal) => refusal.text().get(language).to_owned(),
        // Written by a newer version.
        None => code,
    });
    SourceEvent {
        seq: row.seq,
        received_at: Timestamp::from_micros(row.received_at),
        outcome: Outcome::from_name(&row.outcome),
        reason,
        call: row.r#type,
        name: row.name,
        customer_id: row.customer.map(CustomerId),
        payload: serde_json::from_str(&row.payload)
            .unwrap_or(serde_json::Value::String(row.payload)),
    }
}
