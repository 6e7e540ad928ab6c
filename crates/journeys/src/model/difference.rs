//! What differs between two states of one journey. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{Hue, Journey, Link, Stage, StageId, Touchpoint, TouchpointId};

/// What became of a stage or a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else, or stands somewhere else.
    Changed,
}

/// A field that says something else. What it said and says: a text, a list, a number, as it is read.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FieldDifference {
    /// Its name, as in the journey: `needs`, `signals`.
    pub field: String,
    /// What it said; null for nothing.
    #[schema(value_type = Value)]
    pub before: Value,
    /// What it says; null for nothing.
    #[schema(value_type = Value)]
    pub after: Value,
}

/// A stage that differs.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StageDifference {
    /// Its id.
    pub id: StageId,
    /// What it is called now, or was.
    pub name: String,
    /// What became of it.
    pub became: Became,
    /// Whether it stands elsewhere among the stages that are in both.
    pub moved: bool,
    /// What it says otherwise, where it is in both.
    pub fields: Vec<FieldDifference>,
}

/// A touchpoint that differs.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TouchpointDifference {
    /// Its id.
    pub id: TouchpointId,
    /// What it is called now, or was.
    pub name: String,
    /// The stage it lies in now, or lay in.
    pub stage: String,
    /// The colour of that stage.
    pub hue: Hue,
    /// What became of it.
    pub became: Became,
    /// The stage it lay in before, where that is another one.
    pub moved_from: Option<String>,
    /// Whether it stands elsewhere among the touchpoints of its stage that were there before too.
    pub moved: bool,
    /// What it says otherwise, where it is in both.
    pub fields: Vec<FieldDifference>,
}

/// What differs between two states of one journey.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct JourneyDifference {
    /// What the journey says otherwise of itself.
    pub fields: Vec<FieldDifference>,
    /// Stages that differ, in the order of the later state; those that are gone come last.
    pub stages: Vec<StageDifference>,
    /// Touchpoints that differ, in the same order.
    pub touchpoints: Vec<TouchpointDifference>,
}

impl JourneyDifference {
    /// Whether nothing differs.
    pub fn is_none(&self) -> bool {
        self.fields.is_empty() && self.stages.is_empty() && self.touchpoints.is_empty()
    }
}

/// Fields that follow from others or from use, or are told apart from what is drawn.
const NOT_DRAWN: [&str; 14] = [
    "id",
    "stages",
    "touchpoints",
    "stage_id",
    // Its name says it.
    "team_id",
    "position",
    "revision",
    "published_version",
    "has_unpublished_changes",
    "updated_at",
    "updated_by",
    "parents",
    "reviewed_at",
    "reviewed_by",
];

/// What differs from one state to a later one.
pub(crate) fn difference(before: &Journey, after: &Journey) -> JourneyDifference {
    let named = |journey: &Journey| Journey { links: Vec::new(), ..journey.clone() };
    let mut own = fields(&named(before), &named(after));
    if let Some(links) = links(before, after) {
        own.push(links);
    }
    JourneyDifference {
        fields: own,
        stages: stages(before, after),
        touchpoints: touchpoints(before, after),
    }
}

fn stages(before: &Journey, after: &Journey) -> Vec<StageDifference> {
    let (was, is) = (&before.stages, &after.stages);
    let moved = moved(was.iter().map(|stage| stage.id), is.iter().map(|stage| stage.id));
    let told = |stage: &Stage, became, fields| StageDifference {
        id: stage.id,
        name: stage.name.clone(),
        became,
        moved: became == Became::Changed && moved.contains(&stage.id),
        fields,
    };
    let now = is.iter().filter_map(|stage| match before.stage(stage.id) {
        None => Some(told(stage, Became::Added, Vec::new())),
        Some(old) => {
            let fields = fields(old, stage);
            (moved.contains(&stage.id) || !fields.is_empty())
                .then(|| told(stage, Became::Changed, fields))
        }
    });
    let gone = was.iter().filter(|stage| after.stage(stage.id).is_none());
    now.chain(gone.map(|stage| told(stage, Became::Removed, Vec::new()))).collect()
}

