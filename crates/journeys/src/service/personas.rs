//! Personas.

use parcours_access::Actor;
use parcours_kernel::{Page, PageQuery, Problem};
use parcours_storage::{Topic, UnitOfWork};
use serde_json::{Value, json};

use super::journeys::folded;
use super::{Entry, Journeys};
use crate::model::{Checks, Persona, PersonaDraft, PersonaId, PersonaPatch, Reader, changes};
use crate::{problems, store};

impl Journeys {
    /// All personas, newest first.
    pub async fn personas(&self, query: &PageQuery) -> Result<Page<Persona>, Problem> {
        let rows =
            store::personas::page(self.database.read(), query.after()?, query.limit()).await?;
        Ok(Page::from_rows(rows, query.limit(), |persona| persona.id))
    }

    /// One persona.
    pub async fn persona(&self, id: PersonaId) -> Result<Option<Persona>, Problem> {
        Ok(store::personas::get(self.database.read(), id).await?)
    }

    /// A persona by its id, or by its name however it is typed: none, where none or several have it.
    pub async fn find_persona(&self, text: &str) -> Result<Option<Persona>, Problem> {
        if let Ok(id) = text.parse() {
            return self.persona(id).await;
        }
        let mut all = store::personas::page(self.database.read(), None, u32::MAX - 1).await?;
        let wanted = folded(text);
        all.retain(|persona| folded(&persona.name) == wanted);
        Ok(all.pop().filter(|_| all.is_empty()))
    }

    /// Makes a persona.
    pub async fn create_persona(
        &self,
        draft: PersonaDraft,
        actor: &Actor,
    ) -> Result<Persona, Problem> {
        let mut work = self.database.begin().await?;
        let persona = self.insert_persona(&work, draft, "", actor).await?;
        work.note_change(Topic::Journeys, None);
        work.commit(&self.env).await?;
        Ok(persona)
    }

    /// Checks and writes a persona in a unit of work; `path` leads to it in the request.
    pub(super) async fn insert_persona(
        &self,
        work: &UnitOfWork,
        mut draft: PersonaDraft,
        path: &str,
        actor: &Actor,
    ) -> Result<Persona, Problem> {
        check(&mut draft, path)?;
        let now = self.env.now();
        let PersonaDraft { name, summary, goals, frustrations, profile, translations } = draft;
        let persona = Persona {
            id: PersonaId::new(&self.env),
            name,
            summary,
            goals,
            frustrations,
            profile,
            translations,
            created_at: now,
            updated_at: now,
        };
        store::personas::insert(work, &persona).await?;
        self.record(work, actor, entry("persona.created", &persona, json!({}))).await?;
        Ok(persona)
    }

    /// Changes a persona.
    pub async fn update_persona(
        &self,
        id: PersonaId,
        patch: PersonaPatch,
        actor: &Actor,
    ) -> Result<Persona, Problem> {
        let mut work = self.database.begin().await?;
        store::personas::lock(&work, id).await?;
        let before =
            store::personas::get(work.conn(), id).await?.ok_or_else(problems::persona_not_found)?;
        let Persona { name, summary, goals, frustrations, profile, translations, .. } =
            before.clone();
        let mut draft = PersonaDraft { name, summary, goals, frustrations, profile, translations };
        patch.apply(&mut draft);
        check(&mut draft, "")?;
        let PersonaDraft { name, summary, goals, frustrations, profile, translations } = draft;
        let after = Persona {
            name,
            summary,
            goals,
            frustrations,
            profile,
            translations,
            updated_at: self.env.now(),
            ..before.clone()
        };
        let changes = changes(&before, &after);
        if changes.is_empty() {
            return Ok(before);
        }
        store::personas::update(&work, &after).await?;
        self.record(&work, actor, entry("persona.updated", &after, changes.into())).await?;
        work.note_change(Topic::Journeys, None);
        work.commit(&self.env).await?;
        Ok(after)
    }

    /// Removes a persona that no journey uses; the answer names those that the reader may see.
    pub async fn delete_persona(
        &self,
        id: PersonaId,
        reader: Reader,
        actor: &Actor,
    ) -> Result<(), Problem> {
        let mut work = self.database.begin().await?;
        store::personas::lock(&work, id).await?;
        let persona =
            store::personas::get(work.conn(), id).await?.ok_or_else(problems::persona_not_found)?;
        let users = store::personas::used_by(work.conn(), id, reader).await?;
        if !users.is_empty() || !store::personas::delete(&work, id).await? {
            return Err(problems::persona_in_use(&users));
        }
        self.record(&work, actor, entry("persona.deleted", &persona, json!({}))).await?;
        work.note_change(Topic::Journeys, None);
        work.commit(&self.env).await.map_err(Problem::from)
    }
}

fn check(draft: &mut PersonaDraft, path: &str) -> Result<(), Problem> {
    let mut checks = Checks::default();
    draft.check(path, &mut checks);
    checks.finish()
}

fn entry<'a>(action: &'static str, persona: &'a Persona, changes: Value) -> Entry<'a> {
    Entry { action, entity: persona.id.to_string(), name: &persona.name, changes }
}
