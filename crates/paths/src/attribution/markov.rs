//! The removal effect in a Markov chain of touches, exactly.
//!
//! Paths are taken for walks of a first-order chain: from the start through touches to conversion or
//! to null, each step as likely as it is frequent. The removal effect of a touch is the share of
//! conversions that is lost when every walk that reaches it ends in null. Conversions and their money
//! are credited in proportion to it. Source: Anderl, Becker, von Wangenheim & Schumann (2016), Mapping
//! the customer journey, International Journal of Research in Marketing 33(3).
//!
//! No simulation. With Q the steps between touches, c those to conversion and s those from the start:
//! - p = (I − Q)⁻¹ c is the chance of conversion from each touch, and P = s·p that of a path;
//! - v = s (I − Q)⁻¹ is how often a path visits each touch, N = (I − Q)⁻¹;
//! - a walk that converts either never meets k, or meets it (with chance v_k / N_kk) and goes on
//!   from there as from any other time. So what is lost without k is v_k p_k / N_kk, and the removal
//!   effect is that over P.
//!
//! A step from a touch to itself changes nothing: it leaves where walks go next as it was.

/// The chain of some touches.
pub(super) struct Chain {
    touches: usize,
    /// I − Q, by row.
    system: Vec<f64>,
    /// The chance to convert next, by touch.
    converts: Vec<f64>,
    /// The chance to begin there.
    begins: Vec<f64>,
}

impl Chain {
    /// Of counts: rows are the touches and then the start, columns the touches, conversion and null.
    pub(super) fn new(touches: usize, counts: &[u64]) -> Self {
        let mut chances = counts.chunks_exact(touches + 2).map(|row| {
            // Without any step a row is all zeros: nobody was there, and nobody goes on.
            let total = row.iter().sum::<u64>().max(1) as f64;
            row.iter().map(|count| *count as f64 / total).collect::<Vec<f64>>()
        });
        let mut system = Vec::with_capacity(touches * touches);
        let mut converts = Vec::with_capacity(touches);
        for (place, row) in chances.by_ref().take(touches).enumerate() {
            system.extend(row[..touches].iter().map(|chance| -chance));
            system[place * touches + place] += 1.0;
            converts.push(row[touches]);
        }
        let mut begins = chances.next().unwrap_or_default();
        begins.truncate(touches);
        Self { touches, system, converts, begins }
    }

    /// The removal effect of each touch: 0 to 1, all 0 when nothing converts.
    pub(super) fn removal_effects(&self) -> Vec<f64> {
        let n = self.touches;
        // Every touch of a path leads to its end, so that walks end and the system is regular.
        let Some(lu) = Lu::new(n, self.system.clone()) else { return vec![0.0; n] };
        let mut chances = self.converts.clone();
        lu.solve(&mut chances);
        let total: f64 =
            self.begins.iter().zip(&chances).map(|(begin, chance)| begin * chance).sum();
        if total <= 0.0 {
            return vec![0.0; n];
        }
        let mut column = vec![0.0; n];
        (0..n)
            .map(|touch| {
                column.fill(0.0);
                column[touch] = 1.0;
                // Column k of N: expected visits of k from each touch.
                lu.solve(&mut column);
                let visits: f64 =
                    self.begins.iter().zip(&column).map(|(begin, visits)| begin * visits).sum();
                (visits * chances[touch] / (column[touch] * total)).clamp(0.0, 1.0)
            })
            .collect()
    }
}

/// What each touch is credited with: its removal effect over the sum of all.
pub(super) fn shares(removal: &[f64]) -> Vec<f64> {
    let total: f64 = removal.iter().sum();
    removal.iter().map(|effect| if total > 0.0 { effect / total } else { 0.0 }).collect()
}

/// A dense matrix in lower and upper triangles, rows exchanged so that each pivot is the largest of
/// its column (Golub & Van Loan, Matrix Computations, algorithm 3.4.1).
struct Lu {
    n: usize,
    cells: Vec<f64>,
    rows: Vec<usize>,
}

impl Lu {
    /// `None` when the matrix is singular. Cost: n³ / 3.
    fn new(n: usize, mut cells: Vec<f64>) -> Option<Self> {
        let mut rows: Vec<usize> = (0..n).collect();
        for column in 0..n {
            let largest = (column..n).max_by(|one, other| {
                cells[one * n + column].abs().total_cmp(&cells[other * n + column].abs())
            })?;
            if cells[largest * n + column].abs() < f64::EPSILON {
                return None;
            }
            if largest != column {
                rows.swap(largest, column);
                for place in 0..n {
                    cells.swap(largest * n + place, column * n + place);
                }
            }
            let (above, below) = cells.split_at_mut((column + 1) * n);
            let pivot = &above[column * n..];
            for row in below.chunks_exact_mut(n) {
                let factor = row[column] / pivot[column];
                row[column] = factor;
                if factor != 0.0 {
                    for (cell, pivot) in row[column + 1..].iter_mut().zip(&pivot[column + 1..]) {
                        *cell -= factor * pivot;
                    }
                }
            }
        }
        Some(Self { n, cells, rows })
    }

    /// Puts the solution in the place of the right side.
    fn solve(&self, side: &mut [f64]) {
        let n = self.n;
        let mut known: Vec<f64> = self.rows.iter().map(|row| side[*row]).collect();
        for row in 0..n {
            let cells = &self.cells[row * n..row * n + row];
            let sum: f64 = cells.iter().zip(&known).map(|(cell, known)| cell * known).sum();
            known[row] -= sum;
        }
        for row in (0..n).rev() {
            let cells = &self.cells[row * n..(row + 1) * n];
            let sum: f64 = cells[row + 1..]
                .iter()
                .zip(&known[row + 1..])
                .map(|(cell, known)| cell * known)
                .sum();
            known[row] = (known[row] - sum) / cells[row];
        }
        side.copy_from_slice(&known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_exchanged_and_singular_is_said() {
        // x + 2y = 5, 3x + y = 5: x = 1, y = 2; first with a zero where the first pivot would be.
        let lu = Lu::new(3, vec![0.0, 1.0, 2.0, 0.0, 3.0, 1.0, 4.0, 0.0, 0.0]).unwrap();
        let mut side = [5.0, 5.0, 8.0];
        lu.solve(&mut side);
        assert!(
            side.iter().zip([2.0, 1.0, 2.0]).all(|(found, right)| (found - right).abs() < 1e-14)
        );
        assert!(Lu::new(2, vec![1.0, 2.0, 2.0, 4.0]).is_none());
    }
}
