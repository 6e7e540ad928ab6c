//! Cases: what customers went through, as kernels see it.
//!
//! An activity (a touchpoint, a stage, a kind) is one byte. A case is what one customer did, in order
//! of (time, arrival): all of it, one session, or what belongs to one order or ticket. What a question
//! does not look at is left out before a kernel sees it.

use parcours_interactions::Bucket;
use serde::{Deserialize, Serialize};

use crate::kernels::activities::ActivitySet;

/// The code of what a question does not look at. Activities are numbered from 0 to 254.
pub const NONE: u8 = u8::MAX;

/// Some cases as columns. Case `i` owns the rows `offsets[i]..offsets[i + 1]`; none is empty. All cases
/// of a customer are in one batch, side by side, in order of their begin.
#[derive(Debug, Clone, Copy)]
pub struct Cases<'a> {
    /// Whose, by case: ascending, the same number for each case of a customer.
    pub customers: &'a [i64],
    /// One row number more than there are cases.
    pub offsets: &'a [u32],
    /// The activity, by row; never [`NONE`].
    pub codes: &'a [u8],
    /// When, by row: µs UTC.
    pub at: &'a [i64],
    /// Money or score, by row, NaN where there is none; empty unless asked for.
    pub value: &'a [f64],
}

/// One case of [`Cases`].
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Whose.
    pub customer: i64,
    /// Activities in order.
    pub codes: &'a [u8],
    /// When each happened: µs UTC.
    pub at: &'a [i64],
    /// Money or score of each; empty unless asked for.
    pub value: &'a [f64],
}

impl<'a> Cases<'a> {
    /// How many.
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = Case<'a>> + use<'a> {
        let Self { codes, at, value, .. } = *self;
        self.customers.iter().zip(self.offsets.windows(2)).map(move |(customer, window)| {
            let rows = window[0] as usize..window[1] as usize;
            let value = if value.is_empty() { value } else { &value[rows.clone()] };
            Case { customer: *customer, codes: &codes[rows.clone()], at: &at[rows], value }
        })
    }
}

/// A pure fold over cases. Buckets of customers are folded side by side, here or on other machines;
/// the answer is the merge of their partial results, in whatever order they come.
pub trait Kernel: Send + Sync + 'static {
    /// What was found among some cases.
    type Partial: Send + 'static;

    /// What is found among none.
    fn begin(&self) -> Self::Partial;

    /// Adds cases. All those of a customer come in one call.
    fn add(&self, partial: &mut Self::Partial, cases: Cases<'_>);

    /// Adds what was found among the cases of other customers.
    fn merge(&self, into: &mut Self::Partial, other: Self::Partial);
}

/// Two questions in one pass.
impl<A: Kernel, B: Kernel> Kernel for (A, B) {
    type Partial = (A::Partial, B::Partial);

    fn begin(&self) -> Self::Partial {
        (self.0.begin(), self.1.begin())
    }

    fn add(&self, partial: &mut Self::Partial, cases: Cases<'_>) {
        self.0.add(&mut partial.0, cases);
        self.1.add(&mut partial.1, cases);
    }

    fn merge(&self, into: &mut Self::Partial, other: Self::Partial) {
        self.0.merge(&mut into.0, other.0);
        self.1.merge(&mut into.1, other.1);
    }
}

/// How a customer's interactions are cut into cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cut {
    /// All of them are one.
    Customer,
    /// After a silence longer than this (µs), another begins.
    Session(i64),
}

/// Which cases count, by the activities at their ends; all where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ends {
    /// Only those that begin with one of these.
    pub first: Option<ActivitySet>,
    /// Only those that end with one of these.
    pub last: Option<ActivitySet>,
}

/// Makes [`Cases`] of chunks of the log; its memory is used again for the next.
#[derive(Debug, Default)]
pub struct CaseBuffer {
    customers: Vec<i64>,
    offsets: Vec<u32>,
    codes: Vec<u8>,
    at: Vec<i64>,
    value: Vec<f64>,
}

