//! A question made ready for kernels: codes instead of names.

mod property;
mod recode;

pub(crate) use recode::Split;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use parcours_interactions::{ScanRequest, Signature, SignatureParts, Snapshot};
use parcours_journeys::{Journey, bind};
use parcours_kernel::{Period, Problem, Text};
use serde::Serialize;
use utoipa::ToSchema;

use crate::cases::{CaseFilter, Cut, Cutting, NONE, Seen};
use crate::kernels::activities::ActivitySet;
use crate::question::{Activities, Question};
use crate::reports::words;

/// Activities of one report at most.
const MOST: usize = NONE as usize;

/// A question, ready to be folded.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is read.
    pub request: ScanRequest,
    /// How it becomes cases.
    pub cutting: Cutting,
    /// The name of each activity, by code.
    pub names: Vec<String>,
    /// What there was no room for.
    pub left_out: LeftOut,
    /// Whether the property that is asked for is promoted somewhere: then it is one, though nothing that
    /// is looked at has it.
    is_promoted: bool,
}

/// What a report does not look at, though it was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct LeftOut {
    /// How many activities there is no room for: the rarest ones.
    pub activities: usize,
    /// Interactions with them.
    pub interactions: u64,
    /// Interactions that belong to no case, for they lack the property that makes one.
    pub without_case: u64,
}

impl LeftOut {
    /// Whether everything found its place.
    pub fn is_none(&self) -> bool {
        self.activities == 0 && self.without_case == 0
    }
}

impl Plan {
    /// Codes what a question looks at. Cost: the signatures; for more kinds or signatures than a report
    /// holds also one scan that tells which are the most frequent.
    pub async fn new(
        question: &Question,
        signatures: &[Signature],
        view: &Snapshot,
    ) -> Result<Self, Problem> {
        let fits = |signature: &&Signature| fits(question, &signature.parts);
        let wanted: Vec<&Signature> = signatures.iter().filter(fits).collect();
        let mut coding = match &question.activities {
            Activities::Kinds => by_name(&wanted, |parts| parts.kind.clone()),
            Activities::Signatures => by_name(&wanted, describe),
            Activities::Touchpoints(journey) => by_touchpoint(journey, signatures, &wanted),
            Activities::Stages(journey) => by_stage(journey, signatures, &wanted),
        };
        let mut left_out = LeftOut::default();
        if coding.names.len() > MOST {
            let counts = view.count_by_signature(question.period).await?;
            let by_signature: HashMap<u32, u64> =
                counts.iter().map(|count| (count.signature, count.interactions)).collect();
            left_out = coding.keep_most(&by_signature);
        }
        let numbers: Vec<u32> = coding.places.keys().copied().collect();
        let mut code_of = vec![NONE; numbers.iter().max().map_or(0, |last| *last as usize + 1)];
        for (signature, place) in &coding.places {
            code_of[*signature as usize] = u8::try_from(*place).expect("no more than fit");
        }
        let mut plan = Self {
            request: ScanRequest {
                customers: question.customers.clone(),
                ..ScanRequest::of(question.period)
            },
            cutting: Cutting {
                filter: filter(&coding.names, question)?,
                code_of: Arc::new(code_of),
                by_value: None,
                only: None,
                cut: question.cut.clone(),
            },
            names: coding.names,
            left_out,
            is_promoted: question.property.as_ref().is_some_and(|(name, _)| {
                signatures.iter().any(|known| known.parts.properties.contains_key(name))
            }),
        };
        if let Cut::Property(name) = &question.cut {
            plan.read(name);
        }
        plan.look_at(question, signatures, numbers);
        Ok(plan)
    }

    /// All that happened in a period of signatures with codes of their own, each customer one case.
    pub(crate) fn of_codes(period: Period, codes: &BTreeMap<u32, u8>) -> Self {
        let mut code_of = vec![NONE; codes.keys().next_back().map_or(0, |last| *last as usize + 1)];
        for (signature, code) in codes {
            code_of[*signature as usize] = *code;
        }
        Self {
            request: ScanRequest {
                signatures: Some(codes.keys().copied().collect()),
                ..ScanRequest::of(period)
            },
            cutting: Cutting {
                filter: CaseFilter::default(),
                code_of: Arc::new(code_of),
                by_value: None,
                only: None,
                cut: Cut::Customer,
            },
            names: Vec::new(),
            left_out: LeftOut::default(),
            is_promoted: false,
        }
    }

