//! What changed is found without being asked: the planted stories, with their days and their segment,
//! and nothing where nothing is planted.

use std::collections::{BTreeMap, HashMap};

use parcours_interactions::Bucket;
use parcours_kernel::Timestamp;
use parcours_paths::changes::scan::Floors;
use parcours_paths::changes::segments::{Seen, Segments};
use parcours_paths::changes::{self, Change, Find, Measure};
use parcours_paths::kernels::approach::Approach;
use parcours_paths::kernels::days::Days;
use parcours_paths::kernels::periods::Periods;

use super::super::calendar::DAY;
use super::super::catalogue::{LATE_CARRIER, NARROW_SHOE, SHOPLESS_CAMPAIGN};
use super::super::{DemoEvent, JOURNEYS, PROMOTED, SEED, generate, generate_quiet, stories};
use super::map::{claims, journey, touchpoints};
use super::{end, who};

/// The parts of a signature.
type Parts = (&'static str, &'static str, Option<&'static str>, BTreeMap<String, String>);

/// The events of a shop as the log would hand them over.
#[derive(Default)]
struct Shop {
    bucket: Bucket,
    signatures: Vec<Parts>,
    counts: Vec<u64>,
    /// One event of each signature: what touchpoints claim.
    examples: Vec<DemoEvent>,
    bounds: Vec<i64>,
}

impl Shop {
    fn new(events: impl Iterator<Item = DemoEvent>) -> Self {
        let mut shop = Self::default();
        let mut numbers: HashMap<Parts, u32> = HashMap::new();
        let mut rows: Vec<(i64, i64, u32)> = Vec::new();
        for event in events {
            let promoted = event.properties.iter().filter(|(name, _)| PROMOTED.contains(name));
            let promoted = promoted
                .map(|(name, value)| ((*name).to_owned(), value.as_str().unwrap().to_owned()));
            let parts = (event.kind, event.channel, event.subject, promoted.collect());
            let next = u32::try_from(numbers.len()).unwrap();
            let number = *numbers.entry(parts.clone()).or_insert(next);
            rows.push((who(&event).parse().unwrap(), event.at, number));
            if number == next {
                shop.signatures.push(parts);
                shop.counts.push(0);
                shop.examples.push(event);
            }
            shop.counts[number as usize] += 1;
        }
        let (first, last) = (rows[0].1, rows[rows.len() - 1].1);
        rows.sort_by_key(|row| row.0);
        for (number, (customer, at, signature)) in (0..).zip(rows) {
            if shop.bucket.customers.last() != Some(&customer) {
                shop.bucket.customers.push(customer);
                shop.bucket.offsets.push(number);
            }
            shop.bucket.at.push(at);
            shop.bucket.signature.push(signature);
        }
        let rows = u32::try_from(shop.bucket.at.len()).unwrap();
        shop.bucket.offsets.push(rows);
        let zone = jiff::tz::TimeZone::get(super::TIME_ZONE).unwrap();
        let day = |at: i64| Timestamp::from_micros(at).to_jiff().to_zoned(zone.clone()).date();
        let days = day(first).series(jiff::Span::new().days(1));
        let days = days.take_while(|one| *one <= day(last).tomorrow().unwrap());
        let midnight = |day: jiff::civil::Date| day.to_zoned(zone.clone()).unwrap().timestamp();
        shop.bounds = days.map(|day| midnight(day).as_microsecond()).collect();
        shop
    }

    /// What changed on a map.
    fn changes(&self, text: &str) -> Told {
        let map = journey(text);
        let touchpoints = touchpoints(&map);
        let code = |event: &DemoEvent| {
            let place = touchpoints.iter().position(|touchpoint| claims(touchpoint, event));
            place.map_or(u8::MAX, |place| u8::try_from(place).unwrap())
        };
        let code_of: Vec<u8> = self.examples.iter().map(code).collect();
        let activities = u8::try_from(touchpoints.len()).unwrap();
        let (from, until) = (self.bounds[0], self.bounds[self.bounds.len() - 1]);
        let known_from = changes::known_from(from, until);
        let approach = Approach { activities, code_of: code_of.clone(), known_from };
        let mut approached = approach.begin();
        approach.add(&mut approached, &self.bucket);
        let seen = (0..).zip(&self.signatures).filter_map(|(signature, parts)| {
            let (_, channel, subject, properties) = parts;
            let code = code_of[signature as usize];
            let interactions = self.counts[signature as usize];
            let seen =
                Seen { signature, code, channel, subject: *subject, properties, interactions };
            (code != u8::MAX).then_some(seen)
        });
        let segments = Segments::new(&seen.collect::<Vec<_>>());
        let flows = changes::flows(&approach, &approached, &segments);
        let (slots, slot_count) = segments.slots(&flows);
        let mut values = segments.of_signature.clone();
        values.resize(code_of.len() * segments.properties.len(), u16::MAX);
        let days = Days {
            activities,
            code_of,
            days: Periods::new(self.bounds.clone()),
            from,
            until,
            flows,
            properties: segments.properties.len(),
            values,
            slots,
            value_count: segments.values.len(),
            slot_count,
        };
        let mut partial = days.begin();
        days.add(&mut partial, &self.bucket);
        let found = changes::find(&days, &partial, &segments, &Floors::default());
        let names = touchpoints.iter().map(|one| one["name"]["en"].as_str().unwrap().to_owned());
        Told {
            changes: found.changes,
            names: names.collect(),
            bounds: self.bounds.clone(),
            days,
            segments,
        }
    }
}

struct Told {
    changes: Vec<Change>,
    names: Vec<String>,
    bounds: Vec<i64>,
    days: Days,
    segments: Segments,
}

impl Told {
    /// The change that a segment explains.
    fn explained_by(&self, value: &str) -> &Change {
        let its = |change: &&Change| {
            let by = change.explained.map(|one| usize::from(one.value));
            by.is_some_and(|place| self.segments.values[place].1 == value)
        };
        let mut all = self.changes.iter().filter(its);
        let (first, second) = (all.next(), all.next());
        assert!(second.is_none(), "one change for {value}");
        first.unwrap_or_else(|| panic!("nothing is explained by {value}"))
    }

    /// Days from a moment to the beginning of a change.
    fn late(&self, change: &Change, story: Timestamp) -> i64 {
        (self.bounds[change.head.found.window.from] - story.as_micros()) / DAY
    }

    fn what(&self, find: &Find) -> (Measure, &str) {
        (find.measure, &self.names[usize::from(find.touchpoint(&self.days.flows))])
    }
}

#[test]
fn the_planted_stories_are_found_with_their_days_and_their_segment() {
    let shop = Shop::new(generate(SEED, end(), 1.0));
    let planted = stories(end());
    let told = shop.changes(JOURNEYS[0]);
    assert_eq!(told.changes.len(), 4, "the stories and nothing else");

    let checkout = told.explained_by("mobile");
    assert_eq!(told.what(&checkout.head), (Measure::Loss, "Payment"));
    let (during, usual) = checkout.head.levels();
    assert!((0.24..0.36).contains(&during) && usual < 0.065, "{during} {usual}");
    assert!(checkout.explained.unwrap().of_excess > 0.9);
    assert!(told.late(checkout, planted.mobile_checkout.from).abs() <= 2);
    let over = told.bounds[checkout.head.found.window.until];
    assert!((over - planted.mobile_checkout.until.as_micros()).abs() <= 2 * DAY);

    let carrier = told.explained_by(LATE_CARRIER);
    assert_eq!(told.what(&carrier.head), (Measure::Loss, "Dispatch and tracking"));
    assert_eq!(told.late(carrier, planted.carrier_delays.from), 0);

    let campaign = told.explained_by(SHOPLESS_CAMPAIGN);
    assert_eq!(told.what(&campaign.head), (Measure::Reach, "Instagram ad"));
    assert_eq!(told.late(campaign, planted.window_shoppers.from), 0);

    let shoe = told.explained_by(NARROW_SHOE);
    assert_eq!(told.what(&shoe.head), (Measure::Reach, "Return and refund"));
    assert!(told.late(shoe, planted.narrow_shoe.from).abs() <= 2);
    assert!(shoe.head.lasts);

    let parcel = shop.changes(JOURNEYS[2]);
    assert_eq!(parcel.changes.len(), 1);
    assert_eq!(parcel.late(parcel.explained_by(LATE_CARRIER), planted.carrier_delays.from), 0);
}

/// A quarter of the shop, other lives, other twelve months.
#[test]
fn a_smaller_shop_tells_its_loudest_stories_too() {
    let end = Timestamp::parse("2026-07-03T09:30:00+02:00").unwrap();
    let told = Shop::new(generate(7, end, 0.25)).changes(JOURNEYS[0]);
    let planted = stories(end);
    assert!(told.late(told.explained_by("mobile"), planted.mobile_checkout.from).abs() <= 2);
    assert!(told.late(told.explained_by(LATE_CARRIER), planted.carrier_delays.from).abs() <= 2);
    let campaign = told.explained_by(SHOPLESS_CAMPAIGN);
    assert!(told.late(campaign, planted.window_shoppers.from).abs() <= 2);
}

/// 129 touchpoint-years in which nothing changes: one false alarm would be rare already.
#[test]
fn where_nothing_is_planted_nothing_is_told() {
    let mut alarms = 0;
    for (seed, end) in [(11, "2026-01-11"), (12, "2026-05-11"), (13, "2026-09-11")] {
        let end = Timestamp::parse(&format!("{end}T09:30:00+02:00")).unwrap();
        let shop = Shop::new(generate_quiet(seed, end, 0.25));
        alarms += JOURNEYS.iter().map(|text| shop.changes(text).changes.len()).sum::<usize>();
    }
    assert!(alarms <= 1, "{alarms} false alarms");
}
