//! A file decoded straight to what kernels are handed gives what the merge of it alone gives.

use std::sync::Arc;

use parcours_kernel::{Period, Timestamp};
use roaring::{RoaringBitmap, RoaringTreemap};

use super::*;
use crate::Files;
use crate::merge::{Source, by_number};
use crate::rows::{Columns, text_of};
use crate::segment::read::{Segment, Wanted};
use crate::segment::write::{SegmentWriter, Words};

/// Some customers with a few rows each, one with more than two chunks, and again some.
fn sample() -> Rows {
    let mut rows = Rows::default();
    let mut odd = 1_u64;
    for customer in 0..2600_i64 {
        odd = odd.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23) | 1;
        let count = if customer == 700 { 150_000 } else { 1 + odd % 90 };
        let mut at = 1_760_000_000_000_000 + (odd % 1_000_000).cast_signed();
        for row in 0..count {
            odd = odd.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23) | 1;
            at += (odd % 90_000_000).cast_signed();
            rows.customer.push(5 + 16 * customer);
            rows.at.push(at);
            rows.seq.push(row.cast_signed());
            rows.received_at.push(at);
            // Now and then many alike.
            rows.signature.push(if row % 100 < 30 { 2 } else { (odd >> 40) as u32 % 7 });
            rows.value.push(if odd % 11 < 2 { (odd % 999) as f64 / 4.0 } else { f64::NAN });
            rows.source.push(1);
            rows.subject.push(text_of(None));
            rows.properties.push(text_of(None));
            rows.message_id.push(text_of(None));
        }
    }
    rows
}

fn written(folder: &std::path::Path, rows: Rows) -> Arc<Segment> {
    let files = Files::folder(folder);
    let words = Words::new(&[]);
    let count = rows.len() as u64;
    let mut writer = SegmentWriter::create(&files, "one.parquet", 5, &words, count).unwrap();
    writer.add(rows).unwrap();
    let info = writer.finish().unwrap().unwrap();
    Arc::new(Segment::open(&files, Arc::new(info)).unwrap())
}

/// All rows of all chunks: whose, when, what, and the bits of the value.
type Told = Vec<(i64, i64, u32, Option<u64>)>;

fn tell(chunk: &Bucket, all: &mut Told) -> bool {
    assert_eq!(chunk.offsets.len(), chunk.customers.len() + 1);
    assert_eq!(chunk.offsets.last().copied(), Some(chunk.next_row()));
    if let (Some(last), Some(first)) = (all.last(), chunk.customers.first()) {
        assert!(last.0 < *first, "a customer is in one chunk");
    }
    for (customer, window) in chunk.customers.iter().zip(chunk.offsets.windows(2)) {
        assert!(window[0] < window[1], "no customer without rows");
        for row in window[0] as usize..window[1] as usize {
            let value = chunk.value.get(row).map(|value| value.to_bits());
            all.push((*customer, chunk.at[row], chunk.signature[row], value));
        }
    }
    true
}

#[test]
fn both_ways_tell_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let rows = sample();
    let total = rows.len();
    let middle = rows.at[total / 2];
    let segment = written(folder.path(), rows);
    let signatures: RoaringBitmap = [1, 2, 5].into();
    let customers: RoaringTreemap = (0..2600).filter(|n| n % 5 < 2).map(|n| 5 + 16 * n).collect();
    let period = |from, until| Period {
        from: Timestamp::from_micros(from),
        until: Timestamp::from_micros(until),
    };
    let some_time = period(middle - 40_000_000_000, middle + 90_000_000_000);
    let open = || (Wanted::ALL, Filter::all());
    let questions = [
        open(),
        (
            Wanted { period: some_time, ..Wanted::ALL },
            Filter { period: some_time, ..Filter::all() },
        ),
        (
            Wanted { signatures: Some(&signatures), ..Wanted::ALL },
            Filter { signatures: Some(by_number(&signatures)), ..Filter::all() },
        ),
        (
            Wanted { customers: Some(&customers), ..Wanted::ALL },
            Filter { customers: Some(Arc::new(customers.clone())), ..Filter::all() },
        ),
        (Wanted::ALL, Filter { absent: Arc::new(customers.clone()), ..Filter::all() }),
        (
            Wanted::ALL,
            Filter { expiry: Some(Arc::new(vec![0, middle, i64::MAX])), ..Filter::all() },
        ),
    ];
    for (place, (wanted, filter)) in questions.into_iter().enumerate() {
        for value in [false, true] {
            let columns = Columns { value, ..Columns::default() };
            let (mut straight, mut merged) = (Told::new(), Told::new());
            let file = segment.rows(&wanted, columns);
            of_one_file(file, &filter, |chunk| tell(chunk, &mut straight)).unwrap();
            let source = Source::Segment(Box::new(segment.rows(&wanted, columns)));
            let mut sources = Merged::new(vec![source], filter.clone());
            of_many(&mut sources, &Properties::default(), |chunk| tell(chunk, &mut merged))
                .unwrap();
            assert!(straight == merged, "question {place}");
            assert_eq!(straight.len() == total, place == 0);
            assert!(!straight.is_empty());
        }
    }
}
