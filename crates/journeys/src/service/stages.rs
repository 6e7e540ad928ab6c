//! Stages of a journey.

use parcours_access::Actor;
use parcours_kernel::Problem;
use serde_json::{Value, json};

use super::{Editing, Entry, Journeys};
use crate::model::{
    Checks, Hue, Journey, JourneyId, NewStage, Stage, StageDraft, StageId, StagePatch,
    Translations, changes, merge_translations, set,
};
use crate::{problems, store};

impl Journeys {
    /// The journey of a stage, also of a removed one.
    pub async fn journey_of_stage(&self, id: StageId) -> Result<Option<JourneyId>, Problem> {
        Ok(store::stages::journey_of(self.database.read(), id).await?)
    }

    /// Adds a stage.
    pub async fn add_stage(
        &self,
        journey: JourneyId,
        new: NewStage,
        actor: &Actor,
    ) -> Result<Stage, Problem> {
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        let NewStage { mut name, hue, position } = new;
        check(&mut name)?;
        let hue = hue.unwrap_or_else(|| neighbour_hue(&edit.journey, position));
        let place = store::stages::make_room(&edit.work, journey, position, None).await?;
        let draft = StageDraft {
            name: name.clone(),
            hue,
            translations: Translations::new(),
            touchpoints: Vec::new(),
        };
        let id = store::stages::insert(&edit.work, &self.env, journey, &draft, place).await?;
        let entry = Entry {
            action: "stage.created",
            entity: id.to_string(),
            name: &name,
            changes: json!({}),
        };
        found(&edit.finish(entry).await?, id)
    }

    /// Renames, recolours or moves a stage.
    pub async fn update_stage(
        &self,
        id: StageId,
        patch: StagePatch,
        actor: &Actor,
    ) -> Result<Stage, Problem> {
        let (edit, before) = self.edit_stage(id, actor).await?;
        let mut after = before.clone();
        set(&mut after.name, patch.name);
        set(&mut after.hue, patch.hue);
        set(&mut after.position, patch.position);
        after.position = after.position.min(edit.journey.stages.len() - 1);
        merge_translations(&mut after.translations, patch.translations.unwrap_or_default());
        check(&mut after.name)?;
        let changes = changes(&before, &after);
        if changes.is_empty() {
            return Ok(before);
        }
        if after.position != before.position {
            let place = store::stages::make_room(
                &edit.work,
                edit.journey.id,
                Some(after.position),
                Some(id),
            )
            .await?;
            store::stages::set_position(&edit.work, id, place).await?;
        }
        store::stages::update(&edit.work, &after).await?;
        found(&edit.finish(entry("stage.updated", &after, changes.into())).await?, id)
    }

    /// Removes a stage with its touchpoints; it can be restored.
    pub async fn remove_stage(&self, id: StageId, actor: &Actor) -> Result<(), Problem> {
        let (edit, stage) = self.edit_stage(id, actor).await?;
        store::stages::set_removed(&edit.work, id, Some(self.env.now())).await?;
        let lost = json!({ "touchpoints": stage.touchpoints.len() });
        edit.finish(entry("stage.removed", &stage, lost)).await?;
        Ok(())
    }

    /// Brings a removed stage back to its place, with the touchpoints that it had when it went.
    pub async fn restore_stage(&self, id: StageId, actor: &Actor) -> Result<Stage, Problem> {
        let journey = store::stages::journey_of(self.database.read(), id).await?;
        let journey = journey.ok_or_else(problems::stage_not_found)?;
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_is_removed)?;
        if let Some(there) = edit.journey.stage(id) {
            return Ok(there.clone());
        }
        store::stages::set_removed(&edit.work, id, None).await?;
        let back = store::journeys::load(edit.work.conn(), journey).await?;
        let back = back.ok_or_else(problems::journey_not_found)?;
        let stage = found(&back, id)?;
        edit.finish(entry("stage.restored", &stage, json!({}))).await?;
        Ok(stage)
    }

    /// Starts a change to a stage that is there.
    async fn edit_stage<'a>(
        &'a self,
        id: StageId,
        actor: &'a Actor,
    ) -> Result<(Editing<'a>, Stage), Problem> {
        let journey = store::stages::journey_of(self.database.read(), id).await?;
        let journey = journey.ok_or_else(problems::stage_not_found)?;
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::stage_not_found)?;
        let stage = found(&edit.journey, id)?;
        Ok((edit, stage))
    }
}

/// A stage of a journey, as it is there.
pub(super) fn found(journey: &Journey, id: StageId) -> Result<Stage, Problem> {
    journey.stage(id).cloned().ok_or_else(problems::stage_not_found)
}

/// A stage without a hue of its own continues the one before it; the first one begins.
fn neighbour_hue(journey: &Journey, position: Option<usize>) -> Hue {
    let position = position.unwrap_or(usize::MAX).min(journey.stages.len());
    let before = position.checked_sub(1).and_then(|before| journey.stages.get(before));
    before.map_or(Hue::Awareness, |stage| stage.hue)
}

fn check(name: &mut String) -> Result<(), Problem> {
    let mut checks = Checks::default();
    checks.name("name", name);
    checks.finish()
}

fn entry<'a>(action: &'static str, stage: &'a Stage, changes: Value) -> Entry<'a> {
    Entry { action, entity: stage.id.to_string(), name: &stage.name, changes }
}
