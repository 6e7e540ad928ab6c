//! Making and changing sources and their keys.

mod checks;

use parcours_access::{Actor, audit};
use parcours_kernel::{Language, Problem, Text};
use parcours_storage::Topic;
use serde_json::json;
use uuid::Uuid;

use crate::model::{DEFAULT_PROMOTED, KeyId, Source, SourceEvent, SourceId, SourceKind, WriteKey};
use crate::{Tracking, store};
use checks::{checked_name, checked_promoted};

/// More are a sign of a script gone wrong.
const MOST_KEYS: usize = 20;

/// What may change of a source; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct SourceChange {
    /// What people call it.
    pub name: Option<String>,
    /// Whether its events are turned away.
    pub disabled: Option<bool>,
    /// Properties that become part of the signature.
    pub promoted: Option<Vec<String>>,
}

impl Tracking {
    /// All sources, oldest first.
    pub async fn sources(&self) -> Result<Vec<Source>, Problem> {
        Ok(store::sources::list(&self.database, self.env.now()).await?)
    }

    /// One source; 404 when there is none.
    pub async fn source(&self, id: SourceId) -> Result<Source, Problem> {
        store::sources::by_id(&self.database, id, self.env.now()).await?.ok_or_else(no_such_source)
    }

    /// Makes a source with its first key.
    pub async fn create_source(
        &self,
        name: &str,
        kind: SourceKind,
        promoted: Option<Vec<String>>,
        actor: impl Into<Actor>,
    ) -> Result<Source, Problem> {
        if kind == SourceKind::Import {
            return Err(Problem::invalid(
                "kind",
                "reserved_kind",
                Text::new(
                    "Files have a source of their own, made at the first import.",
                    "Les fichiers ont leur propre source, créée au premier import.",
                ),
            ));
        }
        let name = checked_name(name)?;
        let promoted =
            checked_promoted(promoted.unwrap_or(DEFAULT_PROMOTED.map(ToOwned::to_owned).to_vec()))?;
        let mut work = self.database.begin().await?;
        let made = store::sources::insert(&work, &self.env, &name, kind, &promoted, None).await?;
        let (id, number) =
            made.ok_or_else(|| Problem::internal("a source without a reserved name was taken"))?;
        store::keys::insert(&work, &self.env, number, &self.new_key()).await?;
        let changes = json!({ "name": name, "kind": kind, "promoted": promoted });
        audit::record(&work, &self.env, actor, "source.created", id, Some(&name), changes).await?;
        work.note_change(Topic::Sources, Some(&id.to_string()));
        work.commit(&self.env).await?;
        self.keys.refresh().await?;
        self.source(id).await
    }

    /// Changes a source.
    pub async fn change_source(
        &self,
        id: SourceId,
        change: SourceChange,
        actor: impl Into<Actor>,
    ) -> Result<Source, Problem> {
        let mut source = self.source(id).await?;
        let mut changes = serde_json::Map::new();
        if let Some(name) = change.name {
            let name = checked_name(&name)?;
            changes.insert("name".into(), json!({ "from": source.name, "to": name }));
            source.name = name;
        }
        if let Some(disabled) = change.disabled {
            changes.insert("disabled".into(), json!({ "from": source.disabled, "to": disabled }));
            source.disabled = disabled;
        }
        if let Some(promoted) = change.promoted {
            let promoted = checked_promoted(promoted)?;
            changes.insert("promoted".into(), json!({ "from": source.promoted, "to": promoted }));
            source.promoted = promoted;
        }
        let mut work = self.database.begin().await?;
        store::sources::update(&work, &source).await?;
        let name = Some(source.name.as_str());
        audit::record(&work, &self.env, actor, "source.updated", id, name, changes.into()).await?;
        work.note_change(Topic::Sources, Some(&id.to_string()));
        work.commit(&self.env).await?;
        self.keys.refresh().await?;
        Ok(source)
    }

