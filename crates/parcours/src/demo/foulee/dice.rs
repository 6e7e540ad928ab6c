//! Seeded chance for the demo shop.
//!
//! Only `+ − × ÷` and the square root are used on the numbers drawn: IEEE 754 fixes these to the
//! last bit, so that one seed gives the same shop on every machine. Logarithms and cosines do not.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// One stream of chance. Each customer has its own, so that nobody's life depends on who else lives.
pub(super) struct Dice(ChaCha12Rng);

impl Dice {
    /// The stream with this number under this seed.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut source = ChaCha12Rng::seed_from_u64(seed);
        source.set_stream(stream);
        Self(source)
    }

    /// Evenly in `0.0..1.0`, of 53 random bits.
    pub(super) fn share(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit a float exactly")]
        let bits = (self.0.next_u64() >> 11) as f64;
        bits / 9_007_199_254_740_992.0
    }

    /// True with this probability.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// Evenly between two numbers.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn whole(&mut self, low: i64, high: i64) -> i64 {
        let steps = u64::try_from(high - low + 1).expect("low is not above high");
        low + i64::try_from(self.0.next_u64() % steps)
            .expect("a remainder of a small number is small")
    }

    /// One of these, each as likely.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let last = i64::try_from(from.len()).expect("lists are short") - 1;
        &from[usize::try_from(self.whole(0, last)).expect("an index is not negative")]
    }

    /// One of these, in proportion to its weight.
    pub(super) fn weighted<T: Copy>(&mut self, from: &[(T, f64)]) -> T {
        let mut left = self.share() * from.iter().map(|(_, weight)| weight).sum::<f64>();
        for (item, weight) in from {
            left -= weight;
            if left < 0.0 {
                return *item;
            }
        }
        from[from.len() - 1].0
    }

    /// At least 1, mostly little, at times a lot: Pareto with exponent 2, cut at `most`.
    pub(super) fn heavy(&mut self, most: i64) -> i64 {
        let draw = 1.0 / (1.0 - self.share()).sqrt();
        #[expect(clippy::cast_possible_truncation, reason = "cut at a small whole number before")]
        let whole = draw.min(1e6) as i64;
        whole.min(most)
    }
}
