//! The questions of the bench, and our answers in a form that every peer can give.

use std::sync::Arc;

use anyhow::{anyhow, ensure};
use parcours_interactions::{Log, Snapshot};
use parcours_paths::cases::{Cut, Kernel};
use parcours_paths::kernels::activities::ActivitySet;
use parcours_paths::kernels::after_last::AfterLast;
use parcours_paths::kernels::cohorts::{CohortBy, Cohorts};
use parcours_paths::kernels::counts::Counts;
use parcours_paths::kernels::funnel::{Funnel, Order};
use parcours_paths::kernels::periods::Periods;
use parcours_paths::kernels::position::{Everyone, Gaps, Places, Thresholds};
use parcours_paths::kernels::transitions::Transitions;
use parcours_paths::kernels::variants::{LIMIT, Variants};
use parcours_paths::{Activities, Plan, Question, fold};
use serde_json::{Value, json};

use super::year::{STEPS, TOUCHPOINTS};

/// A week, and the time in which a funnel must be gone through (µs).
pub(crate) const WEEK: i64 = 7 * 86_400 * 1_000_000;
/// A silence that ends a session (µs).
const SILENCE: i64 = 30 * 60 * 1_000_000;
/// Monday, 30 December 2024 (µs).
const FIRST_MONDAY: i64 = 1_735_516_800_000_000;
/// 1 February 2026, after everything (µs).
const NOW: i64 = 1_769_904_000_000_000;
const KINDS: u8 = TOUCHPOINTS.len() as u8;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Asked {
    /// Transitions with mean time, by customer
    Q1,
    /// Funnel of five steps within seven days
    Q2,
    /// The 100 most frequent paths of sessions
    Q3Sessions,
    /// The 100 most frequent paths of customers
    Q3Customers,
    /// Where every customer stands, and whether they still move
    Q4,
    /// Weekly count, customers and mean value by touchpoint
    Q5,
    /// Weekly cohorts
    Q6,
    /// Next step after the last two
    Q7,
}

impl Asked {
    /// In the order of the table.
    pub(crate) const ALL: [Self; 8] = [
        Self::Q1,
        Self::Q2,
        Self::Q3Sessions,
        Self::Q3Customers,
        Self::Q4,
        Self::Q5,
        Self::Q6,
        Self::Q7,
    ];

    /// As the command line and the peers' scripts say it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Q1 => "q1",
            Self::Q2 => "q2",
            Self::Q3Sessions => "q3-sessions",
            Self::Q3Customers => "q3-customers",
            Self::Q4 => "q4",
            Self::Q5 => "q5",
            Self::Q6 => "q6",
            Self::Q7 => "q7",
        }
    }

    /// As the table says it, and how many times less processor time than the best peer is wanted.
    pub(crate) fn told(self) -> (&'static str, u32) {
        match self {
            Self::Q1 => ("Q1 transitions, mean time", 15),
            Self::Q2 => ("Q2 funnel of five steps", 8),
            Self::Q3Sessions => ("Q3 variants by session", 15),
            Self::Q3Customers => ("Q3 variants by customer", 15),
            Self::Q4 => ("Q4 position of everyone", 3),
            Self::Q5 => ("Q5 weekly figures", 3),
            Self::Q6 => ("Q6 weekly cohorts", 3),
            Self::Q7 => ("Q7 next step after two", 15),
        }
    }

    /// Asks the log as a report does: a snapshot, a plan, a fold, the answer.
    pub(crate) async fn ask(self, log: &Log) -> anyhow::Result<Value> {
        let (view, plan) = ready(log, self).await?;
        match self {
            Self::Q1 => transitions(&view, &plan).await,
            Self::Q2 => funnel(&view, &plan).await,
            Self::Q3Sessions | Self::Q3Customers => variants(&view, &plan).await,
            Self::Q4 => position(&view, &plan).await,
            Self::Q5 => weeks(&view, &plan).await,
            Self::Q6 => cohorts(&view, &plan).await,
            Self::Q7 => next(&view, &plan).await,
        }
    }
}

/// A view of the log, and a question about all of it.
pub(crate) async fn ready(log: &Log, asked: Asked) -> anyhow::Result<(Snapshot, Plan)> {
    let view = log.snapshot().await?;
    let mut question = Question::of(Activities::Kinds);
    if asked == Asked::Q3Sessions {
        question.cut = Cut::Session(SILENCE);
    }
    let plan = Plan::new(&question, &log.signatures().await?, &view).await;
    let mut plan = plan.map_err(|problem| anyhow!("{problem:?}"))?;
    ensure!(plan.names == TOUCHPOINTS, "touchpoints of another log: {:?}", plan.names);
    plan.request.values = asked == Asked::Q5;
    Ok((view, plan))
}

