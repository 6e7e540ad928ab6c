//! Next steps, chances of a goal and drift, counted by hand.

use parcours_interactions::CustomerId;
use parcours_storage::jobs::Runner;

use super::*;
use crate::kernels::fitness::Kind;
use crate::{Activities, DriftQuery, GoalQuery, NextQuery, Positions, Question};

/// Sixty customers see; of them forty buy a day later, and the others do nothing more.
async fn told(shop: &Shop) {
    let mut facts = Vec::new();
    for customer in 1..=60 {
        facts.push((customer, 300, "product_viewed"));
        if customer <= 40 {
            facts.push((customer, 299, "order_completed"));
        }
    }
    facts.push((61, 0, "newsletter_opened"));
    shop.tell(&facts).await;
}

fn kinds() -> Question {
    Question::of(Activities::Kinds)
}

#[tokio::test]
async fn next_steps_are_those_of_customers_alike_the_end_included() {
    on_both(async |database| {
        let shop = Shop::new(database);
        told(&shop).await;
        let after = |steps: &str| NextQuery { after: Some(steps.into()) };
        let report = shop.paths.next(&kinds(), &after("product_viewed")).await.unwrap();
        assert_eq!((report.support, report.abstained), (60, false));
        let steps: Vec<_> =
            report.steps.iter().map(|step| (step.name.as_deref(), step.support)).collect();
        assert_eq!(steps, [(Some("order_completed"), 40), (None, 20)]);
        assert!(report.steps[1].end && report.steps[0].probability > report.steps[1].probability);
        let report = shop.paths.next(&kinds(), &after("newsletter_opened")).await.unwrap();
        assert!(report.abstained && report.steps.is_empty());
        assert!(report.says.en.starts_with("Not enough customers like this"));
        let refused = shop.paths.next(&kinds(), &after("product_vewed")).await.unwrap_err();
        assert_eq!(field_code(&refused), "unknown_activity");
    })
    .await;
}

#[tokio::test]
async fn a_goal_has_its_share_with_an_interval_or_nothing_is_said() {
    on_both(async |database| {
        let shop = Shop::new(database);
        told(&shop).await;
        let query = |after: &str| GoalQuery {
            goal: "order_completed".into(),
            after: Some(after.into()),
            within: Some("7d".into()),
        };
        let report = shop.paths.goal(&kinds(), &query("product_viewed")).await.unwrap();
        assert_eq!(
            (report.goal.as_slice(), report.within_seconds),
            (&["order_completed".to_owned()][..], 604_800)
        );
        let from = &report.positions[0];
        let held_out = from.control.as_ref().unwrap().customers;
        assert_eq!(from.customers + held_out, 60, "everybody is in one of the two");
        let share = from.probability.unwrap();
        assert_eq!(share.value, from.reached.unwrap() as f64 / from.customers as f64);
        assert!(share.low < share.value && share.value < share.high);
        assert!((86_400.0 * 0.93..86_400.0 * 1.07).contains(&from.median_seconds.unwrap()));
        let from =
            &shop.paths.goal(&kinds(), &query("newsletter_opened")).await.unwrap().positions[0];
        assert!(!from.enough && from.probability.is_none());
        assert!(from.says.fr.starts_with("Pas assez de clients dans cette situation"));
        let wrong = GoalQuery { within: Some("soon".into()), ..query("product_viewed") };
        let refused = shop.paths.goal(&kinds(), &wrong).await.unwrap_err();
        assert_eq!(field_code(&refused), "invalid_length");
        let all = GoalQuery { after: None, ..query("") };
        let report = shop.paths.goal(&kinds(), &all).await.unwrap();
        assert_eq!(report.positions[0].after, ["product_viewed"]);
    })
    .await;
}

