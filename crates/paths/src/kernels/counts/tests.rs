//! Counts by hand, and against filters over all rows.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::kernels::testing;

const SECOND: i64 = 1_000_000;

fn figures(group: &Group) -> (u64, u64, u64, f64) {
    (group.interactions, group.customers, group.values, group.sum)
}

#[test]
fn counted_by_hand() {
    let plain = [
        (1, vec![(0, 0), (1, 5), (0, 10), (0, 99)]),
        (1, vec![(0, 12)]),
        (2, vec![(0, 3), (0, 4)]),
    ];
    // Periods 0..10 and 10..20 s: the row at 10 s is in the second, the one at 99 s in none.
    let kernel = Counts { activities: 3, periods: Periods::new(vec![0, 10 * SECOND, 20 * SECOND]) };
    let owned =
        testing::owned(&plain).with_values(&[2.5, f64::NAN, 1.5, 77.0, 0.25, -1.0, f64::NAN]);
    let mut partial = kernel.begin();
    kernel.add(&mut partial, owned.cases());
    let table = kernel.answer(&partial);
    assert_eq!(figures(&table.total), (6, 2, 4, 2.5 + 1.5 + 0.25 - 1.0));
    assert_eq!(table.total.mean, Some(3.25 / 4.0));
    let by_activity: Vec<_> =
        table.activities.iter().map(|one| (one.activity, figures(&one.group))).collect();
    assert_eq!(by_activity, [(0, (5, 2, 4, 3.25)), (1, (1, 1, 0, 0.0))]);
    assert_eq!(table.activities[1].group.mean, None);
    assert_eq!(figures(&table.periods[0].group), (4, 2, 2, 1.5));
    assert_eq!(figures(&table.periods[0].activities[0].group), (3, 2, 2, 1.5));
    assert_eq!(figures(&table.periods[1].group), (2, 1, 2, 1.75));
}

proptest! {
    #[test]
    fn it_agrees_with_the_slow_reading_however_customers_are_dealt(
        plain in testing::cases(4), hands in testing::hands(), width in 1..9_i64, periods in 0..6_i64,
    ) {
        let bounds: Vec<i64> = (0..=periods).map(|period| (3 + period * width) * SECOND).collect();
        let kernel = Counts { activities: 4, periods: Periods::new(bounds) };
        let table = kernel.answer(&testing::folded(&kernel, &plain));
        prop_assert_eq!(&kernel.answer(&testing::dealt(&kernel, &plain, hands)), &table);
        let count = |period: Option<i64>, activity: Option<u8>| {
            let rows: Vec<i64> = plain.iter().flat_map(|(who, rows)| rows.iter().map(move |row| (*who, *row)))
                .filter(|(_, (_, at))| (3..3 + periods * width).contains(at))
                .filter(|(_, (_, at))| period.is_none_or(|period| (at - 3) / width == period))
                .filter(|(_, (code, _))| activity.is_none_or(|activity| *code == activity))
                .map(|(who, _)| who).collect();
            (rows.len() as u64, rows.iter().collect::<BTreeSet<_>>().len() as u64)
        };
        let told = |group: &Group| (group.interactions, group.customers);
        let find = |groups: &[ActivityGroup], code: u8| {
            groups.iter().find(|one| one.activity == code).map_or((0, 0), |one| told(&one.group))
        };
        prop_assert_eq!(told(&table.total), count(None, None));
        prop_assert_eq!(table.periods.len() as i64, periods);
        for code in 0..4 {
            prop_assert_eq!(find(&table.activities, code), count(None, Some(code)));
            for (period, group) in (0..).zip(&table.periods) {
                prop_assert_eq!(told(&group.group), count(Some(period), None));
                prop_assert_eq!(find(&group.activities, code), count(Some(period), Some(code)));
            }
        }
    }
}
