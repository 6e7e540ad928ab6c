//! Where customers stand, followed and found again.

use parcours_interactions::CustomerId;
use parcours_journeys::{JourneyId, Publication};
use parcours_kernel::PageQuery;
use parcours_storage::jobs::Runner;
use parcours_storage::{ChangeFeed, Topic};

use super::*;
use crate::kernels::position::State;
use crate::{Activities, Positions, Question, StandingCustomer, StandingQuery};

/// A shop whose positions are followed.
struct Followed {
    shop: Shop,
    positions: Positions,
}

impl Followed {
    fn new(database: Database) -> Self {
        let shop = Shop::new(database);
        let positions = Positions::new(shop.log.clone(), shop.journeys.clone(), shop.env.clone());
        Self { shop, positions }
    }

    /// What follows the appends, and the jobs it asks for.
    async fn jobs(&self) -> u32 {
        let runner = Runner::new(self.shop.database.clone(), self.shop.env.clone());
        self.positions.register_jobs(runner).drain().await.unwrap()
    }

    async fn all(&self, journey: JourneyId) -> Vec<StandingCustomer> {
        self.list(journey, StandingQuery::default()).await
    }

    async fn list(&self, journey: JourneyId, query: StandingQuery) -> Vec<StandingCustomer> {
        let page = PageQuery { cursor: None, limit: Some(200) };
        let mut all = self.positions.customers(journey, query, &page).await.unwrap().items;
        all.sort_by_key(|one| one.customer_id);
        all
    }

    /// Who is where: customer, touchpoint.
    async fn places(&self, journey: JourneyId) -> Vec<(i64, String)> {
        let all = self.all(journey).await;
        all.into_iter().map(|one| (one.customer_id.0, one.touchpoint)).collect()
    }

    fn days_ago(&self, days: i64) -> Timestamp {
        self.shop.env.now().plus_seconds(-days * 86_400)
    }
}

fn place(customer: i64, touchpoint: &str) -> (i64, String) {
    (customer, touchpoint.to_owned())
}

