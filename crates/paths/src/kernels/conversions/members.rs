//! Who converted, with or without which touch, and who did not.

use super::super::members::Figure;
use super::{Conversions, OTHER};
use crate::cases::Cases;

/// Which paths a customer has to have one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credited {
    /// That converted.
    Any,
    /// A conversion that no touch preceded.
    Untouched,
    /// That did not convert.
    Unconverted,
    /// That converted and has a touch (by its code) there.
    Touch(u8, Place),
}

/// Where on a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// It began with it.
    First,
    /// It came last before the conversion.
    Last,
}

/// One figure of what led to conversions.
#[derive(Debug, Clone)]
pub struct CreditFigure {
    conversions: Conversions,
    wanted: Credited,
    roles: [u8; 256],
    path: Vec<(u8, i64)>,
}

impl CreditFigure {
    /// Whoever has such a path.
    pub fn new(conversions: Conversions, wanted: Credited) -> Self {
        let (roles, _) = conversions.roles();
        Self { conversions, wanted, roles, path: Vec::new() }
    }

    fn wants(&self) -> impl Fn(&[(u8, i64)], bool) -> bool + use<> {
        let wanted = self.wanted;
        let place = match wanted {
            Credited::Touch(code, _) => self.roles[usize::from(code)],
            _ => OTHER,
        };
        move |touches, converted| {
            let is = |touch: Option<&(u8, i64)>| touch.is_some_and(|(at, _)| *at == place);
            match wanted {
                Credited::Any => converted,
                Credited::Untouched => converted && touches.is_empty(),
                Credited::Unconverted => !converted,
                Credited::Touch(_, Place::First) => converted && is(touches.first()),
                Credited::Touch(_, Place::Last) => converted && is(touches.last()),
                Credited::Touch(_, Place::Anywhere) => {
                    converted && touches.iter().any(|touch| is(Some(touch)))
                }
            }
        }
    }
}

impl Figure for CreditFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        let wants = self.wants();
        let mut found = false;
        for case in cases.iter() {
            self.conversions.each_path(&self.roles, case, &mut self.path, |touches, money| {
                found |= wants(touches, money.is_some());
            });
            if found {
                break;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::members::naive::{counted, found};
    use crate::kernels::sum::Sum;
    use crate::kernels::testing::cases;

    proptest! {
        #[test]
        fn they_are_those_whom_the_sums_count(plain in cases(5), window in prop::option::of(0..8_i64)) {
            let kernel = Conversions {
                goals: vec![3],
                touches: vec![0, 2],
                window: window.map(|seconds| seconds * 1_000_000),
                half_life: 1_000_000,
            };
            let some = |credit: Sum| credit != Sum::default();
            let due = |wanted| counted(&kernel, &plain, |led| match wanted {
                Credited::Any => led.conversions > 0,
                Credited::Untouched => led.untouched > 0,
                Credited::Unconverted => led.nulls > 0,
                Credited::Touch(code, place) => {
                    let credits = &led.credits[usize::from(code / 2)];
                    some(match place {
                        Place::Anywhere => credits.linear.conversions,
                        Place::First => credits.first.conversions,
                        Place::Last => credits.last.conversions,
                    })
                }
            });
            let places = [Place::Anywhere, Place::First, Place::Last];
            let touched = [0, 2].into_iter().flat_map(|code| places.map(|at| Credited::Touch(code, at)));
            let others = [Credited::Any, Credited::Untouched, Credited::Unconverted];
            for wanted in others.into_iter().chain(touched) {
                let figure = CreditFigure::new(kernel.clone(), wanted);
                prop_assert_eq!(found(figure, &plain), due(wanted), "{:?}", wanted);
            }
        }
    }
}
