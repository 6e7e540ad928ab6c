//! Several touchpoints of a journey at once: pasted, moved, removed, brought back, looked through.
//! Each is one unit of work: all of it happens or nothing.

use std::collections::BTreeSet;

use parcours_access::Actor;
use parcours_kernel::Problem;
use serde_json::json;

use super::teams::{known, settle_asked};
use super::{Editing, Entry, Journeys};
use crate::model::{
    Checks, Journey, JourneyId, MAX_TOUCHPOINTS, MoveTouchpoints, PasteTouchpoints, Touchpoint,
    TouchpointDraft, TouchpointId,
};
use crate::{problems, store};

impl Journeys {
    /// Adds touchpoints to a stage, in their order; the journey then.
    pub async fn paste_touchpoints(
        &self,
        journey: JourneyId,
        paste: PasteTouchpoints,
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let PasteTouchpoints { stage_id, position, touchpoints } = paste;
        let mut checks = Checks::default();
        checks.count("touchpoints", touchpoints.len(), MAX_TOUCHPOINTS);
        let mut drafts: Vec<_> = touchpoints.into_iter().map(TouchpointDraft::from).collect();
        for (place, draft) in drafts.iter_mut().enumerate() {
            draft.check(&format!("touchpoints[{place}]."), &mut checks);
        }
        checks.finish()?;
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        edit.journey.stage(stage_id).ok_or_else(problems::stage_of_another_journey)?;
        let known = known(&edit.work).await?;
        for (place, draft) in drafts.iter_mut().enumerate() {
            settle_asked(&known, &format!("touchpoints[{place}].team_id"), &mut draft.content)?;
        }
        for (rank, draft) in drafts.iter().enumerate() {
            let rank = position.map(|position| position + rank);
            let place = store::touchpoints::make_room(&edit.work, stage_id, rank, None).await?;
            let of = (journey, stage_id);
            store::touchpoints::insert(&edit.work, &self.env, of, draft, place, actor.name())
                .await?;
        }
        let names: Vec<_> = drafts.iter().map(|draft| draft.name.as_str()).collect();
        finish(edit, "touchpoints.pasted", json!({ "touchpoints": names })).await
    }

    /// Moves touchpoints, in the order given, so that the first ends at `position` of a stage.
    pub async fn move_touchpoints(
        &self,
        journey: JourneyId,
        to: MoveTouchpoints,
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let MoveTouchpoints { touchpoint_ids, stage_id, position } = to;
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        let stage =
            edit.journey.stage(stage_id).ok_or_else(problems::stage_of_another_journey)?.clone();
        let moved = chosen(&edit.journey, &touchpoint_ids)?;
        let is_moved = |id: &TouchpointId| moved.iter().any(|touchpoint| touchpoint.id == *id);
        let ids = stage.touchpoints.iter().map(|touchpoint| touchpoint.id);
        let mut order: Vec<_> = ids.filter(|id| !is_moved(id)).collect();
        let rank = position.min(order.len());
        order.splice(rank..rank, moved.iter().map(|touchpoint| touchpoint.id));
        // From the end on, each to the front: whatever is removed keeps its neighbours behind it.
        for id in order.iter().rev() {
            let first =
                store::touchpoints::make_room(&edit.work, stage_id, Some(0), Some(*id)).await?;
            store::touchpoints::set_place(&edit.work, *id, stage_id, first).await?;
        }
        let names: Vec<_> = moved.iter().map(|touchpoint| touchpoint.name.as_str()).collect();
        let changes = json!({ "touchpoints": names, "stage": stage.name });
        finish(edit, "touchpoints.moved", changes).await
    }

    /// Removes touchpoints; they can be restored.
    pub async fn remove_touchpoints(
        &self,
        journey: JourneyId,
        ids: &[TouchpointId],
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        let gone = chosen(&edit.journey, ids)?;
        for touchpoint in &gone {
            store::touchpoints::set_removed(&edit.work, touchpoint.id, Some(self.env.now()))
                .await?;
        }
        let names: Vec<_> = gone.iter().map(|touchpoint| touchpoint.name.as_str()).collect();
        finish(edit, "touchpoints.removed", json!({ "touchpoints": names })).await
    }

    /// Brings removed touchpoints back to their places.
    pub async fn restore_touchpoints(
        &self,
        journey: JourneyId,
        ids: &[TouchpointId],
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        for id in ids {
            let place = store::touchpoints::place(edit.work.conn(), *id).await?;
            let place = place.filter(|place| place.journey == journey);
            let place = place.ok_or_else(problems::touchpoint_not_found)?;
            edit.journey.stage(place.stage).ok_or_else(problems::stage_is_removed)?;
            store::touchpoints::set_removed(&edit.work, *id, None).await?;
        }
        finish(edit, "touchpoints.restored", json!({ "touchpoints": ids })).await
    }

    /// Notes that somebody went through touchpoints and found them right.
    pub async fn review_touchpoints(
        &self,
        journey: JourneyId,
        ids: &[TouchpointId],
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        let reviewed = chosen(&edit.journey, ids)?;
        for touchpoint in &reviewed {
            store::reviews::add(&edit.work, &self.env, touchpoint.id, actor.name()).await?;
        }
        let names: Vec<_> = reviewed.iter().map(|touchpoint| touchpoint.name.as_str()).collect();
        finish(edit, "touchpoints.reviewed", json!({ "touchpoints": names })).await
    }

    /// Takes back the last review of touchpoints where it is the actor's own: the one before it
    /// counts again. What somebody else has reviewed since stays as it is.
    pub async fn unreview_touchpoints(
        &self,
        journey: JourneyId,
        ids: &[TouchpointId],
        actor: &Actor,
    ) -> Result<Journey, Problem> {
        let edit = self.edit(journey, actor).await?.ok_or_else(problems::journey_not_found)?;
        let mut names = Vec::new();
        for touchpoint in chosen(&edit.journey, ids)? {
            if touchpoint.reviewed_by.as_deref() == Some(actor.name()) {
                store::reviews::take_back(&edit.work, &self.env, touchpoint.id, actor.name())
                    .await?;
                names.push(touchpoint.name);
            }
        }
        if names.is_empty() {
            return Ok(edit.journey);
        }
        finish(edit, "touchpoints.unreviewed", json!({ "touchpoints": names })).await
    }
}

/// The touchpoints of these ids, in their order, each once.
fn chosen(journey: &Journey, ids: &[TouchpointId]) -> Result<Vec<Touchpoint>, Problem> {
    let mut seen = BTreeSet::new();
    let ids = ids.iter().filter(|id| seen.insert(**id));
    ids.map(|id| journey.touchpoint(*id).cloned().ok_or_else(problems::touchpoint_not_found))
        .collect()
}

async fn finish(
    edit: Editing<'_>,
    action: &'static str,
    changes: serde_json::Value,
) -> Result<Journey, Problem> {
    let (id, name) = (edit.journey.id.to_string(), edit.journey.name.clone());
    edit.finish(Entry { action, entity: id, name: &name, changes }).await
}
