//! What changed, over a small log on both databases.

use super::reports::Fact;
use super::*;
use crate::{Activities, ChangedMeasure, Question};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Sixty days, sixteen customers a day, half of them on a phone. All look, and all but one in eight buy
/// within minutes; in the last twelve days those on a phone only look.
fn facts() -> Vec<Fact> {
    let mut facts = Vec::new();
    for day in 1..=60 {
        for number in 0..16 {
            let customer = day * 100 + number;
            let device = Some(if number % 2 == 0 { "mobile" } else { "desktop" });
            let before = day * DAY - number * 60;
            facts.push((customer, before, "product_viewed", "web", device, None));
            let broken = day <= 12 && number % 2 == 0;
            if !broken && (number + day) % 8 != 0 {
                facts.push((customer, before - 300, "order_completed", "web", device, None));
            }
        }
    }
    facts
}

#[tokio::test]
async fn what_broke_is_told_with_its_day_and_its_device() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_facts(&facts()).await;
        let map = shop.map().await;
        let question = Question::of(Activities::Touchpoints(Box::new(map)));
        let report = shop.paths.changes(&question).await.unwrap();
        let [change] = &report.changes[..] else { panic!("one change: {:?}", report.changes) };
        assert_eq!((change.touchpoint.as_str(), change.measure), ("Voir", ChangedMeasure::Loss));
        assert_eq!((change.from.as_deref(), &change.until), (Some("2026-05-19"), &None));
        let explained = change.explained_by.as_ref().unwrap();
        assert_eq!(
            (explained.segment.property.as_str(), explained.segment.value.as_str()),
            ("device", "mobile")
        );
        assert!(explained.share > 0.9 && (change.during - 1.0).abs() < 1e-9, "{change:?}");
        assert_eq!(
            change.says.en,
            "Voir (mobile): 100% of customers stop there since 19 May 2026 instead of 12%; that is 100% of the whole change."
        );
        assert_eq!(
            change.says.fr,
            "Voir (mobile)\u{202f}: 100\u{202f}% des clients s’arrêtent là depuis le 19 mai 2026 au lieu de 12\u{202f}%\u{202f}; c’est 100\u{202f}% de tout le changement."
        );
        assert!(change.also.iter().any(|one| one.touchpoint == "Acheter"));
    })
    .await;
}

#[tokio::test]
async fn an_empty_log_and_a_map_without_days_tell_nothing() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let map = shop.map().await;
        let question = Question::of(Activities::Touchpoints(Box::new(map)));
        let report = shop.paths.changes(&question).await.unwrap();
        assert_eq!((report.searched, report.changes.len(), report.first_day), (0, 0, None));
        let chosen = Question { through: vec!["Voir".to_owned()], ..question };
        let problem = shop.paths.changes(&chosen).await.unwrap_err();
        assert_eq!(field_code(&problem), "changes_of_all");
        let kinds = Question::of(Activities::Kinds);
        let problem = shop.paths.changes(&kinds).await.unwrap_err();
        assert_eq!(field_code(&problem), "journey_missing");
    })
    .await;
}