fn touchpoints(before: &Journey, after: &Journey) -> Vec<TouchpointDifference> {
    let places = |journey: &Journey| -> HashMap<TouchpointId, (StageId, String, Hue)> {
        let of = |stage: &Stage| {
            let place = (stage.id, stage.name.clone(), stage.hue);
            stage.touchpoints.iter().map(move |one| (one.id, place.clone())).collect::<Vec<_>>()
        };
        journey.stages.iter().flat_map(of).collect()
    };
    let (was, is) = (places(before), places(after));
    let within = |journey: &Journey, stage: StageId| -> Vec<TouchpointId> {
        let stage = journey.stage(stage);
        stage.map_or_else(Vec::new, |stage| stage.touchpoints.iter().map(|one| one.id).collect())
    };
    let moved: HashSet<TouchpointId> = after
        .stages
        .iter()
        .flat_map(|stage| moved(within(before, stage.id), within(after, stage.id)))
        .collect();
    let told = |touchpoint: &Touchpoint, became, fields| {
        let (stage, name, hue) = is.get(&touchpoint.id).or_else(|| was.get(&touchpoint.id))?;
        let from =
            was.get(&touchpoint.id).filter(|(old, ..)| became == Became::Changed && old != stage);
        Some(TouchpointDifference {
            id: touchpoint.id,
            name: touchpoint.name.clone(),
            stage: name.clone(),
            hue: *hue,
            became,
            moved_from: from.map(|(_, name, _)| name.clone()),
            moved: from.is_none() && became == Became::Changed && moved.contains(&touchpoint.id),
            fields,
        })
    };
    let now = after.touchpoints().filter_map(|touchpoint| match before.touchpoint(touchpoint.id) {
        None => told(touchpoint, Became::Added, Vec::new()),
        Some(old) => {
            let stays = old.stage_id == touchpoint.stage_id && !moved.contains(&touchpoint.id);
            let fields = fields(old, touchpoint);
            if stays && fields.is_empty() {
                None
            } else {
                told(touchpoint, Became::Changed, fields)
            }
        }
    });
    let gone = before.touchpoints().filter(|one| after.touchpoint(one.id).is_none());
    now.chain(gone.filter_map(|one| told(one, Became::Removed, Vec::new()))).collect()
}

/// Of those that are in both orders, the fewest that have to be taken out and put elsewhere: all but a
/// longest run that kept its order (longest increasing subsequence; Fredman 1975).
fn moved<T: Copy + Eq + std::hash::Hash>(
    before: impl IntoIterator<Item = T>,
    after: impl IntoIterator<Item = T>,
) -> HashSet<T> {
    let rank: HashMap<T, usize> = before.into_iter().zip(0..).collect();
    let both: Vec<(T, usize)> =
        after.into_iter().filter_map(|one| Some((one, *rank.get(&one)?))).collect();
    // The longest run that ends at each, and the one before it in that run.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(both.len());
    for (at, (_, rank)) in both.iter().enumerate() {
        let before = (0..at).filter(|earlier| both[*earlier].1 < *rank);
        let longest = before.max_by_key(|earlier| (best[*earlier].0, std::cmp::Reverse(*earlier)));
        best.push((longest.map_or(1, |earlier| best[earlier].0 + 1), longest));
    }
    let mut stays = HashSet::new();
    let mut at = (0..both.len()).max_by_key(|at| (best[*at].0, std::cmp::Reverse(*at)));
    while let Some(place) = at {
        stays.insert(both[place].0);
        at = best[place].1;
    }
    both.into_iter().map(|(one, _)| one).filter(|one| !stays.contains(one)).collect()
}

/// Links by the names of their ends, which ids would not tell anybody.
fn links(before: &Journey, after: &Journey) -> Option<FieldDifference> {
    let told = |journey: &Journey| -> Vec<String> {
        let name = |id| journey.touchpoint(id).map_or("", |touchpoint| touchpoint.name.as_str());
        let told = |link: &Link| {
            let way = format!("{} → {}", name(link.from), name(link.to));
            if link.label.is_empty() { way } else { format!("{way} ({})", link.label) }
        };
        journey.links.iter().map(told).collect()
    };
    let (before, after) = (told(before), told(after));
    (before != after).then(|| FieldDifference {
        field: "links".to_owned(),
        before: before.into(),
        after: after.into(),
    })
}

fn fields<T: Serialize>(before: &T, after: &T) -> Vec<FieldDifference> {
    let (mut was, is) = (drawn(before), drawn(after));
    let mut all: BTreeMap<String, (Value, Value)> = BTreeMap::new();
    for (field, after) in is {
        let before = was.remove(&field).unwrap_or(Value::Null);
        all.insert(field, (before, after));
    }
    for (field, before) in was {
        all.insert(field, (before, Value::Null));
    }
    all.into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|(field, (before, after))| FieldDifference { field, before, after })
        .collect()
}

fn drawn(value: &impl Serialize) -> Map<String, Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(value) else { return Map::new() };
    fields.retain(|field, _| !NOT_DRAWN.contains(&field.as_str()));
    fields
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_fewest_are_said_to_have_moved() {
        let moved = |before: &[u8], after: &[u8]| {
            let mut all: Vec<u8> =
                super::moved(before.iter().copied(), after.iter().copied()).into_iter().collect();
            all.sort_unstable();
            all
        };
        assert!(moved(&[1, 2, 3], &[1, 2, 3]).is_empty());
        assert!(moved(&[1, 2, 3], &[1, 9, 3]).is_empty(), "what is new or gone moved nothing");
        assert_eq!(moved(&[1, 2, 3, 4], &[4, 1, 2, 3]), [4]);
        assert_eq!(moved(&[1, 2, 3, 4], &[2, 3, 4, 1]), [1]);
        assert_eq!(moved(&[1, 2], &[2, 1]).len(), 1);
    }
}
