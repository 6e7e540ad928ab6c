//! Figures of a drawn map over a real log, on both databases.

mod atlas;
mod cases;
mod changes;
mod elsewhere;
mod emotion;
mod lifetime;
mod outlook;
mod positions;
mod proposed;
mod reports;
mod teams;

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_access::Actor;
use parcours_interactions::{CustomerId, Log, NewInteraction, SignatureParts, SourceId};
use parcours_journeys::{
    Hue, Journey, JourneyDraft, Journeys, Signal, SignalList, StageDraft, TouchpointContent,
    TouchpointDraft,
};
use parcours_kernel::{Env, Language, ManualClock, Period, PeriodQuery, Problem, Rng, Timestamp};
use parcours_storage::Database;
use parcours_storage::testing::on_both;

use crate::Paths;

struct Shop {
    database: Database,
    env: Env,
    log: Log,
    journeys: Journeys,
    paths: Paths,
    clock: Arc<ManualClock>,
}

/// The code of the first field that a problem names.
fn field_code(problem: &Problem) -> String {
    problem.body(Language::En).errors[0].code.clone()
}

const NOW: &str = "2026-05-31T10:00:00Z";

impl Shop {
    fn new(database: Database) -> Self {
        let clock = Arc::new(ManualClock::new(Timestamp::parse(NOW).unwrap()));
        let env = Env::new(clock.clone(), Rng::seeded(7));
        let log = Log::new(database.clone(), env.clone());
        Self {
            journeys: Journeys::new(database.clone(), env.clone()),
            paths: Paths::new(log.clone(), env.clone()),
            log,
            env,
            database,
            clock,
        }
    }

    /// Tells facts: (customer, days before now, kind).
    async fn tell(&self, facts: &[(i64, i64, &str)]) {
        let facts: Vec<_> =
            facts.iter().map(|(customer, days, kind)| (*customer, *days, *kind, None)).collect();
        self.tell_scores(&facts).await;
    }

    /// The same, with values.
    async fn tell_scores(&self, facts: &[(i64, i64, &str, Option<f64>)]) {
        let batch = self.facts_with(facts);
        let mut work = self.database.begin().await.unwrap();
        self.log.append(&mut work, &batch).await.unwrap();
        work.commit(&self.env).await.unwrap();
    }

    /// Facts that nobody has been told yet: (customer, days before now, kind).
    fn facts(&self, facts: &[(i64, i64, &str)]) -> Vec<NewInteraction> {
        let facts: Vec<_> =
            facts.iter().map(|(customer, days, kind)| (*customer, *days, *kind, None)).collect();
        self.facts_with(&facts)
    }

    fn facts_with(&self, facts: &[(i64, i64, &str, Option<f64>)]) -> Vec<NewInteraction> {
        facts
            .iter()
            .map(|(customer, days, kind, value)| {
                let at = self.env.now().plus_seconds(-days * 86_400);
                NewInteraction {
                    customer: CustomerId(*customer),
                    at,
                    received_at: at,
                    signature: SignatureParts::new(kind, "web", None, BTreeMap::new()).into(),
                    subject: None,
                    value: *value,
                    properties: None,
                    source: SourceId(1),
                    message_id: format!("{customer}-{days}-{kind}"),
                    derived: false,
                    lasting: false,
                }
            })
            .collect()
    }

    /// Two stages: see and buy (goal) in the first, delivery in the second.
    async fn map(&self) -> Journey {
        let touchpoint = |name: &str, kind: &str, goal: bool| TouchpointDraft {
            name: name.into(),
            goal,
            content: TouchpointContent::default(),
            signals: vec![Signal { kind: Some(kind.into()), ..Signal::default() }],
            ..TouchpointDraft::default()
        };
        let stages = vec![
            StageDraft {
                name: "Décision".into(),
                hue: Hue::Decision,
                translations: Default::default(),
                touchpoints: vec![
                    touchpoint("Voir", "product_viewed", false),
                    touchpoint("Acheter", "order_completed", true),
                ],
            },
            StageDraft {
                name: "Fidélisation".into(),
                hue: Hue::Retention,
                translations: Default::default(),
                touchpoints: vec![touchpoint("Recevoir", "delivery_arrived", false)],
            },
        ];
        let draft = JourneyDraft { name: "Achat".into(), stages, ..JourneyDraft::default() };
        self.journeys.create_from(draft, &Actor::system()).await.unwrap()
    }

    async fn period(&self, text: &str) -> Period {
        let query = PeriodQuery { period: Some(text.into()), ..PeriodQuery::default() };
        self.paths.period(&query).await.unwrap()
    }
}

