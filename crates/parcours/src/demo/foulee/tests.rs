//! The shop as a whole: the same every time, of the right size, in order, with identities that hold.

mod changes;
mod map;
mod stories;

use std::collections::{HashMap, HashSet};

use parcours_kernel::{Period, Timestamp};

use super::{DemoEvent, SEED, TIME_ZONE, generate};

/// A morning at the end of the twelve months that the tests look at.
pub(super) fn end() -> Timestamp {
    Timestamp::parse("2026-11-21T09:30:00+01:00").unwrap()
}

/// The twelve months before it: days of Paris, by the zone database and not by the spelt-out rule.
fn year() -> Period {
    let zone = jiff::tz::TimeZone::get(TIME_ZONE).unwrap();
    let midnight = |year| {
        let start = jiff::civil::date(year, 11, 21).to_zoned(zone.clone()).unwrap();
        Timestamp::from_micros(start.timestamp().as_microsecond())
    };
    Period { from: midnight(2025), until: midnight(2026) }
}

/// The customer an event is about.
pub(super) fn who(event: &DemoEvent) -> &str {
    event.message_id.split('-').nth(1).unwrap()
}

/// FNV-1a of 64 bits over everything an event says.
fn digest(events: impl Iterator<Item = DemoEvent>) -> u64 {
    let bytes = events.flat_map(|event| format!("{event:?}").into_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn one_seed_is_one_shop() {
    let once = digest(generate(SEED, end(), 0.01));
    assert_eq!(once, digest(generate(SEED, end(), 0.01)));
    assert_ne!(once, digest(generate(SEED + 1, end(), 0.01)));
    // Any moment of the day gives the twelve months before that day.
    assert_eq!(
        once,
        digest(generate(SEED, Timestamp::parse("2026-11-21T22:59:59Z").unwrap(), 0.01))
    );
}

#[test]
fn the_shop_is_the_same_on_every_machine() {
    // Changes with every change of the shop, and then the figures of docs/demo.md are due too.
    assert_eq!(digest(generate(SEED, end(), 0.001)), 18_092_798_453_464_316_497);
}

#[test]
fn a_smaller_shop_has_fewer_of_the_same_customers() {
    let small: Vec<_> = generate(SEED, end(), 0.01).collect();
    let names: HashSet<_> = small.iter().map(who).collect();
    let same: Vec<_> =
        generate(SEED, end(), 0.02).filter(|event| names.contains(who(event))).collect();
    assert_eq!(small, same);
}

#[test]
fn it_has_the_size_it_says() {
    let events: Vec<_> = generate(SEED, end(), 0.2).collect();
    let mut lives: HashMap<&str, usize> = HashMap::new();
    for event in &events {
        *lives.entry(who(event)).or_default() += 1;
    }
    assert!((3_900..=4_000).contains(&lives.len()), "{} customers", lives.len());
    assert!((95_000..=115_000).contains(&events.len()), "{} events", events.len());
    // Heavy-tailed: the busiest one in a hundred do several times what the middle one does.
    let mut counts: Vec<_> = lives.into_values().collect();
    counts.sort_unstable();
    assert!(counts[counts.len() * 99 / 100] > 4 * counts[counts.len() / 2]);
}

#[test]
fn events_come_in_order_inside_the_twelve_months_each_once() {
    let events: Vec<_> = generate(SEED, end(), 0.05).collect();
    assert!(events.is_sorted_by_key(|event| event.at));
    assert!(events.iter().all(|event| year().contains(Timestamp::from_micros(event.at))));
    let ids: HashSet<_> = events.iter().map(|event| &event.message_id).collect();
    assert_eq!(ids.len(), events.len());
    assert!(ids.iter().all(|id| id.len() < 100), "Segment's limit");
    let mut ranks: HashMap<&str, u32> = HashMap::new();
    for event in &events {
        let rank: u32 = event.message_id.rsplit('-').next().unwrap().parse().unwrap();
        let next = ranks.entry(who(event)).or_default();
        assert_eq!(rank, *next, "customer {}", who(event));
        *next += 1;
    }
}

#[test]
fn identities_resolve_to_the_customers_that_were_meant() {
    let events: Vec<_> = generate(SEED, end(), 0.05).collect();
    let (mut known, mut introduced) = (HashSet::new(), HashSet::new());
    let mut devices: HashMap<&str, HashSet<&str>> = HashMap::new();
    for event in &events {
        let customer = who(event);
        assert!(event.anonymous_id.is_some() || event.user_id.is_some());
        for id in [&event.anonymous_id, &event.user_id].into_iter().flatten() {
            assert_eq!(id.split('-').nth(1), Some(customer));
        }
        if let Some(device) = &event.anonymous_id {
            let seen = devices.entry(customer).or_default();
            let is_new = seen.insert(device);
            assert!(
                !is_new || seen.len() == 1 || known.contains(customer),
                "a second device signs in"
            );
        }
        if event.user_id.is_some() && known.insert(customer) {
            assert!(event.traits.iter().any(|(name, _)| *name == "email"));
            introduced.insert(customer);
        } else {
            assert!(event.traits.is_empty());
        }
    }
    assert_eq!(known, introduced);
    // Who used two devices was signed in on each in the end, so that the two become one customer.
    for (customer, seen) in devices.iter().filter(|(_, seen)| seen.len() > 1) {
        for device in seen {
            let signed_in = |event: &&DemoEvent| {
                event.anonymous_id.as_deref() == Some(*device) && event.user_id.is_some()
            };
            assert!(events.iter().find(signed_in).is_some(), "customer {customer} on {device}");
        }
    }
}

#[test]
fn people_sleep_and_come_back_for_christmas() {
    let events: Vec<_> =
        generate(SEED, end(), 0.2).filter(|event| event.kind == "page_viewed").collect();
    let paris = |event: &DemoEvent| {
        let zone = jiff::tz::TimeZone::get(TIME_ZONE).unwrap();
        Timestamp::from_micros(event.at).to_jiff().to_zoned(zone)
    };
    let within = |test: &dyn Fn(&jiff::Zoned) -> bool| {
        events.iter().filter(|event| test(&paris(event))).count()
    };
    assert!(within(&|at| (2..6).contains(&at.hour())) * 200 < events.len());
    assert!(within(&|at| (20..22).contains(&at.hour())) * 6 > events.len());
    let (december, february) = (within(&|at| at.month() == 12), within(&|at| at.month() == 2));
    assert!(
        december * 28 > february * 31 * 11 / 10,
        "{december} in December, {february} in February"
    );
}
