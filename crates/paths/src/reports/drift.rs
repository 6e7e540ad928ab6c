//! The map against reality: how well it fits, where customers deviate from it, what it lacks.

mod behind;
mod says;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use parcours_interactions::{CustomerId, Signature, Snapshot};
use parcours_journeys::{Journey, JourneyId, TouchpointId};
use parcours_kernel::{Problem, Text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::observed;
use super::sentence::Sentence;
use crate::cases::NONE;
use crate::fold::Folded;
use crate::kernels::behind::{Behind, NAMED};
use crate::kernels::fitness::{Deviating, Drift, Fitness, Kind, Order};
use crate::kernels::insertions::{Insertion, Insertions};
use crate::plan::{LeftOut, Plan, fits};
use crate::question::Activities;
use crate::{Paths, Question};

pub use behind::DriftFigureQuery;

/// Kinds that no touchpoint claims, at most: the most frequent ones.
const MOST_UNCLAIMED: usize = 50;
/// Deviations and unclaimed kinds between touchpoints, at most.
const MOST: usize = 200;

/// How much is told.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DriftQuery {
    /// Whether to name the customers behind each deviation, up to 100 of each.
    pub customers: Option<bool>,
}

/// How reality differs from a map.
///
/// Fitness is 1 for a case that goes from the first touchpoint to the last as drawn, and 0 for one of
/// which nothing fits: 1 − cost ÷ worst cost of the best alignment (Carmona, van Dongen, Solti and
/// Weidlich, *Conformance Checking*, 2018).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DriftReport {
    /// The journey's name.
    pub journey: String,
    /// Its id.
    pub journey_id: JourneyId,
    /// Cases looked at.
    pub cases: u64,
    /// Their customers.
    pub customers: u64,
    /// Cases that went as drawn.
    pub fitting_cases: u64,
    /// Mean fitness of customers; null without any, and so are the next two.
    pub fitness: Option<f64>,
    /// Mean fitness of cases.
    pub fitness_of_cases: Option<f64>,
    /// Fitness of the log as a whole: longer cases weigh more.
    pub fitness_of_log: Option<f64>,
    /// Touchpoints that nobody reached.
    pub unreached: Vec<DriftTouchpoint>,
    /// Where customers deviate, most customers first.
    pub deviations: Vec<NamedDeviation>,
    /// What happens between touchpoints and none claims, most customers first.
    pub unclaimed: Vec<NamedInsertion>,
    /// The most important of it in sentences.
    pub says: Vec<Sentence>,
    /// What was not looked at.
    pub left_out: LeftOut,
}

/// A touchpoint by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DriftTouchpoint {
    /// Its id.
    pub id: TouchpointId,
    /// Its name.
    pub name: String,
}

/// One way to deviate.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedDeviation {
    /// Which finding this is, whatever its place in the list: what decisions name.
    pub finding: String,
    /// Which sort.
    pub kind: Kind,
    /// The touchpoint skipped, repeated, out of order, begun or ended with.
    pub touchpoint: Option<String>,
    /// The touchpoint before it; null at the beginning.
    pub after: Option<String>,
    /// Who is behind it.
    #[serde(flatten)]
    pub behind: NamedBehind,
    /// As a sentence.
    pub says: Sentence,
}

/// Something unclaimed between two touchpoints.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedInsertion {
    /// Which finding this is, whatever its place in the list: what decisions name.
    pub finding: String,
    /// The touchpoint before; null: it begins so.
    pub before: Option<String>,
    /// The kind that no touchpoint claims.
    pub kind: String,
    /// The touchpoint after; null: nothing more of the map follows.
    pub after: Option<String>,
    /// Who is behind it.
    #[serde(flatten)]
    pub behind: NamedBehind,
    /// As a sentence.
    pub says: Sentence,
}

/// Who is behind a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedBehind {
    /// How often it happened.
    pub times: u64,
    /// In how many cases.
    pub cases: u64,
    /// To how many customers.
    pub customers: u64,
    /// The first hundred of them, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_ids: Option<Vec<CustomerId>>,
}

