//! Versions of a journey: published, named, compared, put back.

use parcours_access::Actor;
use parcours_kernel::Problem;
use parcours_storage::Topic;
use serde_json::json;

use super::teams::known;
use super::touchpoints::may_open_into;
use super::{Editing, Entry, Journeys};
use crate::model::{
    Checks, Journey, JourneyDifference, JourneyId, JourneyVersion, Publication, Reader, Touchpoint,
    VersionPatch, difference, set,
};
use crate::{problems, store};

impl Journeys {
    /// Publishes a journey as it is now, as its next version.
    pub async fn publish(
        &self,
        id: JourneyId,
        publication: Publication,
        actor: &Actor,
    ) -> Result<JourneyVersion, Problem> {
        let Publication { note, name } = publication;
        let (note, name) = checked(&note.unwrap_or_default(), &name.unwrap_or_default())?;
        let mut edit = self.edit(id, actor).await?.ok_or_else(problems::journey_not_found)?;
        if let (Some(newest), false) =
            (edit.journey.published_version, edit.journey.has_unpublished_changes)
        {
            return Err(problems::nothing_to_publish(newest));
        }
        let version = self.next(&edit, note, name, false).await?;
        let document = Journey {
            published_version: Some(version.number),
            has_unpublished_changes: false,
            ..edit.journey
        };
        store::versions::insert(&edit.work, &version, &document).await?;
        store::versions::make_newest(&edit.work, &version, &document).await?;
        let changes =
            json!({ "version": version.number, "name": version.name, "note": version.note });
        let name = &document.name;
        let entry = Entry { action: "journey.published", entity: id.to_string(), name, changes };
        self.record(&edit.work, actor, entry).await?;
        edit.work.note_change(Topic::Journeys, Some(&id.to_string()));
        edit.work.commit(&self.env).await?;
        Ok(version)
    }

    /// The version after all there are.
    async fn next(
        &self,
        edit: &Editing<'_>,
        note: String,
        name: String,
        kept: bool,
    ) -> Result<JourneyVersion, Problem> {
        let number = store::versions::last(edit.work.conn(), edit.journey.id).await? + 1;
        let published_by = edit.actor.name().to_owned();
        Ok(JourneyVersion { number, published_at: self.env.now(), published_by, note, name, kept })
    }

    /// The versions of a journey, newest first; `None` when there is no such journey.
    pub async fn versions(&self, id: JourneyId) -> Result<Option<Vec<JourneyVersion>>, Problem> {
        let moment = self.database.snapshot().await?;
        if store::journeys::load(&moment, id).await?.is_none() {
            return Ok(None);
        }
        Ok(Some(store::versions::list(&moment, id).await?))
    }

    /// The journey as its newest published version shows it; `None` before the first one.
    pub async fn published(&self, id: JourneyId) -> Result<Option<Journey>, Problem> {
        Ok(store::versions::document(self.database.read(), id, None).await?)
    }

    /// The journey as one version shows it.
    pub async fn version(&self, id: JourneyId, number: i64) -> Result<Option<Journey>, Problem> {
        Ok(store::versions::document(self.database.read(), id, Some(number)).await?)
    }

    /// What differs from one version to another; `None` is the journey as it is drawn now.
    pub async fn compare_versions(
        &self,
        reader: Reader,
        id: JourneyId,
        from: Option<i64>,
        to: Option<i64>,
    ) -> Result<JourneyDifference, Problem> {
        let state = async |number: Option<i64>| {
            let state = match number {
                Some(number) => {
                    self.version(id, number).await?.ok_or_else(problems::version_not_found)?
                }
                None => self.get(id).await?.ok_or_else(problems::journey_not_found)?,
            };
            self.as_seen_by(reader, state).await
        };
        let (before, after) = (state(from).await?, state(to).await?);
        Ok(difference(&before, &after))
    }

    /// Says something else of a version.
    pub async fn update_version(
        &self,
        id: JourneyId,
        number: i64,
        patch: VersionPatch,
        actor: &Actor,
    ) -> Result<JourneyVersion, Problem> {
        let mut edit = self.edit(id, actor).await?.ok_or_else(problems::journey_not_found)?;
        let known = store::versions::list(edit.work.conn(), id).await?;
        let known = known.into_iter().find(|version| version.number == number);
        let before = known.ok_or_else(problems::version_not_found)?;
        let mut after = before.clone();
        set(&mut after.name, patch.name);
        set(&mut after.note, patch.note);
        (after.note, after.name) = checked(&after.note, &after.name)?;
        if after == before {
            return Ok(before);
        }
        store::versions::describe(&edit.work, id, &after).await?;
        let changes = json!({ "version": number, "name": after.name, "note": after.note });
        let name = &edit.journey.name;
        let entry =
            Entry { action: "journey.version_named", entity: id.to_string(), name, changes };
        self.record(&edit.work, actor, entry).await?;
        edit.work.note_change(Topic::Journeys, Some(&id.to_string()));
        edit.work.commit(&self.env).await?;
        Ok(after)
    }

