//! Next steps: how often the most likely one is the right one, beside the two baselines that are hard to
//! beat by counting: what mostly followed the last step (first order), and what mostly followed the
//! longest of the last five steps that was ever met (back-off). The end of a case is a step too.
//!
//! Learned from the cases that began in the first four fifths of the time and asked of the last fifth,
//! as it would be used; and in five folds by chance, as papers do.

use std::collections::HashMap;

use anyhow::ensure;
use parcours_kernel::Rng;
use parcours_paths::cases::{Cases, Kernel};
use parcours_paths::kernels::next_step::{Blend, NextStep, NextStepModel};

/// Stands for the end.
const END: u8 = u8::MAX;
/// Steps that the back-off looks at, at most.
const LAST: usize = 5;
const FOLDS: usize = 5;

/// Gathers whole cases: when each began, and its steps.
#[derive(Debug)]
pub(super) struct Gather;

impl Kernel for Gather {
    type Partial = Vec<(i64, Vec<u8>)>;

    fn begin(&self) -> Self::Partial {
        Vec::new()
    }

    fn add(&self, partial: &mut Self::Partial, cases: Cases<'_>) {
        partial.extend(cases.iter().map(|case| (case.at[0], case.codes.to_vec())));
    }

    fn merge(&self, into: &mut Self::Partial, other: Self::Partial) {
        into.extend(other);
    }
}

/// How many of how many next steps were foretold.
#[derive(Debug, Clone, Copy, Default)]
struct Right {
    blend: u64,
    first_order: u64,
    back_off: u64,
    of: u64,
}

/// Tells both, and fails where counting does better by time than what we do.
pub(super) fn compare(name: &str, mut cases: Vec<(i64, Vec<u8>)>) -> anyhow::Result<()> {
    cases.sort();
    let cases: Vec<Vec<u8>> = cases.into_iter().map(|(_, codes)| codes).collect();
    let cut = cases.len() * 4 / 5;
    let by_time = asked(&cases[..cut], &cases[cut..]);
    let mut by_chance = Right::default();
    let rng = Rng::seeded(42);
    let fold: Vec<usize> = cases.iter().map(|_| rng.below(FOLDS as u32) as usize).collect();
    for held_out in 0..FOLDS {
        let part = |inside: bool| -> Vec<Vec<u8>> {
            let of = cases.iter().zip(&fold).filter(|(_, fold)| (**fold == held_out) == inside);
            of.map(|(case, _)| case.clone()).collect()
        };
        let right = asked(&part(false), &part(true));
        by_chance.blend += right.blend;
        by_chance.first_order += right.first_order;
        by_chance.back_off += right.back_off;
        by_chance.of += right.of;
    }
    let told = |right: Right| {
        let share = |count: u64| 100.0 * count as f64 / right.of as f64;
        [share(right.blend), share(right.first_order), share(right.back_off)]
    };
    let (time, chance) = (told(by_time), told(by_chance));
    println!(
        "{name}: next step right, last fifth by time: {:.1} %, first order {:.1} %, back-off {:.1} %; \
         five folds by chance: {:.1} %, {:.1} %, {:.1} %",
        time[0], time[1], time[2], chance[0], chance[1], chance[2]
    );
    let best = by_time.first_order.max(by_time.back_off);
    ensure!(by_time.blend >= best, "{name}: counting foretells more: {by_time:?}");
    Ok(())
}

fn asked(learned: &[Vec<u8>], asked: &[Vec<u8>]) -> Right {
    let model = model(learned);
    let contexts = contexts(learned);
    let mut right = Right::default();
    for case in asked {
        for length in 1..=case.len() {
            let prefix = &case[..length];
            let truth = case.get(length).copied().unwrap_or(END);
            let said = model.predict(prefix).steps.first().map(|step| step.step.unwrap_or(END));
            right.of += 1;
            right.blend += u64::from(said == Some(truth));
            right.first_order += u64::from(most(&contexts, prefix, 1) == Some(truth));
            right.back_off += u64::from(most(&contexts, prefix, LAST) == Some(truth));
        }
    }
    right
}

fn model(learned: &[Vec<u8>]) -> NextStepModel {
    let (customers, mut offsets): (Vec<i64>, Vec<u32>) =
        ((1..=learned.len() as i64).collect(), vec![0]);
    let mut codes = Vec::new();
    for case in learned {
        codes.extend_from_slice(case);
        offsets.push(codes.len() as u32);
    }
    let at = vec![0; codes.len()];
    let kernel = NextStep { ended_by: i64::MAX, ..NextStep::default() };
    let mut met = kernel.begin();
    let cases =
        Cases { customers: &customers, offsets: &offsets, codes: &codes, at: &at, value: &[] };
    kernel.add(&mut met, cases);
    // Every situation is answered, however seldom it was met: the baselines answer too.
    NextStepModel::new(&met, Blend { support: 1, ..Blend::default() })
}

type Contexts = HashMap<Vec<u8>, HashMap<u8, u64>>;

/// What followed each run of up to five steps.
fn contexts(learned: &[Vec<u8>]) -> Contexts {
    let mut contexts = Contexts::new();
    for case in learned {
        for length in 0..=case.len() {
            let next = case.get(length).copied().unwrap_or(END);
            for last in 0..=LAST.min(length) {
                let context = case[length - last..length].to_vec();
                *contexts.entry(context).or_default().entry(next).or_default() += 1;
            }
        }
    }
    contexts
}

/// What mostly followed the longest known of the last steps; of equal ones the lower code.
fn most(contexts: &Contexts, prefix: &[u8], last: usize) -> Option<u8> {
    let known = (0..=last.min(prefix.len()))
        .rev()
        .find_map(|last| contexts.get(&prefix[prefix.len() - last..]))?;
    known.iter().max_by_key(|(code, count)| (**count, std::cmp::Reverse(**code))).map(|one| *one.0)
}