/// A kernel, folded over what a plan looks at.
pub(crate) async fn folded<K: Kernel>(
    view: &Snapshot,
    plan: &Plan,
    kernel: K,
) -> anyhow::Result<(Arc<K>, K::Partial)> {
    let kernel = Arc::new(kernel);
    let partial = fold(view, plan, Arc::clone(&kernel)).await?.partial;
    Ok((kernel, partial))
}

fn weekly() -> Periods {
    Periods::new((0..=56).map(|week| FIRST_MONDAY + week * WEEK).collect())
}

/// [from, to, count, mean seconds]
async fn transitions(view: &Snapshot, plan: &Plan) -> anyhow::Result<Value> {
    let kernel = Transitions { activities: KINDS, quantiles: false };
    let (kernel, partial) = folded(view, plan, kernel).await?;
    let mut edges = kernel.answer(&partial).edges;
    edges.sort_by_key(|edge| (edge.from, edge.to));
    Ok(edges.iter().map(|e| json!([e.from, e.to, e.count, e.mean_seconds])).collect())
}

/// [customers at each step]
async fn funnel(view: &Snapshot, plan: &Plan) -> anyhow::Result<Value> {
    let steps = STEPS.map(|step| ActivitySet::from([step])).to_vec();
    let kernel = Funnel { steps, window: WEEK, order: Order::Loose, split: None };
    let (kernel, partial) = folded(view, plan, kernel).await?;
    let answer = kernel.answer(&partial);
    let steps = answer.groups.first().into_iter().flat_map(|group| &group.steps);
    Ok(steps.map(|step| json!([step.cases])).collect())
}

/// [path, count]; of equal counts in order of path
async fn variants(view: &Snapshot, plan: &Plan) -> anyhow::Result<Value> {
    let kernel = Variants { fold_loops: false, median: false, limit: LIMIT };
    let (kernel, partial) = folded(view, plan, kernel).await?;
    let ranking = kernel.answer(&partial, 100);
    let letters = |path: &[u8]| path.iter().map(|code| char::from(b'A' + code)).collect::<String>();
    Ok(ranking.top.iter().map(|one| json!([letters(&one.path), one.count])).collect())
}

/// [touchpoint, active, waiting, gone quiet]
async fn position(view: &Snapshot, plan: &Plan) -> anyhow::Result<Value> {
    let unknown = Thresholds::new(&Gaps { activities: 0 }.begin());
    let kernel = Everyone { places: Places::default(), thresholds: unknown, now: NOW };
    let (kernel, partial) = folded(view, plan, kernel).await?;
    let standing = kernel.answer(&partial);
    Ok(standing
        .iter()
        .map(|at| json!([at.touchpoint, at.active, at.waiting, at.gone_quiet]))
        .collect())
}

/// [week, touchpoint, count, customers, mean value]
async fn weeks(view: &Snapshot, plan: &Plan) -> anyhow::Result<Value> {
    let kernel = Counts { activities: KINDS, periods: weekly() };
    let (kernel, partial) = folded(view, plan, kernel).await?;
    let table = kernel.answer(&partial);
    let rows = table.periods.iter().enumerate().flat_map(|(week, period)| {
        period.activities.iter().map(move |of| {
            let group = of.group;
            json!([week, of.activity, group.interactions, group.customers, group.mean])
        })
    });
    Ok(rows.collect())
}

/// [first week, weeks later, customers]
async fn cohorts(view: &Snapshot, plan: &Plan) -> anyhow::Result<Value> {
    let (start, back) = (ActivitySet::ALL, ActivitySet::ALL);
    let kernel = Cohorts { periods: weekly(), start, back, by: CohortBy::Period };
    let (kernel, partial) = folded(view, plan, kernel).await?;
    let retention = kernel.answer(&partial);
    let rows = retention.cohorts.iter().flat_map(|cohort| {
        let later = cohort.retained.iter().enumerate();
        later
            .filter(|(_, retained)| retained.customers > 0)
            .map(|(weeks, retained)| json!([cohort.cohort, weeks, retained.customers]))
    });
    Ok(rows.collect())
}

/// [before, last, next or 25 for the end, count]
async fn next(view: &Snapshot, plan: &Plan) -> anyhow::Result<Value> {
    let kernel =
        AfterLast::new(u16::from(KINDS), 2).ok_or_else(|| anyhow!("25² · 26 cells fit"))?;
    let (kernel, partial) = folded(view, plan, kernel).await?;
    let mut rows = Vec::new();
    for after in kernel.answer(&partial) {
        let (before, last) = (after.context[0], after.context[1]);
        rows.extend(
            after.next.iter().map(|(step, n)| json!([before, last, step.unwrap_or(KINDS), n])),
        );
    }
    Ok(rows.into())
}
