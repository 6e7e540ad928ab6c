//! Positions by hand, kept current against a scan, and everybody's against each one's.

use proptest::prelude::*;

use super::*;
use crate::cases::Kernel;
use crate::cases::by_hand::Owned;
use crate::kernels::log_scale;

/// Touchpoints 0 and 1 in the first stage, 2 and 3 in the second; 3 is the goal.
fn places() -> Places {
    Places { stages: vec![0, 0, 1, 1], goals: vec![3] }
}

const MINUTE: i64 = 60_000_000;

/// Nothing is known: active for 30 minutes, waiting for 30 days.
fn unknown() -> Thresholds {
    Thresholds::new(&Gaps { activities: 4 }.begin())
}

#[test]
fn a_run_is_uninterrupted() {
    let position = Position::scan(&places(), &[0, 1, 0, 0, 1, 1], &[1, 2, 3, 4, 5, 6]).unwrap();
    assert_eq!((position.touchpoint, position.stage, position.last), (1, 0, 6));
    assert_eq!((position.at_touchpoint_since(), position.at_stage_since()), (5, 1));
    assert_eq!(Position::scan(&places(), &[], &[]), None);
}

#[test]
fn late_rows_move_only_what_they_touch() {
    let places = places();
    let scanned = Position::scan(&places, &[0, 1, 1], &[10, 20, 30]).unwrap();
    let with = |code, at| {
        let mut position = scanned.clone();
        let advance = position.advance(&places, code, at);
        (advance, position.at_touchpoint_since(), position.at_stage_since())
    };
    // Before the run, elsewhere: in another touchpoint or another stage.
    assert_eq!(with(0, 15), (Advance::Done, 20, 10));
    assert_eq!(with(2, 5), (Advance::Done, 20, 10));
    // Right before it, at the same touchpoint; and before what was before it.
    assert_eq!(with(1, 10), (Advance::Done, 10, 10));
    assert_eq!(with(1, 9), (Advance::Done, 20, 9));
    // Within it.
    assert_eq!(with(1, 25), (Advance::Done, 20, 10));
    assert_eq!(with(0, 20), (Advance::NeedsRescan, 20, 10));
    assert_eq!(with(2, 15), (Advance::NeedsRescan, 20, 10));
    // At the time of the last row, but arrived after it.
    assert_eq!(with(2, 30), (Advance::Done, 30, 30));
}

#[test]
fn states_by_hand() {
    let (places, thresholds) = (places(), unknown());
    let state = |codes: &[u8], silence: i64| {
        let at: Vec<i64> = (1..).take(codes.len()).collect();
        let position = Position::scan(&places, codes, &at).unwrap();
        position.state(&places, &thresholds, position.last + silence)
    };
    assert_eq!(state(&[0], 30 * MINUTE), State::Active);
    assert_eq!(state(&[0], 30 * MINUTE + 1), State::Waiting);
    assert_eq!(state(&[0], 30 * 24 * 60 * MINUTE + 1), State::GoneQuiet);
    assert_eq!(state(&[0, 3], 0), State::ReachedGoal);
    assert_eq!(state(&[3, 0], 0), State::Active);
    assert_eq!(state(&[3, 0], i64::MAX / 2), State::ReachedGoal);
}

#[test]
fn thresholds_are_the_quantiles_of_the_gaps() {
    // After 0: 16 gaps of an hour, 3 of a day, 1 of ten days: of 20, the 15th is an hour and the 19th a
    // day. After 1 only one gap: all 21 together, of which the 16th is an hour and the 20th a day.
    let hour = 3_600;
    let gaps = [(16, hour), (3, 24 * hour), (1, 240 * hour)];
    let rows: Vec<Vec<(u8, i64)>> = gaps
        .iter()
        .flat_map(|(times, gap)| (0..*times).map(|_| vec![(0, 0), (2, *gap)]))
        .chain([vec![(1, 0), (1, hour)]])
        .collect();
    let cases: Vec<(i64, &[(u8, i64)])> = (1..).zip(rows.iter().map(Vec::as_slice)).collect();
    let kernel = Gaps { activities: 3 };
    let mut counts = kernel.begin();
    kernel.add(&mut counts, Owned::new(&cases).cases());
    let thresholds = Thresholds::new(&counts);
    for touchpoint in 0..5 {
        let Silence { active, waiting } = thresholds.after(touchpoint);
        let seconds = |micros: i64| micros as f64 / 1e6;
        assert!((3_600.0..3_600.0 * 1.125).contains(&seconds(active)), "{touchpoint}: {active}");
        assert!((86_400.0..86_400.0 * 1.125).contains(&seconds(waiting)), "{touchpoint}");
    }
    assert_eq!(unknown().after(0), Silence { active: 30 * MINUTE, waiting: 43_200 * MINUTE });
}

