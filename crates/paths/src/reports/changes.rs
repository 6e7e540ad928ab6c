//! What changed: breaks in reach, loss and time, found without being asked.

mod says;

use std::collections::HashMap;
use std::sync::Arc;

use parcours_interactions::{Signature, Snapshot};
use parcours_journeys::{Journey, JourneyId, TouchpointId};
use parcours_kernel::{Period, Problem, Text};
use serde::Serialize;
use utoipa::ToSchema;

use super::calendar::{Calendar, CalendarPeriod, Every};
use super::observed;
use super::sentence::Sentence;
use crate::cases::NONE;
use crate::changes::explain::Explained;
use crate::changes::scan::Floors;
use crate::changes::segments::{Seen, Segments};
use crate::changes::series::{Model, Sums};
use crate::changes::{self, Change, Changes, Find, Measure, RATE};
use crate::fold::{pooled, think};
use crate::kernels::approach::Approach;
use crate::kernels::days::{Days, Flow};
use crate::plan::Plan;
use crate::question::Activities;
use crate::{Paths, Question};

/// Days that are looked at unless a period is named: a year and a bit, so that seasons return.
const DAYS: i64 = 400;
/// Other signs of a change that are named.
const ALSO: usize = 8;

/// What changed at the touchpoints of a journey.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ChangesReport {
    /// The journey's name.
    pub journey: String,
    /// Its id.
    pub journey_id: JourneyId,
    /// The first day that was searched, `YYYY-MM-DD`; null where there is no whole day.
    pub first_day: Option<String>,
    /// The last.
    pub last_day: Option<String>,
    /// Daily series that were searched.
    pub searched: usize,
    /// Of the changes told, this share is false on the average.
    pub false_discovery_rate: f64,
    /// The changes, strongest first.
    pub changes: Vec<NamedChange>,
}

/// What of a touchpoint changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangedMeasure {
    /// The share that comes to it: of those who came through `after`, or of the day's customers.
    Reach,
    /// The share that comes to nothing further along the map.
    Loss,
    /// How long it takes: from `after` to it, or without one from it to the next further along.
    Time,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedChange {
    /// The touchpoint.
    pub touchpoint_id: TouchpointId,
    /// Its name.
    pub touchpoint: String,
    /// What changed.
    pub measure: ChangedMeasure,
    /// The touchpoint that nearly everybody comes through before this one; days are those on which
    /// they were there. Null where there is none, and for what is lost here.
    pub after: Option<String>,
    /// Within how many seconds of it people have to come, or to go on from here; null where the day
    /// counts.
    pub within_seconds: Option<i64>,
    /// The segment whose figures these are; null: everybody's.
    pub segment: Option<SegmentName>,
    /// The first day of it, `YYYY-MM-DD`; null when it had begun before the days that can be judged.
    pub from: Option<String>,
    /// It began no earlier than this, in nineteen cases of twenty,
    pub from_earliest: Option<String>,
    /// and no later than this; null like `from`.
    pub from_latest: Option<String>,
    /// The last day of it; null when it lasts.
    pub until: Option<String>,
    /// A share from 0 to 1, or seconds (the geometric mean), during it
    pub during: f64,
    /// and on all other days.
    pub usual: f64,
    /// Of how many contacts it is known during it
    pub during_of: u64,
    /// and on all other days.
    pub usual_of: u64,
    /// Customers concerned: so many more or fewer than usual; of a time all whose it was.
    pub customers: u64,
    /// The segment that makes most of it; null when none stands out.
    pub explained_by: Option<NamedPart>,
    /// How often days that stand out so would be found in one series without a change.
    pub probability: f64,
    /// The share of false ones among all changes at least as sure.
    pub false_discovery_rate: f64,
    /// Other signs of it, strongest first.
    pub also: Vec<AlsoChanged>,
    /// As a sentence.
    pub says: Sentence,
}

/// A value of a property, `channel` or `subject`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SegmentName {
    /// Of which property.
    pub property: String,
    /// The value.
    pub value: String,
}

/// The part of a segment in a change.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedPart {
    /// Which.
    #[serde(flatten)]
    pub segment: SegmentName,
    /// Its part in what is more or less than usual, 0 to 1,
    pub share: f64,
    /// and among all who come, 0 to 1.
    pub share_of_all: f64,
    /// Its own figure during the change
    pub during: Option<f64>,
    /// and on all other days; null where there is none.
    pub usual: Option<f64>,
}

/// Another sign of a change.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AlsoChanged {
    /// At which touchpoint.
    pub touchpoint: String,
    /// What.
    pub measure: ChangedMeasure,
    /// During it
    pub during: f64,
    /// and on all other days.
    pub usual: f64,
}