    /// Reads a property of each row.
    fn read(&mut self, property: &Arc<str>) {
        if !self.request.properties.contains(property) {
            self.request.properties.push(Arc::clone(property));
        }
    }

    /// Looks at interactions of these signatures, of which a question may want some by a property.
    pub(crate) fn look_at(&mut self, question: &Question, known: &[Signature], numbers: Vec<u32>) {
        let only = property::of_rows(question, known, &numbers);
        if let Some((name, _)) = &only {
            self.read(name);
        }
        self.cutting.only = only;
        self.request.signatures = Some(numbers);
    }

    /// That what was met has the properties that were asked for.
    pub(crate) async fn check(&self, view: &Snapshot, seen: Seen) -> Result<(), Problem> {
        if let Some((name, _)) = &self.cutting.only
            && seen.asked > 0
            && seen.with_property == 0
            && !self.is_promoted
        {
            return Err(property::unknown(view, &self.request, "property", name).await?);
        }
        if let Cut::Property(name) = &self.cutting.cut
            && seen.without_case > 0
            && seen.with_case == 0
        {
            return Err(property::unknown(view, &self.request, "case_property", name).await?);
        }
        Ok(())
    }

    /// The code of an activity that somebody named in a field.
    pub fn code(&self, field: &'static str, name: &str) -> Result<u8, Problem> {
        code_named(&self.names, field, name)
    }

    /// The code, from one on, of an activity that somebody named: what no touchpoint claims may be called as
    /// one is.
    pub(crate) fn code_from(
        &self,
        field: &'static str,
        first: u8,
        name: &str,
    ) -> Result<u8, Problem> {
        let names = self.names.get(usize::from(first)..).unwrap_or_default();
        Ok(first + code_named(names, field, name)?)
    }

    /// The same with the value of each interaction, for kernels of money and scores.
    #[must_use]
    pub fn with_values(mut self) -> Self {
        self.request.values = true;
        self
    }

    /// How many activities there are: codes are below it.
    pub fn activities(&self) -> u8 {
        u8::try_from(self.names.len()).unwrap_or(NONE)
    }

    /// The name behind a code.
    pub fn name(&self, code: u8) -> &str {
        self.names.get(usize::from(code)).map_or("", String::as_str)
    }
}

/// Which activity each signature is; places in `names` before there is a bound.
#[derive(Default)]
struct Coding {
    names: Vec<String>,
    places: BTreeMap<u32, usize>,
}

impl Coding {
    /// Keeps the most frequent activities, in the order they have.
    fn keep_most(&mut self, by_signature: &HashMap<u32, u64>) -> LeftOut {
        let mut counts = vec![0_u64; self.names.len()];
        for (signature, place) in &self.places {
            counts[*place] += by_signature.get(signature).copied().unwrap_or(0);
        }
        let mut order: Vec<usize> = (0..counts.len()).collect();
        order.sort_by_key(|place| (std::cmp::Reverse(counts[*place]), *place));
        let dropped = order.split_off(MOST.min(order.len()));
        order.sort_unstable();
        let new: HashMap<usize, usize> = order.iter().copied().zip(0..).collect();
        self.names = order.iter().map(|place| std::mem::take(&mut self.names[*place])).collect();
        self.places.retain(|_, place| match new.get(place) {
            Some(kept) => {
                *place = *kept;
                true
            }
            None => false,
        });
        LeftOut {
            activities: dropped.len(),
            interactions: dropped.iter().map(|place| counts[*place]).sum(),
            without_case: 0,
        }
    }
}

/// Whether a question looks at a signature, whatever activity it is.
pub(crate) fn fits(question: &Question, parts: &SignatureParts) -> bool {
    let channel = question.channels.is_empty() || question.channels.contains(&parts.channel);
    // What did not promote it may have it all the same: that is asked of each row.
    let property = question.property.as_ref().is_none_or(|(name, value)| {
        parts.properties.get(name).is_none_or(|promoted| promoted == value)
    });
    channel && property
}

