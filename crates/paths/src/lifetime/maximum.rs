//! The highest point of a smooth function of a few variables.
//!
//! The simplex of Nelder & Mead (1965), A simplex method for function minimization, The Computer
//! Journal 7(4), finds the hill from anywhere; Newton's method climbs the last of it, where the
//! function is as good as a parabola, and says by how much it may still be off. Should the curvature
//! not be that of a hilltop, the simplex begins anew, smaller and more patient.

use super::curvature::{Square, curvature, inverse, slope};

/// Where a function is highest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Maximum<const N: usize> {
    /// The point.
    pub(super) at: [f64; N],
    /// What the function is there.
    pub(super) value: f64,
    /// The inverse of the negative curvature there; for a log-likelihood, the covariance of the
    /// estimates. `None` where the function is flat.
    pub(super) covariance: Option<Square<N>>,
    /// Whether another step would gain nothing.
    pub(super) converged: bool,
}

const ROUNDS: i32 = 4;
const NEWTON_STEPS: usize = 20;

/// What a step of Newton's may still promise to gain when the top is reached: for a log-likelihood,
/// a hundred-thousandth of a standard error.
const GAIN: f64 = 1e-10;

/// What a whole round gains at least where there is still something to climb.
const FLAT: f64 = 1e-4;

/// Climbs from a point. Where the function has no value it may say NaN or −∞, but not at the start.
pub(super) fn maximum<const N: usize>(f: impl Fn(&[f64; N]) -> f64, start: [f64; N]) -> Maximum<N> {
    let f =
        |at: &[f64; N]| Some(f(at)).filter(|value| !value.is_nan()).unwrap_or(f64::NEG_INFINITY);
    let mut top = Maximum { at: start, value: f(&start), covariance: None, converged: false };
    for round in 0..ROUNDS {
        let (finer, before) = (0.1_f64.powi(round), top.value);
        simplex(&f, &mut top, 0.5 * finer.max(0.05), 1e-2 * finer * finer);
        newton(&f, &mut top);
        // Where a second look gains nothing either, the function is flat: it will not get better.
        if top.converged || (round > 0 && top.value - before < FLAT) {
            break;
        }
    }
    top
}

/// Steps towards where the parabola through here has its top.
fn newton<const N: usize>(f: &impl Fn(&[f64; N]) -> f64, top: &mut Maximum<N>) {
    for _ in 0..NEWTON_STEPS {
        let slope = slope(f, &top.at);
        let hill = curvature(f, &top.at, top.value).map(|row| row.map(|cell| -cell));
        top.covariance = inverse(&hill);
        let Some(covariance) = &top.covariance else { return };
        let step = covariance.map(|row| dot(&row, &slope));
        if dot(&step, &slope) < GAIN {
            top.converged = true;
            return;
        }
        let better = (0..30).find_map(|halved| {
            let at = combined(1.0, &top.at, 0.5_f64.powi(halved), &step);
            Some((at, f(&at))).filter(|(_, value)| *value > top.value)
        });
        let Some((at, value)) = better else { return };
        (top.at, top.value) = (at, value);
    }
}

/// Moves N + 1 points uphill until their heights differ by less than `spread`.
fn simplex<const N: usize>(
    f: &impl Fn(&[f64; N]) -> f64,
    top: &mut Maximum<N>,
    step: f64,
    spread: f64,
) {
    let mut points = vec![(top.value, top.at)];
    for place in 0..N {
        let mut at = top.at;
        at[place] += step;
        points.push((f(&at), at));
    }
    for _ in 0..200 * N {
        points.sort_by(|one, other| other.0.total_cmp(&one.0));
        if points[0].0 - points[N].0 < spread {
            break;
        }
        let (worst, best) = (points[N], points[0].1);
        let mut centre = [0.0; N];
        for (_, at) in &points[..N] {
            centre = combined(1.0, &centre, 1.0 / N as f64, at);
        }
        // The point on the line from the worst through the centre of the others.
        let beyond = |far: f64| {
            let at = combined(1.0 + far, &centre, -far, &worst.1);
            (f(&at), at)
        };
        let mirrored = beyond(1.0);
        points[N] = if mirrored.0 > points[0].0 {
            let further = beyond(2.0);
            if further.0 > mirrored.0 { further } else { mirrored }
        } else if mirrored.0 > points[N - 1].0 {
            mirrored
        } else {
            let nearer = beyond(if mirrored.0 > worst.0 { 0.5 } else { -0.5 });
            if nearer.0 > worst.0.max(mirrored.0) {
                nearer
            } else {
                for point in &mut points[1..] {
                    point.1 = combined(0.5, &point.1, 0.5, &best);
                    point.0 = f(&point.1);
                }
                continue;
            }
        };
    }
    points.sort_by(|one, other| other.0.total_cmp(&one.0));
    (top.value, top.at) = points[0];
}

fn combined<const N: usize>(a: f64, one: &[f64; N], b: f64, other: &[f64; N]) -> [f64; N] {
    std::array::from_fn(|place| a * one[place] + b * other[place])
}

fn dot<const N: usize>(one: &[f64; N], other: &[f64; N]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_bent_valley() {
        // Rosenbrock's (1960) from his start; turned over, and undefined on the left.
        let f = |at: &[f64; 2]| {
            let height = -100.0 * (at[1] - at[0] * at[0]).powi(2) - (1.0 - at[0]).powi(2);
            if at[0] < -2.0 { f64::NAN } else { height }
        };
        let top = maximum(f, [-1.2, 1.0]);
        assert!(top.converged);
        assert!(top.at.iter().all(|place| (place - 1.0).abs() < 1e-4), "{top:?}");
        // The inverse of ((802, −400), (−400, 200)).
        let covariance = top.covariance.unwrap();
        assert!((covariance[0][0] - 0.5).abs() < 1e-2 && (covariance[1][1] - 2.005).abs() < 4e-2);
    }

    #[test]
    fn what_is_flat_says_so() {
        let top = maximum(|at: &[f64; 2]| -(at[0] - 3.0).powi(2), [0.0, 0.0]);
        assert!((top.at[0] - 3.0).abs() < 1e-3);
        assert!(!top.converged && top.covariance.is_none());
    }
}
