//! The catalogue of signatures: a table, and what of it is committed kept in memory.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};

use parcours_kernel::Timestamp;
use parcours_storage::{Database, StorageError, UnitOfWork, sql, values};
use sea_orm::FromQueryResult;

use crate::signature::{Signature, SignatureParts};

/// Signatures one kind may have on one channel. Past it, details are dropped: a subject that is
/// different each time must not fill the memory.
const MOST_PER_KIND: usize = 5_000;

/// What stands for words that were taken out.
const MASK: &str = "*";

#[derive(Debug, Default)]
pub(crate) struct Catalogue(RwLock<State>);

#[derive(Debug, Default)]
struct State {
    numbers: HashMap<SignatureParts, u32>,
    per_kind: HashMap<(String, String), usize>,
    all: Arc<Vec<Signature>>,
    newest: i64,
}

#[derive(FromQueryResult)]
struct SignatureRow {
    id: i64,
    kind: String,
    channel: String,
    subject: Option<String>,
    properties: String,
}

#[derive(FromQueryResult)]
struct NumberRow {
    id: i64,
}

impl Catalogue {
    /// The number of each signature; those that are new are written in the unit of work, and kept
    /// in memory only once they are seen committed.
    pub(crate) async fn resolve(
        &self,
        database: &Database,
        work: &UnitOfWork,
        now: Timestamp,
        wanted: &[&SignatureParts],
    ) -> Result<Vec<u32>, StorageError> {
        if let Some(numbers) = self.look_up(wanted) {
            return Ok(numbers);
        }
        self.refresh(database).await?;
        let mut made: BTreeMap<SignatureParts, u32> = BTreeMap::new();
        for parts in wanted {
            let parts = self.bounded(parts, &made);
            if self.number(&parts).is_none() && !made.contains_key(&parts) {
                made.insert(parts, 0);
            }
        }
        // In the order of the map, so that two processes never wait for each other in a ring.
        for (parts, number) in &mut made {
            *number = make(work, parts, now).await?;
        }
        let number = |parts: &&SignatureParts| {
            let parts = self.bounded(parts, &made);
            self.number(&parts).or_else(|| made.get(&parts).copied()).ok_or_else(lost)
        };
        wanted.iter().map(number).collect()
    }

    /// All committed signatures, by number.
    pub(crate) async fn all(
        &self,
        database: &Database,
    ) -> Result<Arc<Vec<Signature>>, StorageError> {
        self.refresh(database).await?;
        Ok(Arc::clone(&self.state().all))
    }

    /// Takes words out of all signatures: a subject or a property that holds one of them becomes `*`.
    /// Nothing finds such a signature again, so that what is told anew gets one of its own. Cost: a
    /// pass over the table.
    pub(crate) async fn mask(work: &UnitOfWork, words: &[String]) -> Result<bool, StorageError> {
        let words: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
        let holds = |text: &str| {
            let text = text.to_lowercase();
            words.iter().any(|word| text.contains(word.as_str()))
        };
        let select = "SELECT id, kind, channel, subject, properties FROM signatures";
        let rows: Vec<SignatureRow> = sql::all(work.conn(), select, values![]).await?;
        let mut masked = false;
        for row in rows {
            let mut properties: BTreeMap<String, String> =
                serde_json::from_str(&row.properties).unwrap_or_default();
            let in_subject = row.subject.as_deref().is_some_and(holds);
            let named = properties.values_mut().filter(|value| holds(value));
            let in_properties = named.map(|value| *value = MASK.to_owned()).count() > 0;
            if !in_subject && !in_properties {
                continue;
            }
            let subject = if in_subject { Some(MASK.to_owned()) } else { row.subject };
            let properties = serde_json::to_string(&properties).expect("texts are plain JSON");
            let update = "UPDATE signatures SET subject = $2, properties = $3, fingerprint = $4 WHERE id = $1";
            let row = values![row.id, subject, properties, format!("masked-{}", row.id)];
            sql::execute(work.conn(), update, row).await?;
            masked = true;
        }
        Ok(masked)
    }

    /// Forgets what is in memory: it is read again when it is asked for.
    pub(crate) fn forget(&self) {
        *self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner) = State::default();
    }

    fn state(&self) -> std::sync::RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn look_up(&self, wanted: &[&SignatureParts]) -> Option<Vec<u32>> {
        let state = self.state();
        wanted.iter().map(|parts| state.numbers.get(*parts).copied()).collect()
    }

    fn number(&self, parts: &SignatureParts) -> Option<u32> {
        self.state().numbers.get(parts).copied()
    }

    /// The parts themselves while their kind has room (or they are known), else without details.
    fn bounded(
        &self,
        parts: &SignatureParts,
        made: &BTreeMap<SignatureParts, u32>,
    ) -> SignatureParts {
        let state = self.state();
        if state.numbers.contains_key(parts) || made.contains_key(parts) {
            return parts.clone();
        }
        let known =
            state.per_kind.get(&(parts.kind.clone(), parts.channel.clone())).copied().unwrap_or(0);
        if known + made.len() < MOST_PER_KIND { parts.clone() } else { parts.without_details() }
    }

    /// Reads what was committed since the last time. Numbers may be committed out of order, so the
    /// last few are read again.
    async fn refresh(&self, database: &Database) -> Result<(), StorageError> {
        let newest = self.state().newest;
        let select = "SELECT id, kind, channel, subject, properties FROM signatures WHERE id > $1 ORDER BY id";
        let rows: Vec<SignatureRow> =
            sql::all(database.read(), select, values![newest - 1000]).await?;
        let mut state = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut fresh = Vec::new();
        for row in rows {
            let id = u32::try_from(row.id).map_err(|_| lost())?;
            let properties = serde_json::from_str(&row.properties).unwrap_or_default();
            let parts = SignatureParts {
                kind: row.kind,
                channel: row.channel,
                subject: row.subject,
                properties,
            };
            if state.all.binary_search_by_key(&id, |known| known.id).is_err() {
                state.numbers.entry(parts.clone()).or_insert(id);
                *state.per_kind.entry((parts.kind.clone(), parts.channel.clone())).or_default() +=
                    1;
                fresh.push(Signature { id, parts });
            }
            state.newest = state.newest.max(row.id);
        }
        if !fresh.is_empty() {
            let mut all = state.all.as_ref().clone();
            all.extend(fresh);
            all.sort_by_key(|signature| signature.id);
            state.all = Arc::new(all);
        }
        Ok(())
    }
}

async fn make(
    work: &UnitOfWork,
    parts: &SignatureParts,
    now: Timestamp,
) -> Result<u32, StorageError> {
    let fingerprint = parts.fingerprint();
    let properties = serde_json::to_string(&parts.properties).expect("texts are plain JSON");
    let insert = "INSERT INTO signatures (fingerprint, kind, channel, subject, properties, first_seen_at) \
                  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (fingerprint) DO NOTHING";
    let row = values![
        fingerprint.clone(),
        parts.kind.clone(),
        parts.channel.clone(),
        parts.subject.clone(),
        properties,
        now.as_micros()
    ];
    sql::execute(work.conn(), insert, row).await?;
    let select = "SELECT id FROM signatures WHERE fingerprint = $1";
    let row: Option<NumberRow> = sql::one(work.conn(), select, values![fingerprint]).await?;
    row.and_then(|row| u32::try_from(row.id).ok()).ok_or_else(lost)
}

fn lost() -> StorageError {
    StorageError::Open("a signature that was just written cannot be read".to_owned())
}
