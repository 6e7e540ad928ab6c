//! Journeys as wholes.

use parcours_access::Actor;
use parcours_kernel::{Language, Page, PageQuery, Problem};
use parcours_storage::{StorageError, Topic, UnitOfWork};
use serde_json::{Value, json};

use super::teams::known;
use super::{Entry, Journeys};
use crate::model::{
    Checks, Hue, Journey, JourneyDraft, JourneyId, JourneyMark, JourneyPatch, JourneySummary,
    NewJourney, PersonaId, PersonaRef, Reader, StageDraft, Translations, changes, check_lanes,
    check_translations, set,
};
use crate::{problems, store, templates};

impl Journeys {
    /// The journeys, last changed first.
    pub async fn list(
        &self,
        reader: Reader,
        query: &PageQuery,
    ) -> Result<Page<JourneySummary>, Problem> {
        let rows = store::journeys::page(
            self.database.read(),
            reader,
            query.after()?,
            query.limit(),
            self.env.now(),
        )
        .await?;
        Ok(Page::from_rows(rows, query.limit(), |journey| {
            (journey.updated_at.as_micros(), journey.id)
        }))
    }

    /// A journey as it is drawn now; `None` when there is none or it is removed.
    pub async fn get(&self, id: JourneyId) -> Result<Option<Journey>, Problem> {
        let moment = self.database.snapshot().await?;
        Ok(store::journeys::load(&moment, id).await?)
    }

    /// How far each journey has come. Cost: the table of journeys.
    pub async fn marks(&self) -> Result<Vec<JourneyMark>, StorageError> {
        store::journeys::marks(self.database.read()).await
    }

    /// The journey that a person means: by its id, its exact name, or its name in whatever case.
    pub async fn find(&self, text: &str) -> Result<Option<Journey>, Problem> {
        if let Ok(id) = text.parse() {
            return self.get(id).await;
        }
        let all = store::journeys::page(
            self.database.read(),
            Reader::of_all(),
            None,
            u32::MAX - 1,
            self.env.now(),
        )
        .await?;
        let named = |wanted: &dyn Fn(&str) -> bool| -> Vec<&JourneySummary> {
            all.iter().filter(|journey| wanted(&journey.name)).collect()
        };
        let wanted = folded(text);
        let mut found = named(&|name| name == text.trim());
        if found.is_empty() {
            found = named(&|name| folded(name) == wanted);
        }
        match found.as_slice() {
            [] => Ok(None),
            [one] => self.get(one.id).await,
            many => {
                let many: Vec<_> = many
                    .iter()
                    .map(|journey| (journey.id.to_string(), journey.name.clone()))
                    .collect();
                Err(problems::ambiguous_journey(text, &many))
            }
        }
    }

    /// Makes a journey from a template or with the five default stages, in `language` unless the
    /// request names one.
    pub async fn create(
        &self,
        new: NewJourney,
        language: Language,
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let language = new.language.unwrap_or(language);
        let mut draft = match &new.template {
            Some(id) => templates::draft(id, language)
                .ok_or_else(|| problems::unknown_template(&templates::ids()))?,
            None => JourneyDraft { stages: default_stages(language), ..Default::default() },
        };
        // What the request says itself is not what the template's translations say.
        for texts in draft.translations.values_mut() {
            texts.retain(|field, _| match field.as_str() {
                "name" => false,
                "scenario" => new.scenario.is_none(),
                "start" => new.start.is_none(),
                "end" => new.end.is_none(),
                "goal" => new.goal.is_none(),
                _ => true,
            });
        }
        draft.translations.retain(|_, texts| !texts.is_empty());
        draft.name = new.name;
        draft.language = language;
        draft.persona_id = new.persona_id;
        set(&mut draft.scenario, new.scenario);
        set(&mut draft.start, new.start);
        set(&mut draft.end, new.end);
        set(&mut draft.goal, new.goal);
        self.create_from(draft, actor).await
    }

