//! The customers behind a bar of durations.

use parcours_kernel::{Problem, Text};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Asked, DurationsQuery};
use crate::kernels::durations::{DurationFigure, Took};
use crate::reports::behind::{BehindFigure, one_figure};
use crate::{Paths, Question};

/// Which figure of durations: all who arrive when nothing is said.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DurationFigureQuery {
    /// Only those who take so many seconds or longer.
    pub from_seconds: Option<f64>,
    /// Only those who take less than so many seconds.
    pub under_seconds: Option<f64>,
    /// Those instead who do the first and never the second afterwards.
    pub lost: Option<bool>,
}

impl Paths {
    /// Who takes how long. Cost: as that of [`durations`](Self::durations).
    pub async fn behind_durations(
        &self,
        question: &Question,
        query: &DurationsQuery,
        figure: &DurationFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let took = figure.took()?;
        let Asked { view, plan, kernel } = self.durations_asked(question, query).await?;
        BehindFigure::gather(&view, &plan, DurationFigure::new(&kernel, took)).await
    }
}

impl DurationFigureQuery {
    fn took(&self) -> Result<Took, Problem> {
        let from = self.from_seconds.map(|said| micros("from_seconds", said)).transpose()?;
        let under = self.under_seconds.map(|said| micros("under_seconds", said)).transpose()?;
        match (from, under, self.lost.unwrap_or_default()) {
            (None, None, true) => Ok(Took::Never),
            (_, _, true) => Err(one_figure("lost", "lost=true / from_seconds, under_seconds")),
            (from, under, false) => Ok(Took::Within(from.unwrap_or_default(), under)),
        }
    }
}

fn micros(field: &'static str, seconds: f64) -> Result<u64, Problem> {
    if (0.0..1e11).contains(&seconds) {
        return Ok((seconds * 1e6).round() as u64);
    }
    Err(Problem::invalid(
        field,
        "out_of_range",
        Text::new(
            "A length of time is a number of seconds, 0 or more.",
            "Une durée est un nombre de secondes, 0 ou plus.",
        ),
    ))
}
