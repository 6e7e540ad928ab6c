//! Each planted story shows in a simple count on its days, and nothing of it on the others.

use std::collections::{HashMap, HashSet};

use parcours_kernel::{Period, Timestamp};

use super::super::calendar::DAY;
use super::super::catalogue::{LATE_CARRIER, NARROW_SHOE, SHOPLESS_CAMPAIGN};
use super::super::{DemoEvent, SEED, generate, stories};
use super::{end, who};

/// How often something happened: so many of so many.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    of: f64,
    these: f64,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.of += 1.0;
        self.these += f64::from(u8::from(hit));
    }

    fn rate(self) -> f64 {
        assert!(self.of >= 25.0, "too few to tell: {self:?}");
        self.these / self.of
    }
}

fn events() -> Vec<DemoEvent> {
    generate(SEED, end(), 1.0).collect()
}

fn inside(story: Period, at: i64) -> bool {
    story.contains(Timestamp::from_micros(at))
}

fn text<'e>(event: &'e DemoEvent, property: &str) -> Option<&'e str> {
    event
        .properties
        .iter()
        .find(|(name, _)| *name == property)
        .and_then(|(_, value)| value.as_str())
}

fn day(text: &str) -> Timestamp {
    Timestamp::parse(&format!("{text}T00:00:00+01:00")).unwrap()
}

#[test]
fn dates_come_from_the_calendar() {
    let told = stories(end());
    assert_eq!(told.mobile_checkout, Period { from: day("2026-03-04"), until: day("2026-03-25") });
    assert_eq!(told.carrier_delays, Period { from: day("2025-12-01"), until: day("2026-01-01") });
    // Summer time: midnight of Paris is an hour earlier.
    let summer = |text| day(text).plus_seconds(-3_600);
    assert_eq!(
        told.window_shoppers,
        Period { from: summer("2026-05-11"), until: summer("2026-05-21") }
    );
    assert_eq!(told.narrow_shoe, Period { from: summer("2026-09-01"), until: day("2026-11-21") });
}

#[test]
fn whenever_the_demo_is_started_each_story_has_days_enough() {
    for offset in 0..400 {
        let end = end().plus_seconds(offset * 86_400);
        let told = stories(end);
        let enough = [
            (told.mobile_checkout, 10),
            (told.carrier_delays, 15),
            (told.window_shoppers, 5),
            (told.narrow_shoe, 28),
        ];
        for (story, days) in enough {
            let length = story.until.as_micros() - story.from.as_micros();
            assert!(length >= days * DAY - DAY / 24, "{end}: {story:?}");
            assert!(
                story.until <= end && story.from >= end.plus_seconds(-367 * 86_400),
                "{end}: {story:?}"
            );
        }
    }
}

#[test]
fn mobile_customers_are_lost_at_payment_for_three_weeks() {
    let story = stories(end()).mobile_checkout;
    let events = events();
    let mut orders: HashMap<&str, Vec<i64>> = HashMap::new();
    for event in
        events.iter().filter(|event| event.kind == "order_completed" && event.channel == "web")
    {
        orders.entry(who(event)).or_default().push(event.at);
    }
    // Lost: at the payment step, and no order within the hour. By story and device.
    let mut lost: HashMap<(bool, &str), Share> = HashMap::new();
    let at_payment = |event: &&DemoEvent| {
        event.kind == "checkout_step_viewed" && event.subject == Some("paiement")
    };
    for event in events.iter().filter(at_payment) {
        let ordered = orders.get(who(event)).is_some_and(|times| {
            times.iter().any(|at| (event.at..event.at + DAY / 24).contains(at))
        });
        let device = text(event, "device").unwrap();
        lost.entry((inside(story, event.at), device)).or_default().count(!ordered);
    }
    let rate = |told, device| lost[&(told, device)].rate();
    assert!((0.24..0.36).contains(&rate(true, "mobile")), "{lost:?}");
    assert!(rate(true, "desktop") < 0.09, "{lost:?}");
    assert!(rate(false, "mobile") < 0.065 && rate(false, "desktop") < 0.065, "{lost:?}");
    // The weeks before and after are like the rest of the year.
    let near = |from: i64, until: i64| {
        let mut share = Share::default();
        for event in
            events.iter().filter(at_payment).filter(|event| (from..until).contains(&event.at))
        {
            let ordered = orders.get(who(event)).is_some_and(|times| {
                times.iter().any(|at| *at > event.at && *at < event.at + DAY / 24)
            });
            share.count(!ordered);
        }
        share.rate()
    };
    let (from, until) = (story.from.as_micros(), story.until.as_micros());
    assert!(near(from - 14 * DAY, from) < 0.10 && near(until, until + 14 * DAY) < 0.10);
}

