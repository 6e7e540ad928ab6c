//! Decoded and hot rows together are what a sort of all of them would be.

use parcours_kernel::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::property::PropertyColumn;
use crate::rows::text_of;
use crate::warm::Key;

type Row = (i64, i64, u32);

/// Those of signature 0 have none.
fn property(signature: u32) -> Option<String> {
    (signature > 0).then(|| format!("v{signature}"))
}

fn bucket(rows: &[Row]) -> Bucket {
    let mut bucket = Bucket::default();
    bucket.properties.push(PropertyColumn::new("p".into()));
    for (customer, at, signature) in rows {
        if bucket.customers.last() != Some(customer) {
            bucket.begin(*customer);
        }
        bucket.at.push(*at);
        bucket.signature.push(*signature);
        bucket.value.push(f64::from(*signature) / 2.0);
        bucket.properties[0].push(property(*signature).as_deref());
    }
    bucket.finish();
    bucket
}

fn decoded(rows: &[Row], cuts: &[i64]) -> Decoded {
    let mut decoded = Decoded { key: Key::default(), ..Decoded::default() };
    let chunk_of = |row: &Row| cuts.iter().filter(|cut| **cut <= row.0).count();
    for part in rows.chunk_by(|a, b| chunk_of(a) == chunk_of(b)) {
        decoded.chunks.push(Chunk::new(bucket(part), &mut decoded.signatures));
    }
    decoded
}

fn memory(rows: &[Row]) -> Rows {
    let mut memory = Rows::default();
    for (customer, at, signature) in rows {
        memory.customer.push(*customer);
        memory.at.push(*at);
        memory.signature.push(*signature);
        memory.value.push(f64::from(*signature) / 2.0);
        let text = property(*signature).map(|value| format!(r#"{{"q":1,"p":"{value}"}}"#));
        memory.properties.push(text_of(text.as_deref()));
    }
    memory
}

type Seen = (Row, Option<f64>, Option<String>);

fn seen(bucket: &Bucket, into: &mut Vec<Seen>) {
    assert_eq!(bucket.customers.len() + 1, bucket.offsets.len());
    for (owner, customer) in bucket.customers.iter().enumerate() {
        assert!(!rows_of(bucket, owner).is_empty(), "no customer without rows");
        for row in rows_of(bucket, owner) {
            let value = bucket.value.get(row).copied();
            let property = bucket.property("p").and_then(|column| column.value(row));
            let told = (*customer, bucket.at[row], bucket.signature[row]);
            into.push((told, value, property.map(ToOwned::to_owned)));
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_doubled_or_out_of_order(
        all in prop::collection::btree_map((0_i64..9, 0_i64..30), (0_u32..4, any::<bool>()), 0..80),
        cuts in prop::collection::btree_set(1_i64..9, 0..3),
        period in prop::option::of((0_i64..20, 1_i64..20)), wanted in prop::option::of(prop::collection::vec(any::<bool>(), 4)),
        values in any::<bool>(),
    ) {
        let rows = |hot: bool| -> Vec<Row> {
            all.iter().filter(|(_, row)| row.1 == hot).map(|(key, row)| (key.0, key.1, row.0)).collect()
        };
        let period = period.map_or(Period::ALL, |(from, length)| Period {
            from: Timestamp::from_micros(from), until: Timestamp::from_micros(from + length),
        });
        let wants = |row: &Row| {
            period.contains(Timestamp::from_micros(row.1)) && wanted.as_ref().is_none_or(|wanted| wanted[row.2 as usize])
        };
        let hot: Vec<Row> = rows(true).into_iter().filter(&wants).collect();
        let cuts: Vec<_> = cuts.into_iter().collect();
        let (decoded, memory) = (decoded(&rows(false), &cuts), memory(&hot));
        let properties = &Properties::new(Some("p".into()), &[]);
        let signatures = wanted.as_deref();
        let blend = Blend { memory: &memory, period, signatures, values, properties };
        prop_assert!(blend.is_clear(&decoded), "no two rows stand at one time");
        let mut got = Vec::new();
        blend.each(&decoded, |bucket| seen(bucket, &mut got));
        let due: Vec<Row> = all.iter().map(|(key, row)| (key.0, key.1, row.0)).filter(wants).collect();
        prop_assert_eq!(got.iter().map(|(row, ..)| *row).collect::<Vec<_>>(), due);
        prop_assert!(got.iter().all(|(row, _, found)| *found == property(row.2)));
        if values {
            prop_assert!(got.iter().all(|(row, value, _)| *value == Some(f64::from(row.2) / 2.0)));
        }
    }
}

#[test]
fn what_is_kept_in_pieces_is_all_there() {
    // Many customers of seven rows, and one between them of ten thousand.
    let customer = |row: i64| if (30_002..40_005).contains(&row) { 5_000 } else { row / 7 };
    let rows: Vec<Row> = (0..60_000).map(|row| (customer(row), row, (row % 5) as u32)).collect();
    let mut decoded = Decoded::default();
    decoded.add(&bucket(&rows[..41_300]));
    decoded.add(&bucket(&rows[41_300..]));
    assert!(decoded.chunks.len() > 3, "{}", decoded.chunks.len());
    for values in [false, true] {
        let memory = Rows::default();
        let (period, properties) = (Period::ALL, &Properties::new(Some("p".into()), &[]));
        let blend = Blend { memory: &memory, period, signatures: None, values, properties };
        let mut got = Vec::new();
        blend.each(&decoded, |bucket| seen(bucket, &mut got));
        let due = |row: &Row| (*row, values.then_some(f64::from(row.2) / 2.0), property(row.2));
        assert!(got == rows.iter().map(due).collect::<Vec<_>>());
    }
}

#[test]
fn rows_at_one_time_of_one_customer_are_noticed() {
    let decoded = decoded(&[(1, 5, 0), (2, 7, 0), (3, 1, 0)], &[3]);
    let clear = |hot: &[Row]| {
        let memory = memory(hot);
        let properties = &Properties::default();
        let blend = Blend {
            memory: &memory,
            period: Period::ALL,
            signatures: None,
            values: false,
            properties,
        };
        blend.is_clear(&decoded)
    };
    assert!(clear(&[(1, 7, 1), (2, 5, 1), (4, 1, 1)]));
    assert!(!clear(&[(2, 7, 1)]) && !clear(&[(1, 6, 1), (3, 1, 1)]));
}