impl Paths {
    /// How reality differs from the map that a question looks at. Cost: three scans: of what is
    /// claimed, of what is counted, of both together.
    pub async fn drift(
        &self,
        question: &Question,
        query: DriftQuery,
    ) -> Result<DriftReport, Problem> {
        let Asked { view, signatures, journey, plan, fitness } = self.drift_asked(question).await?;
        let named = if query.customers == Some(true) { NAMED } else { 0 };
        let fitness = Arc::new(Fitness { named, ..fitness });
        let Folded { partial, left_out } = self.fold(&view, &plan, Arc::clone(&fitness)).await?;
        let drift = fitness.answer(&partial);
        let first = plan.activities();
        let plan = with_unclaimed(plan, question, &signatures, &view).await?;
        let insertions = Arc::new(Insertions { named, ..Insertions::new(first) });
        let between = self.fold(&view, &plan, Arc::clone(&insertions)).await?;
        let between = insertions.answer(&between.partial);
        Ok(DriftReport { left_out, ..report(journey, &plan, &drift, &between, named > 0) })
    }

    async fn drift_asked<'q>(&self, question: &'q Question) -> Result<Asked<'q>, Problem> {
        let Activities::Touchpoints(journey) = &question.activities else {
            return Err(no_journey());
        };
        let Some(order) = order(journey) else { return Err(empty_map()) };
        let view = self.log().snapshot().await?;
        let signatures = self.log().signatures().await?;
        let plan = Plan::new(question, &signatures, &view).await?;
        let until = observed::until(&view, question, self.now()).await?;
        let fitness = Fitness::new(order, self.ended_by(&view, &plan, until).await?);
        Ok(Asked { view, signatures, journey, plan, fitness })
    }
}

/// A comparison with a map, ready to be folded.
struct Asked<'q> {
    view: Snapshot,
    signatures: Arc<Vec<Signature>>,
    journey: &'q Journey,
    plan: Plan,
    fitness: Fitness,
}

/// The map as an order of touchpoints with its links; none where it has no touchpoint.
fn order(journey: &Journey) -> Option<Order> {
    let ids: HashMap<TouchpointId, u8> =
        journey.touchpoints().map(|touchpoint| touchpoint.id).zip(0..NONE).collect();
    let touchpoints = u8::try_from(ids.len()).ok().filter(|count| *count > 0)?;
    let link = |link: &parcours_journeys::Link| Some((*ids.get(&link.from)?, *ids.get(&link.to)?));
    Some(Order { touchpoints, links: journey.links.iter().filter_map(link).collect() })
}