impl Paths {
    /// What changed at the touchpoints of a journey. Cost: two scans of what is claimed, and for each
    /// daily series the square of its days: a second for 800 series of a year. Memory: 24 bytes for
    /// each series and day, on each processor.
    pub async fn changes(&self, question: &Question) -> Result<ChangesReport, Problem> {
        let Activities::Touchpoints(journey) = &question.activities else {
            return Err(no_journey());
        };
        let view = self.log().snapshot().await?;
        let question = Question { period: self.recent(question.period), ..question.clone() };
        let zone = self.time_zone().await?;
        let now = self.now();
        let calendar = Calendar::of(&view, Every::Day, question.period, now, &zone).await?;
        let periods = calendar.periods.into_iter().filter(|day| day.complete).collect();
        let calendar = Calendar { periods };
        let signatures = self.log().signatures().await?;
        let plan = Plan::new(&question, &signatures, &view).await?;
        if !plan.cutting.filter.is_empty() {
            return Err(every_case("through"));
        }
        if plan.cutting.only.is_some() {
            return Err(every_case("property"));
        }
        let until = observed::until(&view, &question, now).await?;
        let Some(first) = calendar.periods.first() else {
            return Ok(Report { journey, plan: &plan, days: &[] }.of_nothing());
        };
        let from = first.from.as_micros();
        let approach = Arc::new(Approach {
            activities: plan.activities(),
            code_of: plan.cutting.code_of.to_vec(),
            known_from: changes::known_from(from, until),
        });
        let (begin, add) = (Arc::clone(&approach), Arc::clone(&approach));
        let parts = pooled(
            &view,
            &plan.request,
            move || begin.begin(),
            move |part, bucket| {
                add.add(part, bucket);
            },
        );
        let mut approached = approach.begin();
        for part in parts.await? {
            approach.merge(&mut approached, &part);
        }
        let segments = segments(&view, &question, &plan, &signatures).await?;
        let flows = changes::flows(&approach, &approached, &segments);
        let (slots, slot_count) = segments.slots(&flows);
        let days = Arc::new(Days {
            activities: plan.activities(),
            code_of: plan.cutting.code_of.to_vec(),
            days: calendar.bounds(),
            from,
            until,
            flows,
            properties: segments.properties.len(),
            values: segments.of_signature.clone(),
            slots,
            value_count: segments.values.len(),
            slot_count,
        });
        let (begin, add) = (Arc::clone(&days), Arc::clone(&days));
        let parts = pooled(
            &view,
            &plan.request,
            move || begin.begin(),
            move |part, bucket| {
                add.add(part, bucket);
            },
        )
        .await?;
        let searched = Arc::clone(&days);
        let (found, segments) = think(move || {
            let mut all = searched.begin();
            for part in &parts {
                searched.merge(&mut all, part);
            }
            (changes::find(&searched, &all, &segments, &Floors::default()), segments)
        })
        .await?;
        let report = Report { journey, plan: &plan, days: &calendar.periods };
        Ok(report.of(&found, &days.flows, &segments))
    }

    /// A period without a beginning begins [`DAYS`] before its end.
    fn recent(&self, asked: Period) -> Period {
        if asked.from > Period::ALL.from {
            return asked;
        }
        Period { from: asked.until.min(self.now()).plus_seconds(-DAYS * 86_400), ..asked }
    }
}

/// What the trials of a question are told apart by.
async fn segments(
    view: &Snapshot,
    question: &Question,
    plan: &Plan,
    signatures: &[Signature],
) -> Result<Segments, Problem> {
    let counts = view.count_by_signature(question.period).await?;
    let counts: HashMap<u32, u64> =
        counts.iter().map(|count| (count.signature, count.interactions)).collect();
    let seen = signatures.iter().filter_map(|known| {
        let code =
            plan.cutting.code_of.get(known.id as usize).copied().filter(|code| *code != NONE)?;
        Some(Seen {
            signature: known.id,
            code,
            channel: &known.parts.channel,
            subject: known.parts.subject.as_deref(),
            properties: &known.parts.properties,
            interactions: counts.get(&known.id).copied().unwrap_or(0),
        })
    });
    Ok(Segments::new(&seen.collect::<Vec<_>>()))
}

/// Names for what was found.
struct Report<'a> {
    journey: &'a Journey,
    plan: &'a Plan,
    days: &'a [CalendarPeriod],
}

