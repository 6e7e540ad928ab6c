//! A distribution of durations in little memory, which merges: the mean is exact, quantiles are off
//! by at most 1.6 %.
//!
//! Durations in whole µs fall into 32 buckets of equal width for each doubling, so a bucket is at
//! most 1/32 of its lower bound wide; a quantile is read as the middle of its bucket, at most 1/64
//! (1.6 %) from the truth, and never beyond the least and the greatest seen. Up to 64 µs buckets
//! are exact. A quantile is that of nearest rank: the `⌈q · n⌉`-th smallest, so the median of two
//! is the lower.
//!
//! Sources: the bucket layout is that of HdrHistogram (Tene); the relative guarantee and the exact
//! merge are those of DDSketch (Masson, Rim, Lee, VLDB 2019), with bounds that need no logarithm.

use serde::{Deserialize, Serialize};

use super::exact::ExactSum;

/// 2⁵ buckets a doubling.
const BITS: u32 = 5;

/// Up to so many buckets are kept as a list; more become an array.
const FEW: usize = 24;

/// How long something took, over many times.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LogHistogram {
    count: u64,
    /// Kept apart, since at most instants zero is far from all else.
    zeros: u64,
    sum: ExactSum,
    least: u64,
    greatest: u64,
    buckets: Buckets,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Buckets {
    /// (bucket, count) in no order: millions of rare paths have their own histogram.
    Few(Vec<(u16, u32)>),
    /// Counts of the buckets from `first` on, without gaps.
    Many { first: u16, counts: Vec<u64> },
}

/// What a [`LogHistogram`] tells, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// How many durations.
    pub count: u64,
    /// Their mean, exact.
    pub mean_seconds: f64,
    /// Their median (the lower one of two middles), within 1.6 %.
    pub median_seconds: f64,
    /// What nine in ten do not exceed, within 1.6 %.
    pub p90_seconds: f64,
}

impl LogHistogram {
    /// Adds a duration in µs.
    #[inline]
    pub fn add(&mut self, micros: u64) {
        self.least = if self.count == 0 { micros } else { self.least.min(micros) };
        self.greatest = self.greatest.max(micros);
        self.count += 1;
        if micros == 0 {
            self.zeros += 1;
        } else {
            self.sum.add(i128::from(micros));
            self.buckets.add(bucket_of(micros), 1);
        }
    }

    /// Adds other durations.
    pub fn merge(&mut self, other: &Self) {
        if other.count == 0 {
            return;
        }
        self.least = if self.count == 0 { other.least } else { self.least.min(other.least) };
        self.greatest = self.greatest.max(other.greatest);
        self.count += other.count;
        self.zeros += other.zeros;
        self.sum.merge(other.sum);
        other.buckets.each(|bucket, count| self.buckets.add(bucket, count));
    }

    /// How many durations.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The smallest µs that `per_mille` of the durations do not exceed, within 1.6 %; none of none.
    pub fn quantile(&self, per_mille: u32) -> Option<u64> {
        let rank = (u128::from(self.count) * u128::from(per_mille)).div_ceil(1000).max(1);
        let mut rank = u64::try_from(rank).ok().filter(|rank| *rank <= self.count)?;
        if rank <= self.zeros {
            return Some(0);
        }
        rank -= self.zeros;
        let mut buckets = Vec::new();
        self.buckets.each(|bucket, count| buckets.push((bucket, count)));
        buckets.sort_unstable();
        for (bucket, count) in buckets {
            if rank <= count {
                return Some(middle_of(bucket).clamp(self.least, self.greatest));
            }
            rank -= count;
        }
        None
    }

    /// Mean, median and 90th percentile; none of none.
    pub fn times(&self) -> Option<Times> {
        let seconds = |micros: u64| micros as f64 / 1e6;
        Some(Times {
            count: self.count,
            mean_seconds: self.sum.mean(self.count)?,
            median_seconds: seconds(self.quantile(500)?),
            p90_seconds: seconds(self.quantile(900)?),
        })
    }
}

impl Default for Buckets {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Buckets {
    #[inline]
    fn add(&mut self, bucket: u16, count: u64) {
        if let Self::Many { first, counts } = self
            && let Some(mine) = counts.get_mut(usize::from(bucket.wrapping_sub(*first)))
        {
            *mine += count;
        } else {
            self.add_slowly(bucket, count);
        }
    }

    #[cold]
    fn widen(first: &mut u16, counts: &mut Vec<u64>, bucket: u16) {
        if bucket < *first {
            let missing = usize::from(*first - bucket);
            counts.splice(0..0, std::iter::repeat_n(0, missing));
            *first = bucket;
        }
        let place = usize::from(bucket - *first);
        counts.resize(counts.len().max(place + 1), 0);
    }

