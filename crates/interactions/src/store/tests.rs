//! Hot queries are answered by their indexes, whatever the planner thinks next year.

use parcours_storage::testing::TestDatabase;
use parcours_storage::{Backend, sql};
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Plan {
    detail: String,
}

#[tokio::test]
async fn hot_paths_are_answered_by_their_indexes() {
    let fresh = TestDatabase::of(Backend::Sqlite).await.unwrap();
    let plan = async |query: &str| {
        let plan: Vec<Plan> =
            sql::all(fresh.database().read(), format!("EXPLAIN QUERY PLAN {query}"), vec![])
                .await
                .unwrap();
        plan.into_iter().map(|step| step.detail).collect::<Vec<_>>().join("; ")
    };
    let timeline = plan(
        "SELECT * FROM interactions WHERE customer = 1 AND (at, seq) < (5, 5) ORDER BY at DESC, seq DESC LIMIT 50",
    )
    .await;
    assert!(
        timeline.contains("interactions_timeline") && !timeline.contains("TEMP B-TREE"),
        "{timeline}"
    );
    let figures =
        plan("SELECT customer, at, seq, signature FROM interactions WHERE signature IN (1, 2) AND at >= 1 AND at < 5").await;
    assert!(figures.contains("COVERING INDEX interactions_figures"), "{figures}");
    let counts = plan(
        "SELECT i.signature, count(*), count(DISTINCT coalesce(a.kept, i.customer)) FROM interactions i \
         LEFT JOIN customer_aliases a ON a.gone = i.customer WHERE i.at >= 1 AND i.at < 5 GROUP BY i.signature",
    )
    .await;
    assert!(counts.contains("COVERING INDEX interactions_figures"), "{counts}");
}
