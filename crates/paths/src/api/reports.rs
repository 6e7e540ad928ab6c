//! Reports over the API: one a file.

mod attribution;
mod changes;
mod cohorts;
mod counts;
mod drift;
mod durations;
mod funnel;
mod goal;
mod lifetime_value;
mod next;
mod position;
mod transitions;
mod variants;

use parcours_kernel::{PeriodQuery, Problem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Api;
use crate::{MapVersion, Question, QuestionQuery};

impl Api {
    /// The question that a query asks.
    async fn question(
        &self,
        query: QuestionQuery,
        period: &PeriodQuery,
    ) -> Result<Question, Problem> {
        let journey = match query.journey {
            Some(id) => Some(self.journey(id, MapVersion::Draft).await?),
            None => None,
        };
        query.question(self.paths.period(period).await?, journey)
    }
}

/// The routes of reports.
pub(super) fn router() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(attribution::report_attribution))
        .routes(routes!(changes::report_changes))
        .routes(routes!(cohorts::report_cohorts))
        .routes(routes!(counts::report_counts))
        .routes(routes!(durations::report_durations))
        .routes(routes!(funnel::report_funnel))
        .routes(routes!(lifetime_value::report_lifetime_value))
        .routes(routes!(transitions::report_transitions))
        .routes(routes!(variants::report_variants))
        .routes(routes!(position::report_position))
        .routes(routes!(next::report_next))
        .routes(routes!(goal::report_goal))
        .routes(routes!(drift::report_drift))
}