#[tokio::test]
async fn the_figures_of_a_small_map_are_those_counted_by_hand() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell(&[
            (1, 9, "product_viewed"),
            (1, 8, "order_completed"),
            (1, 5, "delivery_arrived"),
            (2, 9, "product_viewed"),
            (2, 7, "product_viewed"),
            (2, 3, "newsletter_opened"),
            (3, 6, "order_completed"),
            // The period before.
            (4, 20, "product_viewed"),
            (4, 19, "order_completed"),
        ])
        .await;
        let map = shop.map().await;
        let figures = shop.paths.figures(&map, &[], shop.period("10d").await).await.unwrap();
        assert_eq!(
            (figures.interactions, figures.customers, figures.customers_before),
            (6, 3, Some(1))
        );
        assert_eq!((figures.goal_customers, figures.goal_share_before), (Some(2), Some(1.0)));
        assert_eq!(figures.unclaimed_interactions, 1);
        let customers: Vec<_> =
            figures.touchpoints.iter().map(|row| (row.interactions, row.customers)).collect();
        assert_eq!(customers, [(3, 2), (2, 2), (1, 1)]);
        let lost: Vec<_> = figures.touchpoints.iter().map(|row| row.lost).collect();
        assert_eq!(lost, [Some(0.5), Some(0.5), None]);
        assert_eq!(figures.touchpoints[0].median_seconds_to_next, Some(86_400));
        assert_eq!(
            figures.touchpoints[0].trend, None,
            "one customer before is no base for a trend"
        );
        let stages: Vec<_> = figures.stages.iter().map(|row| (row.customers, row.lost)).collect();
        assert_eq!(stages, [(3, Some(2.0 / 3.0)), (1, None)]);
    })
    .await;
}

#[tokio::test]
async fn a_period_before_that_the_log_does_not_reach_is_not_compared() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell(&[(1, 1, "product_viewed"), (2, 12, "product_viewed")]).await;
        let map = shop.map().await;
        let figures = shop.paths.figures(&map, &[], shop.period("10d").await).await.unwrap();
        assert_eq!((figures.customers, figures.customers_before), (1, None));
        assert_eq!(figures.touchpoints[0].customers_before, None);
        let figures = shop.paths.figures(&map, &[], shop.period("5d").await).await.unwrap();
        assert_eq!(figures.customers_before, Some(0));
    })
    .await;
}

#[tokio::test]
async fn figures_move_when_events_arrive_and_when_the_map_changes() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let map = shop.map().await;
        let period = shop.period("10d").await;
        assert_eq!(shop.paths.figures(&map, &[], period).await.unwrap().customers, 0);
        shop.tell(&[(1, 1, "product_viewed"), (1, 1, "search")]).await;
        assert_eq!(shop.paths.figures(&map, &[], period).await.unwrap().customers, 1);
        let search = Signal { kind: Some("search".into()), ..Signal::default() };
        let first = map.touchpoints().next().unwrap().id;
        shop.journeys
            .set_signals(first, SignalList { signals: vec![search] }, &Actor::system())
            .await
            .unwrap();
        let map = shop.journeys.get(map.id).await.unwrap().unwrap();
        let figures = shop.paths.figures(&map, &[], period).await.unwrap();
        assert_eq!((figures.touchpoints[0].interactions, figures.unclaimed_interactions), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_preview_counts_and_tells_who_claims_already() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell(&[(1, 1, "product_viewed"), (2, 1, "product_viewed"), (2, 1, "order_completed")])
            .await;
        let map = shop.map().await;
        let any = Signal { channel: Some("web".into()), ..Signal::default() };
        let first = map.touchpoints().next().unwrap().id;
        let preview = shop
            .paths
            .preview(std::slice::from_ref(&any), Some(&map), Some(first), Period::ALL)
            .await
            .unwrap();
        assert_eq!((preview.interactions, preview.customers, preview.signatures), (3, 2, 2));
        assert_eq!(preview.examples[0].kind, "product_viewed");
        assert_eq!(preview.claimed_elsewhere.len(), 1);
        assert_eq!(preview.claimed_elsewhere[0].name, "Acheter");
        let unclaimed = shop.paths.unclaimed(&map, Period::ALL, 10).await.unwrap();
        assert_eq!((unclaimed.interactions, unclaimed.items.len()), (0, 0));
        assert_eq!(
            shop.paths.vocabulary().await.unwrap().kinds,
            ["order_completed", "product_viewed"]
        );
    })
    .await;
}
