//! Who has some habits: what somebody did so often, or so seldom, in all their cases together.
//!
//! An activity's code stands for the habits that a row shows, one bit each: a row may show several.

use parcours_journeys::{Habit, MAX_HABITS};

use super::members::Figure;
use crate::cases::Cases;

/// Whoever has all of them. Cost: one pass over the rows.
#[derive(Debug, Clone)]
pub struct Habits {
    habits: Vec<Habit>,
    /// The habits that a row shows, by its code.
    shown: Vec<u8>,
}

impl Habits {
    /// At most [`MAX_HABITS`] habits; `shown` has the bits of each code.
    pub fn new(habits: Vec<Habit>, shown: Vec<u8>) -> Self {
        debug_assert!(habits.len() <= MAX_HABITS);
        Self { habits, shown }
    }
}

impl Figure for Habits {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        let mut times = [0_u32; MAX_HABITS];
        for code in cases.iter().flat_map(|case| case.codes) {
            let mut shown = self.shown[usize::from(*code)];
            while shown != 0 {
                times[shown.trailing_zeros() as usize] += 1;
                shown &= shown - 1;
            }
        }
        self.habits.iter().zip(times).all(|(habit, times)| habit.holds(times))
    }
}

#[cfg(test)]
mod tests {
    use parcours_journeys::Signal;
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::members::naive::found;
    use crate::kernels::testing::cases;

    fn habit(at_least: u32, at_most: Option<u32>) -> Habit {
        Habit { did: Signal::default(), at_least, at_most }
    }

    proptest! {
        #[test]
        fn they_are_those_who_did_it_so_often(
            plain in cases(4), least in 1..4_u32, most in prop::option::of(0..3_u32),
        ) {
            // Code 0 shows nothing, 1 the first, 2 the second, 3 both.
            let figure = Habits::new(vec![habit(least, None), habit(0, most)], vec![0, 1, 2, 3]);
            let mut expected: Vec<i64> = Vec::new();
            for of_one in plain.chunk_by(|one, next| one.0 == next.0) {
                let times = |codes: [u8; 2]| {
                    let rows = of_one.iter().flat_map(|case| &case.1);
                    u32::try_from(rows.filter(|row| codes.contains(&row.0)).count()).unwrap()
                };
                if times([1, 3]) >= least && most.is_none_or(|most| times([2, 3]) <= most) {
                    expected.push(of_one[0].0);
                }
            }
            prop_assert_eq!(found(figure, &plain), expected);
        }
    }
}
