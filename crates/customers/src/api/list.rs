//! All customers, newest first, or those with a key that begins with a text.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewInteractions};
use parcours_interactions::CustomerId;
use parcours_kernel::{Page, PageQuery, Problem, ProblemBody, Text};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Api;
use crate::Customer;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Search {
    /// The beginning of a user id, e-mail address, phone number or anonymous id.
    q: Option<String>,
    /// Only these customers, with commas between: 200 at most, on one page.
    ids: Option<String>,
}

/// Customers that can be named at once.
const MOST: usize = 200;

/// Customers, newest first.
#[utoipa::path(
    get, path = "/api/v1/customers", tag = "customers", operation_id = "list_customers",
    params(Search, PageQuery),
    responses((status = 200, body = Page<Customer>), (status = 422, body = ProblemBody))
)]
pub(crate) async fn list_customers(
    State(api): State<Api>,
    _may: Can<ViewInteractions>,
    Query(search): Query<Search>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<Customer>>, Problem> {
    if let Some(ids) = &search.ids {
        let customers = api.customers.of(&named(ids)?).await?;
        return Ok(Json(Page { items: customers, next: None }));
    }
    let after = page.after::<CustomerId>()?;
    let rows = api.customers.list(search.q.as_deref(), after, page.limit()).await?;
    Ok(Json(Page::from_rows(rows, page.limit(), |customer| customer.id)))
}

fn named(list: &str) -> Result<Vec<CustomerId>, Problem> {
    let ids: Vec<&str> = list.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    if ids.len() > MOST {
        return Err(Problem::invalid(
            "ids",
            "too_many",
            Text::new(
                format!("{} customers were named; {MOST} at most at once.", ids.len()),
                format!("{} clients sont nommés\u{202f}; {MOST} au plus à la fois.", ids.len()),
            ),
        ));
    }
    let id = |id: &str| {
        id.parse().map_err(|_| {
            Problem::invalid(
                "ids",
                "invalid_id",
                Text::new(
                    format!("“{id}” is no customer’s id, which begins with cus_."),
                    format!(
                        "«\u{202f}{id}\u{202f}» n’est pas un identifiant de client, qui commence par cus_."
                    ),
                ),
            )
        })
    };
    ids.into_iter().map(id).collect()
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Language;

    use super::*;

    #[test]
    fn customers_are_named_with_commas_between() {
        let [one, other] = [CustomerId(7), CustomerId(1 << 40)];
        assert_eq!(named(&format!("{one}, {other},")).unwrap(), [one, other]);
        assert_eq!(named("").unwrap(), []);
    }

    #[test]
    fn what_is_no_id_and_too_many_are_named_as_such() {
        let codes = |list: &str| {
            let problem = named(list).unwrap_err().body(Language::En);
            problem.errors[0].code.clone()
        };
        assert_eq!(codes("cus_7,jrn_8"), "invalid_id");
        assert_eq!(codes(&vec![CustomerId(7).to_string(); 201].join(",")), "too_many");
    }
}
