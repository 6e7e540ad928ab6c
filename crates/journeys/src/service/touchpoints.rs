//! Touchpoints of a journey.

use parcours_access::Actor;
use parcours_kernel::{Problem, Text};
use parcours_storage::Settings;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

use super::teams::{known, settle_asked};
use super::{Editing, Entry, Journeys};
use crate::model::{
    Checks, Journey, JourneyId, JourneyRef, NewTouchpoint, Signal, SignalList, StageId, Touchpoint,
    TouchpointDraft, TouchpointId, TouchpointPatch, changes, check_translations,
};
use crate::store::touchpoints::Place;
use crate::{problems, store};

impl Journeys {
    /// Adds a touchpoint to a stage.
    pub async fn add_touchpoint(
        &self,
        stage: StageId,
        new: NewTouchpoint,
        actor: &Actor,
    ) -> Result<Touchpoint, Problem> {
        let position = new.position;
        let mut draft = TouchpointDraft::from(new);
        let mut checks = Checks::default();
        draft.check("", &mut checks);
        checks.finish()?;
        let journey = store::stages::journey_of(self.database.read(), stage).await?;
        let journey = journey.ok_or_else(problems::stage_not_found)?;
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::stage_not_found)?;
        edit.journey.stage(stage).ok_or_else(problems::stage_not_found)?;
        settle_asked(&known(&edit.work).await?, "team_id", &mut draft.content)?;
        let place = store::touchpoints::make_room(&edit.work, stage, position, None).await?;
        let id = store::touchpoints::insert(
            &edit.work,
            &self.env,
            (journey, stage),
            &draft,
            place,
            actor.name(),
        )
        .await?;
        let changes = json!({ "stage_id": stage, "signals": draft.signals });
        let entry = Entry {
            action: "touchpoint.created",
            entity: id.to_string(),
            name: &draft.name,
            changes,
        };
        found(&edit.finish(entry).await?, id)
    }

    /// Edits or moves a touchpoint.
    pub async fn update_touchpoint(
        &self,
        id: TouchpointId,
        patch: TouchpointPatch,
        actor: &Actor,
    ) -> Result<Touchpoint, Problem> {
        let (edit, before, place) = self.edit_touchpoint(id, actor).await?;
        if patch.expected_revision.is_some_and(|expected| expected != before.revision) {
            return Err(self.conflict(&place).await?);
        }
        let mut after = before.clone();
        (after.stage_id, after.position) = target(&edit.journey, &before, &patch)?;
        match patch.sub_journey_id {
            Some(Some(opened)) => {
                after.sub_journey = Some(may_open_into(&edit, opened).await?);
            }
            Some(None) => after.sub_journey = None,
            None => {}
        }
        let opened = patch.sub_journey_id;
        patch.apply(&mut after);
        check(&mut after)?;
        settle_asked(&known(&edit.work).await?, "team_id", &mut after.content)?;
        let changes = changes(&before, &after);
        if changes.is_empty() {
            return Ok(before);
        }
        if let Some(opened) = opened {
            store::touchpoints::set_sub_journey(&edit.work, id, opened).await?;
        }
        if (after.stage_id, after.position) != (before.stage_id, before.position) {
            let free = store::touchpoints::make_room(
                &edit.work,
                after.stage_id,
                Some(after.position),
                Some(id),
            )
            .await?;
            store::touchpoints::set_place(&edit.work, id, after.stage_id, free).await?;
        }
        save(edit, &after, changes).await
    }

    /// Replaces the signals of a touchpoint.
    pub async fn set_signals(
        &self,
        id: TouchpointId,
        list: SignalList,
        actor: &Actor,
    ) -> Result<Touchpoint, Problem> {
        let signals = Signal::checked(list.signals)?;
        let (edit, before, _) = self.edit_touchpoint(id, actor).await?;
        let after = Touchpoint { signals, ..before.clone() };
        let changes = changes(&before, &after);
        if changes.is_empty() {
            return Ok(before);
        }
        save(edit, &after, changes).await
    }

    /// Removes a touchpoint; it can be restored.
    pub async fn remove_touchpoint(&self, id: TouchpointId, actor: &Actor) -> Result<(), Problem> {
        let (edit, touchpoint, _) = self.edit_touchpoint(id, actor).await?;
        store::touchpoints::set_removed(&edit.work, id, Some(self.env.now())).await?;
        edit.finish(entry("touchpoint.removed", &touchpoint, json!({}))).await?;
        Ok(())
    }

    /// Brings a removed touchpoint back to its place.
    pub async fn restore_touchpoint(
        &self,
        id: TouchpointId,
        actor: &Actor,
    ) -> Result<Touchpoint, Problem> {
        let place = self.place(id).await?;
        let edit =
            self.edit(place.journey, actor).await?.ok_or_else(problems::journey_is_removed)?;
        if let Some(there) = edit.journey.touchpoint(id) {
            return Ok(there.clone());
        }
        edit.journey.stage(place.stage).ok_or_else(problems::stage_is_removed)?;
        store::touchpoints::set_removed(&edit.work, id, None).await?;
        let back = store::journeys::load(edit.work.conn(), place.journey).await?;
        let touchpoint = found(&back.ok_or_else(problems::journey_not_found)?, id)?;
        edit.finish(entry("touchpoint.restored", &touchpoint, json!({}))).await?;
        Ok(touchpoint)
    }

    /// The journey of a touchpoint, also of a removed one.
    pub async fn journey_of_touchpoint(
        &self,
        id: TouchpointId,
    ) -> Result<Option<JourneyId>, Problem> {
        let place = store::touchpoints::place(self.database.read(), id).await?;
        Ok(place.map(|place| place.journey))
    }

    async fn place(&self, id: TouchpointId) -> Result<Place, Problem> {
        let place = store::touchpoints::place(self.database.read(), id).await?;
        place.ok_or_else(problems::touchpoint_not_found)
    }

    /// Starts a change to a touchpoint that is there.
    async fn edit_touchpoint<'a>(
        &'a self,
        id: TouchpointId,
        actor: &'a Actor,
    ) -> Result<(Editing<'a>, Touchpoint, Place), Problem> {
        let journey = self.place(id).await?.journey;
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::touchpoint_not_found)?;
        let touchpoint = found(&edit.journey, id)?;
        // Read again: whoever changed it last may have done so while this waited for its turn.
        let place = store::touchpoints::place(edit.work.conn(), id).await?;
        Ok((edit, touchpoint, place.ok_or_else(problems::touchpoint_not_found)?))
    }

    async fn conflict(&self, place: &Place) -> Result<Problem, Problem> {
        let zone = Settings::time_zone(&self.database).await?;
        let moment = place.updated_at.to_jiff().to_zoned(zone);
        let when = Text::new(
            moment.strftime("%Y-%m-%d at %H:%M").to_string(),
            moment.strftime("%d/%m/%Y à %H\u{202f}h\u{202f}%M").to_string(),
        );
        Ok(problems::touchpoint_conflict(&place.updated_by, &when))
    }
}

