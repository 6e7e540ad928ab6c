//! Representatives: a few real journeys that stand for all.
//!
//! Of the most frequent variants, `k` are chosen so that the sum over cases of the distance to the
//! nearest chosen one is small: k-medoids. The start is BUILD of PAM (Kaufman and Rousseeuw, 1990),
//! the improvement the eager swaps of FasterPAM (Schubert and Rousseeuw, *Fast and eager k-medoids
//! clustering*, Information Systems 101, 2021), each variant weighted with its cases. The result is
//! a local optimum: no single exchange makes it better. Ties go to the more frequent variant, so
//! the same variants give the same answer.
//!
//! The distance of two paths is the normalised Levenshtein distance of Yujian and Bo (*A normalized
//! Levenshtein distance metric*, IEEE TPAMI 29, 2007): `2e / (|a| + |b| + e)` for `e` edits; 0 for
//! equal, 1 for nothing in common, and a metric, which `e` by the longer one is not.

mod edits;
mod medoids;

use serde::Serialize;

use super::variants::{Ranking, Variant};

/// No more variants than this are looked at: cost grows with their square.
pub const MOST_VARIANTS: usize = 300;

/// Longer paths are not looked at: cost grows with the square of their length.
pub const LONGEST: usize = 1_000;

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Representatives {
    /// The chosen ones, those that stand for the most cases first.
    pub chosen: Vec<Representative>,
    /// Share of all cases that were looked at: those of up to [`MOST_VARIANTS`] variants no longer
    /// than [`LONGEST`].
    pub coverage: f64,
    /// Mean distance of these cases from their representative.
    pub mean_distance: f64,
}

/// A journey that stands for others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Representative {
    /// The activities in order.
    pub path: Vec<u8>,
    /// Cases of just this path.
    pub count: u64,
    /// Cases it stands for, these included.
    pub cases: u64,
    /// Variants it stands for, itself included.
    pub variants: u64,
    /// Part of the cases looked at.
    pub share: f64,
    /// Mean distance of the cases it stands for, from 0 to 1.
    pub mean_distance: f64,
}

/// `k` representatives of the variants in a ranking (fewer if there are fewer variants). Cost: at
/// most some 45,000 distances, each of length² / 64 steps, before which all else is small.
pub fn representatives(ranking: &Ranking, k: usize) -> Representatives {
    let looked_at: Vec<&Variant> =
        ranking.top.iter().filter(|one| one.path.len() <= LONGEST).take(MOST_VARIANTS).collect();
    let n = looked_at.len();
    let mut distances = vec![0.0; n * n];
    for one in 0..n {
        for other in 0..one {
            let distance = edits::distance(&looked_at[one].path, &looked_at[other].path);
            distances[one * n + other] = distance;
            distances[other * n + one] = distance;
        }
    }
    let weights: Vec<f64> = looked_at.iter().map(|one| one.count as f64).collect();
    let medoids = medoids::medoids(&distances, &weights, k);
    let nearest: Vec<usize> =
        (0..n).map(|one| medoids::nearest(&distances[one * n..(one + 1) * n], &medoids)).collect();
    let cases: u64 = looked_at.iter().map(|one| one.count).sum();
    let far = |one: usize| weights[one] * distances[one * n + nearest[one]];
    let mut chosen: Vec<Representative> = medoids
        .iter()
        .map(|medoid| {
            let mine = || (0..n).filter(|one| nearest[*one] == *medoid);
            let stands_for: u64 = mine().map(|one| looked_at[one].count).sum();
            Representative {
                path: looked_at[*medoid].path.clone(),
                count: looked_at[*medoid].count,
                cases: stands_for,
                variants: mine().count() as u64,
                share: share(stands_for as f64, cases),
                mean_distance: share(mine().map(far).sum(), stands_for),
            }
        })
        .collect();
    chosen
        .sort_by(|one, other| other.cases.cmp(&one.cases).then_with(|| one.path.cmp(&other.path)));
    Representatives {
        chosen,
        coverage: share(cases as f64, ranking.cases),
        mean_distance: share((0..n).map(far).sum(), cases),
    }
}

fn share(part: f64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(paths: &[(&[u8], u64)], cases: u64) -> Ranking {
        let variant = |(path, count): &(&[u8], u64)| Variant {
            path: path.to_vec(),
            count: *count,
            customers: *count,
            share: 0.0,
            mean_seconds: 0.0,
            median_seconds: None,
        };
        Ranking {
            cases,
            customers: cases,
            variants: paths.len() as u64,
            exact: true,
            missing: 0,
            other: 0,
            top: paths.iter().map(variant).collect(),
        }
    }

    #[test]
    fn two_kinds_of_journeys_have_two_representatives() {
        let paths: [(&[u8], u64); 5] =
            [(&[1, 2, 3, 4], 10), (&[1, 2, 4], 6), (&[7, 8, 9], 5), (&[7, 8], 2), (&[1, 2, 3], 2)];
        let answer = representatives(&ranking(&paths, 50), 2);
        let told: Vec<_> = answer
            .chosen
            .iter()
            .map(|one| (one.path.as_slice(), one.count, one.cases, one.variants))
            .collect();
        assert_eq!(told, [(paths[0].0, 10, 18, 3), (paths[2].0, 5, 7, 2)]);
        // One edit at lengths 4 and 3: 2 / 8 for 8 of 18 cases; at 3 and 2: 2 / 6 for 2 of 7.
        let near = |one: f64, other: f64| (one - other).abs() < 1e-12;
        assert!(near(answer.chosen[0].mean_distance, 8.0 / 18.0 / 4.0));
        assert!(near(answer.chosen[1].mean_distance, 2.0 / 7.0 / 3.0));
        assert!(near(answer.coverage, 0.5) && near(answer.chosen[0].share, 0.72));
        assert!(near(answer.mean_distance, (2.0 + 2.0 / 3.0) / 25.0));
    }

    #[test]
    fn there_are_no_more_than_there_are_variants_and_none_of_none() {
        let answer = representatives(&ranking(&[(&[1], 3), (&[2], 1)], 4), 9);
        assert_eq!((answer.chosen.len(), answer.mean_distance), (2, 0.0));
        let nothing = representatives(&ranking(&[], 0), 3);
        assert_eq!((nothing.chosen.len(), nothing.coverage), (0, 0.0));
        let long = [5; LONGEST + 1];
        let answer = representatives(&ranking(&[(&long, 3), (&[2], 1)], 4), 1);
        assert_eq!((answer.chosen[0].path.len(), answer.coverage), (1, 0.25));
    }
}
