//! Chunks of any size tell the same.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;

/// A table of `rows` rows, many of them equal and every seventh bad.
fn input(rows: usize) -> Input {
    let mut table = String::from("user_id,timestamp,event\n");
    for row in 0..rows {
        let day =
            if row % 7 == 6 { "soon".to_owned() } else { format!("2026-03-0{}", row % 3 + 1) };
        table.push_str(&format!("u{},{day},visit\n", row % 5));
    }
    Input::new("a.csv", Cursor::new(table)).unwrap()
}

fn begin(input: &Input, size: ChunkSize, skip: u64) -> Reading {
    let columns = "customer=user_id,at=timestamp,kind=event".parse().unwrap();
    let options = Options { columns, ..Options::default() };
    let shaper = Shaper::new(IdentityKind::UserId, SourceId(1), Vec::new(), Timestamp::default());
    start(input.clone(), options, shaper, size, skip)
}

/// The message ids told, the rows and the refused rows of each chunk.
async fn read(input: &Input, size: ChunkSize, skip: u64) -> (Vec<String>, Vec<(u64, u64)>) {
    let mut reading = begin(input, size, skip);
    let (mut ids, mut counts) = (Vec::new(), Vec::new());
    while let Some(chunk) = reading.chunks.recv().await {
        let chunk = chunk.unwrap();
        ids.extend(chunk.batch.told().into_iter().map(|told| told.fact.unwrap().message_id));
        counts.push((chunk.rows, chunk.refused));
        assert!(chunk.bytes_read <= input.bytes());
    }
    (ids, counts)
}

const WIDE: ChunkSize = ChunkSize { rows: usize::MAX, bytes: usize::MAX, bulk: usize::MAX };

#[tokio::test]
async fn rows_and_bytes_and_refusals_end_a_chunk() {
    let input = input(21);
    let (_, counts) = read(&input, ChunkSize { rows: 6, ..WIDE }, 0).await;
    assert_eq!(counts, [(6, 0), (7, 1), (7, 1), (1, 1)]);
    let (_, counts) = read(&input, ChunkSize { bytes: 1, ..WIDE }, 0).await;
    assert_eq!(counts.len(), 19);
    assert_eq!(counts.iter().map(|(rows, _)| rows).sum::<u64>(), 21);
    let bad =
        Input::new("a.csv", Cursor::new("user_id,timestamp,event\n,,\nu,,\nu,,\nu,,\n")).unwrap();
    let (_, counts) = read(&bad, ChunkSize { rows: 2, ..WIDE }, 0).await;
    assert_eq!(counts, [(2, 2), (1, 1)]);
}

#[tokio::test]
async fn the_reader_says_how_far_it_is_within_a_chunk() {
    let input = input(25_000);
    let mut reading = begin(&input, WIDE, 0);
    reading.ahead.changed().await.unwrap();
    let first = *reading.ahead.borrow_and_update();
    assert!(first.rows == 10_000 || first.rows == 20_000, "{first:?}");
    assert!(first.bytes > 0 && first.bytes <= input.bytes());
    let chunk = reading.chunks.recv().await.unwrap().unwrap();
    assert_eq!((chunk.rows, reading.ahead.borrow().rows), (25_000, 20_000));
}

#[tokio::test]
async fn two_chunks_at_most_are_in_memory() {
    let mut reading = begin(&input(30), ChunkSize { rows: 5, ..WIDE }, 0);
    let held = reading.chunks.recv().await.unwrap().unwrap();
    let waiting = reading.chunks.recv().await.unwrap().unwrap();
    // While both are held nothing more is read.
    assert!(reading.chunks.try_recv().is_err());
    drop((held, waiting));
    assert!(reading.chunks.recv().await.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn ids_are_the_same_whatever_the_chunks(rows in 1_usize..200, size in 1_usize..60, skip in 0_u64..200) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let input = input(rows);
            let (whole, _) = read(&input, WIDE, 0).await;
            let (chunked, _) = read(&input, ChunkSize { rows: size, ..WIDE }, 0).await;
            prop_assert_eq!(&whole, &chunked);
            let distinct: std::collections::HashSet<_> = whole.iter().collect();
            prop_assert_eq!(distinct.len(), whole.len());
            let (rest, _) = read(&input, ChunkSize { rows: size, ..WIDE }, skip).await;
            prop_assert_eq!(&whole[whole.len() - rest.len()..], rest.as_slice());
            let passed = (0..rows.min(usize::try_from(skip).unwrap())).filter(|row| row % 7 != 6).count();
            prop_assert_eq!(rest.len() + passed, whole.len());
            Ok(())
        })?;
    }
}