#[test]
fn one_carrier_is_late_in_december() {
    let story = stories(end()).carrier_delays;
    let events = events();
    let order = |event: &DemoEvent| text(event, "order_id").map(str::to_owned);
    let arrivals: HashMap<_, _> = events
        .iter()
        .filter(|event| event.kind == "delivery_arrived")
        .map(|event| (order(event), event.at))
        .collect();
    let asked = |event: &&DemoEvent| {
        event.subject == Some("suivi-de-commande") && event.kind != "conversation_rated"
    };
    let worried: HashMap<_, _> =
        events.iter().filter(asked).map(|event| (order(event), event.at)).collect();
    let scores: HashMap<_, _> = events
        .iter()
        .filter(|event| event.kind == "survey_answered" && event.subject == Some("livraison"))
        .map(|event| (order(event), event.value.unwrap()))
        .collect();
    let (mut days, mut calls, mut nps) = (HashMap::new(), HashMap::new(), HashMap::new());
    for event in events.iter().filter(|event| event.kind == "delivery_shipped") {
        let Some(arrived) = arrivals.get(&order(event)) else { continue };
        let late = text(event, "carrier") == Some(LATE_CARRIER);
        let case = (inside(story, event.at), late);
        let asked_at = worried.get(&order(event));
        assert!(asked_at.is_none_or(|at| (event.at..*arrived).contains(at)), "asked while waiting");
        calls.entry(case).or_insert_with(Share::default).count(asked_at.is_some());
        days.entry(case).or_insert_with(Vec::new).push((*arrived - event.at) as f64 / DAY as f64);
        if let Some(score) = scores.get(&order(event)) {
            let opinion = f64::from(u8::from(*score >= 9.0)) - f64::from(u8::from(*score <= 6.0));
            nps.entry(case).or_insert_with(Vec::new).push(100.0 * opinion);
        }
    }
    let mean = |values: &Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let late = (true, true);
    assert!((7.0..9.0).contains(&mean(&days[&late])), "{}", mean(&days[&late]));
    assert!((0.35..0.55).contains(&calls[&late].rate()));
    assert!(mean(&nps[&late]) < -20.0, "{}", mean(&nps[&late]));
    for usual in [(true, false), (false, true), (false, false)] {
        assert!((2.5..3.8).contains(&mean(&days[&usual])), "{usual:?} {}", mean(&days[&usual]));
        assert!(calls[&usual].rate() < 0.06, "{usual:?}");
        assert!(mean(&nps[&usual]) > 30.0, "{usual:?} {}", mean(&nps[&usual]));
    }
}

#[test]
fn a_campaign_brings_visitors_who_hardly_buy() {
    let story = stories(end()).window_shoppers;
    let events = events();
    let came = |event: &&DemoEvent| text(event, "campaign") == Some(SHOPLESS_CAMPAIGN);
    assert!(events.iter().filter(came).all(|event| inside(story, event.at)));
    let shoppers: HashSet<_> = events.iter().filter(came).map(who).collect();
    assert!((400..650).contains(&shoppers.len()), "{}", shoppers.len());
    let (mut buyers, mut pages) = (HashMap::new(), HashMap::new());
    let everyone: HashSet<_> = events.iter().map(who).collect();
    let bought: HashSet<_> =
        events.iter().filter(|event| event.kind == "order_completed").map(who).collect();
    for customer in everyone {
        let campaign = shoppers.contains(customer);
        buyers.entry(campaign).or_insert_with(Share::default).count(bought.contains(customer));
    }
    for event in
        events.iter().filter(|event| event.kind == "page_viewed" && inside(story, event.at))
    {
        *pages.entry(shoppers.contains(who(event))).or_insert(0) += 1;
    }
    assert!(buyers[&true].rate() < 0.05 && buyers[&false].rate() > 0.25, "{buyers:?}");
    assert!(pages[&true] * 3 > pages[&false], "a good part of the pages of these days: {pages:?}");
}