impl CaseBuffer {
    /// The cases of a chunk of whole customers. `code_of` gives the activity by signature's number;
    /// what is [`NONE`] or beyond it is left out, and so are cases of which nothing is left. Cost: one
    /// pass over the rows; where all of them are looked at, only their codes are written.
    pub fn cut<'a>(
        &'a mut self,
        bucket: &'a Bucket,
        code_of: &[u8],
        cut: Cut,
        ends: Ends,
    ) -> Cases<'a> {
        self.clear();
        let code = |signature: &u32| code_of.get(*signature as usize).copied().unwrap_or(NONE);
        self.codes.extend(bucket.signature.iter().map(code));
        let whole = !self.codes.contains(&NONE);
        if whole && ends == Ends::default() {
            let Bucket { customers, offsets, at, value, .. } = bucket;
            if let Cut::Session(silence) = cut {
                self.cut_whole(bucket, silence);
                let Self { customers, offsets, codes, .. } = self;
                return Cases { customers, offsets, codes, at, value };
            }
            return Cases { customers, offsets, codes: &self.codes, at, value };
        }
        self.fill(bucket, cut);
        if ends != Ends::default() {
            self.keep(ends);
        }
        self.cases()
    }

    /// Where sessions begin, when all rows count.
    fn cut_whole(&mut self, bucket: &Bucket, silence: i64) {
        for (customer, window) in bucket.customers.iter().zip(bucket.offsets.windows(2)) {
            let rows = window[0] as usize..window[1] as usize;
            self.customers.push(*customer);
            self.offsets.push(window[0]);
            for (pair, row) in bucket.at[rows.clone()].windows(2).zip(window[0] + 1..) {
                if pair[1].saturating_sub(pair[0]) > silence {
                    self.customers.push(*customer);
                    self.offsets.push(row);
                }
            }
        }
        self.offsets.push(place(self.codes.len()));
    }

    /// Moves the rows that count together, as cases.
    fn fill(&mut self, bucket: &Bucket, cut: Cut) {
        let silence = match cut {
            Cut::Customer => i64::MAX,
            Cut::Session(silence) => silence,
        };
        let mut kept = 0;
        for (customer, window) in bucket.customers.iter().zip(bucket.offsets.windows(2)) {
            let mut last = None;
            for row in window[0] as usize..window[1] as usize {
                let code = self.codes[row];
                if code == NONE {
                    continue;
                }
                let at = bucket.at[row];
                if last.is_none_or(|last: i64| at.saturating_sub(last) > silence) {
                    self.customers.push(*customer);
                    self.offsets.push(place(kept));
                }
                last = Some(at);
                self.codes[kept] = code;
                kept += 1;
                self.at.push(at);
                if let Some(value) = bucket.value.get(row) {
                    self.value.push(*value);
                }
            }
        }
        self.codes.truncate(kept);
        self.offsets.push(place(kept));
    }

    /// Takes out the cases with other ends, in place.
    fn keep(&mut self, ends: Ends) {
        let (mut cases, mut rows) = (0, 0);
        let mut start = 0;
        for case in 0..self.customers.len() {
            let end = self.offsets[case + 1] as usize;
            let fits = ends.first.is_none_or(|set| set.contains(self.codes[start]))
                && ends.last.is_none_or(|set| set.contains(self.codes[end - 1]));
            if fits {
                self.codes.copy_within(start..end, rows);
                self.at.copy_within(start..end, rows);
                if !self.value.is_empty() {
                    self.value.copy_within(start..end, rows);
                }
                self.customers[cases] = self.customers[case];
                rows += end - start;
                cases += 1;
                self.offsets[cases] = place(rows);
            }
            start = end;
        }
        self.customers.truncate(cases);
        self.offsets.truncate(cases + 1);
        self.codes.truncate(rows);
        self.at.truncate(rows);
        self.value.truncate(rows);
    }

    fn cases(&self) -> Cases<'_> {
        let Self { customers, offsets, codes, at, value } = self;
        Cases { customers, offsets, codes, at, value }
    }

    fn clear(&mut self) {
        self.customers.clear();
        self.offsets.clear();
        self.codes.clear();
        self.at.clear();
        self.value.clear();
    }
}

