//! Who came back, by when or with what they began.

mod behind;

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_interactions::Snapshot;
use parcours_kernel::{Problem, Text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::calendar::{Calendar, CalendarPeriod, Every};
use super::words;
use crate::kernels::activities::ActivitySet;
use crate::kernels::cohorts::{Cohort, CohortBy, Cohorts, Retained};
use crate::plan::{LeftOut, Plan, Split};
use crate::{Paths, Question};

pub use behind::CohortFigureQuery;

/// What makes a cohort, and what counts as coming back.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CohortsQuery {
    /// How long a period is: `week` when not said, `month` or `day`.
    pub every: Option<Every>,
    /// The activities that begin, with commas between; a customer's first of any kind when not said.
    pub start: Option<String>,
    /// The activities that count as coming back; any when not said.
    pub back: Option<String>,
    /// Whether cohorts are of the activity with which customers began, rather than of its period.
    pub by_first: Option<bool>,
    /// A property: cohorts of its value as customers began with it.
    pub split_by: Option<String>,
}

/// Who came back.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CohortsReport {
    /// How long a period is.
    pub every: Every,
    /// Customers of all cohorts.
    pub customers: u64,
    /// Customers who began outside of the periods.
    pub outside: u64,
    /// Customers who never began.
    pub never: u64,
    /// The periods, in order.
    pub periods: Vec<CalendarPeriod>,
    /// Those with customers: in order of time, or of name.
    pub cohorts: Vec<NamedCohort>,
    /// The rarest activities, when there are more than a report holds.
    pub left_out: LeftOut,
}

/// Customers who began together.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedCohort {
    /// The first day of their period, the activity they began with, or the value of the property; null
    /// for those who began without that.
    pub name: Option<String>,
    /// How many.
    pub customers: u64,
    /// By periods since the begin, 0 for that of the begin itself.
    pub retained: Vec<NamedRetained>,
}

/// Who of a cohort came back in one period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct NamedRetained {
    /// Periods since the begin.
    pub offset: usize,
    /// Who came back in that period.
    pub customers: u64,
    /// Of how many that can be told: those for whom that period is not yet to come.
    pub of: u64,
    /// The one by the other.
    pub share: f64,
}

impl Paths {
    /// Who came back. Cost: one scan of what the question looks at.
    pub async fn cohorts(
        &self,
        question: &Question,
        query: &CohortsQuery,
    ) -> Result<CohortsReport, Problem> {
        let asked = self.cohorts_asked(question, query).await?;
        let kernel = Arc::new(asked.kernel.clone());
        let found = self.fold(&asked.view, &asked.plan, Arc::clone(&kernel)).await?;
        let answer = kernel.answer(&found.partial);
        let customers = answer.cohorts.iter().map(|cohort| cohort.customers).sum();
        let cohorts = match &asked.split {
            Some(split) => of_values(split, &answer.cohorts),
            None => {
                let names: BTreeMap<usize, &str> =
                    asked.places().filter_map(|(name, place)| Some((place, name?))).collect();
                let of = |cohort: &Cohort| {
                    let name = names.get(&cohort.cohort).map(|name| (*name).to_owned());
                    named(name, cohort.customers, cohort.retained.iter().copied())
                };
                answer.cohorts.iter().map(of).collect()
            }
        };
        Ok(CohortsReport {
            every: asked.every,
            customers,
            outside: answer.outside,
            never: answer.never,
            periods: asked.calendar.periods,
            cohorts,
            left_out: found.left_out,
        })
    }

    async fn cohorts_asked(
        &self,
        question: &Question,
        query: &CohortsQuery,
    ) -> Result<Asked, Problem> {
        let every = query.every.unwrap_or(Every::Week);
        let by_first = query.by_first.unwrap_or_default();
        if by_first && query.split_by.is_some() {
            return Err(one_of_both());
        }
        let view = self.log().snapshot().await?;
        let signatures = self.log().signatures().await?;
        let mut plan = Plan::new(question, &signatures, &view).await?;
        let set = |plan: &Plan, field, written: &Option<String>| match written {
            None => Ok(ActivitySet::ALL),
            Some(written) => words::some(plan, field, written),
        };
        let mut start = set(&plan, "start", &query.start)?;
        let mut back = set(&plan, "back", &query.back)?;
        let split = match &query.split_by {
            Some(name) => Some(plan.split(name, start, &signatures, &view).await?),
            None => None,
        };
        if let Some(split) = &split {
            [start, back] = [start, back].map(|set| split.codes(set));
        }
        let zone = self.time_zone().await?;
        let calendar = Calendar::of(&view, every, question.period, self.now(), &zone).await?;
        let by = if by_first || split.is_some() { CohortBy::Activity } else { CohortBy::Period };
        let kernel = Cohorts { periods: calendar.bounds(), start, back, by };
        Ok(Asked { every, view, plan, calendar, kernel, split })
    }
}

/// Cohorts, ready to be folded.
struct Asked {
    every: Every,
    view: Snapshot,
    plan: Plan,
    calendar: Calendar,
    kernel: Cohorts,
    split: Option<Split>,
}

impl Asked {
    /// The cohorts there may be: the name of each and its number in the kernel's answer; of a value
    /// there are several.
    fn places(&self) -> impl Iterator<Item = (Option<&str>, usize)> {
        let periods = self.calendar.periods.iter().map(|period| Some(period.first_day.as_str()));
        let activities = self.plan.names.iter().map(|name| Some(name.as_str()));
        let values = self.split.iter().flat_map(|split| {
            let group = |code: usize| split.groups.get(usize::from(split.group_of[code]));
            (0..self.plan.names.len()).map(move |code| group(code).and_then(Option::as_deref))
        });
        let names: Vec<Option<&str>> = match (&self.split, self.kernel.by) {
            (Some(_), _) => values.collect(),
            (None, CohortBy::Period) => periods.collect(),
            (None, CohortBy::Activity) => activities.collect(),
        };
        names.into_iter().zip(0..)
    }
}

/// Cohorts of one value each: a customer began with one activity, so those of several add up.
fn of_values(split: &Split, cohorts: &[Cohort]) -> Vec<NamedCohort> {
    let mut by_group: BTreeMap<u16, (u64, Vec<Retained>)> = BTreeMap::new();
    for cohort in cohorts {
        let (customers, retained) = by_group.entry(split.group_of[cohort.cohort]).or_default();
        *customers += cohort.customers;
        let nobody = Retained { customers: 0, of: 0 };
        retained.resize(retained.len().max(cohort.retained.len()), nobody);
        for (mine, theirs) in retained.iter_mut().zip(&cohort.retained) {
            mine.customers += theirs.customers;
            mine.of += theirs.of;
        }
    }
    let of = |(group, (customers, retained)): (u16, (u64, Vec<Retained>))| {
        named(split.groups[usize::from(group)].clone(), customers, retained.into_iter())
    };
    by_group.into_iter().map(of).collect()
}

fn named(
    name: Option<String>,
    customers: u64,
    retained: impl Iterator<Item = Retained>,
) -> NamedCohort {
    let figure = |(offset, figure): (usize, Retained)| NamedRetained {
        offset,
        customers: figure.customers,
        of: figure.of,
        share: figure.customers as f64 / figure.of as f64,
    };
    NamedCohort { name, customers, retained: retained.enumerate().map(figure).collect() }
}

fn one_of_both() -> Problem {
    Problem::invalid(
        "split_by",
        "one_of_both",
        Text::new(
            "Cohorts are of the first activity or of a property, not of both.",
            "Les cohortes se font par première activité ou par propriété, pas les deux.",
        ),
    )
}
