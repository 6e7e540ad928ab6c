use proptest::prelude::*;

use super::*;

/// A customer, when, the signature, the value of the property.
type Row = (i64, i64, u32, Option<u8>);

fn bucket(rows: &[Row]) -> Bucket {
    let mut bucket = Bucket::default();
    let mut column = PropertyColumn::new("order".into());
    for (row, (customer, at, signature, order)) in rows.iter().enumerate() {
        if bucket.customers.last() != Some(customer) {
            bucket.customers.push(*customer);
            bucket.offsets.push(place(row));
        }
        bucket.at.push(*at);
        bucket.signature.push(*signature);
        bucket.value.push(f64::from(*signature));
        column.push(order.map(|order| order.to_string()).as_deref());
    }
    bucket.offsets.push(place(rows.len()));
    bucket.properties.push(column);
    bucket
}

fn cutting(code_of: &[u8], cut: Cut) -> Cutting {
    let code_of = Arc::new(code_of.to_vec());
    Cutting { code_of, by_value: None, only: None, cut, filter: CaseFilter::default() }
}

fn paths(cases: Cases<'_>) -> Vec<(i64, Vec<u8>)> {
    cases.iter().map(|case| (case.customer, case.codes.to_vec())).collect()
}

#[test]
fn sessions_end_after_silence_and_what_is_not_asked_for_is_left_out() {
    let rows = [(1, 0, 0), (1, 10, 1), (1, 20, 7), (1, 31, 0), (2, 5, 9), (3, 5, 1), (3, 15, 1)];
    let bucket = bucket(&rows.map(|(customer, at, signature)| (customer, at, signature, None)));
    let mut buffer = CaseBuffer::default();
    let some = |cut| cutting(&[0, 1, NONE], cut);
    let sessions = buffer.cut(&bucket, &some(Cut::Session(10)));
    assert_eq!(paths(sessions), [(1, vec![0, 1]), (1, vec![0]), (3, vec![1, 1])]);
    let whole = buffer.cut(&bucket, &some(Cut::Customer));
    assert_eq!(paths(whole), [(1, vec![0, 1, 0]), (3, vec![1, 1])]);
    assert_eq!(whole.at, [0, 10, 31, 5, 15]);
    // Where every row counts, nothing is moved, and the cases are the same.
    let every = |cut| cutting(&[0, 1, NONE, NONE, NONE, NONE, NONE, 2, NONE, 3], cut);
    let sessions = buffer.cut(&bucket, &every(Cut::Session(10)));
    let due = [(1, vec![0, 1, 2]), (1, vec![0]), (2, vec![3]), (3, vec![1, 1])];
    assert_eq!(paths(sessions), due);
    assert_eq!(sessions.at, bucket.at);
    let whole = buffer.cut(&bucket, &every(Cut::Customer));
    assert_eq!(paths(whole)[0], (1, vec![0, 1, 2, 0]));
    let mut from_one = some(Cut::Customer);
    from_one.filter.first = Some([1].into());
    let kept = buffer.cut(&bucket, &from_one);
    assert_eq!((paths(kept), kept.at), (vec![(3, vec![1, 1])], &[5, 15][..]));
    let mut to_zero = some(Cut::Session(10));
    to_zero.filter.first = Some([0].into());
    to_zero.filter.last = Some([0].into());
    let kept = buffer.cut(&bucket, &to_zero);
    assert_eq!((paths(kept), kept.at), (vec![(1, vec![0])], &[31][..]));
}

#[test]
fn one_order_is_one_case_of_one_customer() {
    let (a, b) = (Some(7), Some(8));
    let rows =
        [(1, 0, 0, a), (1, 1, 1, b), (1, 2, 2, None), (1, 3, 1, a), (2, 0, 0, a), (3, 0, 0, None)];
    let bucket = bucket(&rows);
    let mut buffer = CaseBuffer::default();
    let by_order = cutting(&[0, 1, 2], Cut::Property("order".into()));
    let cases = buffer.cut(&bucket, &by_order);
    assert_eq!(paths(cases), [(1, vec![0, 1]), (1, vec![1]), (2, vec![0])]);
    assert_eq!(cases.at, [0, 3, 1, 0]);
    let seen = buffer.seen();
    assert_eq!((seen.with_case, seen.without_case), (4, 2));
    let nothing = Cut::Property("ticket".into());
    assert!(buffer.cut(&bucket, &cutting(&[0, 1, 2], nothing)).is_empty());
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (1..4_i64, 0..3_i64, 0..4_u32, prop::option::of(0..3_u8));
    prop::collection::vec(row, 0..30).prop_map(|mut rows| {
        // Later within the customer, with ties.
        rows.sort_by_key(|row| (row.0, row.1));
        rows
    })
}

proptest! {
    #[test]
    fn cases_are_those_of_a_plain_reading(
        rows in rows(),
        only in prop::option::of(0..3_u8), told_apart: bool,
        kind in 0..3_u8, silence in 0..2_i64,
        must in prop::option::of(0..5_u8),
    ) {
        // Signature 3 is not looked at; activity 1 with value 2 is activity 4, without a value 3.
        let cut = match kind {
            0 => Cut::Customer,
            1 => Cut::Session(silence),
            _ => Cut::Property("order".into()),
        };
        let mut how = cutting(&[0, 1, 2], cut.clone());
        how.only = only.map(|value| ("order".into(), value.to_string()));
        let codes = vec![(1, Some("2".to_owned()), 4), (1, None, 3)];
        how.by_value = told_apart.then(|| ByValue { property: "order".into(), codes });
        how.filter.through = must.iter().map(|code| [*code].into()).collect();

        let mut due: Vec<(i64, Vec<u8>, Vec<i64>)> = Vec::new();
        let mut keys: Vec<Option<u8>> = Vec::new();
        let mut without = 0;
        for (customer, at, signature, value) in &rows {
            if *signature == 3 || only.is_some() && *value != only {
                continue;
            }
            let code = match (signature, value) {
                (1, Some(2)) if told_apart => 4,
                (1, None) if told_apart => 3,
                (signature, _) => u8::try_from(*signature).unwrap(),
            };
            let mine = (0..due.len()).rfind(|case| match &cut {
                Cut::Customer => due[*case].0 == *customer,
                Cut::Session(silence) => due[*case].0 == *customer && at - due[*case].2.last().unwrap() <= *silence,
                Cut::Property(_) => due[*case].0 == *customer && keys[*case] == *value,
            });
            if matches!(cut, Cut::Property(_)) && value.is_none() {
                without += 1;
                continue;
            }
            let case = mine.unwrap_or_else(|| {
                due.push((*customer, Vec::new(), Vec::new()));
                keys.push(*value);
                due.len() - 1
            });
            due[case].1.push(code);
            due[case].2.push(*at);
        }
        due.retain(|(_, codes, _)| must.is_none_or(|must| codes.contains(&must)));

        let bucket = bucket(&rows);
        let mut buffer = CaseBuffer::default();
        for again in 0..2 {
            let cases = buffer.cut(&bucket, &how);
            let told: Vec<_> = cases.iter().map(|one| (one.customer, one.codes.to_vec(), one.at.to_vec())).collect();
            prop_assert_eq!(&told, &due, "round {}", again);
            prop_assert_eq!(cases.value.len(), cases.codes.len());
        }
        prop_assert_eq!(buffer.seen().without_case, 2 * without);
        if only.is_some() {
            let with = rows.iter().filter(|row| row.2 != 3 && row.3.is_some()).count() as u64;
            prop_assert_eq!(buffer.seen().with_property, 2 * with);
        }
    }
}