#[test]
fn a_shoe_that_runs_small_comes_back() {
    let story = stories(end()).narrow_shoe;
    let events = events();
    let order = |event: &DemoEvent| text(event, "order_id").map(str::to_owned);
    let returns: HashMap<_, _> = events
        .iter()
        .filter(|event| event.kind == "return_requested")
        .map(|event| (order(event), text(event, "reason")))
        .collect();
    let (mut back, mut sizes) = (HashMap::new(), HashMap::new());
    // Only orders old enough for a return to have been asked for.
    let last = end().as_micros() - 18 * DAY;
    for event in events.iter().filter(|event| event.kind == "order_completed" && event.at < last) {
        let case = (inside(story, event.at), event.subject == Some(NARROW_SHOE));
        let reason = returns.get(&order(event));
        back.entry(case).or_insert_with(Share::default).count(reason.is_some());
        if let Some(reason) = reason {
            sizes.entry(case).or_insert_with(Share::default).count(*reason == Some("taille"));
        }
    }
    let narrow = (true, true);
    let usual = back[&(false, true)].rate();
    assert!((3.0..5.5).contains(&(back[&narrow].rate() / usual)), "{back:?}");
    assert!(sizes[&narrow].rate() > 0.75 && sizes[&(false, false)].rate() < 0.6, "{sizes:?}");
    assert!((back[&(true, false)].rate() - back[&(false, false)].rate()).abs() < 0.03, "{back:?}");
    let stars = |shoe: bool, told: bool| {
        // Reviews come up to a month after the order: leave that month out on both sides.
        let from = story.from.as_micros();
        let values: Vec<f64> = events
            .iter()
            .filter(|event| {
                event.kind == "review_posted" && (event.subject == Some(NARROW_SHOE)) == shoe
            })
            .filter(|event| if told { event.at > from + 30 * DAY } else { event.at < from })
            .filter_map(|event| event.value)
            .collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    assert!(
        stars(true, true) < 2.9 && stars(true, false) > 3.8,
        "{} {}",
        stars(true, true),
        stars(true, false)
    );
    assert!(stars(false, true) > 3.9);
}

/// What customers rate on the spot tells the same stories.
#[test]
fn ratings_fall_where_something_breaks() {
    let events: Vec<_> = generate(SEED, end(), 0.5).collect();
    let told = stories(end());
    let mean = |wanted: &dyn Fn(&DemoEvent) -> bool| {
        let values: Vec<f64> =
            events.iter().filter(|event| wanted(event)).filter_map(|event| event.value).collect();
        assert!(values.len() >= 10, "{} answers", values.len());
        assert!(values.iter().all(|value| (1.0..=5.0).contains(value)));
        values.iter().sum::<f64>() / values.len() as f64
    };
    let during = |event: &DemoEvent| told.carrier_delays.contains(Timestamp::from_micros(event.at));
    let usual = mean(&|event| event.kind == "delivery_rated" && !during(event));
    assert!(usual > 3.9, "deliveries are liked: {usual}");
    assert!(mean(&|event| event.kind == "delivery_rated" && during(event)) < usual - 0.3);
    let about = |kind: &'static str, subject: &'static str| {
        mean(&move |event| event.kind == kind && event.subject == Some(subject))
    };
    assert!(about("conversation_rated", "paiement") < 2.0);
    assert!(about("conversation_rated", "suivi-de-commande") < 2.6);
    assert!(about("conversation_rated", "conseil") > 3.9);
    assert!(about("page_rated", "/guide-des-tailles") < 3.3);
}
