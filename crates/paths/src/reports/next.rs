//! What customers do next after the same steps.

use std::sync::Arc;

use parcours_kernel::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::observed;
use super::sentence::{Sentence, customers, percent};
use super::words;
use crate::fold::{Folded, think};
use crate::kernels::next_step::{Blend, NextStep, NextStepModel, Prediction};
use crate::plan::{LeftOut, Plan};
use crate::{Paths, Question};

/// After which steps.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NextQuery {
    /// The last steps, oldest first, with commas between; at the beginning when left out.
    pub after: Option<String>,
}

/// What customers with the same last steps did next.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NextReport {
    /// The last steps that were asked about, oldest first.
    pub after: Vec<String>,
    /// The three most probable; empty when too few customers were in this situation.
    pub steps: Vec<NextActivity>,
    /// Those of the last steps that the answer goes by: the most that enough customers share.
    pub context: Vec<String>,
    /// Whether that is their whole way since the beginning, not only the end of it.
    pub whole_way: bool,
    /// How often that was met.
    pub support: u64,
    /// Too few were in this situation: nothing is predicted.
    pub abstained: bool,
    /// The answer as a sentence.
    pub says: Sentence,
    /// What was not looked at.
    pub left_out: LeftOut,
}

/// A step that may come.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NextActivity {
    /// The activity; null: nothing more comes.
    pub name: Option<String>,
    /// Whether this is the end.
    pub end: bool,
    /// How probable, 0 to 1.
    pub probability: f64,
    /// How many of `support` took it.
    pub support: u64,
}

impl Paths {
    /// What customers do next. Cost: two scans of what the question looks at.
    pub async fn next(
        &self,
        question: &Question,
        query: &NextQuery,
    ) -> Result<NextReport, Problem> {
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let after = words::list(query.after.as_deref().unwrap_or_default());
        let codes = after.iter().map(|name| plan.code("after", name));
        let codes = codes.collect::<Result<Vec<u8>, Problem>>()?;
        let until = observed::until(&view, question, self.now()).await?;
        let ended_by = self.ended_by(&view, &plan, until).await?;
        let kernel = Arc::new(NextStep { ended_by, ..NextStep::default() });
        let Folded { partial: met, left_out } = self.fold(&view, &plan, kernel).await?;
        let predict = move || NextStepModel::new(&met, Blend::default()).predict_after(&codes);
        let prediction = think(predict).await?;
        let name = |code| plan.name(code).to_owned();
        Ok(NextReport { left_out, ..named(&prediction, after, name) })
    }
}

/// A prediction in names.
pub(crate) fn named(
    prediction: &Prediction,
    after: Vec<String>,
    name: impl Fn(u8) -> String,
) -> NextReport {
    let steps: Vec<NextActivity> = prediction
        .steps
        .iter()
        .map(|likely| NextActivity {
            name: likely.step.map(&name),
            end: likely.step.is_none(),
            probability: likely.probability,
            support: likely.support,
        })
        .collect();
    let known = prediction.context_length.min(after.len());
    NextReport {
        context: after[after.len() - known..].to_vec(),
        whole_way: prediction.whole_way,
        support: prediction.support,
        abstained: prediction.abstained,
        says: says(&steps, prediction),
        left_out: LeftOut::default(),
        steps,
        after,
    }
}

fn says(steps: &[NextActivity], prediction: &Prediction) -> Sentence {
    let Some(first) = steps.first().filter(|_| !prediction.abstained) else {
        return not_enough(prediction.support);
    };
    let (share, met) = (percent(first.probability), customers(prediction.support));
    match &first.name {
        Some(name) => Sentence::new(
            format!(
                "Most likely next: {name} ({}, from {} cases alike).",
                share.en, prediction.support
            ),
            format!(
                "Suite la plus probable\u{202f}: {name} ({}, d’après {} cas semblables).",
                share.fr, prediction.support
            ),
        ),
        None => Sentence::new(
            format!("Most likely nothing more comes ({}, from {} alike).", share.en, met.en),
            format!(
                "Le plus probable est qu’il n’y ait pas de suite ({}, d’après {} semblables).",
                share.fr, met.fr
            ),
        ),
    }
}

/// Said instead of a guess.
pub(super) fn not_enough(found: u64) -> Sentence {
    let found = customers(found);
    Sentence::new(
        format!("Not enough customers like this: {}.", found.en),
        format!("Pas assez de clients dans cette situation\u{202f}: {}.", found.fr),
    )
}