fn place(row: usize) -> u32 {
    u32::try_from(row).expect("a chunk holds fewer than 2³² rows")
}

/// Cases written by hand, for the tests of kernels.
#[cfg(test)]
pub(crate) mod by_hand {
    use super::*;

    /// Cases that own their columns.
    #[derive(Debug, Default)]
    pub(crate) struct Owned(CaseBuffer);

    impl Owned {
        /// Of (customer, [(code, seconds)]), one case each, in order of customer.
        pub(crate) fn new(cases: &[(i64, &[(u8, i64)])]) -> Self {
            let mut owned = CaseBuffer::default();
            for (customer, rows) in cases {
                owned.customers.push(*customer);
                owned.offsets.push(place(owned.codes.len()));
                for (code, seconds) in *rows {
                    owned.codes.push(*code);
                    owned.at.push(seconds * 1_000_000);
                }
            }
            owned.offsets.push(place(owned.codes.len()));
            Self(owned)
        }

        /// The same with a value for each row.
        pub(crate) fn with_values(mut self, values: &[f64]) -> Self {
            assert_eq!(values.len(), self.0.codes.len(), "one for each row");
            self.0.value = values.to_vec();
            self
        }

        pub(crate) fn cases(&self) -> Cases<'_> {
            self.0.cases()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(rows: &[(i64, i64, u32)]) -> Bucket {
        let mut bucket = Bucket::default();
        for (row, (customer, at, signature)) in rows.iter().enumerate() {
            if bucket.customers.last() != Some(customer) {
                bucket.customers.push(*customer);
                bucket.offsets.push(place(row));
            }
            bucket.at.push(*at);
            bucket.signature.push(*signature);
        }
        bucket.offsets.push(place(rows.len()));
        bucket
    }

    #[test]
    fn sessions_end_after_silence_and_what_is_not_asked_for_is_left_out() {
        let rows =
            [(1, 0, 0), (1, 10, 1), (1, 20, 7), (1, 31, 0), (2, 5, 9), (3, 5, 1), (3, 15, 1)];
        let bucket = bucket(&rows);
        let mut buffer = CaseBuffer::default();
        let code_of = [0, 1, NONE];
        let paths = |cases: Cases<'_>| -> Vec<(i64, Vec<u8>)> {
            cases.iter().map(|case| (case.customer, case.codes.to_vec())).collect()
        };
        let all = Ends::default();
        let sessions = buffer.cut(&bucket, &code_of, Cut::Session(10), all);
        assert_eq!(paths(sessions), [(1, vec![0, 1]), (1, vec![0]), (3, vec![1, 1])]);
        let whole = buffer.cut(&bucket, &code_of, Cut::Customer, all);
        assert_eq!(paths(whole), [(1, vec![0, 1, 0]), (3, vec![1, 1])]);
        assert_eq!(whole.at, [0, 10, 31, 5, 15]);
        // Where every row counts, nothing is moved, and the cases are the same.
        let every = [0, 1, NONE, NONE, NONE, NONE, NONE, 2, NONE, 3];
        let sessions = buffer.cut(&bucket, &every, Cut::Session(10), all);
        let due = [(1, vec![0, 1, 2]), (1, vec![0]), (2, vec![3]), (3, vec![1, 1])];
        assert_eq!(paths(sessions), due);
        assert_eq!(sessions.at, bucket.at);
        let whole = buffer.cut(&bucket, &every, Cut::Customer, all);
        assert_eq!(paths(whole)[0], (1, vec![0, 1, 2, 0]));
        let from_one = Ends { first: Some([1].into()), last: None };
        let kept = buffer.cut(&bucket, &code_of, Cut::Customer, from_one);
        assert_eq!((paths(kept), kept.at), (vec![(3, vec![1, 1])], &[5, 15][..]));
        let to_zero = Ends { first: Some([0].into()), last: Some([0].into()) };
        let kept = buffer.cut(&bucket, &code_of, Cut::Session(10), to_zero);
        assert_eq!((paths(kept), kept.at), (vec![(1, vec![0])], &[31][..]));
    }
}
