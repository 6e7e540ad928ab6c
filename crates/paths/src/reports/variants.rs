//! Whole paths: how many take each, and a few that stand for all.

mod behind;

use std::sync::Arc;

use parcours_kernel::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words;
use crate::fold::{Folded, think};
use crate::kernels::representatives::{MOST_VARIANTS, Representatives, representatives};
use crate::kernels::variants::{LIMIT, Variants};
use crate::plan::{LeftOut, Plan};
use crate::{Paths, Question};

pub use behind::VariantFigureQuery;

/// Paths that are shown unless it is said otherwise.
const TOP: usize = 10;
/// More are a file, not a report.
const MOST_TOP: usize = 10_000;
/// More representatives represent nothing.
const MOST_REPRESENTATIVES: usize = 50;

/// Which paths are told.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VariantsQuery {
    /// How many paths, the most frequent ones: 1 to 10,000; 10 when not said.
    pub top: Option<usize>,
    /// Whether the same activity several times in a row counts as once.
    pub fold_loops: Option<bool>,
    /// Whether the median duration of each is wanted too; it costs memory.
    pub median: Option<bool>,
    /// How many journeys are chosen to stand for all: 0 to 50; none when not said.
    pub representatives: Option<usize>,
}

/// Whole paths and how many take each.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VariantsReport {
    /// Distinct customers.
    pub customers: u64,
    /// Cases: customers or sessions.
    pub cases: u64,
    /// Different paths.
    pub variants: u64,
    /// Whether all counts are exact. With millions of different paths the rarest are dropped.
    pub exact: bool,
    /// If not exact: how many more cases than told a path has at most.
    pub missing: u64,
    /// If not exact: cases whose path was dropped.
    pub other: u64,
    /// The most frequent.
    pub top: Vec<NamedVariant>,
    /// A few real journeys that stand for all; null unless asked for.
    pub representatives: Option<NamedRepresentatives>,
    /// The rarest activities, when there are more than a report holds.
    pub left_out: LeftOut,
}

/// A path and who took it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedVariant {
    /// The activities in order.
    pub path: Vec<String>,
    /// Cases.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Part of all cases.
    pub share: f64,
    /// Mean time from the first activity to the last.
    pub mean_seconds: f64,
    /// Its median, within 1.6 %; null unless asked for.
    pub median_seconds: Option<f64>,
}

/// Real journeys that stand for all: k-medoids of the most frequent paths by normalised edit distance.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedRepresentatives {
    /// The chosen ones, those that stand for the most cases first.
    pub chosen: Vec<NamedRepresentative>,
    /// Share of all cases that were looked at: those of the 300 most frequent paths.
    pub coverage: f64,
    /// Mean distance of these from their representative, from 0 (the same) to 1 (nothing in common).
    pub mean_distance: f64,
}

/// A journey that stands for others.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedRepresentative {
    /// The activities in order.
    pub path: Vec<String>,
    /// Cases of just this path.
    pub count: u64,
    /// Cases it stands for, these included.
    pub cases: u64,
    /// Paths it stands for, itself included.
    pub variants: u64,
    /// Part of the cases looked at.
    pub share: f64,
    /// Mean distance of the cases it stands for.
    pub mean_distance: f64,
}

impl Paths {
    /// Whole paths. Cost: one scan of what the question looks at; memory: the different paths.
    pub async fn variants(
        &self,
        question: &Question,
        query: &VariantsQuery,
    ) -> Result<VariantsReport, Problem> {
        let top = words::within("top", query.top.unwrap_or(TOP), 1, MOST_TOP)?;
        let chosen = query.representatives.unwrap_or_default();
        let chosen = words::within("representatives", chosen, 0, MOST_REPRESENTATIVES)?;
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let kernel = Arc::new(Variants {
            fold_loops: query.fold_loops.unwrap_or_default(),
            median: query.median.unwrap_or_default(),
            limit: LIMIT,
        });
        let Folded { partial, left_out } = self.fold(&view, &plan, Arc::clone(&kernel)).await?;
        let looked_at = if chosen > 0 { top.max(MOST_VARIANTS) } else { top };
        let (ranking, found) = think(move || {
            let ranking = kernel.answer(&partial, looked_at);
            let found = (chosen > 0).then(|| representatives(&ranking, chosen));
            (ranking, found)
        })
        .await?;
        let names =
            |path: &[u8]| path.iter().map(|code| plan.name(*code).to_owned()).collect::<Vec<_>>();
        let shown = ranking.top.iter().take(top).map(|variant| NamedVariant {
            path: names(&variant.path),
            count: variant.count,
            customers: variant.customers,
            share: variant.share,
            mean_seconds: variant.mean_seconds,
            median_seconds: variant.median_seconds,
        });
        let representatives = |found: Representatives| NamedRepresentatives {
            chosen: found
                .chosen
                .iter()
                .map(|one| NamedRepresentative {
                    path: names(&one.path),
                    count: one.count,
                    cases: one.cases,
                    variants: one.variants,
                    share: one.share,
                    mean_distance: one.mean_distance,
                })
                .collect(),
            coverage: found.coverage,
            mean_distance: found.mean_distance,
        };
        Ok(VariantsReport {
            customers: ranking.customers,
            cases: ranking.cases,
            variants: ranking.variants,
            exact: ranking.exact,
            missing: ranking.missing,
            other: ranking.other,
            top: shown.collect(),
            representatives: found.map(representatives),
            left_out,
        })
    }
}
