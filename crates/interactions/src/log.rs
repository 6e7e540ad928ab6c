//! The log's two doors: append and snapshot.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use parcours_kernel::{Env, encode_id};
use parcours_storage::jobs::NewJob;
use parcours_storage::{Backend, Database, StorageError, Topic, UnitOfWork};

use crate::Files;
use crate::jobs::SealLog;
use crate::keys::{self, Key, Memory};
use crate::manifest::Manifest;
use crate::model::{CustomerId, NewInteraction};
use crate::scan::blocking;
use crate::shelf::Shelf;
use crate::signature::{Signature, SignatureParts};
use crate::snapshot::Snapshot;
use crate::store::{AliasMarker, Aliases, Catalogue, Transaction, append, manifest};
use crate::view::View;
use crate::warm::Warm;

/// Rows appended after which somebody looks whether it is time to seal.
const LOOK_AFTER: u64 = 20_000;

/// The log of one installation; cheap to clone. Processes share it through the database.
#[derive(Debug, Clone)]
pub struct Log {
    database: Database,
    env: Env,
    files: Files,
    /// This process, among those that share the log.
    process: Arc<str>,
    catalogue: Arc<Catalogue>,
    shelf: Arc<Shelf>,
    warm: Arc<Warm>,
    cache: Arc<Cache>,
    /// Rows appended here since somebody was last asked to seal.
    unsealed: Arc<AtomicU64>,
}

/// What was read last: it is asked for all the time and changes seldom.
#[derive(Debug, Default)]
struct Cache {
    aliases: Mutex<(AliasMarker, Arc<Aliases>)>,
    manifest: Mutex<Option<Arc<Manifest>>>,
    /// The generation of the manifest whose keys these are.
    memory: Mutex<(i64, Arc<Memory>)>,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// For each interaction of the batch, whether it was new.
    pub stored: Vec<bool>,
}

impl Appended {
    /// How many were new.
    pub fn count(&self) -> usize {
        self.stored.iter().filter(|stored| **stored).count()
    }
}

impl Log {
    /// The log of a database, its files in the data folder.
    pub fn new(database: Database, env: Env) -> Self {
        let files = Files::folder(database.data().join("interactions"));
        Self::with_files(database, env, files)
    }

    /// The log of a database, its files elsewhere.
    pub fn with_files(database: Database, env: Env, files: Files) -> Self {
        let process = encode_id("prc", env.uuid()).into();
        Self {
            database,
            env,
            files,
            process,
            catalogue: Arc::default(),
            shelf: Arc::default(),
            warm: Arc::default(),
            cache: Arc::default(),
            unsealed: Arc::default(),
        }
    }

    /// The same log, which keeps what it decoded for the next scan, in so many bytes at most: for a
    /// process that is asked again and again.
    #[must_use]
    pub fn keeping_decoded(self, bytes: usize) -> Self {
        Self { warm: Arc::new(Warm::new(bytes)), ..self }
    }

    /// Appends in a unit of work. What was told before, here or in the same batch, is not appended
    /// again; it does not matter how often it is told, nor whether the first has been sealed.
    pub async fn append(
        &self,
        work: &mut UnitOfWork,
        batch: &[NewInteraction],
    ) -> Result<Appended, StorageError> {
        let signatures = self.numbers(work, batch).await?;
        let lasting = batch.iter().any(|row| row.lasting);
        // A file may be on its way into the log past the database, with the same rows.
        let state =
            if lasting { manifest::share(work).await } else { manifest::state(work.conn()).await };
        let before = state?.generation;
        let mut fresh = first_of_each(batch);
        self.forget_known(before, batch, &mut fresh).await?;
        let mut stored = append::insert(work, batch, &signatures, &fresh).await?;
        // Rows sealed since are no longer in the way of the insert: look again at what it let in.
        // SQLite has one writer, nobody seals while it is us.
        if work.backend() == Backend::Postgres {
            let after = manifest::state(work.conn()).await?.generation;
            if after != before {
                let inserted = stored.clone();
                self.forget_known(after, batch, &mut stored).await?;
                let again = (0..batch.len()).filter(|row| inserted[*row] && !stored[*row]);
                append::remove(work, again.map(|row| &batch[row])).await?;
            }
        }
        let count = stored.iter().filter(|stored| **stored).count() as u64;
        if count > 0 {
            work.note_change(Topic::Interactions, None);
            self.ask_to_seal(work, count).await?;
        }
        Ok(Appended { stored })
    }

    /// The number of each signature, made in the unit of work where it is new.
    pub(crate) async fn numbers(
        &self,
        work: &UnitOfWork,
        batch: &[NewInteraction],
    ) -> Result<Vec<u32>, StorageError> {
        let (distinct, of) = distinct_signatures(batch);
        let numbers =
            self.catalogue.resolve(&self.database, work, self.env.now(), &distinct).await?;
        Ok(of.into_iter().map(|place| numbers[place]).collect())
    }

    /// Unmarks what is remembered as sealed.
    pub(crate) async fn forget_known(
        &self,
        generation: i64,
        batch: &[NewInteraction],
        fresh: &mut [bool],
    ) -> Result<(), StorageError> {
        let memory = self.memory(generation).await?;
        if memory.is_empty() {
            return Ok(());
        }
        let rows: Vec<usize> = (0..batch.len()).filter(|row| fresh[*row]).collect();
        let key = |row: &usize| keys::key(batch[*row].source.0, &batch[*row].message_id);
        let asked: Vec<Key> = rows.iter().map(key).collect();
        let known = blocking(move || memory.known(&asked)).await?;
        for (row, known) in rows.into_iter().zip(known) {
            fresh[row] &= !known;
        }
        Ok(())
    }

