use proptest::prelude::*;

use super::*;
use crate::cases::Kernel;
use crate::cases::by_hand::Owned;
use crate::kernels::conversions::HALF_LIFE;

/// The answer for some paths of touches 1 to `touches`; those that end in 99 converted, worth 10.
fn answer(touches: u8, paths: &[Vec<u8>]) -> Attribution {
    let rows: Vec<(i64, Vec<(u8, i64)>)> =
        (0..).zip(paths.iter().map(|path| path.iter().copied().zip(0..).collect())).collect();
    let cases: Vec<_> = rows.iter().map(|(customer, rows)| (*customer, rows.as_slice())).collect();
    let values = vec![10.0; paths.iter().map(Vec::len).sum()];
    let owned = Owned::new(&cases).with_values(&values);
    let question = Conversions {
        goals: vec![99],
        touches: (1..=touches).collect(),
        window: None,
        half_life: HALF_LIFE,
    };
    let mut led = question.begin();
    question.add(&mut led, owned.cases());
    Attribution::of(&question, &led)
}

fn close(found: &[f64], right: &[f64]) -> bool {
    found.len() == right.len()
        && found.iter().zip(right).all(|(found, right)| (found - right).abs() < 1e-9)
}

fn removal(answer: &Attribution) -> Vec<f64> {
    answer.touches.iter().map(|touch| touch.removal_effect).collect()
}

fn of(answer: &Attribution, model: impl Fn(&Touch) -> Credit) -> Vec<f64> {
    answer.touches.iter().map(|touch| model(touch).conversions).collect()
}

#[test]
fn the_published_toy() {
    // From the start to 1 twice and to 2 once; 1 goes to 2 or null, 2 to 3, 3 to conversion or null.
    let answer = answer(3, &[vec![1, 2, 3, 99], vec![1], vec![2, 3]]);
    assert!(close(&[answer.conversion_rate], &[1.0 / 3.0]));
    assert!(close(&removal(&answer), &[0.5, 1.0, 1.0]), "{answer:?}");
    assert!(close(&of(&answer, |touch| touch.markov), &[0.2, 0.4, 0.4]));
    assert!(close(&of(&answer, |touch| touch.shapley), &[1.0 / 3.0; 3]));
    assert!(close(&of(&answer, |touch| touch.first), &[1.0, 0.0, 0.0]));
    assert!(close(&of(&answer, |touch| touch.last), &[0.0, 0.0, 1.0]));
}

#[test]
fn a_loop_between_two_by_hand() {
    // 1 → 2 → 1 → conversion, and 2 → null. From 1: 2 or conversion, a half each; from 2: 1 or null, a
    // half each; p₁ = ½ + ½ p₂ and p₂ = ½ p₁, so p₁ = ⅔, p₂ = ⅓, and P = ½ (⅔ + ⅓) = ½.
    // Without 1 nothing converts. Without 2, a half begins at 1 and a half of that converts: P = ¼.
    let answer = answer(2, &[vec![1, 2, 1, 99], vec![2]]);
    assert!(close(&removal(&answer), &[1.0, 0.5]), "{answer:?}");
    assert!(close(&of(&answer, |touch| touch.markov), &[2.0 / 3.0, 1.0 / 3.0]));
    assert!(close(&of(&answer, |touch| touch.linear), &[2.0 / 3.0, 1.0 / 3.0]));
    assert!(close(&of(&answer, |touch| touch.shapley), &[0.5, 0.5]));
}

#[test]
fn shapley_by_hand() {
    // 2 conversions of {1}, 1 of {1, 2}, 3 of {2, 3}; v({1}) = 2, v({1,2}) = 3, v({2,3}) = 3, v(all) = 6.
    // 1 adds 2, 3, 2 or 3 before {}, {2}, {3}, {2, 3}: ⅓·2 + ⅙·3 + ⅙·2 + ⅓·3 = 2.5 = 2 + ½.
    let paths = [
        vec![1, 99],
        vec![1, 99],
        vec![2, 1, 2, 99],
        vec![2, 3, 99],
        vec![3, 2, 99],
        vec![2, 3, 99],
        vec![4],
    ];
    let answer = answer(4, &paths);
    assert!(answer.enumerated);
    assert!(close(&of(&answer, |touch| touch.shapley), &[2.5, 2.0, 1.5, 0.0]), "{answer:?}");
    assert!(close(&[answer.touches[0].shapley.value], &[25.0]));
}

