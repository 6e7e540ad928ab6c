//! Recency, frequency and monetary value: customers scored against each other, without any model.
//!
//! Each of the three gets a score from 1 (worst fifth) to 5 (best). The score of a value is
//! 1 + ⌊5 · (share of customers who do strictly worse)⌋. So the same value always has the same score, and
//! the lower rank decides for all that are tied: where six customers in ten bought once, all six score 1,
//! and who bought twice, better than they, scores 4. Source: Hughes (1994), Strategic database
//! marketing, who cut ties at random instead.
//!
//! The named groups are of recency (R) and frequency (F); money orders customers within them.
//!
//! | group | R | F | who |
//! |---|---|---|---|
//! | champions | 4–5 | 4–5 | buy often, and lately |
//! | promising | 4–5 | 2–3 | came lately, not often yet |
//! | new | 4–5 | 1 | came lately, hardly ever before |
//! | loyal | 3 | 4–5 | buy often, though not just now |
//! | need attention | 3 | 1–3 | in the middle, and may drift away |
//! | at risk | 1–2 | 3–5 | came often, not for long |
//! | lost | 1–2 | 1–2 | came little, long ago |

use serde::{Deserialize, Serialize};

use crate::kernels::orders::Bought;

/// What of a customer is scored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rfm {
    /// The time since the last purchase: less is better.
    pub since_last: f64,
    /// Purchases, the first among them.
    pub purchases: u32,
    /// What they were worth in all.
    pub value: f64,
}

/// A customer's three scores, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Scores {
    /// How lately.
    pub recency: u8,
    /// How often.
    pub frequency: u8,
    /// For how much.
    pub monetary: u8,
}

/// Customers who have something in common; the table above says what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Buy often, and lately.
    Champions,
    /// Buy often, though not just now.
    Loyal,
    /// Came lately, not often yet.
    Promising,
    /// Came lately, hardly ever before.
    New,
    /// In the middle, and may drift away.
    NeedAttention,
    /// Came often, not for long.
    AtRisk,
    /// Came little, long ago.
    Lost,
}

/// Where scores begin, among some customers: with it one customer is scored after another.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scale {
    recency: Fifths,
    frequency: Fifths,
    monetary: Fifths,
}

impl From<&Bought> for Rfm {
    /// Time is in days.
    fn from(bought: &Bought) -> Self {
        Self {
            since_last: f64::from(bought.age - bought.recency.min(bought.age)),
            purchases: bought.frequency.saturating_add(1),
            value: bought.total_value,
        }
    }
}

impl Scale {
    /// Of all customers who are compared. Values that are no numbers count as 0. Cost: three sorts.
    pub fn of(customers: &[Rfm]) -> Self {
        let fifths = |of: fn(&Rfm) -> f64| Fifths::of(customers.iter().map(of).collect());
        Self { recency: fifths(Rfm::r), frequency: fifths(Rfm::f), monetary: fifths(Rfm::m) }
    }

    /// The scores of one of them, or of anybody else.
    pub fn scores(&self, customer: &Rfm) -> Scores {
        Scores {
            recency: self.recency.score(customer.r()),
            frequency: self.frequency.score(customer.f()),
            monetary: self.monetary.score(customer.m()),
        }
    }
}

impl Scores {
    /// The group they belong to.
    pub fn group(self) -> Group {
        match (self.recency, self.frequency) {
            (4.., 4..) => Group::Champions,
            (4.., 2..) => Group::Promising,
            (4.., _) => Group::New,
            (3, 4..) => Group::Loyal,
            (3, _) => Group::NeedAttention,
            (_, 3..) => Group::AtRisk,
            _ => Group::Lost,
        }
    }
}

impl Rfm {
    fn r(&self) -> f64 {
        -known(self.since_last)
    }

    fn f(&self) -> f64 {
        f64::from(self.purchases)
    }

    fn m(&self) -> f64 {
        known(self.value)
    }
}