proptest! {
    /// Rows in any order of arrival: after each, the position is that of a scan of all so far, or it
    /// says that it needs one, is unchanged, and goes on from the scan.
    #[test]
    fn kept_current_it_is_what_a_scan_gives(
        arrivals in prop::collection::vec((0..5_u8, 0..12_i64), 1..25),
    ) {
        let places = places();
        let mut rows: Vec<(u8, i64)> = Vec::new();
        let mut position: Option<Position> = None;
        for (code, at) in arrivals {
            let place = rows.partition_point(|(_, known)| *known <= at);
            rows.insert(place, (code, at));
            let (codes, times): (Vec<u8>, Vec<i64>) = rows.iter().copied().unzip();
            let scanned = Position::scan(&places, &codes, &times);
            position = match position {
                None => Some(Position::first(&places, code, at)),
                Some(mut position) => {
                    let before = position.clone();
                    match position.advance(&places, code, at) {
                        Advance::Done => Some(position),
                        Advance::NeedsRescan => {
                            prop_assert_eq!(position, before.clone());
                            // Never asked for in vain: the run begins elsewhere now.
                            prop_assert_ne!(Some(before), scanned.clone());
                            scanned.clone()
                        }
                    }
                }
            };
            prop_assert_eq!(&position, &scanned);
        }
    }

    #[test]
    fn gaps_are_those_between_neighbours_however_dealt(
        paths in prop::collection::vec(prop::collection::vec((0..4_u8, 0..40_i64), 1..7), 1..9),
        cut in 0..9_usize,
    ) {
        let rows: Vec<Vec<(u8, i64)>> = paths
            .iter()
            .map(|path| {
                let mut now = 0;
                path.iter().map(|(code, gap)| { now += gap; (*code, now) }).collect()
            })
            .collect();
        let kernel = Gaps { activities: 3 };
        let fold = |rows: &[Vec<(u8, i64)>]| {
            let cases: Vec<_> = (1..).zip(rows.iter().map(Vec::as_slice)).collect();
            let mut counts = kernel.begin();
            kernel.add(&mut counts, Owned::new(&cases).cases());
            counts
        };
        let (left, right) = rows.split_at(cut.min(rows.len()));
        let mut counts = fold(right);
        kernel.merge(&mut counts, fold(left));
        let mut expected = kernel.begin();
        for path in &paths {
            for row in 1..path.len() {
                let (code, gap) = (path[row - 1].0, path[row].1 * 1_000_000);
                if code < 3 {
                    expected.0[usize::from(code) * 256 + usize::from(log_scale::class(gap))] += 1;
                }
            }
        }
        prop_assert_eq!(counts, expected);
    }

    #[test]
    fn everybody_is_the_sum_of_each(
        paths in prop::collection::vec(
            (0..2_i64, prop::collection::vec((0..5_u8, 0..2_000_000_i64), 1..6)), 1..12),
        moment in any::<prop::sample::Index>(),
        later in prop_oneof![Just(0), Just(-1), 0..6_000_000_i64],
        cut in 0..12_i64,
    ) {
        // Ascending times over all of a customer's cases; some customers have several.
        let (mut customer, mut at) = (0, 0);
        let mut rows: Vec<(i64, Vec<(u8, i64)>)> = Vec::new();
        for (step, path) in paths {
            customer += step;
            at = if step == 0 { at } else { 0 };
            let path = path.into_iter().map(|(code, gap)| { at += gap; (code, at) }).collect();
            rows.push((customer, path));
        }
        // Often at the very moment of a row.
        let times: Vec<i64> = rows.iter().flat_map(|(_, path)| path).map(|(_, at)| *at).collect();
        let now = moment.get(&times) + later;
        let kernel = Everyone { places: places(), thresholds: unknown(), now: now * 1_000_000 };
        let fold = |rows: &[&(i64, Vec<(u8, i64)>)]| {
            let cases: Vec<_> = rows.iter().map(|(c, path)| (*c, path.as_slice())).collect();
            let mut standing = kernel.begin();
            kernel.add(&mut standing, Owned::new(&cases).cases());
            standing
        };
        let (left, right): (Vec<_>, Vec<_>) = rows.iter().partition(|(c, _)| *c < cut);
        let mut standing = fold(&right);
        kernel.merge(&mut standing, fold(&left));

        let mut expected = vec![[0_u64; 4]; 256];
        for customer in 0..=customer {
            let begun = rows.iter().rfind(|(c, path)| *c == customer && path[0].1 <= now);
            let Some((_, path)) = begun else { continue };
            let seen = path.iter().filter(|(_, at)| *at <= now);
            let (codes, at): (Vec<u8>, Vec<i64>) =
                seen.map(|(code, at)| (*code, at * 1_000_000)).unzip();
            let position = Position::scan(&kernel.places, &codes, &at).unwrap();
            let state = position.state(&kernel.places, &kernel.thresholds, kernel.now);
            expected[usize::from(position.touchpoint)][state as usize] += 1;
        }
        let answer = kernel.answer(&standing);
        prop_assert!(answer.len() >= 4, "each touchpoint of the map has its line");
        for (touchpoint, counts) in (0..=u8::MAX).zip(expected) {
            let at = answer.iter().find(|at| at.touchpoint == touchpoint);
            let found = at.map_or([0; 4], |at| {
                [at.active, at.waiting, at.gone_quiet, at.reached_goal]
            });
            prop_assert_eq!(found, counts);
            prop_assert_eq!(at.map_or(0, |at| at.customers), counts.iter().sum::<u64>());
        }
    }
}
