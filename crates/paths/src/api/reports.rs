//! Reports over the API: one a file.

mod attribution;
mod attribution_customers;
mod behind;
mod changes;
mod cohorts;
mod cohorts_customers;
mod counts;
mod drift;
mod drift_customers;
mod durations;
mod durations_customers;
mod flows;
mod flows_customers;
mod funnel;
mod funnel_customers;
mod goal;
mod lifetime_value;
mod lifetime_value_customers;
mod next;
mod position;
mod transitions;
mod transitions_customers;
mod variants;
mod variants_customers;

pub(super) use self::behind::{FormatQuery, Told};
use parcours_access::Caller;
use parcours_kernel::{PeriodQuery, Problem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Api;
use crate::{Question, QuestionQuery};

impl Api {
    /// The question that a query asks.
    async fn question(
        &self,
        asks: &Caller,
        query: QuestionQuery,
        period: &PeriodQuery,
    ) -> Result<Question, Problem> {
        let journey = match query.journey {
            Some(id) => Some(self.journey(asks, id, query.version.unwrap_or_default()).await?),
            None => None,
        };
        let persona = query.persona;
        let mut question = query.question(self.paths.period(period).await?, journey)?;
        if let Some(id) = persona {
            question.customers = Some(self.customers_of(id).await?.as_ref().clone());
        }
        Ok(question)
    }
}

/// The routes of reports.
pub(super) fn router() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(attribution::report_attribution))
        .routes(routes!(attribution_customers::list_attribution_customers))
        .routes(routes!(changes::report_changes))
        .routes(routes!(cohorts::report_cohorts))
        .routes(routes!(counts::report_counts))
        .routes(routes!(durations::report_durations))
        .routes(routes!(durations_customers::list_durations_customers))
        .routes(routes!(flows::report_flows))
        .routes(routes!(funnel::report_funnel))
        .routes(routes!(lifetime_value::report_lifetime_value))
        .routes(routes!(lifetime_value_customers::list_lifetime_value_customers))
        .routes(routes!(transitions::report_transitions))
        .routes(routes!(variants::report_variants))
        .routes(routes!(position::report_position))
        .routes(routes!(next::report_next))
        .routes(routes!(goal::report_goal))
        .routes(routes!(drift::report_drift))
        .routes(routes!(cohorts_customers::list_cohorts_customers))
        .routes(routes!(drift_customers::list_drift_customers))
        .routes(routes!(flows_customers::list_flows_customers))
        .routes(routes!(funnel_customers::list_funnel_customers))
        .routes(routes!(transitions_customers::list_transitions_customers))
        .routes(routes!(variants_customers::list_variants_customers))
}
