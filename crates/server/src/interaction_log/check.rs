//! Whether the log's files are there and readable.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ManageSystem, Speaks};
use parcours_interactions::Fault;
use parcours_kernel::{Language, Page, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::Api;

/// What is wrong with a file of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileFault {
    /// Its name within the place of the files.
    name: String,
    /// What is wrong and what to do, in the caller's language.
    what: String,
}

impl FileFault {
    fn of(fault: Fault, language: Language) -> Self {
        Self { name: fault.name, what: fault.what.get(language).to_owned() }
    }
}

/// Looks at each file of the log: whether it is there, whole and readable. No items when all is
/// well; a single one when the place as a whole is out of reach.
#[utoipa::path(
    post, path = "/api/v1/log/check", tag = "system", operation_id = "check_log",
    responses((status = 200, body = Page<FileFault>))
)]
pub(crate) async fn check_log(
    State(api): State<Api>,
    _may: Can<ManageSystem>,
    Speaks(language): Speaks,
) -> Result<Json<Page<FileFault>>, Problem> {
    let log = api.keeping.log();
    // A store that does not answer is asked once, not once a file.
    let faults = match log.fault_of_place().await? {
        Some(fault) => vec![fault],
        None => log.faults(false).await?,
    };
    let items = faults.into_iter().map(|fault| FileFault::of(fault, language)).collect();
    Ok(Json(Page { items, next: None }))
}
