//! Cases made up for the property tests of kernels, and ways to deal them to partial results.

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cases::Kernel;
use crate::cases::by_hand::Owned;

/// A case in plain words: whose, and (activity, seconds) in order.
pub(crate) type Plain = (i64, Vec<(u8, i64)>);

/// Up to eight customers with up to four cases of up to 12 rows each, of `activities` activities.
/// Short gaps, so that ties are common.
pub(crate) fn cases(activities: u8) -> impl Strategy<Value = Vec<Plain>> {
    let case = proptest::collection::vec((0..activities, 0..4_i64), 1..12);
    let customer = proptest::collection::vec(case, 1..4);
    proptest::collection::vec(customer, 0..8).prop_map(|customers| {
        let mut plain = Vec::new();
        for (customer, cases) in (1..).zip(customers) {
            let mut seconds = 0;
            for case in cases {
                let mut rows = Vec::new();
                for (code, gap) in case {
                    seconds += gap;
                    rows.push((code, seconds));
                }
                plain.push((customer, rows));
            }
        }
        plain
    })
}

/// The cases as columns.
pub(crate) fn owned(plain: &[Plain]) -> Owned {
    let borrowed: Vec<(i64, &[(u8, i64)])> =
        plain.iter().map(|(customer, rows)| (*customer, rows.as_slice())).collect();
    Owned::new(&borrowed)
}

/// Folded in one go.
pub(crate) fn folded<K: Kernel>(kernel: &K, plain: &[Plain]) -> K::Partial {
    let mut partial = kernel.begin();
    kernel.add(&mut partial, owned(plain).cases());
    partial
}

/// Dealt customer by customer to three partial results, which travel as text and are merged from
/// the last to the first. `hands` says which customer goes where.
pub(crate) fn dealt<K>(kernel: &K, plain: &[Plain], hands: [usize; 8]) -> K::Partial
where
    K: Kernel<Partial: Serialize + DeserializeOwned>,
{
    let mut partials = [kernel.begin(), kernel.begin(), kernel.begin()];
    for cases in plain.chunk_by(|one, next| one.0 == next.0) {
        let customer = usize::try_from(cases[0].0).expect("customers are numbered from 1");
        kernel.add(&mut partials[hands[customer % 8] % 3], owned(cases).cases());
    }
    let mut merged = kernel.begin();
    for partial in partials.into_iter().rev() {
        let text = serde_json::to_string(&partial).expect("partial results are plain data");
        kernel.merge(&mut merged, serde_json::from_str(&text).expect("as written"));
    }
    merged
}

/// Three hands for eight customers.
pub(crate) fn hands() -> impl Strategy<Value = [usize; 8]> {
    proptest::array::uniform8(0..3_usize)
}
