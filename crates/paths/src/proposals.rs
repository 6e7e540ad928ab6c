//! A map from data: stages, touchpoints and signals proposed from what customers do and no map
//! shows yet. A proposal is written nowhere: whoever likes a part of it makes it with the endpoints
//! that make stages and touchpoints.

mod groups;
mod order;
mod stages;
mod words;

use std::collections::{BTreeMap, HashMap};

use parcours_interactions::{ScanRequest, Signature, Snapshot};
use parcours_journeys::{
    Binding, Hue, Journey, NewTouchpoint, StageId, TouchpointContent, Translations,
};
use parcours_kernel::{Language, Period, Timestamp};
use parcours_storage::StorageError;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use self::groups::Group;
use self::order::{Met, Order};
use self::stages::Decision;

/// Touchpoints proposed at once: as many as a person looks through.
const MOST: usize = 40;

/// What is worth proposing.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Thresholds {
    /// Fewest customers; 20 when not said.
    pub least_customers: u64,
    /// Smallest share of the period's customers, 0 to 1; 0.01 when not said.
    pub least_share: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { least_customers: 20, least_share: 0.01 }
    }
}

/// A map that the data suggests.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Proposals {
    /// The first moment of the period; null for all of time.
    pub from: Option<Timestamp>,
    /// The first moment after it; null for all of time.
    pub to: Option<Timestamp>,
    /// Distinct customers of the period, whatever they did.
    pub customers: u64,
    /// Interactions that no touchpoint claims.
    pub interactions: u64,
    /// How many of these the proposed touchpoints would claim.
    pub explained: u64,
    /// Kinds of moments too rare to be proposed.
    pub left_out: usize,
    /// Stages with something in them, in order.
    pub stages: Vec<ProposedStage>,
}

/// A stage that the data suggests.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProposedStage {
    /// Its name, in the language of the map.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// The stage of the journey that may take these touchpoints; null when a new one is needed.
    pub stage_id: Option<StageId>,
    /// In order.
    pub touchpoints: Vec<ProposedTouchpoint>,
}

/// A touchpoint that the data suggests.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProposedTouchpoint {
    /// Stays the same as long as it is the same moment: for those who say no to it.
    pub key: String,
    /// What makes it: the body of `POST /api/v1/stages/{id}/touchpoints`.
    pub touchpoint: NewTouchpoint,
    /// What its interactions are.
    pub kind: String,
    /// Where they happen.
    pub channel: String,
    /// Distinct customers.
    pub customers: u64,
    /// Interactions.
    pub interactions: u64,
    /// Its customers among all customers of the period, 0 to 1.
    pub share: f64,
    /// Where in customers' paths it lies: the median, from 0 (first) to 1 (last).
    pub place: f64,
    /// Share of its customers who did nothing afterwards.
    pub lost: f64,
}

/// What proposals are made from.
pub(crate) struct Ask<'a> {
    /// The journey whose claims are left out, and its binding.
    pub(crate) map: Option<(&'a Journey, &'a Binding)>,
    pub(crate) signatures: &'a [Signature],
    pub(crate) period: Period,
    pub(crate) thresholds: Thresholds,
    pub(crate) language: Language,
}

/// Cost: one scan of all interactions of the period.
pub(crate) async fn propose(view: &Snapshot, ask: Ask<'_>) -> Result<Proposals, StorageError> {
    let (groups, group_of) = groups::group(ask.signatures, ask.map.map(|(_, binding)| binding));
    let request = ScanRequest::of(ask.period);
    let (number, period) = (groups.len(), ask.period);
    let parts: Vec<Order> = view
        .scan(&request, move |part: &mut Order, bucket| part.add(bucket, period, &group_of, number))
        .await?;
    let mut order = Order::default();
    for part in parts {
        order.merge(part);
    }
    order.groups.resize_with(number, Met::default);
    Ok(assemble(&ask, &groups, &order))
}