/// Which cases a question is about.
fn filter(names: &[String], question: &Question) -> Result<CaseFilter, Problem> {
    let one = |field, name: &Option<String>| -> Result<Option<ActivitySet>, Problem> {
        let code = name.as_deref().map(|name| code_named(names, field, name));
        Ok(code.transpose()?.map(|code| [code].into()))
    };
    let any_of = |field, written: &String| -> Result<ActivitySet, Problem> {
        words::pieces(written, '|').iter().map(|name| code_named(names, field, name)).collect()
    };
    let steps = |field, all: &[String]| -> Result<Vec<ActivitySet>, Problem> {
        all.iter().map(|written| any_of(field, written)).collect()
    };
    let none_of = steps("not_through", &question.not_through)?;
    Ok(CaseFilter {
        first: one("starts", &question.starts_with)?,
        last: one("ends", &question.ends_with)?,
        through: steps("through", &question.through)?,
        not_through: none_of.into_iter().flat_map(ActivitySet::codes).collect(),
        in_order: steps("in_order", &question.in_order)?,
    })
}

fn by_name(wanted: &[&Signature], name: impl Fn(&SignatureParts) -> String) -> Coding {
    let mut coding = Coding::default();
    let named: Vec<(String, u32)> =
        wanted.iter().map(|signature| (name(&signature.parts), signature.id)).collect();
    let names: std::collections::BTreeSet<&String> = named.iter().map(|(name, _)| name).collect();
    coding.names = names.into_iter().cloned().collect();
    for (name, signature) in &named {
        let place = coding.names.binary_search(name).expect("just collected");
        coding.places.insert(*signature, place);
    }
    coding
}

/// A signature in words: `page_viewed · web · /basket`.
fn describe(parts: &SignatureParts) -> String {
    let mut words = vec![parts.kind.as_str()];
    words.extend(Some(parts.channel.as_str()).filter(|channel| !channel.is_empty()));
    words.extend(parts.subject.as_deref());
    let properties = parts.properties.iter().map(|(name, value)| format!("{name}={value}"));
    words.into_iter().map(ToOwned::to_owned).chain(properties).collect::<Vec<_>>().join(" · ")
}

fn by_touchpoint(journey: &Journey, all: &[Signature], wanted: &[&Signature]) -> Coding {
    let binding = bind(journey, all);
    let place = |signature: &&Signature| {
        let code = binding.touchpoint(signature.id).map(|_| binding.code(signature.id));
        code.map(|code| (signature.id, usize::from(code)))
    };
    Coding {
        names: journey.touchpoints().map(|touchpoint| touchpoint.name.clone()).take(MOST).collect(),
        places: wanted.iter().filter_map(place).filter(|(_, place)| *place < MOST).collect(),
    }
}

fn by_stage(journey: &Journey, all: &[Signature], wanted: &[&Signature]) -> Coding {
    let touchpoints = by_touchpoint(journey, all, wanted);
    let stage_of: Vec<usize> = journey
        .stages
        .iter()
        .enumerate()
        .flat_map(|(stage, of)| of.touchpoints.iter().map(move |_| stage))
        .collect();
    let place =
        |(signature, touchpoint): (u32, usize)| Some((signature, *stage_of.get(touchpoint)?));
    Coding {
        names: journey.stages.iter().map(|stage| stage.name.clone()).collect(),
        places: touchpoints.places.into_iter().filter_map(place).collect(),
    }
}

fn code_named(names: &[String], field: &'static str, name: &str) -> Result<u8, Problem> {
    let place = names
        .iter()
        .position(|known| known == name)
        .or_else(|| names.iter().position(|known| known.to_lowercase() == name.to_lowercase()));
    if let Some(code) = place.and_then(|place| u8::try_from(place).ok()) {
        return Ok(code);
    }
    let near = nearest(names, name);
    let hint = |before: &str, after: &str| {
        near.as_ref().map(|near| format!("{before}{near}{after}")).unwrap_or_default()
    };
    Err(Problem::invalid(
        field,
        "unknown_activity",
        Text::new(
            format!("There is no “{name}” in this report.{}", hint(" Did you mean “", "”?")),
            format!(
                "Il n’y a pas de «\u{202f}{name}\u{202f}» dans ce rapport.{}",
                hint(" Vouliez-vous dire «\u{202f}", "\u{202f}»\u{202f}?")
            ),
        ),
    ))
}

/// A name that begins or goes on alike.
fn nearest(names: &[String], name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let start: String = name.chars().take(3).collect();
    let alike = |known: &&String| {
        let known = known.to_lowercase();
        known.contains(&name) || (start.chars().count() == 3 && known.starts_with(&start))
    };
    names.iter().find(alike).cloned()
}
