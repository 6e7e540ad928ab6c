use proptest::prelude::*;

use super::*;
use crate::cases::by_hand::Owned;

const HOUR: i64 = 3_600;
const SECONDS: i64 = 24 * HOUR;

/// Code 1 is an order; observed for `days` days from 1970 on.
fn question(days: i64, offsets: &[Offset]) -> Orders {
    Orders {
        orders: vec![1],
        observed_until: days * DAY,
        offsets: offsets.to_vec(),
        unit: Unit::Week,
    }
}

fn bought(question: &Orders, cases: Cases<'_>) -> Vec<Bought> {
    let mut all = Vec::new();
    question.each(cases, |bought| all.push(bought));
    all
}

#[test]
fn the_first_is_no_repeat_and_a_day_is_one_purchase() {
    let first: [(u8, i64); 6] = [
        (1, 2 * SECONDS),
        (1, 2 * SECONDS + 9 * HOUR),
        (2, 3 * SECONDS),
        (1, 9 * SECONDS),
        (1, 9 * SECONDS + 1),
        (1, 16 * SECONDS),
    ];
    // A second case of the same customer: the last is after the end of observation.
    let second = [(1, 23 * SECONDS), (1, 31 * SECONDS)];
    let owned = Owned::new(&[(4, &first), (4, &second), (5, &[(2, 0)]), (6, &[(1, 0)])])
        .with_values(&[50.0, 50.0, 7.0, 10.0, 5.0, f64::NAN, 25.0, 99.0, 1.0, 8.0]);
    let question = question(31, &[]);
    let found = bought(&question, owned.cases());
    // Repeats on days 9 (15), 16 (worth unknown) and 23 (25).
    let regular = Bought {
        customer: 4,
        frequency: 3,
        recency: 21,
        age: 28,
        mean_value: Some(20.0),
        total_value: 140.0,
    };
    let once = Bought {
        customer: 6,
        frequency: 0,
        recency: 0,
        age: 30,
        mean_value: None,
        total_value: 8.0,
    };
    assert_eq!(found, [regular, once]);
    assert_eq!(regular.purchases(Unit::Week), Purchases { frequency: 3, recency: 3.0, age: 4.0 });

    let mut partial = question.begin();
    question.add(&mut partial, owned.cases());
    let fit = partial.purchases(Unit::Day);
    assert_eq!(fit[1].purchases, Purchases { frequency: 3, recency: 21.0, age: 28.0 });
    assert_eq!((partial.customers, fit.len(), fit[1].customers), (2, 2, 1));
    assert_eq!(partial.values(), [CountedValue { frequency: 3, mean_value: 20.0, customers: 1 }]);
    let text = serde_json::to_string(&partial).unwrap();
    assert_eq!(serde_json::from_str::<Histories>(&text).unwrap(), partial);
}

#[test]
fn days_are_those_of_the_organisation() {
    // 22:30 and 23:30 UTC: one day in UTC, two where clocks are an hour ahead.
    let rows = [(1, 22 * HOUR + HOUR / 2), (1, 23 * HOUR + HOUR / 2)];
    let owned = Owned::new(&[(1, &rows)]);
    let ahead = |from: i64, hours: i64| Offset {
        from: from * HOUR * 1_000_000,
        ahead: hours * HOUR * 1_000_000,
    };
    let repeats = |offsets: &[Offset]| bought(&question(9, offsets), owned.cases())[0].frequency;
    assert_eq!(repeats(&[]), 0);
    assert_eq!(repeats(&[ahead(0, 1)]), 1);
    // Summer time ends between them: from two hours ahead (00:30) to none (23:30 of the day before).
    assert_eq!(repeats(&[ahead(0, 2), ahead(23, 0)]), 0);
    // It begins between them: from none (22:30) to two hours ahead (01:30 of the next day).
    assert_eq!(repeats(&[ahead(0, 0), ahead(23, 2)]), 1);
    // The first offset also holds before it.
    assert_eq!(repeats(&[ahead(1_000, 1)]), 1);
}

/// Plainly: the days of orders as a set.
fn slowly(rows: &[(u8, i64)], until: i64, ahead: i64) -> Option<(u32, u32, u32)> {
    let day = |at: i64| (at + ahead).div_euclid(SECONDS);
    let days: std::collections::BTreeSet<i64> = rows
        .iter()
        .filter(|(code, at)| *code == 1 && *at < until)
        .map(|(_, at)| day(*at))
        .collect();
    let (first, last) = (*days.first()?, *days.last()?);
    let days = u32::try_from(days.len() - 1).unwrap();
    Some((
        days,
        u32::try_from(last - first).unwrap(),
        u32::try_from(day(until - 1) - first).unwrap(),
    ))
}

proptest! {
    #[test]
    fn as_slowly_and_however_dealt(
        customers in prop::collection::vec(prop::collection::vec((1..3_u8, 0..40 * SECONDS), 1..12), 1..9),
        cut in 0..9_usize,
        hours in -11..12_i64,
    ) {
        let mut customers: Vec<(i64, Vec<(u8, i64)>)> = (0..).zip(customers).collect();
        customers.iter_mut().for_each(|(_, rows)| rows.sort_by_key(|(_, at)| *at));
        let owned = |part: &[(i64, Vec<(u8, i64)>)]| {
            Owned::new(&part.iter().map(|(customer, rows)| (*customer, rows.as_slice())).collect::<Vec<_>>())
        };
        let offset = Offset { from: 0, ahead: hours * HOUR * 1_000_000 };
        let question = question(35, &[offset]);
        let all = owned(&customers);
        let found: Vec<_> = bought(&question, all.cases())
            .iter()
            .map(|one| (one.customer, (one.frequency, one.recency, one.age)))
            .collect();
        let right: Vec<_> = customers
            .iter()
            .filter_map(|(customer, rows)| Some((*customer, slowly(rows, 35 * SECONDS, hours * HOUR)?)))
            .collect();
        prop_assert_eq!(found, right);
        let fold = |part: &[(i64, Vec<(u8, i64)>)]| {
            let mut partial = question.begin();
            question.add(&mut partial, owned(part).cases());
            partial
        };
        let (mine, theirs) = customers.split_at(cut.min(customers.len()));
        let mut late = fold(theirs);
        question.merge(&mut late, fold(mine));
        prop_assert_eq!(late, fold(&customers));
    }
}