    #[inline(never)]
    fn add_slowly(&mut self, bucket: u16, count: u64) {
        match self {
            Self::Few(few) => {
                if let Some((_, mine)) = few.iter_mut().find(|(known, _)| *known == bucket)
                    && let Some(sum) = u32::try_from(count).ok().and_then(|n| mine.checked_add(n))
                {
                    *mine = sum;
                    return;
                }
                if let Ok(count) = u32::try_from(count)
                    && few.len() < FEW
                    && few.iter().all(|(known, _)| *known != bucket)
                {
                    few.push((bucket, count));
                    return;
                }
                let few = std::mem::take(few);
                *self = Self::Many { first: bucket, counts: Vec::new() };
                for (bucket, count) in few {
                    self.add(bucket, u64::from(count));
                }
                self.add(bucket, count);
            }
            Self::Many { first, counts } => {
                Self::widen(first, counts, bucket);
                counts[usize::from(bucket - *first)] += count;
            }
        }
    }

    fn each(&self, mut what: impl FnMut(u16, u64)) {
        match self {
            Self::Few(few) => {
                few.iter().for_each(|(bucket, count)| what(*bucket, u64::from(*count)));
            }
            Self::Many { first, counts } => (*first..)
                .zip(counts)
                .filter(|(_, count)| **count > 0)
                .for_each(|(bucket, count)| what(bucket, *count)),
        }
    }
}

/// The bucket of a duration: its doubling, then its next five bits.
#[inline]
fn bucket_of(micros: u64) -> u16 {
    let shift = u64::BITS - 1 - BITS - (micros | (1 << BITS)).leading_zeros();
    ((shift << BITS) + (micros >> shift) as u32) as u16
}

/// The middle of what falls into a bucket.
fn middle_of(bucket: u16) -> u64 {
    let doublings = u32::from(bucket >> BITS).saturating_sub(1);
    let mantissa = u64::from(bucket) - (u64::from(doublings) << BITS);
    (mantissa << doublings) + ((1 << doublings) - 1) / 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(durations: &[u64]) -> LogHistogram {
        let mut histogram = LogHistogram::default();
        durations.iter().for_each(|micros| histogram.add(*micros));
        histogram
    }

    #[test]
    fn small_ones_are_exact_and_so_is_one_alone() {
        for micros in 0..64 {
            assert_eq!(middle_of(bucket_of(micros)), micros);
        }
        assert_eq!(of(&[61_000_000]).quantile(500), Some(61_000_000));
        assert_eq!(of(&[]).times().map(|times| times.count), None);
        // Ten: the median is the fifth, nine in ten the ninth; the mean is 45/10 µs.
        let times = of(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).times().unwrap();
        assert_eq!((times.median_seconds, times.p90_seconds), (4e-6, 8e-6));
        assert_eq!(times.mean_seconds, 4.5e-6);
    }

    #[test]
    fn buckets_are_numbered_without_gaps_up_to_the_greatest() {
        assert_eq!(bucket_of(u64::MAX), 1919);
        for doubling in 6..64 {
            let edge = 1_u64 << doubling;
            assert_eq!(bucket_of(edge), bucket_of(edge - 1) + 1);
        }
    }

    proptest! {
        /// Any order of magnitude: the bits of a number shifted down at random.
        #[test]
        fn quantiles_are_within_their_error_however_merged(
            raw in proptest::collection::vec((any::<u64>(), 0..64_u32), 1..200),
            per_mille in 0..=1000_u32, cut in 0..200_usize,
        ) {
            let mut durations: Vec<u64> = raw.iter().map(|(bits, shift)| bits >> shift).collect();
            let cut = cut.min(durations.len());
            let mut merged = of(&durations[cut..]);
            merged.merge(&of(&durations[..cut]));
            let merged: LogHistogram =
                serde_json::from_str(&serde_json::to_string(&merged).unwrap()).unwrap();
            let whole = of(&durations);
            prop_assert_eq!(merged.times(), whole.times());
            durations.sort_unstable();
            let rank = (durations.len() * per_mille as usize).div_ceil(1000).max(1);
            let truth = durations[rank - 1] as f64;
            let told = whole.quantile(per_mille).unwrap();
            prop_assert_eq!(merged.quantile(per_mille), Some(told));
            prop_assert!((told as f64 - truth).abs() <= truth / 64.0 + 1e-9, "{} for {}", told, truth);
            let sum: u128 = durations.iter().map(|micros| u128::from(*micros)).sum();
            let mean = sum as f64 / 1e6 / durations.len() as f64;
            prop_assert_eq!(whole.times().unwrap().mean_seconds, mean);
        }
    }
}
