//! How each step felt: the scores that customers gave, counted where they belong.
//!
//! - A score belongs to the step that claims its interaction.
//! - A score that no step claims belongs to the step where that customer was last, within the 30
//!   days before it: whoever rates "us" rates what they just went through. Who was nowhere on the
//!   map in that time says nothing about it.
//! - A score counts in the period in which it was given; the step may lie before it.

use parcours_interactions::Bucket;
use parcours_kernel::Period;

use crate::feeling::Scores;

/// How long after a step a score may still speak of it, in microseconds.
pub const MEMORY: i64 = 30 * 86_400_000_000;

/// Folds one bucket, whose values were asked for. `code` gives the step of a signature (one past
/// `steps` for none), `feeling` what a value of a signature says. Cost: one pass over the rows.
pub fn felt(
    bucket: &Bucket,
    period: Period,
    steps: usize,
    code: impl Fn(u32) -> u8,
    feeling: impl Fn(u32, f64) -> Option<f64>,
) -> Vec<Scores> {
    let mut scores = vec![Scores::default(); steps];
    for window in bucket.offsets.windows(2) {
        let mut last: Option<(usize, i64)> = None;
        for row in window[0] as usize..window[1] as usize {
            let (at, signature) = (bucket.at[row], bucket.signature[row]);
            if at >= period.until.as_micros() {
                break;
            }
            let claimed = Some(usize::from(code(signature))).filter(|step| *step < steps);
            if let Some(step) = claimed {
                last = Some((step, at));
            }
            if at < period.from.as_micros() {
                continue;
            }
            let Some(feeling) = feeling(signature, bucket.value[row]) else { continue };
            // A claimed score is itself the last step.
            if let Some((step, _)) = last.filter(|(_, seen)| at - seen <= MEMORY) {
                scores[step].add(feeling, 1.0);
            }
        }
    }
    scores
}

/// Adds the scores of other customers.
pub fn merge(into: &mut Vec<Scores>, other: Vec<Scores>) {
    into.resize(into.len().max(other.len()), Scores::default());
    for (mine, theirs) in into.iter_mut().zip(other) {
        mine.merge(theirs);
    }
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Timestamp;
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 86_400_000_000;

    /// (customer, day, signature, value) rows in order, as a bucket.
    fn bucket(rows: &[(i64, i64, u32, f64)]) -> Bucket {
        let mut bucket = Bucket::default();
        for (number, (customer, day, signature, value)) in rows.iter().enumerate() {
            if bucket.customers.last() != Some(customer) {
                bucket.customers.push(*customer);
                bucket.offsets.push(u32::try_from(number).unwrap());
            }
            bucket.at.push(day * DAY);
            bucket.signature.push(*signature);
            bucket.value.push(*value);
        }
        bucket.offsets.push(u32::try_from(rows.len()).unwrap());
        bucket
    }

    /// 0, 1: steps without scores; 2: a step with scores; 8: scores that nobody claims; 9: else.
    fn code(signature: u32) -> u8 {
        if signature < 3 { u8::try_from(signature).unwrap() } else { 255 }
    }

    fn feeling(signature: u32, value: f64) -> Option<f64> {
        (matches!(signature, 2 | 8) && value.abs() <= 2.0).then_some(value)
    }

    fn answers(rows: &[(i64, i64, u32, f64)], period: Period) -> Vec<(u64, f64)> {
        let scores = felt(&bucket(rows), period, 3, code, feeling);
        scores.iter().map(|score| (score.answers, score.sum)).collect()
    }

    #[test]
    fn counted_by_hand() {
        let rows = [
            // Claimed: at its own step, wherever the customer was before.
            (1, 0, 0, f64::NAN),
            (1, 1, 2, 1.5),
            // Unclaimed: at the last step, which that was; then at the next.
            (1, 2, 8, -1.0),
            (1, 3, 1, f64::NAN),
            (1, 4, 8, -2.0),
            // Thirty days after the last step, and a day too late.
            (1, 33, 8, 1.0),
            (1, 34, 8, 1.0),
            // Another customer starts anew; what is on no map is no step.
            (2, 5, 9, f64::NAN),
            (2, 6, 8, 2.0),
            // Off its scale.
            (3, 0, 0, f64::NAN),
            (3, 1, 8, 7.0),
        ];
        assert_eq!(answers(&rows, Period::ALL), [(0, 0.0), (2, -1.0), (2, 0.5)]);
    }

    #[test]
    fn a_score_of_the_period_may_speak_of_a_step_before_it() {
        let at = |day: i64| Timestamp::from_micros(day * DAY);
        let rows = [(1, 0, 0, f64::NAN), (1, 2, 8, 1.0), (1, 9, 8, 2.0), (1, 12, 8, 2.0)];
        let period = Period { from: at(5), until: at(10) };
        assert_eq!(answers(&rows, period), [(1, 2.0), (0, 0.0), (0, 0.0)]);
    }

    proptest! {
        /// Each score in the period is looked at alone, backwards, as the definition reads.
        #[test]
        fn it_agrees_with_the_slow_reading_however_buckets_are_cut(
            mut rows in proptest::collection::vec((0..6_i64, 0..120_i64, 0..10_u32, -3..=3_i32), 0..160),
            from in 0..60_i64, length in 0..60_i64, cut in 0..7_i64,
        ) {
            rows.sort_by_key(|(customer, day, _, _)| (*customer, *day));
            let rows: Vec<_> = rows.into_iter().map(|(who, day, sign, value)| (who, day, sign, f64::from(value))).collect();
            let at = |day: i64| Timestamp::from_micros(day * DAY);
            let period = Period { from: at(from), until: at(from + length) };
            let mut slow = vec![(0, 0.0); 3];
            for (place, (who, day, signature, value)) in rows.iter().enumerate() {
                if !(from..from + length).contains(day) { continue; }
                let Some(feeling) = feeling(*signature, *value) else { continue };
                let step = rows[..=place].iter().rev()
                    .take_while(|(other, before, _, _)| other == who && day - before <= 30)
                    .find(|(_, _, seen, _)| *seen < 3);
                if let Some((_, _, step, _)) = step {
                    slow[*step as usize].0 += 1;
                    slow[*step as usize].1 += feeling;
                }
            }
            prop_assert_eq!(&answers(&rows, period), &slow);
            let (low, high): (Vec<_>, Vec<_>) = rows.iter().partition(|(who, _, _, _)| *who < cut);
            let mut merged = felt(&bucket(&low), period, 3, code, feeling);
            merge(&mut merged, felt(&bucket(&high), period, 3, code, feeling));
            let merged: Vec<_> = merged.iter().map(|score| (score.answers, score.sum)).collect();
            prop_assert_eq!(merged, slow);
        }
    }
}
