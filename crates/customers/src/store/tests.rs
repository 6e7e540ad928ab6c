//! The queries of every batch of intake are answered by indexes.

use parcours_storage::testing::TestDatabase;
use parcours_storage::{Backend, sql};
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Plan {
    detail: String,
}

#[tokio::test]
async fn identities_are_looked_up_and_never_scanned() {
    let fresh = TestDatabase::of(Backend::Sqlite).await.unwrap();
    for query in [
        "SELECT value, customer FROM identities WHERE kind = 'user_id' AND place = '' AND value IN ('a', 'b')",
        "SELECT customer, kind, count(*) AS keys FROM identities WHERE customer IN (1, 2) GROUP BY customer, kind",
        "UPDATE identities SET customer = 1 WHERE customer = 2",
        "UPDATE customers SET merged_into = 1 WHERE merged_into = 2",
        "SELECT digest, at FROM erased_keys WHERE digest IN ('a', 'b')",
        "SELECT id FROM customers WHERE merged_into = 1 ORDER BY id",
        "DELETE FROM identities WHERE customer IN (1, 2)",
    ] {
        let explain = format!("EXPLAIN QUERY PLAN {query}");
        let plan: Vec<Plan> = sql::all(fresh.database().read(), explain, vec![]).await.unwrap();
        let steps: Vec<_> = plan.into_iter().map(|step| step.detail).collect();
        assert!(!steps.iter().any(|step| step.starts_with("SCAN")), "{query}: {steps:?}");
    }
}
