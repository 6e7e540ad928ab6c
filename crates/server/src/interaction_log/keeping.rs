//! Changes to how the log is kept, each with its entry in the audit trail and the upkeep it asks for:
//! the same for a request and for the command line.

use parcours_access::audit::{self, Actor};
use parcours_interactions::{
    Effort, Log, LogSettings, RetentionRule, RetentionRuleId, SealLog, TidyLog,
};
use parcours_kernel::{Env, Problem, Text};
use parcours_storage::jobs::{Job as _, NewJob, Queue};
use parcours_storage::{Database, StorageError, UnitOfWork};
use serde_json::{Map, Value, json};

/// A century: longer than that is for ever.
const MOST_DAYS: u32 = 36_500;
/// As long as kinds of interactions are.
const LONGEST_KIND: usize = 100;
/// What entries of the audit trail are about.
const ENTITY: &str = "log";

/// How the log of an installation is kept; cheap to clone.
#[derive(Debug, Clone)]
pub struct LogKeeping {
    database: Database,
    env: Env,
    log: Log,
}

impl LogKeeping {
    pub(crate) fn new(log: Log, env: Env) -> Self {
        Self { database: log.database().clone(), env, log }
    }

    /// The log itself.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Sets thresholds, once they are checked, and brings the log to them.
    pub async fn set(
        &self,
        by: impl Into<Actor>,
        settings: LogSettings,
    ) -> Result<LogSettings, Problem> {
        settings.check()?;
        let mut work = self.database.begin().await?;
        let changes = changes(&LogSettings::read(&self.database).await?, &settings);
        if changes.is_empty() {
            return Ok(settings);
        }
        settings.write(&work).await?;
        let changes = Value::Object(changes);
        audit::record(&work, &self.env, by, "log.settings_set", ENTITY, None, changes).await?;
        self.ask_for_upkeep(&mut work).await?;
        work.commit(&self.env).await?;
        Ok(settings)
    }

    /// Makes a rule of retention; a kind has one at most, and so have all kinds together.
    pub async fn add_rule(
        &self,
        by: impl Into<Actor>,
        kind: Option<&str>,
        days: u32,
    ) -> Result<RetentionRule, Problem> {
        let kind = kind.map(str::trim);
        check(kind, days)?;
        let mut work = self.database.begin().await?;
        let rules = RetentionRule::all(&self.database).await?;
        if let Some(there) = rules.iter().find(|rule| rule.kind.as_deref() == kind) {
            return Err(taken(kind, there.days));
        }
        let rule = RetentionRule::add(&work, &self.env, kind.map(ToOwned::to_owned), days).await?;
        let changes = json!({ "kind": kind, "days": days });
        let (action, id) = ("log.retention_rule_added", rule.id);
        audit::record(&work, &self.env, by, action, id, kind, changes).await?;
        self.ask_for_upkeep(&mut work).await?;
        work.commit(&self.env).await?;
        Ok(rule)
    }

    /// Takes a rule back. What it took out stays out.
    pub async fn remove_rule(
        &self,
        by: impl Into<Actor>,
        id: RetentionRuleId,
    ) -> Result<(), Problem> {
        let work = self.database.begin().await?;
        let rules = RetentionRule::all(&self.database).await?;
        let rule = rules.into_iter().find(|rule| rule.id == id).ok_or_else(no_such_rule)?;
        if !RetentionRule::remove(&work, id).await? {
            return Err(no_such_rule());
        }
        let changes = json!({ "kind": rule.kind, "days": rule.days });
        let (action, kind) = ("log.retention_rule_removed", rule.kind.as_deref());
        audit::record(&work, &self.env, by, action, id, kind, changes).await?;
        work.commit(&self.env).await?;
        Ok(())
    }

    /// Seals hot rows while there are more than the settings say; see [`Log::seal`]. Nothing is
    /// sealed into a place where the files before are not: the log would lie in two.
    pub async fn seal(&self, stop: impl Fn() -> bool + Send) -> Result<u64, StorageError> {
        self.must_be_in_place().await?;
        self.log.seal(stop).await
    }