impl Report<'_> {
    fn of_nothing(&self) -> ChangesReport {
        ChangesReport {
            journey: self.journey.name.clone(),
            journey_id: self.journey.id,
            first_day: self.days.first().map(|day| day.first_day.clone()),
            last_day: self.days.last().map(|day| day.first_day.clone()),
            searched: 0,
            false_discovery_rate: RATE,
            changes: Vec::new(),
        }
    }

    fn of(&self, found: &Changes, flows: &[Flow], segments: &Segments) -> ChangesReport {
        let ids: Vec<TouchpointId> = self.journey.touchpoints().map(|one| one.id).collect();
        let changes =
            found.changes.iter().map(|change| self.named(change, flows, segments, &ids)).collect();
        ChangesReport { searched: found.tests, changes, ..self.of_nothing() }
    }

    fn named(
        &self,
        change: &Change,
        flows: &[Flow],
        segments: &Segments,
        ids: &[TouchpointId],
    ) -> NamedChange {
        let head = &change.head;
        let (found, flow) = (head.found, flows[head.flow]);
        let code = head.touchpoint(flows);
        let (during, usual) = head.levels();
        let segment = |value: u16| {
            let (place, value) = &segments.values[usize::from(value)];
            let property = segments.properties[*place].clone();
            SegmentName { property, value: value.clone() }
        };
        let customers = match head.model() {
            Model::Share => found.excess().abs(),
            Model::Time => found.inside.n,
        };
        let explained_by = change.explained.map(|one| part(head, &one, segment(one.value)));
        let began = |place: usize| (!head.began_before).then(|| self.day(place));
        let mut named = NamedChange {
            touchpoint_id: ids[usize::from(code)],
            touchpoint: self.plan.name(code).to_owned(),
            measure: head.measure.into(),
            after: flow.to.and(flow.from).map(|from| self.plan.name(from).to_owned()),
            within_seconds: flow.from.map(|_| flow.horizon / 1_000_000),
            segment: head.value.map(segment),
            from: began(found.window.from),
            from_earliest: began(found.begins.0),
            from_latest: began(found.begins.1),
            until: (!head.lasts).then(|| self.day(found.window.until - 1)),
            during,
            usual,
            during_of: found.inside.n.round() as u64,
            usual_of: found.outside.n.round() as u64,
            customers: customers.round() as u64,
            explained_by,
            probability: found.p,
            false_discovery_rate: change.rate,
            also: self.also(change, flows),
            says: Sentence::new("", ""),
        };
        named.says = says::change(&named);
        named
    }

    fn day(&self, place: usize) -> String {
        self.days.get(place).map(|day| day.first_day.clone()).unwrap_or_default()
    }

    /// The other signs: each touchpoint and measure once, the strongest of it.
    fn also(&self, change: &Change, flows: &[Flow]) -> Vec<AlsoChanged> {
        let mut told = vec![(change.head.touchpoint(flows), change.head.measure)];
        let mut also = Vec::new();
        for find in &change.others {
            let what = (find.touchpoint(flows), find.measure);
            if told.contains(&what) || also.len() == ALSO {
                continue;
            }
            told.push(what);
            let (during, usual) = find.levels();
            let touchpoint = self.plan.name(what.0).to_owned();
            also.push(AlsoChanged { touchpoint, measure: what.1.into(), during, usual });
        }
        also
    }
}

fn part(head: &Find, explained: &Explained, segment: SegmentName) -> NamedPart {
    let level = |sums: Sums| {
        let level = match head.measure {
            Measure::Reach => sums.level(),
            Measure::Loss => 1.0 - sums.level(),
            Measure::Time => sums.level().exp_m1(),
        };
        Some(level).filter(|level| level.is_finite())
    };
    NamedPart {
        segment,
        share: explained.of_excess,
        share_of_all: explained.of_trials.clamp(0.0, 1.0),
        during: level(explained.inside),
        usual: level(explained.outside),
    }
}

impl From<Measure> for ChangedMeasure {
    fn from(measure: Measure) -> Self {
        match measure {
            Measure::Reach => Self::Reach,
            Measure::Loss => Self::Loss,
            Measure::Time => Self::Time,
        }
    }
}

/// Cases cannot be chosen: trials are single contacts, and every segment is searched anyway.
fn every_case(field: &'static str) -> Problem {
    Problem::invalid(
        field,
        "changes_of_all",
        Text::new(
            "What changed is searched in every contact and every segment: leave out `starts`, `ends`, \
             `through`, `not_through`, `in_order` and properties that are not promoted.",
            "Les changements se cherchent dans tous les contacts et tous les segments\u{202f}: retirez \
             `starts`, `ends`, `through`, `not_through`, `in_order` et les propriétés non promues.",
        ),
    )
}

fn no_journey() -> Problem {
    Problem::invalid(
        "journey",
        "journey_missing",
        Text::new(
            "What changed is told of the touchpoints of a journey: name one.",
            "Les changements sont ceux des points de contact d’un parcours\u{202f}: nommez-en un.",
        ),
    )
}