fn known(number: f64) -> f64 {
    // −0 and 0 are one value.
    if number.is_nan() || number == 0.0 { 0.0 } else { number }
}

/// The least value that scores 2, 3, 4 and 5, where there is one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Fifths([Option<f64>; 4]);

impl Fifths {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let mut least = [None; 4];
        let mut worse = 0;
        for same in values.chunk_by(|one, other| one == other) {
            // Scores up to 1 + ⌊5 · worse / all⌋ begin here or before.
            for begin in least.iter_mut().take(5 * worse / values.len()) {
                begin.get_or_insert(same[0]);
            }
            worse += same.len();
        }
        Self(least)
    }

    fn score(&self, value: f64) -> u8 {
        self.0.iter().flatten().fold(1, |score, least| score + u8::from(value >= *least))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn frequencies(purchases: &[u32]) -> Vec<u8> {
        let customers: Vec<Rfm> = purchases
            .iter()
            .map(|purchases| Rfm { since_last: 0.0, purchases: *purchases, value: f64::NAN })
            .collect();
        let scale = Scale::of(&customers);
        customers.iter().map(|customer| scale.scores(customer).frequency).collect()
    }

    #[test]
    fn the_lower_rank_decides_for_all_that_are_tied() {
        assert_eq!(frequencies(&[1, 2, 3, 4, 5]), [1, 2, 3, 4, 5]);
        assert_eq!(frequencies(&[1, 1, 1, 1, 1, 1, 2, 2, 3, 9]), [1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
        assert_eq!(frequencies(&[7, 7, 7]), [1, 1, 1]);
        assert_eq!(frequencies(&[3]), [1]);
        // The second of three is better than a third of them: 1 + ⌊5/3⌋.
        assert_eq!(frequencies(&[30, 10, 20]), [4, 1, 2]);
    }

    #[test]
    fn lately_is_better_and_every_pair_of_scores_has_a_group() {
        let customers: Vec<Rfm> = (0..5)
            .map(|place| Rfm {
                since_last: f64::from(place),
                purchases: 1,
                value: f64::from(place),
            })
            .collect();
        let scale = Scale::of(&customers);
        let first = scale.scores(&customers[0]);
        assert_eq!(first, Scores { recency: 5, frequency: 1, monetary: 1 });
        assert_eq!(first.group(), Group::New);
        let group = |recency, frequency| Scores { recency, frequency, monetary: 3 }.group();
        let grid: Vec<Vec<Group>> = (1..=5)
            .map(|recency| (1..=5).map(|frequency| group(recency, frequency)).collect())
            .collect();
        use Group::{AtRisk, Champions, Lost, Loyal, NeedAttention, New, Promising};
        assert_eq!(grid[0], [Lost, Lost, AtRisk, AtRisk, AtRisk]);
        assert_eq!(grid[1], grid[0]);
        assert_eq!(grid[2], [NeedAttention, NeedAttention, NeedAttention, Loyal, Loyal]);
        assert_eq!(grid[3], [New, Promising, Promising, Champions, Champions]);
        assert_eq!(grid[4], grid[3]);
    }

    #[test]
    fn a_history_is_scored_by_the_time_since_its_end() {
        let bought = Bought {
            customer: 1,
            frequency: 2,
            recency: 20,
            age: 50,
            mean_value: None,
            total_value: 7.5,
        };
        assert_eq!(Rfm::from(&bought), Rfm { since_last: 30.0, purchases: 3, value: 7.5 });
    }

    proptest! {
        #[test]
        fn as_defined(purchases in prop::collection::vec(1..9_u32, 1..40)) {
            let right: Vec<u8> = purchases
                .iter()
                .map(|mine| purchases.iter().filter(|theirs| *theirs < mine).count())
                .map(|worse| u8::try_from(1 + 5 * worse / purchases.len()).unwrap())
                .collect();
            prop_assert_eq!(frequencies(&purchases), right);
        }
    }
}