    /// Draws the journey anew as a version shows it. What the draft said and no version shows is kept as a
    /// version of its own, so that this too can be taken back. Its owner, persona and sub-journeys stay where those of
    /// the version are gone.
    pub async fn restore_version(
        &self,
        id: JourneyId,
        number: i64,
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let edit = self.edit(id, actor).await?.ok_or_else(problems::journey_not_found)?;
        let wanted = store::versions::document(edit.work.conn(), id, Some(number)).await?;
        let wanted = wanted.ok_or_else(problems::version_not_found)?;
        let differs = difference(&edit.journey, &wanted);
        if differs.is_none() {
            return Ok(edit.journey);
        }
        let mut kept = None;
        if edit.journey.has_unpublished_changes {
            let version = self.next(&edit, String::new(), String::new(), true).await?;
            store::versions::insert(&edit.work, &version, &edit.journey).await?;
            kept = Some(version.number);
        }
        self.redraw(&edit, &wanted).await?;
        let name = edit.journey.name.clone();
        let changes = json!({ "version": number, "kept": kept });
        let entry = Entry {
            action: "journey.version_restored",
            entity: id.to_string(),
            name: &name,
            changes,
        };
        edit.finish(entry).await
    }

    /// Writes the stages and touchpoints of a state over those of the draft. Rows are never deleted, so all
    /// that a version shows is still there to be brought back.
    async fn redraw(&self, edit: &Editing<'_>, wanted: &Journey) -> Result<(), Problem> {
        let Editing { work, journey, actor, .. } = edit;
        let now = Some(self.env.now());
        let known = known(work).await?;
        for stage in journey.stages.iter().filter(|stage| wanted.stage(stage.id).is_none()) {
            store::stages::set_removed(work, stage.id, now).await?;
        }
        let gone = journey.touchpoints().filter(|one| wanted.touchpoint(one.id).is_none());
        for touchpoint in gone {
            store::touchpoints::set_removed(work, touchpoint.id, now).await?;
        }
        for (place, stage) in (0..).zip(&wanted.stages) {
            store::stages::set_removed(work, stage.id, None).await?;
            store::stages::update(work, stage).await?;
            store::stages::set_position(work, stage.id, place).await?;
            for (place, touchpoint) in (0..).zip(&stage.touchpoints) {
                let id = touchpoint.id;
                let mut touchpoint = touchpoint.clone();
                known.settle(&mut touchpoint.content);
                store::touchpoints::set_removed(work, id, None).await?;
                store::touchpoints::set_place(work, id, stage.id, place).await?;
                store::touchpoints::update(work, &self.env, &touchpoint, actor.name()).await?;
                let now = journey.touchpoint(id).and_then(|one| one.sub_journey.as_ref());
                if touchpoint.sub_journey.as_ref().map(|inner| inner.id)
                    != now.map(|inner| inner.id)
                {
                    reopen(edit, &touchpoint).await?;
                }
            }
        }
        let mut own = wanted.clone();
        if let Some(owner) = &wanted.owner {
            own.owner =
                store::journeys::owner_of(work, owner.id).await?.or_else(|| journey.owner.clone());
        }
        if let Some(persona) = &wanted.persona
            && store::personas::get(work.conn(), persona.id).await?.is_none()
        {
            own.persona.clone_from(&journey.persona);
        }
        store::journeys::update(work, &own).await?;
        Ok(store::journeys::set_links(work, journey.id, &wanted.links).await?)
    }
}

/// Has a touchpoint open into the journey it opened into in a version, unless that is gone or leads back here.
async fn reopen(edit: &Editing<'_>, touchpoint: &Touchpoint) -> Result<(), Problem> {
    let opened = match &touchpoint.sub_journey {
        None => None,
        Some(inner) => match may_open_into(edit, inner.id).await {
            Ok(found) => Some(found.id),
            Err(problem) if problem.status().is_client_error() => return Ok(()),
            Err(problem) => return Err(problem),
        },
    };
    Ok(store::touchpoints::set_sub_journey(&edit.work, touchpoint.id, opened).await?)
}

fn checked(note: &str, name: &str) -> Result<(String, String), Problem> {
    let (note, mut name) = (note.trim().to_owned(), name.trim().to_owned());
    let mut checks = Checks::default();
    checks.text("note", &note);
    checks.label("name", &mut name);
    checks.finish()?;
    Ok((note, name))
}