/// The journey that a touchpoint may open into: one that does not lead back here.
pub(super) async fn may_open_into(
    edit: &Editing<'_>,
    opened: JourneyId,
) -> Result<JourneyRef, Problem> {
    let conn = edit.work.conn();
    let journey = store::journeys::load(conn, opened).await?;
    let journey = journey.ok_or_else(problems::unknown_sub_journey)?;
    // One at a time over all journeys: two that are made to contain each other at once would both
    // look well.
    store::touchpoints::lock_sub_journeys(&edit.work).await?;
    let (mut seen, mut ahead) = (BTreeSet::new(), vec![opened]);
    while let Some(next) = ahead.pop() {
        if next == edit.journey.id {
            return Err(problems::cyclic_sub_journey(&journey.name));
        }
        if seen.insert(next) {
            ahead.extend(store::touchpoints::opened_by(conn, next).await?);
        }
    }
    Ok(JourneyRef { id: opened, name: journey.name })
}

/// Where a patch moves a touchpoint: its stage and its rank there. Beyond the end is the end.
fn target(
    journey: &Journey,
    touchpoint: &Touchpoint,
    patch: &TouchpointPatch,
) -> Result<(StageId, usize), Problem> {
    let id = patch.stage_id.unwrap_or(touchpoint.stage_id);
    let stage = journey.stage(id).ok_or_else(problems::stage_of_another_journey)?;
    let others = stage.touchpoints.iter().filter(|sibling| sibling.id != touchpoint.id).count();
    let stays = id == touchpoint.stage_id;
    let rank = patch.position.unwrap_or(if stays { touchpoint.position } else { others });
    Ok((id, rank.min(others)))
}

async fn save(
    edit: Editing<'_>,
    after: &Touchpoint,
    changes: Map<String, Value>,
) -> Result<Touchpoint, Problem> {
    store::touchpoints::update(&edit.work, edit.env, after, edit.actor.name()).await?;
    found(&edit.finish(entry("touchpoint.updated", after, changes.into())).await?, after.id)
}

fn check(touchpoint: &mut Touchpoint) -> Result<(), Problem> {
    let mut checks = Checks::default();
    checks.name("name", &mut touchpoint.name);
    touchpoint.content.check("", &mut checks);
    check_translations(&touchpoint.translations, &mut checks);
    checks.finish()
}

fn found(journey: &Journey, id: TouchpointId) -> Result<Touchpoint, Problem> {
    journey.touchpoint(id).cloned().ok_or_else(problems::touchpoint_not_found)
}

fn entry<'a>(action: &'static str, touchpoint: &'a Touchpoint, changes: Value) -> Entry<'a> {
    Entry { action, entity: touchpoint.id.to_string(), name: &touchpoint.name, changes }
}