#[test]
fn nobody_converts_and_nobody_asks() {
    let none = answer(2, &[vec![1, 2], vec![2]]);
    assert_eq!(removal(&none), [0.0, 0.0]);
    assert_eq!(of(&none, |touch| touch.markov), [0.0, 0.0]);
    let untouched = answer(0, &[vec![99], vec![1, 99]]);
    assert_eq!((untouched.conversions, untouched.untouched, untouched.touches.len()), (2, 2, 0));
}

/// Which paths could be: mostly short, mixed ends.
fn some_paths(touches: u8) -> impl Strategy<Value = Vec<Vec<u8>>> {
    let path = (prop::collection::vec(1..=touches, 1..8), any::<bool>()).prop_map(
        |(mut path, converts)| {
            path.extend(converts.then_some(99));
            path
        },
    );
    prop::collection::vec(path, 1..25)
}

/// Plainly: the share of walks that convert when those that reach `gone` end, step after step until
/// nothing is left to walk.
fn walked(paths: &[Vec<u8>], gone: Option<u8>) -> f64 {
    const START: usize = 0;
    let mut steps = vec![vec![0.0; 101]; 101];
    for path in paths {
        let mut from = START;
        for code in path.iter().copied().chain((path[path.len() - 1] != 99).then_some(100)) {
            steps[from][usize::from(code)] += 1.0;
            from = usize::from(code);
        }
    }
    let mut here = vec![0.0; 101];
    here[START] = 1.0;
    let mut converted = 0.0;
    while here.iter().sum::<f64>() > 1e-13 {
        let mut next = vec![0.0; 101];
        for (row, mass) in steps.iter().zip(&here).filter(|(_, mass)| **mass > 0.0) {
            let total: f64 = row.iter().sum();
            row.iter().zip(&mut next).for_each(|(count, next)| *next += mass * count / total);
        }
        converted += next[99];
        (next[99], next[100]) = (0.0, 0.0);
        if let Some(gone) = gone {
            next[usize::from(gone)] = 0.0;
        }
        here = next;
    }
    converted
}

proptest! {
    #[test]
    fn removal_is_what_walking_says(paths in some_paths(5)) {
        let answer = answer(5, &paths);
        let all = walked(&paths, None);
        prop_assert!((all - answer.conversion_rate).abs() < 1e-9, "a chain keeps the rate");
        for touch in &answer.touches {
            let without = walked(&paths, Some(touch.code));
            let right = if all > 0.0 { 1.0 - without / all } else { 0.0 };
            prop_assert!((touch.removal_effect - right).abs() < 1e-9, "{touch:?} {right}");
        }
    }

    #[test]
    fn steps_to_itself_change_nothing(paths in some_paths(4)) {
        let mut folded = paths.clone();
        folded.iter_mut().for_each(Vec::dedup);
        let (loops, none) = (answer(4, &paths), answer(4, &folded));
        prop_assert!(close(&removal(&loops), &removal(&none)));
        prop_assert!(close(&of(&loops, |touch| touch.markov), &of(&none, |touch| touch.markov)));
    }

    #[test]
    fn enumeration_is_the_closed_form_and_totals_are_total(paths in some_paths(9)) {
        let few = answer(9, &paths);
        // With 20 touches that could be credited, the closed form is used.
        let many = answer(20, &paths);
        prop_assert!(few.enumerated && !many.enumerated);
        prop_assert!(close(&of(&few, |touch| touch.shapley), &of(&many, |touch| touch.shapley)[..9]));
        let total = few.conversions as f64;
        let models = [|t: &Touch| t.first, |t: &Touch| t.last, |t: &Touch| t.linear, |t: &Touch| t.time_decay, |t: &Touch| t.markov, |t: &Touch| t.shapley];
        for model in models {
            for answer in [&few, &many] {
                prop_assert!(close(&[of(answer, model).iter().sum()], &[total]));
                prop_assert!(close(&[answer.touches.iter().map(|touch| model(touch).value).sum()], &[few.value]));
            }
        }
    }
}