    /// Takes a source off the list and revokes its keys. Its interactions stay.
    pub async fn delete_source(
        &self,
        id: SourceId,
        actor: impl Into<Actor>,
    ) -> Result<(), Problem> {
        let source = self.source(id).await?;
        if source.kind == SourceKind::Import {
            return Err(Problem::conflict(
                "source_conflict",
                Text::new(
                    "The source of file imports cannot be deleted.",
                    "La source des imports de fichiers ne peut pas être supprimée.",
                ),
            ));
        }
        let now = self.env.now();
        let mut work = self.database.begin().await?;
        store::keys::revoke(&work, source.number, None, now).await?;
        store::sources::delete(&work, source.number, now).await?;
        let name = Some(source.name.as_str());
        audit::record(&work, &self.env, actor, "source.deleted", id, name, json!({})).await?;
        work.note_change(Topic::Sources, Some(&id.to_string()));
        work.commit(&self.env).await?;
        Ok(self.keys.refresh().await?)
    }

    /// Makes one more key; those before keep working until they are revoked.
    pub async fn create_key(
        &self,
        id: SourceId,
        actor: impl Into<Actor>,
    ) -> Result<WriteKey, Problem> {
        let source = self.source(id).await?;
        if source.kind == SourceKind::Import {
            return Err(Problem::conflict(
                "source_conflict",
                Text::new(
                    "The source of file imports needs no key.",
                    "La source des imports de fichiers n’a pas besoin de clé.",
                ),
            ));
        }
        if source.keys.iter().filter(|key| key.revoked_at.is_none()).count() >= MOST_KEYS {
            return Err(Problem::conflict(
                "key_conflict",
                Text::new(
                    format!("{MOST_KEYS} keys work already. Revoke one that is no longer used."),
                    format!(
                        "{MOST_KEYS} clés fonctionnent déjà. Révoquez-en une qui ne sert plus."
                    ),
                ),
            ));
        }
        let mut work = self.database.begin().await?;
        let key = store::keys::insert(&work, &self.env, source.number, &self.new_key()).await?;
        let (name, changes) = (Some(source.name.as_str()), json!({ "key": key.id }));
        audit::record(&work, &self.env, actor, "source.key_created", id, name, changes).await?;
        work.note_change(Topic::Sources, Some(&id.to_string()));
        work.commit(&self.env).await?;
        self.keys.refresh().await?;
        Ok(key)
    }

    /// Revokes a key. Here at once; other processes refuse it within a few seconds.
    pub async fn revoke_key(
        &self,
        id: SourceId,
        key: KeyId,
        actor: impl Into<Actor>,
    ) -> Result<Source, Problem> {
        let source = self.source(id).await?;
        if source.keys.iter().all(|known| known.id != key) {
            return Err(Problem::not_found(
                "key_not_found",
                Text::new("This source has no such key.", "Cette source n’a pas de clé de ce nom."),
            ));
        }
        let mut work = self.database.begin().await?;
        if store::keys::revoke(&work, source.number, Some(key), self.env.now()).await? > 0 {
            let (name, changes) = (Some(source.name.as_str()), json!({ "key": key }));
            audit::record(&work, &self.env, actor, "source.key_revoked", id, name, changes).await?;
            work.note_change(Topic::Sources, Some(&id.to_string()));
        }
        work.commit(&self.env).await?;
        self.keys.refresh().await?;
        self.source(id).await
    }

    /// The last events of a source as they came, newest first.
    pub async fn source_events(
        &self,
        id: SourceId,
        language: Language,
    ) -> Result<Vec<SourceEvent>, Problem> {
        let source = self.source(id).await?;
        Ok(store::samples::list(&self.database, source.number, language).await?)
    }

    /// `wk_` and 128 random bits.
    fn new_key(&self) -> String {
        parcours_kernel::encode_id("wk", Uuid::from_bytes(self.env.rng().bytes()))
    }
}

fn no_such_source() -> Problem {
    Problem::not_found(
        "source_not_found",
        Text::new("There is no such source.", "Cette source n’existe pas."),
    )
}
