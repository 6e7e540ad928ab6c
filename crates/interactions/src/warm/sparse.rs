//! Values that most rows do not have: only those there are, and one bit for each row.

/// Values as they are kept.
#[derive(Debug, Default)]
pub(super) struct Sparse {
    rows: usize,
    /// For 64 rows each which of them have one, the first in the lowest bit.
    there: Vec<u64>,
    values: Vec<f64>,
}

impl Sparse {
    /// Of a column in which NaN is none.
    pub(super) fn new(column: &[f64]) -> Self {
        let bits = |rows: &[f64]| {
            rows.iter().rev().fold(0, |bits, value| bits << 1 | u64::from(!value.is_nan()))
        };
        let there: Vec<u64> = column.chunks(64).map(bits).collect();
        let mut values =
            Vec::with_capacity(there.iter().map(|bits| bits.count_ones() as usize).sum());
        values.extend(column.iter().filter(|value| !value.is_nan()));
        Self { rows: column.len(), there, values }
    }

    /// The column again, in place of what `into` held. Cost: what rows without a value do is fill memory.
    pub(super) fn unfold(&self, into: &mut Vec<f64>) {
        into.clear();
        into.resize(self.rows, f64::NAN);
        let mut values = self.values.iter();
        for (rows, bits) in into.chunks_mut(64).zip(&self.there) {
            let mut bits = *bits;
            while bits != 0 {
                rows[bits.trailing_zeros() as usize] =
                    *values.next().expect("a value for each bit");
                bits &= bits - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_folded_unfolds(
            column in prop::collection::vec(prop_oneof![3 => Just(f64::NAN), 1 => -9.0..9.0_f64], 0..200),
        ) {
            let mut again = vec![7.0; 3];
            Sparse::new(&column).unfold(&mut again);
            let bits = |column: &[f64]| column.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&again), bits(&column));
        }
    }
}
