//! Counts and predictions by hand and against a plain reading of the definition.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::cases::by_hand::Owned;

fn fold(question: NextStep, paths: &[Vec<u8>]) -> Met {
    let rows: Vec<Vec<(u8, i64)>> =
        paths.iter().map(|path| path.iter().copied().zip(0..).collect()).collect();
    let cases: Vec<(i64, &[(u8, i64)])> = (1..).zip(rows.iter().map(Vec::as_slice)).collect();
    let mut met = question.begin();
    question.add(&mut met, Owned::new(&cases).cases());
    met
}

fn model(paths: &[Vec<u8>], blend: Blend) -> NextStepModel {
    NextStepModel::new(&fold(NextStep::default(), paths), blend)
}

#[test]
fn predicted_by_hand() {
    // Seven rows: 1 came next three times, the end four times.
    let paths = [vec![0, 1], vec![0, 1], vec![0], vec![2, 1]];
    let model = model(&paths, Blend { weight: 2.0, support: 1 });
    let said = model.predict(&[0]);
    // Without context 1 has 3/7, the end 4/7. After 0 (3 times): (2 + 2·3/7)/5 = 4/7 and (1 + 2·4/7)/5 = 3/7.
    // The whole way is 0 as well: (2 + 2·4/7)/5 = 22/35 and (1 + 2·3/7)/5 = 13/35.
    assert_eq!(said.steps.len(), 2);
    assert_eq!((said.steps[0].step, said.steps[0].support), (Some(1), 2));
    assert_eq!((said.steps[1].step, said.steps[1].support), (None, 1));
    assert!((said.steps[0].probability - 22.0 / 35.0).abs() < 1e-12);
    assert!((said.steps[1].probability - 13.0 / 35.0).abs() < 1e-12);
    assert_eq!((said.context_length, said.whole_way, said.support), (1, true, 3));
    // Whatever came before 0, it is the last step alone that says something.
    let said = model.predict_after(&[0]);
    assert!((said.steps[0].probability - 4.0 / 7.0).abs() < 1e-12);
    assert_eq!((said.context_length, said.whole_way, said.support), (1, false, 3));
    // Nobody came this way, but after 1 three ended.
    let said = model.predict(&[1, 1]);
    assert_eq!((said.context_length, said.whole_way, said.support), (1, false, 3));
}

#[test]
fn too_few_is_no_prediction() {
    let paths: Vec<_> = (0..19).map(|_| vec![0, 1]).collect();
    let said = model(&paths, Blend::default()).predict(&[0]);
    assert_eq!((said.abstained, said.support, said.steps.len()), (true, 19, 0));
    assert!(model(&paths, Blend::default()).predict(&[]).abstained);
    assert!(model(&[], Blend::default()).predict(&[0]).abstained);
    let paths: Vec<_> = (0..20).map(|_| vec![0, 1]).collect();
    let said = model(&paths, Blend::default()).predict(&[0]);
    assert_eq!((said.abstained, said.support, said.steps[0].step), (false, 20, Some(1)));
}

#[test]
fn what_may_still_run_has_no_end() {
    // Rows of a case are at 0 s, 1 s…: the second case may still run.
    let question = NextStep { ended_by: 0, ..NextStep::default() };
    let met = fold(question, &[vec![0], vec![0, 1]]);
    let model = NextStepModel::new(&met, Blend { weight: 1.0, support: 1 });
    assert_eq!(model.predict(&[0]).support, 2);
    assert_eq!(model.predict(&[1]).support, 0);
}

/// p(next | prefix) as the definition says it, over all rows.
fn plainly(paths: &[Vec<u8>], prefix: &[u8], weight: f64) -> BTreeMap<u8, f64> {
    let mut contexts: Vec<(Vec<u8>, bool)> = (0..=prefix.len().min(5))
        .map(|order| (prefix[prefix.len() - order..].to_vec(), false))
        .collect();
    contexts.push((prefix.to_vec(), true));
    let mut said: BTreeMap<u8, f64> = BTreeMap::new();
    for (context, whole) in contexts {
        let mut counts: BTreeMap<u8, f64> = BTreeMap::new();
        for path in paths {
            for end in 1..=path.len() {
                let matched =
                    if whole { path[..end] == context } else { path[..end].ends_with(&context) };
                if matched {
                    *counts.entry(path.get(end).copied().unwrap_or(END)).or_default() += 1.0;
                }
            }
        }
        let all: f64 = counts.values().sum();
        let weight = if context.is_empty() { 0.0 } else { weight };
        if all > 0.0 {
            said.values_mut().for_each(|share| *share *= weight / (all + weight));
            for (step, count) in counts {
                *said.entry(step).or_default() += count / (all + weight);
            }
        }
    }
    said
}

fn some_paths() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let code = prop_oneof![4 => 0..3_u8, 1 => Just(254_u8)];
    prop::collection::vec(prop::collection::vec(code, 1..9), 1..14)
}

proptest! {
    #[test]
    fn predicts_as_the_definition_says(paths in some_paths(), case in 0..14_usize, end in 1..9_usize) {
        let prefix = &paths[case % paths.len()];
        let prefix = &prefix[..end.min(prefix.len())];
        let said = model(&paths, Blend { weight: 3.0, support: 1 }).predict(prefix);
        let expected = plainly(&paths, prefix, 3.0);
        prop_assert_eq!(said.steps.len(), expected.len().min(3));
        for step in &said.steps {
            let share = expected[&step.step.unwrap_or(END)];
            prop_assert!((share - step.probability).abs() < 1e-9);
        }
        let mut best: Vec<f64> = expected.into_values().collect();
        best.sort_by(|a, b| b.total_cmp(a));
        for (step, share) in said.steps.iter().zip(best) {
            prop_assert!((share - step.probability).abs() < 1e-9);
        }
        prop_assert!(said.whole_way && said.context_length == prefix.len());
    }

    #[test]
    fn dealt_in_any_way_and_bounded_the_model_is_the_same(
        paths in some_paths(),
        cuts in (0..14_usize, 0..14_usize),
        most in 4..60_usize,
    ) {
        let question = NextStep { most, ..NextStep::default() };
        let whole = fold(question, &paths);
        let first = cuts.0.min(cuts.1).min(paths.len());
        let second = cuts.0.max(cuts.1).min(paths.len());
        let mut dealt = fold(question, &paths[second..]);
        let mut others = fold(question, &paths[first..second]);
        question.merge(&mut others, fold(question, &paths[..first]));
        // What comes from another machine was written out on the way.
        let others = serde_json::from_str(&serde_json::to_string(&others).unwrap()).unwrap();
        question.merge(&mut dealt, others);
        prop_assert!(dealt.ways_met <= most && (dealt.last.len() <= most || dealt.order == 1));
        let blend = Blend::default();
        prop_assert_eq!(NextStepModel::new(&whole, blend), NextStepModel::new(&dealt, blend));
    }
}
