//! The Shapley value of touches: what each adds, on average over all orders in which they could join.
//!
//! The worth v(S) of a coalition S of touches is the number of conversions whose path has no touch
//! outside S: those that would still have happened, in the same way, with S alone. The Shapley value
//! of touch j is φ_j = Σ over S without j of |S|! (n − |S| − 1)! / n! · (v(S ∪ j) − v(S)).
//! Sources: Shapley (1953), A value for n-person games; Zhao, Mahboobi & Bagheri (2018), Shapley value
//! methods for attribution modeling in online advertising (arXiv 1804.05327), whose set-based value this
//! is: paths are sets, order and repeats do not count.
//!
//! **Closed form.** v is a sum, over the sets R of the converting paths, of games that are worth 1 to
//! coalitions that hold R and 0 to others. In such a game, touches outside R never change the worth and
//! get 0; those of R are interchangeable and share 1, so each gets 1 / |R|. The Shapley value is linear
//! in the game, hence φ_j = Σ over R with j of conversions(R) / |R|: each path's conversion is split
//! equally among its distinct touches. That is what the kernel gathers as `even`, and what is used with
//! more touches than can be enumerated.

use std::collections::BTreeMap;

use super::Credit;
use crate::kernels::conversions::Converted;

/// By the definition, over all 2ⁿ coalitions. `sets` are conversions by set of touches, a bit a touch.
/// Cost: n 2ⁿ, once for the worth of all coalitions and once for what each touch adds.
pub(super) fn enumerated(touches: usize, sets: &BTreeMap<u16, Converted>) -> Vec<Credit> {
    let mut worth = vec![Credit::default(); 1 << touches];
    for (set, converted) in sets {
        worth[usize::from(*set)] = (*converted).into();
    }
    // The sum over all subsets (zeta transform), one touch after the other.
    for touch in 0..touches {
        for set in 0..worth.len() {
            if set & 1 << touch != 0 {
                let without = worth[set & !(1 << touch)];
                worth[set].conversions += without.conversions;
                worth[set].value += without.value;
            }
        }
    }
    let chances = chances(touches);
    (0..touches)
        .map(|touch| {
            let mut credit = Credit::default();
            for set in (0..worth.len()).filter(|set| set & 1 << touch == 0) {
                let (with, without) = (worth[set | 1 << touch], worth[set]);
                let chance = chances[set.count_ones() as usize];
                credit.conversions += chance * (with.conversions - without.conversions);
                credit.value += chance * (with.value - without.value);
            }
            credit
        })
        .collect()
}

/// |S|! (n − |S| − 1)! / n! by size of S: the chance that exactly S joins before a given touch.
fn chances(touches: usize) -> Vec<f64> {
    let mut chances: Vec<f64> = Vec::with_capacity(touches);
    for size in 0..touches {
        let before = chances
            .last()
            .map_or(1.0 / touches as f64, |chance| chance * size as f64 / (touches - size) as f64);
        chances.push(before);
    }
    chances
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_set_joins_first_by_chance() {
        // Of 4: 0!3!/4!, 1!2!/4!, 2!1!/4!, 3!0!/4!.
        let right = [0.25, 1.0 / 12.0, 1.0 / 12.0, 0.25];
        assert!(chances(4).iter().zip(right).all(|(found, right)| (found - right).abs() < 1e-15));
    }
}