    /// Makes a whole journey at once, with its persona when the draft brings one.
    pub async fn create_from(
        &self,
        draft: JourneyDraft,
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let mut draft = draft.checked()?;
        let mut work = self.database.begin().await?;
        let known = known(&work).await?;
        for touchpoint in draft.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints) {
            known.settle(&mut touchpoint.content);
        }
        let persona = match (draft.persona_id, &draft.persona) {
            (Some(id), _) => Some(existing_persona(&work, id).await?.id),
            (None, Some(persona)) => {
                Some(self.insert_persona(&work, persona.clone(), "persona.", actor).await?.id)
            }
            (None, None) => None,
        };
        let id = JourneyId::new(&self.env);
        store::journeys::insert(&work, &self.env, id, &draft, persona, actor.name()).await?;
        let journey = store::journeys::load(work.conn(), id)
            .await?
            .ok_or_else(problems::journey_not_found)?;
        let drawn =
            json!({ "stages": journey.stages.len(), "touchpoints": journey.touchpoints().count() });
        self.record(&work, actor, entry("journey.created", &journey, drawn)).await?;
        work.note_change(Topic::Journeys, Some(&id.to_string()));
        work.commit(&self.env).await?;
        Ok(journey)
    }

    /// Changes what a journey says of itself.
    pub async fn update(
        &self,
        id: JourneyId,
        patch: JourneyPatch,
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let edit = self.edit(id, actor).await?.ok_or_else(problems::journey_not_found)?;
        let mut after = edit.journey.clone();
        match patch.persona_id {
            Some(Some(persona)) => {
                after.persona = Some(existing_persona(&edit.work, persona).await?);
            }
            Some(None) => after.persona = None,
            None => {}
        }
        match patch.owner_id {
            Some(Some(user)) => {
                let owner = store::journeys::owner_of(&edit.work, user).await?;
                after.owner = Some(owner.ok_or_else(problems::unknown_owner)?);
            }
            Some(None) => after.owner = None,
            None => {}
        }
        patch.apply(&mut after);
        check(&mut after)?;
        let changes = changes(&edit.journey, &after);
        if changes.is_empty() {
            return Ok(edit.journey);
        }
        store::journeys::update(&edit.work, &after).await?;
        edit.finish(entry("journey.updated", &after, changes.into())).await
    }

    /// Removes a journey; it can be restored.
    pub async fn remove(&self, id: JourneyId, actor: &Actor) -> Result<(), Problem> {
        let mut edit = self.edit(id, actor).await?.ok_or_else(problems::journey_not_found)?;
        store::journeys::remove(&edit.work, &self.env, id, actor.name()).await?;
        self.record(&edit.work, actor, entry("journey.removed", &edit.journey, json!({}))).await?;
        edit.work.note_change(Topic::Journeys, Some(&id.to_string()));
        Ok(edit.work.commit(&self.env).await?)
    }

    /// Brings a removed journey back as it was; one that is there stays as it is.
    pub async fn restore(&self, id: JourneyId, actor: &Actor) -> Result<Journey, Problem> {
        let mut work = self.database.begin().await?;
        let came_back = store::journeys::restore(&work, &self.env, id, actor.name()).await?;
        let journey = store::journeys::load(work.conn(), id)
            .await?
            .ok_or_else(problems::journey_not_found)?;
        if came_back {
            self.record(&work, actor, entry("journey.restored", &journey, json!({}))).await?;
            work.note_change(Topic::Journeys, Some(&id.to_string()));
            work.commit(&self.env).await?;
        }
        Ok(journey)
    }
}

/// The persona of a request, held until the commit so that it cannot vanish under the journey.
async fn existing_persona(work: &UnitOfWork, id: PersonaId) -> Result<PersonaRef, Problem> {
    store::personas::lock(work, id).await?;
    let persona =
        store::personas::get(work.conn(), id).await?.ok_or_else(problems::unknown_persona)?;
    Ok(PersonaRef { id, name: persona.name })
}

fn default_stages(language: Language) -> Vec<StageDraft> {
    let stage = |hue: Hue| StageDraft {
        name: hue.label().get(language).to_owned(),
        hue,
        translations: Translations::new(),
        touchpoints: Vec::new(),
    };
    Hue::ALL.into_iter().map(stage).collect()
}

fn check(journey: &mut Journey) -> Result<(), Problem> {
    let mut checks = Checks::default();
    checks.name("name", &mut journey.name);
    checks.text("scenario", &journey.scenario);
    checks.text("start", &journey.start);
    checks.text("end", &journey.end);
    checks.text("goal", &journey.goal);
    check_translations(&journey.translations, &mut checks);
    check_lanes(&mut journey.lanes, &mut checks);
    checks.review_days(journey.review_days);
    checks.finish()
}

fn entry<'a>(action: &'static str, journey: &'a Journey, changes: Value) -> Entry<'a> {
    Entry { action, entity: journey.id.to_string(), name: &journey.name, changes }
}

/// A name as a keyboard writes it: any case, straight apostrophes, plain spaces.
pub(super) fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace('’', "'").replace(['\u{202f}', '\u{a0}'], " ")
}