#[tokio::test]
async fn drift_names_what_the_map_lacks_and_who_is_behind_it() {
    on_both(async |database| {
        let shop = Shop::new(database);
        // See, call, buy; nobody receives.
        for customer in 1..=3 {
            shop.tell(&[
                (customer, 300, "product_viewed"),
                (customer, 299, "support_called"),
                (customer, 298, "order_completed"),
            ])
            .await;
        }
        shop.tell(&[(4, 300, "order_completed"), (4, 299, "product_viewed")]).await;
        // The log goes on long after: all these cases have ended.
        shop.tell(&[(5, 0, "newsletter_opened")]).await;
        let map = shop.map().await;
        let question = Question::of(Activities::Touchpoints(Box::new(map)));
        let query = DriftQuery { customers: Some(true) };
        let report = shop.paths.drift(&question, query).await.unwrap();
        assert_eq!((report.customers, report.cases, report.fitting_cases), (4, 4, 0));
        // Three of them: 1 of 2 + 3 lacks. One: two of the map lack and one row is not expected.
        let fitness = (3.0 * (1.0 - 1.0 / 5.0) + (1.0 - 3.0 / 5.0)) / 4.0;
        assert!((report.fitness.unwrap() - fitness).abs() < 1e-9, "{:?}", report.fitness);
        assert_eq!(report.unreached[0].name, "Recevoir");
        let early = &report.deviations[0];
        assert_eq!((early.kind, early.touchpoint.as_deref()), (Kind::EndsEarly, Some("Acheter")));
        assert!(early.behind.customers >= 3);
        let call = &report.unclaimed[0];
        let places = (call.before.as_deref(), call.kind.as_str(), call.after.as_deref());
        assert_eq!(places, (Some("Voir"), "support_called", Some("Acheter")));
        let ids = [1, 2, 3].map(CustomerId).to_vec();
        assert_eq!((call.behind.customers, call.behind.customer_ids.as_ref()), (3, Some(&ids)));
        assert_eq!(
            call.says.en,
            "3 customers: support_called between Voir and Acheter; no touchpoint claims it."
        );
        let refused = shop.paths.drift(&kinds(), query).await.unwrap_err();
        assert_eq!(field_code(&refused), "journey_missing");
    })
    .await;
}

#[tokio::test]
async fn one_call_tells_where_a_customer_stands_and_what_may_come() {
    on_both(async |database| {
        let shop = Shop::new(database);
        told(&shop).await;
        let map = shop.map().await;
        let positions = Positions::new(shop.log.clone(), shop.journeys.clone(), shop.env.clone());
        let early = positions.outlook(CustomerId(50), map.id).await.unwrap_err();
        assert_eq!(early.code(), "positions_not_ready");
        let runner = Runner::new(shop.database.clone(), shop.env.clone());
        positions.register_jobs(runner).drain().await.unwrap();
        let outlook = positions.outlook(CustomerId(50), map.id).await.unwrap();
        assert_eq!(outlook.position.touchpoint, "Voir");
        assert_eq!(outlook.next.after, ["Voir"]);
        assert_eq!(outlook.next.steps[0].name.as_deref(), Some("Acheter"));
        assert!(outlook.goal.unwrap().enough);
        let asked = [CustomerId(61), CustomerId(1)];
        let ways = positions.ways(map.id, &asked).await.unwrap();
        let names = |step: &crate::WayStep| {
            let at = map.touchpoints().find(|one| one.id == step.touchpoint_id).unwrap();
            at.name.clone()
        };
        let told: Vec<Vec<String>> =
            ways.iter().map(|way| way.steps.iter().map(names).collect()).collect();
        assert_eq!(told, [vec![], vec!["Voir".to_owned(), "Acheter".to_owned()]]);
        assert!(ways[1].steps[0].at < ways[1].steps[1].at && ways[1].earlier == 0);
        let nobody = positions.outlook(CustomerId(61), map.id).await.unwrap_err();
        assert_eq!(nobody.code(), "customer_not_in_journey");
    })
    .await;
}
