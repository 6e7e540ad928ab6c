//! Lifetime value over a small log, on both databases.

use parcours_kernel::Language;

use super::reports::Fact;
use super::*;
use crate::jobs::FitLifetime;
use crate::lifetime::bg_nbd::Form;
use crate::{Activities, BuyingModel, LifetimeQuery, Question, RfmName};

const DAY: i64 = 86_400;

/// Sixty customers who first bought in the last hundred days; one in three came back, and those more
/// often whose number is higher. All orders are worth 10 and something.
fn orders() -> Vec<Fact> {
    let mut facts = Vec::new();
    for customer in 1..=60_i64 {
        let first = 30 + customer;
        let worth = Some(10.0 + (customer % 7) as f64);
        facts.push((customer, first * DAY, "order_completed", "web", None, worth));
        // The same day: no purchase of its own.
        facts.push((customer, first * DAY - 60, "page_viewed", "web", None, None));
        let again = if customer % 3 == 0 { customer % 5 + 1 } else { 0 };
        for repeat in 1..=again {
            let before = (first - repeat * (6 + customer % 4)) * DAY;
            facts.push((customer, before.max(DAY), "order_completed", "web", None, worth));
        }
    }
    facts
}

fn kinds() -> Question {
    Question::of(Activities::Kinds)
}

#[tokio::test]
async fn what_is_learned_of_all_tells_of_each() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let paths = &shop.paths;
        let query = LifetimeQuery { top: Some(60), ..LifetimeQuery::default() };
        let ask = async || paths.customer_lifetime(CustomerId(3), &query, Language::En).await;
        // Nothing to learn from: the job is content, and whoever asks is told.
        paths.fit_lifetime(&FitLifetime::default()).await.unwrap();
        assert_eq!(ask().await.unwrap_err().code(), "not_fitted");
        shop.tell_facts(&orders()).await;
        paths.fit_lifetime(&FitLifetime::default()).await.unwrap();

        let report = paths.lifetime_value(&kinds(), &query, Language::Fr).await.unwrap();
        assert_eq!((report.fit.customers, report.fit.repeaters), (60, 20));
        assert_eq!(report.fit.model, BuyingModel::BgNbd);
        assert!(!report.fit.trusted && report.fit.doubts[0].text.starts_with("Moins de 100"));
        assert_eq!(report.fit.doubts[0].code, "few_repeaters");
        assert_eq!(report.top.len(), 60);
        let values: Vec<_> =
            report.top.iter().map(|one| one.forecast.lifetime_value.unwrap()).collect();
        assert!(values.is_sorted_by(|one, next| one >= next));
        let total: f64 = values.iter().sum();
        assert!((report.expected.value.unwrap() - total).abs() < 1e-9 * total);
        assert!(report.expected.alive > 0.0 && report.expected.alive < 60.0);
        assert_eq!(report.groups.iter().map(|group| group.customers).sum::<u64>(), 60);
        let purchases: u64 = report.groups.iter().map(|group| group.purchases).sum();
        let by_hand = 60 + (1..=60).filter(|n| n % 3 == 0).map(|n| n % 5 + 1).sum::<u64>();
        assert_eq!(purchases, by_hand);
        assert!(report.groups.iter().any(|group| group.group == RfmName::Lost));

        // One customer's figures are those of the report, as long as nothing new was learned.
        let one = ask().await.unwrap();
        let same = report.top.iter().find(|other| other.customer == one.customer).unwrap();
        let (kept, told) = (one.forecast.unwrap(), same.forecast);
        assert!((kept.expected_orders - told.expected_orders).abs() < 1e-9 * told.expected_orders);
        assert!((kept.alive - told.alive).abs() < 1e-9);
        // 33, 24, 15 and 6 days ago and yesterday.
        assert_eq!((one.purchases, one.value_so_far, one.days_since_last), (5, 65.0, Some(1)));
        assert!(one.expected_orders_error.is_none_or(|error| error > 0.0));
        let nobody = paths.customer_lifetime(CustomerId(99), &query, Language::En).await.unwrap();
        assert_eq!((nobody.purchases, nobody.forecast), (0, None));

        // What a later round leaves open is as the last time.
        shop.clock.advance_seconds(DAY);
        let other = FitLifetime { orders: None, form: Some(Form::Modified) };
        paths.fit_lifetime(&other).await.unwrap();
        shop.clock.advance_seconds(DAY);
        paths.fit_lifetime(&FitLifetime::default()).await.unwrap();
        let later = ask().await.unwrap();
        assert_eq!(later.fit.model, BuyingModel::MbgNbd);
        assert_eq!(later.fitted_at, shop.env.now());
        assert!(later.forecast.unwrap().alive < one.forecast.unwrap().alive);
    })
    .await;
}

#[tokio::test]
async fn what_makes_no_lifetime_value_is_named() {
    let database = parcours_storage::testing::TestDatabase::sqlite().await;
    let shop = Shop::new(database.database());
    shop.tell_facts(&[(1, DAY, "order_completed", "web", None, Some(5.0))]).await;
    let ask = async |query: LifetimeQuery| {
        shop.paths.lifetime_value(&kinds(), &query, Language::En).await.unwrap_err()
    };
    assert_eq!(ask(LifetimeQuery::default()).await.code(), "nothing_to_learn");
    let field = |problem: parcours_kernel::Problem| {
        problem.body(Language::En).errors.first().map(|error| error.field.clone()).unwrap()
    };
    let bad = LifetimeQuery { orders: Some("paid".into()), ..LifetimeQuery::default() };
    assert_eq!(field(ask(bad).await), "orders");
    let bad = LifetimeQuery { months: Some(0), ..LifetimeQuery::default() };
    assert_eq!(field(ask(bad).await), "months");
    let bad = LifetimeQuery { rate: Some(f64::NAN), ..LifetimeQuery::default() };
    assert_eq!(field(ask(bad).await), "rate");
}