    /// Seals all hot rows, however few.
    pub async fn seal_all(&self) -> Result<u64, StorageError> {
        self.must_be_in_place().await?;
        self.log.seal_all().await
    }

    /// Brings the sealed log into order; see [`Log::tidy_up`].
    pub async fn tidy_up(
        &self,
        effort: Effort,
        stop: impl Fn() -> bool + Send,
    ) -> Result<(), StorageError> {
        self.must_be_in_place().await?;
        self.log.tidy_up(effort, stop).await
    }

    async fn must_be_in_place(&self) -> Result<(), StorageError> {
        match self.log.fault_of_place().await? {
            Some(fault) => Err(StorageError::File(fault.what)),
            None => Ok(()),
        }
    }

    /// Asks for what upkeep is due and gives what gave up another chance: a store that was out of
    /// reach for hours is there again some time, and nobody may be around.
    pub(crate) async fn watch(&self, queue: &Queue) -> Result<(), StorageError> {
        let own = [SealLog::KIND, TidyLog::KIND];
        for job in queue.dead().await?.iter().filter(|job| own.contains(&job.kind.as_str())) {
            if let Ok(id) = job.id.parse() {
                queue.retry(id).await?;
            }
        }
        let settings = LogSettings::read(&self.database).await?;
        if self.log.status().await?.hot_rows > u64::from(settings.seal_rows) {
            queue.enqueue(NewJob::now(SealLog {}).unique("seal_log")).await?;
        }
        Ok(())
    }

    async fn ask_for_upkeep(&self, work: &mut UnitOfWork) -> Result<(), StorageError> {
        work.enqueue(&self.env, NewJob::now(SealLog {}).unique("seal_log")).await?;
        work.enqueue(&self.env, NewJob::now(TidyLog {}).unique("tidy_log")).await
    }
}

/// The fields that differ, each with both values.
fn changes(from: &LogSettings, to: &LogSettings) -> Map<String, Value> {
    let (Value::Object(from), Value::Object(to)) = (json!(from), json!(to)) else {
        unreachable!("settings are named")
    };
    let changed = to.into_iter().filter(|(name, value)| from.get(name) != Some(value));
    changed
        .map(|(name, value)| {
            let change = json!({ "from": from.get(&name), "to": value });
            (name, change)
        })
        .collect()
}

fn check(kind: Option<&str>, days: u32) -> Result<(), Problem> {
    let length = kind.map_or(1, |kind| kind.chars().count());
    if !(1..=LONGEST_KIND).contains(&length) {
        let message = Text::new(
            format!("Name a kind in up to {LONGEST_KIND} characters, such as page_viewed."),
            format!(
                "Indiquez un type en {LONGEST_KIND} caractères au plus, par exemple page_viewed."
            ),
        );
        return Err(Problem::invalid("kind", "out_of_range", message));
    }
    if !(1..=MOST_DAYS).contains(&days) {
        let message = Text::new(
            "Choose a number of days from 1 to 36,500.",
            "Choisissez un nombre de jours de 1 à 36\u{202f}500.",
        );
        return Err(Problem::invalid("days", "out_of_range", message));
    }
    Ok(())
}

fn taken(kind: Option<&str>, days: u32) -> Problem {
    let (en, fr) = if days == 1 { ("day", "jour") } else { ("days", "jours") };
    let (for_en, for_fr) = match kind {
        Some(kind) => (kind.to_owned(), kind.to_owned()),
        None => ("all kinds".to_owned(), "tous les types".to_owned()),
    };
    let detail = Text::new(
        format!("There is a rule for {for_en} already: {days} {en}. Remove it first."),
        format!("Une règle existe déjà pour {for_fr}\u{202f}: {days} {fr}. Supprimez-la d’abord."),
    );
    Problem::conflict("retention_rule_exists", detail)
}

fn no_such_rule() -> Problem {
    let detail = Text::new(
        "There is no such rule of retention.",
        "Cette règle de conservation n’existe pas.",
    );
    Problem::not_found("retention_rule_not_found", detail)
}