fn assemble(ask: &Ask<'_>, groups: &[Group<'_>], order: &Order) -> Proposals {
    let share = |met: &Met| met.customers as f64 / order.customers.max(1) as f64;
    let Thresholds { least_customers, least_share } = ask.thresholds;
    let seen: Vec<_> =
        groups.iter().zip(&order.groups).filter(|(_, met)| met.interactions > 0).collect();
    let decision = Decision::among(
        seen.iter().map(|(group, met)| (group.moment.kind.as_str(), met.place(), met.customers)),
    );
    let unclaimed: Vec<_> = seen.iter().filter(|(group, _)| !group.claimed).collect();
    let mut frequent: Vec<_> = unclaimed
        .iter()
        .filter(|(_, met)| met.customers >= least_customers && share(met) >= least_share)
        .map(|(group, met)| {
            let others = others(groups, group);
            (*group, *met, groups::signals(group, &others, &order.by_signature))
        })
        .filter(|(_, _, signals)| !signals.is_empty())
        .collect();
    frequent.sort_by_key(|(group, met, _)| (std::cmp::Reverse(met.customers), group.moment.key()));
    frequent.truncate(MOST);
    let mut channels: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    for (group, _, _) in &frequent {
        *channels.entry((&group.moment.kind, group.moment.part.as_deref())).or_default() += 1;
    }
    let has_goal = ask.map.is_some_and(|(journey, _)| journey.touchpoints().any(|t| t.goal));
    // Of several moments that may be the goal, the most frequent is.
    let goal = (!has_goal)
        .then(|| frequent.iter().find(|(group, ..)| group.moment.kind == "order_completed"))
        .flatten()
        .map(|(group, ..)| group.moment.key());
    let explained = frequent
        .iter()
        .map(|(group, _, signals)| groups::matched(group, signals, &order.by_signature))
        .sum();
    let left_out = unclaimed.len() - frequent.len();
    let mut by_hue: BTreeMap<usize, Vec<ProposedTouchpoint>> = BTreeMap::new();
    for (group, met, signals) in frequent {
        let (moment, place) = (&group.moment, met.place());
        let beside = channels[&(moment.kind.as_str(), moment.part.as_deref())] > 1;
        let name = words::name(moment, beside);
        let content = TouchpointContent {
            channels: Some(moment.channel.clone()).filter(|c| !c.is_empty()).into_iter().collect(),
            ..TouchpointContent::default()
        };
        let other = ask.language.other();
        let translated = BTreeMap::from([("name".to_owned(), name.get(other).to_owned())]);
        let touchpoint = NewTouchpoint {
            name: name.get(ask.language).to_owned(),
            position: None,
            signals,
            goal: goal.as_ref() == Some(&moment.key()),
            content,
            translations: Translations::from([(other, translated)]),
        };
        let hue = stages::stage(&moment.kind, place, decision);
        let number = Hue::ALL.iter().position(|known| *known == hue).unwrap_or_default();
        by_hue.entry(number).or_default().push(ProposedTouchpoint {
            key: moment.key(),
            touchpoint,
            kind: moment.kind.clone(),
            channel: moment.channel.clone(),
            customers: met.customers,
            interactions: met.interactions,
            share: share(met),
            place,
            lost: met.stopped as f64 / met.customers.max(1) as f64,
        });
    }
    let bounded = ask.period != Period::ALL;
    Proposals {
        from: bounded.then_some(ask.period.from),
        to: bounded.then_some(ask.period.until),
        customers: order.customers,
        interactions: unclaimed.iter().map(|(_, met)| met.interactions).sum(),
        explained,
        left_out,
        stages: by_hue
            .into_iter()
            .map(|(number, found)| proposed(ask, Hue::ALL[number], found))
            .collect(),
    }
}

/// Signatures of the same kind that are not of a group: what its signals must not match.
fn others<'a>(groups: &[Group<'a>], group: &Group<'_>) -> Vec<&'a Signature> {
    let same = |other: &&Group<'_>| {
        other.moment.kind == group.moment.kind
            && (&other.moment, other.claimed) != (&group.moment, group.claimed)
    };
    groups.iter().filter(same).flat_map(|other| other.signatures.iter().copied()).collect()
}

/// A stage with its touchpoints in the order of customers' paths.
fn proposed(ask: &Ask<'_>, hue: Hue, mut touchpoints: Vec<ProposedTouchpoint>) -> ProposedStage {
    touchpoints.sort_by(|a, b| a.place.total_cmp(&b.place).then_with(|| a.key.cmp(&b.key)));
    let taken =
        ask.map.and_then(|(journey, _)| journey.stages.iter().find(|stage| stage.hue == hue));
    ProposedStage {
        name: taken
            .map_or_else(|| hue.label().get(ask.language).to_owned(), |stage| stage.name.clone()),
        hue,
        stage_id: taken.map(|stage| stage.id),
        touchpoints,
    }
}

#[cfg(test)]
mod tests;