/// The same plan, in which the most frequent kinds that no touchpoint claims have codes too.
async fn with_unclaimed(
    mut plan: Plan,
    question: &Question,
    signatures: &[Signature],
    view: &Snapshot,
) -> Result<Plan, Problem> {
    let claimed = |signature: u32| {
        plan.cutting.code_of.get(signature as usize).is_some_and(|code| *code != NONE)
    };
    let mut by_kind: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for known in signatures {
        if fits(question, &known.parts) && !claimed(known.id) {
            by_kind.entry(&known.parts.kind).or_default().push(known.id);
        }
    }
    let most = MOST_UNCLAIMED.min(usize::from(NONE) - plan.names.len());
    let mut kinds: Vec<(&str, Vec<u32>)> = by_kind.into_iter().collect();
    // Only where some have to be left out is it asked which are the most frequent.
    if kinds.len() > most {
        let counts = view.count_by_signature(question.period).await?;
        let counts: HashMap<u32, u64> =
            counts.iter().map(|count| (count.signature, count.interactions)).collect();
        let of = |ids: &[u32]| ids.iter().filter_map(|id| counts.get(id)).sum::<u64>();
        kinds.sort_by_cached_key(|(_, ids)| Reverse(of(ids)));
        kinds.truncate(most);
    }
    let mut code_of = plan.cutting.code_of.as_ref().clone();
    let mut wanted = plan.request.signatures.take().unwrap_or_default();
    for (kind, ids) in kinds {
        let code = plan.activities();
        plan.names.push(kind.to_owned());
        for id in ids {
            let place = id as usize;
            if code_of.len() <= place {
                code_of.resize(place + 1, NONE);
            }
            code_of[place] = code;
            wanted.push(id);
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    plan.look_at(question, signatures, wanted);
    plan.cutting.code_of = Arc::new(code_of);
    Ok(plan)
}

fn report(
    journey: &Journey,
    plan: &Plan,
    drift: &Drift,
    between: &[Insertion],
    with_customers: bool,
) -> DriftReport {
    let ids: Vec<TouchpointId> = journey.touchpoints().map(|one| one.id).collect();
    let id = |code: Option<u8>| {
        let id = code.and_then(|code| ids.get(usize::from(code)));
        id.map_or_else(|| "-".to_owned(), ToString::to_string)
    };
    let name = |code: Option<u8>| code.map(|code| plan.name(code).to_owned());
    let behind = |behind: &Behind| NamedBehind {
        times: behind.times,
        cases: behind.cases,
        customers: behind.customers,
        customer_ids: with_customers
            .then(|| behind.named.iter().map(|one| CustomerId(*one)).collect()),
    };
    let deviation = |one: &Deviating| {
        let (touchpoint, after) = (name(one.touchpoint), name(one.after));
        let says = says::deviation(
            one.kind,
            touchpoint.as_deref(),
            after.as_deref(),
            one.behind.customers,
        );
        let kind = one.kind;
        let finding = format!("{}:{}:{}", kind.name(), id(one.touchpoint), id(one.after));
        NamedDeviation { finding, kind, touchpoint, after, behind: behind(&one.behind), says }
    };
    let insertion = |one: &Insertion| {
        let (before, after) = (name(one.before), name(one.after));
        let kind = plan.name(one.group).to_owned();
        let says =
            says::insertion(&kind, before.as_deref(), after.as_deref(), one.behind.customers);
        let finding = format!("new:{}:{}:{kind}", id(one.before), id(one.after));
        NamedInsertion { finding, before, kind, after, behind: behind(&one.behind), says }
    };
    let deviations: Vec<NamedDeviation> = drift.pairs.iter().take(MOST).map(deviation).collect();
    let touched = between.iter().filter(|one| one.before.is_some() || one.after.is_some());
    let unclaimed: Vec<NamedInsertion> = touched.take(MOST).map(insertion).collect();
    let reached = |code: u8| drift.unreached.contains(&code);
    let unreached = (0..NONE).zip(journey.touchpoints()).filter(|(code, _)| reached(*code));
    let unreached: Vec<DriftTouchpoint> = unreached
        .map(|(_, touchpoint)| DriftTouchpoint { id: touchpoint.id, name: touchpoint.name.clone() })
        .collect();
    DriftReport {
        says: says::most_important(&unreached, &deviations, &unclaimed),
        journey: journey.name.clone(),
        journey_id: journey.id,
        cases: drift.cases,
        customers: drift.customers,
        fitting_cases: drift.fitting_cases,
        fitness: drift.fitness_of_customers,
        fitness_of_cases: drift.fitness,
        fitness_of_log: drift.fitness_of_log,
        unreached,
        deviations,
        unclaimed,
        left_out: LeftOut::default(),
    }
}

fn no_journey() -> Problem {
    Problem::invalid(
        "journey",
        "journey_missing",
        Text::new(
            "Drift compares a map with reality: name its journey.",
            "La dérive compare une carte à la réalité\u{202f}: nommez son parcours.",
        ),
    )
}

fn empty_map() -> Problem {
    Problem::conflict(
        "map_without_touchpoints",
        Text::new(
            "This journey has no touchpoints yet: there is nothing to compare with reality.",
            "Ce parcours n’a pas encore de points de contact\u{202f}: il n’y a rien à comparer à la réalité.",
        ),
    )
}
