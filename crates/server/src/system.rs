//! The installation as a whole: its state, its time zone, jobs that gave up.

mod dead_jobs;
mod remove_job;
mod retry_job;
mod set;
mod status;
mod test_mail;

use parcours_interactions::Log;
use parcours_kernel::{Env, Problem, Text};
use parcours_outbound::Mailer;
use parcours_storage::jobs::Queue;
use parcours_storage::{Backend, Database, Settings};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the endpoints need.
#[derive(Debug, Clone)]
pub(crate) struct Api {
    pub(crate) database: Database,
    pub(crate) env: Env,
    pub(crate) log: Log,
    pub(crate) queue: Queue,
    pub(crate) mailer: Mailer,
}

/// The routes.
pub(crate) fn router(api: Api) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(status::get_system))
        .routes(routes!(set::set_system))
        .routes(routes!(test_mail::send_test_mail))
        .routes(routes!(dead_jobs::list_dead_jobs))
        .routes(routes!(retry_job::retry_job))
        .routes(routes!(remove_job::remove_job))
        .with_state(api)
}

/// The state of the installation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SystemStatus {
    /// The program's version.
    version: String,
    /// Which database: `sqlite` or `postgres`.
    database: String,
    /// The organisation's time zone, by its IANA name.
    time_zone: String,
    /// All interactions.
    interactions: u64,
    /// All customers.
    customers: u64,
    /// Whether mail goes out.
    mail: bool,
    /// Jobs by state.
    jobs: parcours_storage::jobs::JobCounts,
}

async fn status(api: &Api) -> Result<SystemStatus, Problem> {
    let view = api.log.snapshot().await?;
    let (interactions, customers) = view.totals().await?;
    Ok(SystemStatus {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        mail: api.mailer.is_set(),
        database: match api.database.backend() {
            Backend::Sqlite => "sqlite".to_owned(),
            Backend::Postgres => "postgres".to_owned(),
        },
        time_zone: Settings::time_zone(&api.database)
            .await?
            .iana_name()
            .unwrap_or("UTC")
            .to_owned(),
        interactions,
        customers,
        jobs: api.queue.counts().await?,
    })
}

fn no_such_job() -> Problem {
    let detail =
        Text::new("There is no such dead job.", "Aucune tâche abandonnée ne porte ce numéro.");
    Problem::not_found("job_not_found", detail)
}