#[tokio::test]
async fn a_position_is_current_once_the_follower_of_the_append_has_run() {
    on_both(async |database| {
        let followed = Followed::new(database);
        let map = followed.shop.map().await;
        assert_eq!(followed.jobs().await, 1, "the new map is looked through once");
        let database = followed.shop.database.clone();
        let mut feed = ChangeFeed::open(database, None).await.unwrap();
        followed.shop.tell(&[(1, 9, "product_viewed"), (2, 8, "newsletter_opened")]).await;
        assert_eq!(followed.jobs().await, 0, "no scan is asked for");
        let topics: Vec<Topic> = feed.poll().await.unwrap().iter().map(|one| one.topic).collect();
        assert!(
            topics.contains(&Topic::Positions),
            "screens are told that somebody moved: {topics:?}"
        );
        assert_eq!(followed.places(map.id).await, [place(1, "Voir")]);
        followed.shop.tell(&[(1, 7, "product_viewed"), (1, 2, "order_completed")]).await;
        assert_eq!(followed.jobs().await, 0);
        let one = &followed.all(map.id).await[0];
        assert_eq!((one.touchpoint.as_str(), one.stage.as_str()), ("Acheter", "Décision"));
        assert_eq!(one.touchpoint_since, followed.days_ago(2));
        assert_eq!(one.stage_since, followed.days_ago(9), "they were in this stage before");
        assert_eq!((one.goal_since, one.state), (Some(followed.days_ago(2)), State::ReachedGoal));
        // A late row within the run that leads here: read again.
        followed.shop.tell(&[(1, 4, "delivery_arrived")]).await;
        assert_eq!(followed.jobs().await, 0);
        let one = &followed.all(map.id).await[0];
        assert_eq!((one.touchpoint.as_str(), one.stage_since), ("Acheter", followed.days_ago(2)));
        let of = followed.positions.of_customer(CustomerId(1)).await.unwrap();
        assert_eq!((of.len(), of[0].journey.id, &of[0].standing), (1, map.id, one));
        assert_eq!(followed.positions.of_customer(CustomerId(2)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn whatever_the_order_of_arrival_positions_are_those_of_a_scan() {
    on_both(async |database| {
        let followed = Followed::new(database);
        let map = followed.shop.map().await;
        followed.jobs().await;
        let rng = Rng::seeded(11);
        let kinds = ["product_viewed", "order_completed", "delivery_arrived", "search"];
        for _ in 0..12 {
            let facts: Vec<(i64, i64, &str)> = (0..9)
                .map(|_| {
                    let (customer, days) = (rng.below(5) + 1, rng.below(12));
                    (customer.into(), days.into(), kinds[rng.below(4) as usize])
                })
                .collect();
            followed.shop.tell(&facts).await;
            assert_eq!(followed.jobs().await, 0);
            let kept = followed.all(map.id).await;
            let report = followed.positions.standing(map.id).await.unwrap();
            followed.positions.rebuild(map.id, || false).await.unwrap();
            let found = followed.all(map.id).await;
            let facts = |all: &[StandingCustomer]| -> Vec<_> {
                all.iter()
                    .map(|one| {
                        let since = (one.touchpoint_since, one.stage_since, one.goal_since);
                        (one.customer_id, one.touchpoint_id, one.last_at, since)
                    })
                    .collect()
            };
            assert_eq!(facts(&kept), facts(&found));
            let question = Question::of(Activities::Touchpoints(Box::new(map.clone())));
            let scanned = followed.shop.paths.position(&question).await.unwrap();
            let counts = |report: &crate::PositionReport| -> Vec<u64> {
                report.touchpoints.iter().map(|at| at.customers).collect()
            };
            assert_eq!(counts(&report), counts(&scanned));
        }
    })
    .await;
}

#[tokio::test]
async fn what_went_past_the_rows_is_found_by_a_scan() {
    on_both(async |database| {
        let followed = Followed::new(database);
        let map = followed.shop.map().await;
        followed.jobs().await;
        // Sealed before anybody looked.
        followed.shop.tell(&[(1, 9, "product_viewed"), (2, 8, "product_viewed")]).await;
        followed.shop.log.seal_all().await.unwrap();
        assert_eq!(followed.jobs().await, 1);
        assert_eq!(followed.places(map.id).await, [place(1, "Voir"), place(2, "Voir")]);
        // Told, followed, sealed: nothing is missed and nothing read again.
        followed.shop.tell(&[(2, 7, "order_completed")]).await;
        assert_eq!(followed.jobs().await, 0);
        followed.shop.log.seal_all().await.unwrap();
        followed.shop.tell(&[(1, 6, "order_completed")]).await;
        assert_eq!(followed.jobs().await, 0);
        assert_eq!(followed.places(map.id).await, [place(1, "Acheter"), place(2, "Acheter")]);
        // A file past the rows, whose places in the order of arrival are earlier than a row's.
        let told = followed.shop.facts(&[(3, 5, "search"), (3, 4, "product_viewed")]);
        let bulk = followed.shop.log.write_bulk(&told).await.unwrap();
        followed.shop.tell(&[(4, 1, "product_viewed")]).await;
        assert_eq!(followed.jobs().await, 0);
        let mut work = followed.shop.database.begin().await.unwrap();
        followed.shop.log.publish(&mut work, &bulk).await.unwrap();
        work.commit(&followed.shop.env).await.unwrap();
        assert_eq!(followed.jobs().await, 1);
        assert_eq!(followed.places(map.id).await[2..], [place(3, "Voir"), place(4, "Voir")]);
    })
    .await;
}

#[tokio::test]
async fn the_merged_are_one_and_the_forgotten_stand_nowhere() {
    on_both(async |database| {
        let followed = Followed::new(database);
        let map = followed.shop.map().await;
        followed.jobs().await;
        followed
            .shop
            .tell(&[(1, 9, "delivery_arrived"), (2, 8, "product_viewed"), (3, 7, "product_viewed")])
            .await;
        followed.jobs().await;
        let Shop { database, env, log, .. } = &followed.shop;
        let mut work = database.begin().await.unwrap();
        log.merge(&mut work, CustomerId(1), CustomerId(2)).await.unwrap();
        work.commit(env).await.unwrap();
        assert_eq!(followed.jobs().await, 0);
        assert_eq!(followed.places(map.id).await, [place(2, "Voir"), place(3, "Voir")]);
        let merged = &followed.all(map.id).await[0];
        assert_eq!(merged.stage_since, followed.days_ago(8));
        let of = followed.positions.of_customer(CustomerId(1)).await.unwrap();
        assert_eq!(of[0].standing.customer_id, CustomerId(2), "asked by the old name");
        let mut work = database.begin().await.unwrap();
        log.forget(&mut work, CustomerId(2)).await.unwrap();
        work.commit(env).await.unwrap();
        followed.jobs().await;
        assert_eq!(followed.places(map.id).await, [place(3, "Voir")]);
        followed.shop.tell(&[(2, 1, "order_completed")]).await;
        followed.jobs().await;
        assert_eq!(
            followed.places(map.id).await,
            [place(3, "Voir")],
            "what comes late is not theirs"
        );
    })
    .await;
}

#[tokio::test]
async fn the_published_map_counts_and_a_changed_one_is_looked_through_again() {
    on_both(async |database| {
        let followed = Followed::new(database);
        let map = followed.shop.map().await;
        followed.shop.tell(&[(1, 3, "product_viewed"), (1, 2, "search")]).await;
        followed.jobs().await;
        let journeys = &followed.shop.journeys;
        let search = SignalList {
            signals: vec![Signal { kind: Some("search".into()), ..Signal::default() }],
        };
        let last = map.touchpoints().last().unwrap().id;
        journeys.set_signals(last, search, &Actor::system()).await.unwrap();
        assert_eq!(followed.jobs().await, 1);
        assert_eq!(followed.places(map.id).await, [place(1, "Recevoir")]);
        journeys.publish(map.id, Publication::default(), &Actor::system()).await.unwrap();
        assert_eq!(followed.jobs().await, 0, "the same map, now with a number");
        assert_eq!(followed.positions.standing(map.id).await.unwrap().version, Some(1));
        journeys.set_signals(last, SignalList { signals: vec![] }, &Actor::system()).await.unwrap();
        assert_eq!(followed.jobs().await, 0, "a draft beside a published version does not count");
        assert_eq!(followed.places(map.id).await, [place(1, "Recevoir")]);
        journeys.remove(map.id, &Actor::system()).await.unwrap();
        followed.jobs().await;
        let gone = followed.positions.standing(map.id).await.unwrap_err();
        assert_eq!(gone.code(), "journey_not_found");
        assert_eq!(followed.positions.of_customer(CustomerId(1)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn states_follow_from_the_silence_and_lists_turn_pages() {
    on_both(async |database| {
        let followed = Followed::new(database);
        let map = followed.shop.map().await;
        let facts: Vec<_> = (1..=5).map(|customer| (customer, 20, "product_viewed")).collect();
        followed.shop.tell(&facts).await;
        followed.shop.tell(&[(6, 0, "product_viewed"), (5, 25, "order_completed")]).await;
        followed.jobs().await;
        // Too little is known of silences: active for half an hour, waiting for 30 days.
        let voir = |report: &crate::PositionReport| {
            let at = &report.touchpoints[0];
            (at.customers, at.active, at.waiting, at.quiet, at.reached_goal)
        };
        let report = followed.positions.standing(map.id).await.unwrap();
        assert_eq!((report.customers, voir(&report)), (6, (6, 1, 5, 0, 0)));
        let seven_weeks = 49 * 86_400;
        followed.shop.clock.advance_seconds(seven_weeks);
        let report = followed.positions.standing(map.id).await.unwrap();
        assert_eq!(voir(&report), (6, 0, 0, 5, 1), "time passes and nothing is written");
        let state = |state| StandingQuery { touchpoint: None, state: Some(state) };
        let quiet = followed.list(map.id, state(State::GoneQuiet)).await;
        let quiet: Vec<_> = quiet.iter().map(|one| one.customer_id.0).collect();
        assert_eq!(quiet, [1, 2, 3, 4, 6]);
        let after_goal = followed.list(map.id, state(State::ReachedGoal)).await;
        assert_eq!(after_goal[0].customer_id, CustomerId(5));
        assert_eq!(followed.list(map.id, state(State::Active)).await, []);
        let (mut turned, mut cursor) = (Vec::new(), None);
        loop {
            let page = PageQuery { cursor, limit: Some(4) };
            let page = followed.positions.customers(map.id, StandingQuery::default(), &page);
            let page = page.await.unwrap();
            turned.extend(page.items.iter().map(|one| one.customer_id.0));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(turned, [6, 5, 4, 3, 2, 1], "last heard of first");
        let elsewhere = StandingQuery {
            touchpoint: Some(parcours_journeys::TouchpointId::new(&followed.shop.env)),
            state: None,
        };
        let refused = followed.positions.customers(map.id, elsewhere, &PageQuery::default()).await;
        assert_eq!(field_code(&refused.unwrap_err()), "touchpoint_not_found");
    })
    .await;
}
