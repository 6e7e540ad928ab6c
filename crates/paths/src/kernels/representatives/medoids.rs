//! k-medoids: BUILD, then eager swaps.

/// A swap has to gain at least this part of the whole, so that rounding never swaps back and forth.
const GAIN: f64 = 1e-12;

/// The medoids of weighted things, by an n × n matrix of distances. Deterministic; a local optimum.
pub(super) fn medoids(distances: &[f64], weights: &[f64], k: usize) -> Vec<usize> {
    let n = weights.len();
    let k = k.min(n);
    let mut medoids = build(distances, weights, k);
    if k == 0 || k == n {
        return medoids;
    }
    let row = |one: usize| &distances[one * n..(one + 1) * n];
    let total: f64 = weights.iter().sum();
    let mut around: Vec<Around> = (0..n).map(|one| Around::of(row(one), &medoids)).collect();
    // How much is lost by taking each medoid away, with all going to their second.
    let mut losses = losses(&around, weights, k);
    let (mut candidate, mut without_gain) = (0, 0);
    while without_gain < n {
        if !medoids.contains(&candidate) {
            let (place, change) = best_swap(row(candidate), &around, weights, &losses);
            if change < -GAIN * total {
                medoids[place] = candidate;
                around = (0..n).map(|one| Around::of(row(one), &medoids)).collect();
                losses = self::losses(&around, weights, k);
                without_gain = 0;
            }
        }
        without_gain += 1;
        candidate = (candidate + 1) % n;
    }
    medoids
}

/// Which of the medoids is nearest, by the distances of one; of equally near ones, the one that
/// comes first.
pub(super) fn nearest(row: &[f64], medoids: &[usize]) -> usize {
    let nearest = medoids
        .iter()
        .copied()
        .min_by(|one, other| row[*one].total_cmp(&row[*other]).then(one.cmp(other)));
    nearest.expect("who is, is nearest to some medoid")
}

/// The nearest medoid of one, by its place, and how far it and the second are.
#[derive(Debug, Clone, Copy)]
struct Around {
    nearest: usize,
    near: f64,
    second: f64,
}

impl Around {
    fn of(row: &[f64], medoids: &[usize]) -> Self {
        let mut around = Self { nearest: 0, near: f64::INFINITY, second: f64::INFINITY };
        for (place, medoid) in medoids.iter().enumerate() {
            let distance = row[*medoid];
            if distance < around.near {
                around = Self { nearest: place, near: distance, second: around.near };
            } else if distance < around.second {
                around.second = distance;
            }
        }
        around
    }
}

fn losses(around: &[Around], weights: &[f64], k: usize) -> Vec<f64> {
    let mut losses = vec![0.0; k];
    for (one, weight) in around.iter().zip(weights) {
        // With one medoid there is no second: the swap itself sees to all.
        let second = if k == 1 { 0.0 } else { one.second };
        losses[one.nearest] += weight * (second - one.near);
    }
    losses
}

/// The medoid which the candidate had best replace, and how much the sum of distances changes.
fn best_swap(
    to_candidate: &[f64],
    around: &[Around],
    weights: &[f64],
    losses: &[f64],
) -> (usize, f64) {
    let mut changes = losses.to_vec();
    let mut for_all = 0.0;
    for ((one, weight), distance) in around.iter().zip(weights).zip(to_candidate) {
        let second = if losses.len() == 1 { 0.0 } else { one.second };
        if losses.len() > 1 && *distance < one.near {
            for_all += weight * (distance - one.near);
            changes[one.nearest] += weight * (one.near - second);
        } else if losses.len() == 1 || *distance < second {
            changes[one.nearest] += weight * (distance - second);
        }
    }
    let best = changes.iter().enumerate().min_by(|one, other| one.1.total_cmp(other.1));
    let (place, change) = best.expect("there is at least one medoid");
    (place, change + for_all)
}

/// One after the other, whatever lowers the sum of distances most.
fn build(distances: &[f64], weights: &[f64], k: usize) -> Vec<usize> {
    let n = weights.len();
    let mut medoids: Vec<usize> = Vec::new();
    // Further than any distance there is.
    let mut near = vec![2.0_f64; n];
    while medoids.len() < k {
        let gain = |candidate: usize| -> f64 {
            let row = &distances[candidate * n..(candidate + 1) * n];
            let gains = row.iter().zip(&near).zip(weights);
            gains.map(|((distance, near), weight)| weight * (near - distance).max(0.0)).sum()
        };
        let mut best = (usize::MAX, f64::NEG_INFINITY);
        for candidate in (0..n).filter(|one| !medoids.contains(one)) {
            let gain = gain(candidate);
            if gain > best.1 {
                best = (candidate, gain);
            }
        }
        medoids.push(best.0);
        for (near, distance) in near.iter_mut().zip(&distances[best.0 * n..]) {
            *near = near.min(*distance);
        }
    }
    medoids
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(distances: &[f64], weights: &[f64], medoids: &[usize]) -> f64 {
        let n = weights.len();
        (0..n)
            .map(|one| {
                let row = &distances[one * n..(one + 1) * n];
                weights[one] * row[nearest(row, medoids)]
            })
            .sum()
    }

    /// Points on a line.
    fn line(points: &[u8]) -> Vec<f64> {
        let distance = |one: u8, other: u8| f64::from(one.abs_diff(other)) / 255.0;
        points
            .iter()
            .flat_map(|one| points.iter().map(move |other| distance(*one, *other)))
            .collect()
    }

    #[test]
    fn one_medoid_is_the_weighted_median() {
        // 3 + 1 on the left, 3 on the right.
        assert_eq!(medoids(&line(&[0, 100, 200]), &[3.0, 1.0, 3.0], 1), [1]);
        assert_eq!(medoids(&line(&[0, 100, 200]), &[5.0, 1.0, 3.0], 1), [0]);
    }

    proptest! {
        #[test]
        fn no_exchange_of_one_makes_it_better(
            points in proptest::collection::vec((any::<u8>(), 1..9_u8), 1..14), k in 1..5_usize,
        ) {
            let distances = line(&points.iter().map(|(place, _)| *place).collect::<Vec<_>>());
            let weights: Vec<f64> = points.iter().map(|(_, weight)| f64::from(*weight)).collect();
            let chosen = medoids(&distances, &weights, k);
            prop_assert_eq!(chosen.len(), k.min(points.len()));
            let reached = sum(&distances, &weights, &chosen);
            for place in 0..chosen.len() {
                for candidate in 0..points.len() {
                    let mut other = chosen.clone();
                    other[place] = candidate;
                    prop_assert!(reached <= sum(&distances, &weights, &other) + 1e-9);
                }
            }
        }
    }
}
