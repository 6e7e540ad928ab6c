//! Who took one whole path.

use super::super::members::Figure;
use crate::cases::Cases;

/// One variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantFigure {
    /// Its activities; without repetitions when loops are folded.
    pub path: Vec<u8>,
    /// Whether the same activity several times in a row counts as once.
    pub fold_loops: bool,
}

impl Figure for VariantFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        cases.iter().any(|case| {
            if self.fold_loops {
                let runs = case.codes.chunk_by(|one, next| one == next);
                runs.map(|run| run[0]).eq(self.path.iter().copied())
            } else {
                case.codes == self.path
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::members::naive::{counted, found};
    use crate::kernels::testing::cases;
    use crate::kernels::variants::{LIMIT, Variants};

    proptest! {
        #[test]
        fn they_are_those_whom_the_variant_counts(
            plain in cases(2), path in prop::collection::vec(0..2_u8, 1..3), fold_loops: bool,
        ) {
            let kernel = Variants { fold_loops, median: false, limit: LIMIT };
            let mut path = path;
            if fold_loops {
                path.dedup();
            }
            let due = counted(&kernel, &plain, |partial| {
                kernel.answer(partial, 99).top.iter().any(|variant| *variant.path == *path)
            });
            prop_assert_eq!(found(VariantFigure { path, fold_loops }, &plain), due);
        }
    }
}