    async fn ask_to_seal(&self, work: &mut UnitOfWork, rows: u64) -> Result<(), StorageError> {
        if self.unsealed.fetch_add(rows, Ordering::Relaxed) + rows < LOOK_AFTER {
            return Ok(());
        }
        self.unsealed.store(0, Ordering::Relaxed);
        work.enqueue(&self.env, NewJob::now(SealLog {}).unique("seal_log")).await
    }

    /// Notes that one customer turned out to be another. Readers see the merge at once; rows are
    /// rewritten later, by upkeep.
    pub async fn merge(
        &self,
        work: &mut UnitOfWork,
        gone: CustomerId,
        kept: CustomerId,
    ) -> Result<(), StorageError> {
        work.note_change(Topic::Interactions, None);
        append::alias(work, gone, kept, self.env.now()).await
    }

    /// A view of the log at this moment.
    pub async fn snapshot(&self) -> Result<Snapshot, StorageError> {
        self.view(self.database.snapshot().await?).await
    }

    /// PostgreSQL: the view that a process elsewhere has of the same log, by the
    /// [name](Snapshot::name) it gave it. Fails once that view is gone.
    pub async fn snapshot_named(&self, name: &str) -> Result<Snapshot, StorageError> {
        self.view(self.database.snapshot_named(name).await?).await
    }

    async fn view(&self, transaction: Transaction) -> Result<Snapshot, StorageError> {
        let marker = Aliases::marker(&transaction).await?;
        let aliases = self.aliases(&transaction, marker).await?;
        let generation = manifest::state(&transaction).await?.generation;
        let manifest = match self.cached_manifest(generation) {
            Some(manifest) => manifest,
            None => self.keep_manifest(manifest::read(&transaction).await?),
        };
        let view = View {
            files: self.files.clone(),
            shelf: Arc::clone(&self.shelf),
            warm: Arc::clone(&self.warm),
            manifest,
            aliases,
        };
        Ok(Snapshot { log: self.clone(), transaction, view, marker })
    }

    async fn aliases(
        &self,
        transaction: &Transaction,
        marker: AliasMarker,
    ) -> Result<Arc<Aliases>, StorageError> {
        let cached = || self.cache.aliases.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, aliases) = cached().clone();
        if known == marker {
            return Ok(aliases);
        }
        let aliases = Arc::new(Aliases::read(transaction).await?);
        *cached() = (marker, Arc::clone(&aliases));
        Ok(aliases)
    }

    fn cached_manifest(&self, generation: i64) -> Option<Arc<Manifest>> {
        let cached = self.cache.manifest.lock().unwrap_or_else(PoisonError::into_inner);
        cached.as_ref().filter(|manifest| manifest.generation == generation).cloned()
    }

    fn keep_manifest(&self, manifest: Manifest) -> Arc<Manifest> {
        let manifest = Arc::new(manifest);
        *self.cache.manifest.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Arc::clone(&manifest));
        manifest
    }

    /// The keys of sealed messages, as of a generation or later.
    pub(crate) async fn memory(&self, generation: i64) -> Result<Arc<Memory>, StorageError> {
        let (known, before) =
            self.cache.memory.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if known >= generation {
            return Ok(before);
        }
        let manifest = match self.cached_manifest(generation) {
            Some(manifest) => manifest,
            None => self.keep_manifest(manifest::read(&self.database.snapshot().await?).await?),
        };
        let (files, infos) = (self.files.clone(), manifest.keys.clone());
        let memory = blocking(move || Memory::open(&files, &infos, &before)).await?;
        let memory = Arc::new(memory);
        *self.cache.memory.lock().unwrap_or_else(PoisonError::into_inner) =
            (manifest.generation, Arc::clone(&memory));
        Ok(memory)
    }

    /// The keys of a manifest as a unit of work sees it: not kept, for it may come to nothing.
    pub(crate) async fn memory_of(&self, manifest: Manifest) -> Result<Memory, StorageError> {
        let before = self.cache.memory.lock().unwrap_or_else(PoisonError::into_inner).1.clone();
        let files = self.files.clone();
        blocking(move || Memory::open(&files, &manifest.keys, &before)).await
    }

    /// All signatures known so far, by number. Cost: the new ones since the last call.
    pub async fn signatures(&self) -> Result<Arc<Vec<Signature>>, StorageError> {
        self.catalogue.all(&self.database).await
    }

    pub(crate) fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue)
    }

    /// The database under it.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Where its files lie.
    pub fn files(&self) -> &Files {
        &self.files
    }

    pub(crate) fn env(&self) -> &Env {
        &self.env
    }

    pub(crate) fn process(&self) -> &str {
        &self.process
    }
}

/// The signatures of a batch, each once as far as they are shared, and which of them each row has.
fn distinct_signatures(batch: &[NewInteraction]) -> (Vec<&SignatureParts>, Vec<usize>) {
    let mut places: HashMap<*const SignatureParts, usize> = HashMap::new();
    let mut distinct: Vec<&SignatureParts> = Vec::new();
    let mut of = Vec::with_capacity(batch.len());
    for row in batch {
        let place = *places.entry(Arc::as_ptr(&row.signature)).or_insert_with(|| {
            distinct.push(&row.signature);
            distinct.len() - 1
        });
        of.push(place);
    }
    (distinct, of)
}

/// Marks the first of each message in a batch.
pub(crate) fn first_of_each(batch: &[NewInteraction]) -> Vec<bool> {
    let mut told = HashSet::with_capacity(batch.len());
    batch.iter().map(|row| told.insert((row.source, row.message_id.as_str()))).collect()
}
