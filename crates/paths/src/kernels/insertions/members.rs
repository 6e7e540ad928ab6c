//! To whom something unclaimed happens between two touchpoints.

use super::super::members::Figure;
use super::Insertions;
use crate::cases::Cases;

/// One insertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InsertionFigure {
    /// The first activity that no touchpoint claims.
    pub first_unclaimed: u8,
    /// The touchpoint before; none: the case begins so.
    pub before: Option<u8>,
    /// What happens.
    pub group: u8,
    /// The touchpoint after; none: the case ends so.
    pub after: Option<u8>,
}

impl Insertions {
    /// Whoever is behind an [`Insertion`](super::Insertion).
    pub fn figure(self, before: Option<u8>, group: u8, after: Option<u8>) -> InsertionFigure {
        InsertionFigure { first_unclaimed: self.first_unclaimed, before, group, after }
    }
}

impl Figure for InsertionFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        cases.iter().any(|case| {
            let (mut before, mut met) = (None, false);
            for code in case.codes {
                if *code >= self.first_unclaimed {
                    met |= *code == self.group && before == self.before;
                    continue;
                }
                if met && self.after == Some(*code) {
                    return true;
                }
                (before, met) = (Some(*code), false);
            }
            met && self.after.is_none()
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::insertions::Insertion;
    use crate::kernels::members::naive::{counted, found};
    use crate::kernels::testing::{cases, folded};

    proptest! {
        #[test]
        fn they_are_those_whom_the_insertion_counts(plain in cases(4)) {
            let kernel = Insertions::new(2);
            for one in kernel.answer(&folded(&kernel, &plain)) {
                let same = |other: &Insertion| {
                    (other.before, other.group, other.after) == (one.before, one.group, one.after)
                };
                let due = counted(&kernel, &plain, |partial| kernel.answer(partial).iter().any(same));
                prop_assert_eq!(found(kernel.figure(one.before, one.group, one.after), &plain), due);
            }
        }
    }
}
