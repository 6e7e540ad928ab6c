//! The customers behind a figure of a report: the same question, and which figure.
//!
//! A report's own file says which figures it has; here is what they have in common: one fold that gathers
//! the customers, and how they are told.

use std::sync::Arc;

use parcours_interactions::{CustomerId, CustomerSet, Snapshot};
use parcours_kernel::{Page, PageQuery, Problem, Text};
use serde::Serialize;
use utoipa::ToSchema;

use crate::fold::fold;
use crate::kernels::members::{Figure, Members};
use crate::plan::Plan;

/// All customers behind a figure, in order of their numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct BehindFigure(CustomerSet);

/// Some of the customers behind a figure, in the order of their numbers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomersBehind {
    /// How many there are on all pages.
    pub total: u64,
    /// Those of this page.
    pub items: Vec<CustomerBehind>,
    /// What to send as `cursor` for those after these; null at the end.
    pub next: Option<String>,
}

/// One customer behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerBehind {
    /// Who.
    pub customer_id: CustomerId,
}

impl BehindFigure {
    /// Gathers them. Cost: one scan of what a plan looks at; memory: some bytes a customer at most.
    pub(crate) async fn gather(
        view: &Snapshot,
        plan: &Plan,
        figure: impl Figure,
    ) -> Result<Self, Problem> {
        let found = fold(view, plan, Arc::new(Members(figure))).await?;
        Ok(Self(found.partial.customers))
    }

    /// Those of a set.
    pub fn of(customers: CustomerSet) -> Self {
        Self(customers)
    }

    /// As a set.
    pub fn into_set(self) -> CustomerSet {
        self.0
    }

    /// How many.
    pub fn total(&self) -> u64 {
        self.0.len()
    }

    /// All of them, ascending.
    pub fn ids(&self) -> impl Iterator<Item = CustomerId> + use<'_> {
        self.0.iter().map(|number| CustomerId(number.cast_signed()))
    }

    /// A page of them.
    pub fn page(&self, query: &PageQuery) -> Result<CustomersBehind, Problem> {
        let after = query.after::<u64>()?;
        let limit = query.limit();
        let mut left = self.0.iter();
        if let Some(after) = after {
            left.advance_to(after.saturating_add(1));
        }
        let rows: Vec<u64> = left.take(limit as usize + 1).collect();
        let Page { items, next } = Page::from_rows(rows, limit, |number| *number);
        let customer =
            |number: u64| CustomerBehind { customer_id: CustomerId(number.cast_signed()) };
        let items = items.into_iter().map(customer).collect();
        Ok(CustomersBehind { total: self.total(), items, next })
    }

    /// All of them as a table with one column, `customer_id`.
    pub fn csv(&self) -> String {
        let mut csv = String::from("customer_id\n");
        for id in self.ids() {
            csv.push_str(&id.to_string());
            csv.push('\n');
        }
        csv
    }
}

/// Several figures were named at once, or none.
pub(super) fn one_figure(field: &'static str, which: &str) -> Problem {
    Problem::invalid(
        field,
        "one_figure",
        Text::new(
            format!("Name one figure: {which}."),
            format!("Nommez un seul chiffre\u{202f}: {which}."),
        ),
    )
}

/// There is no such figure in the report.
pub(super) fn no_such(field: &'static str, name: &str) -> Problem {
    Problem::invalid(
        field,
        "unknown_figure",
        Text::new(
            format!("This report has no “{name}”."),
            format!("Ce rapport n’a pas de «\u{202f}{name}\u{202f}»."),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_and_the_table_has_them_all() {
        let all = BehindFigure([5, 3, 9, 1 << 40].into_iter().collect());
        let mut query = PageQuery { cursor: None, limit: Some(3) };
        let first = all.page(&query).unwrap();
        let ids = |page: &CustomersBehind| -> Vec<i64> {
            page.items.iter().map(|one| one.customer_id.0).collect()
        };
        assert_eq!((first.total, ids(&first)), (4, vec![3, 5, 9]));
        query.cursor = first.next;
        let second = all.page(&query).unwrap();
        assert_eq!((ids(&second), second.next), (vec![1 << 40], None));
        let csv = all.csv();
        assert_eq!(csv.lines().count(), 5);
        assert!(csv.starts_with(&format!("customer_id\n{}\n", CustomerId(3))));
    }
}
