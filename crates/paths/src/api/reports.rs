//! Reports over the API: one a file.

mod position;
mod transitions;

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
        .routes(routes!(transitions::report_transitions))
        .routes(routes!(position::report_position))
}
