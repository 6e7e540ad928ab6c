//! Slope and curvature of a function by small differences, and what follows from them.

/// A square matrix, small.
pub(super) type Square<const N: usize> = [[f64; N]; N];

/// The slope at a point, by central differences: error of the order of 10⁻⁸ times the third derivative.
pub(super) fn slope<const N: usize>(f: impl Fn(&[f64; N]) -> f64, at: &[f64; N]) -> [f64; N] {
    const STEP: f64 = 1e-4;
    std::array::from_fn(|place| {
        let [ahead, behind] = [STEP, -STEP].map(|step| {
            let mut moved = *at;
            moved[place] += step;
            f(&moved)
        });
        (ahead - behind) / (2.0 * STEP)
    })
}

/// The second derivatives at a point where the function is `value`, by central differences. Wider
/// apart than for the slope, since what rounding spoils is divided by the square of the step.
pub(super) fn curvature<const N: usize>(
    f: impl Fn(&[f64; N]) -> f64,
    at: &[f64; N],
    value: f64,
) -> Square<N> {
    const STEP: f64 = 1e-3;
    let moved = |one: usize, by: f64, other: usize, also: f64| {
        let mut moved = *at;
        moved[one] += by;
        moved[other] += also;
        f(&moved)
    };
    let lower: Square<N> = std::array::from_fn(|one| {
        std::array::from_fn(|other| {
            if one == other {
                let sides = moved(one, STEP, one, 0.0) + moved(one, -STEP, one, 0.0);
                return (sides - 2.0 * value) / (STEP * STEP);
            }
            if other > one {
                return 0.0; // The same four points as its mirror image, which is taken instead.
            }
            let same = moved(one, STEP, other, STEP) + moved(one, -STEP, other, -STEP);
            let unlike = moved(one, STEP, other, -STEP) + moved(one, -STEP, other, STEP);
            (same - unlike) / (4.0 * STEP * STEP)
        })
    });
    std::array::from_fn(|one| std::array::from_fn(|other| lower[one.max(other)][one.min(other)]))
}

/// The inverse of a symmetric matrix, `None` unless it is positive definite (by Cholesky's
/// factors; Golub & Van Loan, Matrix Computations, algorithm 4.2.1).
pub(super) fn inverse<const N: usize>(matrix: &Square<N>) -> Option<Square<N>> {
    let mut lower = [[0.0; N]; N];
    for row in 0..N {
        for column in 0..=row {
            let known: f64 =
                (0..column).map(|place| lower[row][place] * lower[column][place]).sum();
            let rest = matrix[row][column] - known;
            if row != column {
                lower[row][column] = rest / lower[column][column];
            } else if rest > 1e-10 * matrix[row][row].abs() {
                lower[row][row] = rest.sqrt();
            } else {
                return None;
            }
        }
    }
    let mut inverse = [[0.0; N]; N];
    for column in 0..N {
        let mut side = [0.0; N];
        side[column] = 1.0;
        for row in 0..N {
            let known: f64 = (0..row).map(|place| lower[row][place] * side[place]).sum();
            side[row] = (side[row] - known) / lower[row][row];
        }
        for row in (0..N).rev() {
            let known: f64 = (row + 1..N).map(|place| lower[place][row] * side[place]).sum();
            side[row] = (side[row] - known) / lower[row][row];
        }
        side.iter().enumerate().for_each(|(row, cell)| inverse[row][column] = *cell);
    }
    inverse.iter().flatten().all(|cell| cell.is_finite()).then_some(inverse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_function_whose_derivatives_are_known() {
        // x²y + eʸ at (3, 1): slope (2xy, x² + e), curvature ((2y, 2x), (2x, e)).
        let f = |at: &[f64; 2]| at[0] * at[0] * at[1] + at[1].exp();
        let e = std::f64::consts::E;
        let slope = slope(f, &[3.0, 1.0]);
        assert!((slope[0] - 6.0).abs() < 1e-7 && (slope[1] - 9.0 - e).abs() < 1e-7);
        let found = curvature(f, &[3.0, 1.0], f(&[3.0, 1.0]));
        let right = [[2.0, 6.0], [6.0, e]];
        let off = found.iter().flatten().zip(right.iter().flatten()).map(|(a, b)| (a - b).abs());
        assert!(off.fold(0.0, f64::max) < 1e-5, "{found:?}");
    }

    #[test]
    fn inverses_by_hand() {
        assert_eq!(inverse(&[[4.0, 2.0], [2.0, 2.0]]), Some([[0.5, -0.5], [-0.5, 1.0]]));
        assert_eq!(inverse(&[[1.0, 2.0], [2.0, 1.0]]), None);
        assert_eq!(inverse(&[[f64::NAN]]), None);
    }
}
