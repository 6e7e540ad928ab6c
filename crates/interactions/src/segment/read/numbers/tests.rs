//! Our decoder beside the `parquet` crate's, and on pages that were damaged.

use std::collections::VecDeque;
use std::sync::Arc;

use parquet::basic::{Encoding, Repetition, Type as Physical};
use parquet::column::page::PageMetadata;
use parquet::column::reader::{ColumnReaderImpl, get_column_reader, get_typed_column_reader};
use parquet::data_type::{DataType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnDescPtr, Type};
use proptest::prelude::*;

use super::*;

/// A file of one column.
struct Column {
    file: SerializedFileReader<Bytes>,
}

impl Column {
    fn write<T: DataType>(
        physical: Physical,
        values: &[T::T],
        levels: Option<&[i16]>,
        page: usize,
        properties: WriterPropertiesBuilder,
    ) -> Self {
        let repetition = if levels.is_some() { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let field = Type::primitive_type_builder("n", physical).with_repetition(repetition);
        let schema = Type::group_type_builder("all")
            .with_fields(vec![Arc::new(field.build().unwrap())])
            .build()
            .unwrap();
        let properties =
            properties.set_data_page_row_count_limit(page).set_write_batch_size(1).build();
        let mut bytes = Vec::new();
        let mut writer =
            SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties)).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<T>().write_batch(values, levels, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();
        Self { file: SerializedFileReader::new(bytes.into()).unwrap() }
    }

    fn pages(&self) -> Box<dyn PageReader> {
        self.file.get_row_group(0).unwrap().get_column_page_reader(0).unwrap()
    }

    fn theirs<T: DataType>(&self) -> ColumnReaderImpl<T> {
        let column: ColumnDescPtr = self.file.metadata().file_metadata().schema_descr().column(0);
        get_typed_column_reader(get_column_reader(column, self.pages()))
    }

    /// The pages with some bytes of what they hold changed, or cut off.
    fn damaged(&self, damage: &[(usize, usize, u8)], cut: (usize, usize)) -> Damaged {
        let mut reader = self.pages();
        let mut pages = VecDeque::new();
        while let Some(page) = reader.get_next_page().unwrap() {
            pages.push_back(page);
        }
        for (place, at, with) in damage {
            change(&mut pages, *place, |bytes| {
                let at = at % bytes.len().max(1);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = *with;
                }
            });
        }
        change(&mut pages, cut.0, |bytes| bytes.truncate(cut.1));
        Damaged(pages)
    }
}

fn change(pages: &mut VecDeque<Page>, place: usize, how: impl FnOnce(&mut Vec<u8>)) {
    let count = pages.len();
    let page = &mut pages[place % count];
    let (Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. }) = page else { return };
    let mut bytes = buf.to_vec();
    how(&mut bytes);
    *buf = bytes.into();
}

struct Damaged(VecDeque<Page>);

impl Iterator for Damaged {
    type Item = parquet::errors::Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.pop_front().map(Ok)
    }
}

impl PageReader for Damaged {
    fn get_next_page(&mut self) -> parquet::errors::Result<Option<Page>> {
        self.next().transpose()
    }

    fn peek_next_page(&mut self) -> parquet::errors::Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> parquet::errors::Result<()> {
        self.0.pop_front();
        Ok(())
    }
}

fn delta() -> WriterPropertiesBuilder {
    WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_encoding(Encoding::DELTA_BINARY_PACKED)
}

fn dictionary(bytes: usize) -> WriterPropertiesBuilder {
    WriterProperties::builder().set_dictionary_page_size_limit(bytes)
}

/// Numbers whose steps are of any width, also none, for a while.
fn steps() -> impl Strategy<Value = Vec<i64>> {
    let stretch = (0..=64_u32, 1..300_usize, any::<u64>());
    prop::collection::vec(stretch, 1..8).prop_map(|stretches| {
        let mut last = 0_i64;
        let mut numbers = Vec::new();
        for (width, count, seed) in stretches {
            let mut odd = seed | 1;
            for _ in 0..count {
                odd = odd.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
                let step = odd & u64::MAX.checked_shr(64 - width).unwrap_or(0);
                last = last.wrapping_add(step.cast_signed());
                numbers.push(last);
            }
        }
        numbers
    })
}

/// Rows to pass and rows to read, again and again.
fn ways() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((prop_oneof![Just(0), 0..200_usize], 1..300_usize), 1..12)
}

/// Which rows are read in what pieces, of so many.
fn pieces(ways: &[(usize, usize)], rows: usize) -> Vec<(usize, usize, usize)> {
    let mut at = 0;
    let mut pieces = Vec::new();
    for (skip, count) in ways {
        let count = (*count).min(rows.saturating_sub(at + skip));
        if count > 0 {
            pieces.push((*skip, at + skip, count));
            at += skip + count;
        }
    }
    pieces
}

proptest! {
    #[test]
    fn numbers_in_deltas_are_those_of_the_crate(
        numbers in steps(), page in 1..400_usize, ways in ways(),
    ) {
        let column = Column::write::<Int64Type>(Physical::INT64, &numbers, None, page, delta());
        let mut theirs = column.theirs::<Int64Type>();
        let mut ours = Numbers::<i64>::new(column.pages(), false);
        let mut runs = Numbers::<i64>::new(column.pages(), false);
        for (skip, from, count) in pieces(&ways, numbers.len()) {
            let (mut due, mut got) = (Vec::new(), vec![7]);
            theirs.skip_records(skip).unwrap();
            theirs.read_records(count, None, None, &mut due).unwrap();
            ours.read(skip, count, &mut got, 0).unwrap();
            prop_assert_eq!(&got[1..], &due);
            prop_assert_eq!(&due, &numbers[from..from + count]);
            // From what changes, all follows.
            let mut told = Vec::new();
            runs.changes(skip, count, |place, number| told.push((place, number))).unwrap();
            prop_assert_eq!(told.first().map(|first| first.0), Some(0));
            let mut all = Vec::new();
            for (place, number) in told {
                let last = all.last().copied().unwrap_or_default();
                all.resize(place, last);
                all.push(number);
            }
            all.resize(count, all.last().copied().unwrap_or_default());
            prop_assert_eq!(all, due);
        }
    }

    #[test]
    fn numbers_of_a_dictionary_are_those_of_the_crate(
        different in prop_oneof![1..4_u32, 1..40_u32, 1..3000_u32], runs in prop::collection::vec((any::<u32>(), 1..40_usize), 1..80),
        page in 1..400_usize, room in prop_oneof![Just(40_usize), Just(1 << 20)], ways in ways(),
    ) {
        let signed: Vec<i32> = runs.iter().flat_map(|(seed, count)| {
            // Runs of one number, and runs of many.
            let step = seed % 3;
            (0..*count as u32).map(move |n| (seed.wrapping_add(n * step) % different).cast_signed())
        }).collect();
        // With little room, pages are plain from some page on.
        let column = Column::write::<Int32Type>(Physical::INT32, &signed, None, page, dictionary(room));
        let mut theirs = column.theirs::<Int32Type>();
        let mut ours = Numbers::<u32>::new(column.pages(), false);
        for (skip, from, count) in pieces(&ways, signed.len()) {
            let (mut due, mut got) = (Vec::new(), Vec::new());
            theirs.skip_records(skip).unwrap();
            theirs.read_records(count, None, None, &mut due).unwrap();
            ours.read(skip, count, &mut got, 0).unwrap();
            prop_assert_eq!(&got, &due.iter().map(|number| number.cast_unsigned()).collect::<Vec<_>>());
            prop_assert_eq!(&due, &signed[from..from + count]);
        }
    }

    #[test]
    fn values_that_may_be_missing_are_those_of_the_crate(
        rows in prop::collection::vec(prop_oneof![4 => Just(None), 1 => (0..50_u8).prop_map(Some)], 1..1500), same in 1..90_usize,
        page in 1..400_usize, room in prop_oneof![Just(40_usize), Just(1 << 20)], ways in ways(),
    ) {
        // The first rows alike, so that there are runs of levels as well.
        let rows: Vec<Option<f64>> = rows.iter().enumerate().map(|(at, row)| if at < same { rows[0] } else { *row })
            .map(|row| row.map(|value| f64::from(value) / 3.0)).collect();
        let levels: Vec<i16> = rows.iter().map(|row| i16::from(row.is_some())).collect();
        let there: Vec<f64> = rows.iter().flatten().copied().collect();
        let column = Column::write::<DoubleType>(Physical::DOUBLE, &there, Some(&levels), page, dictionary(room));
        let mut theirs = column.theirs::<DoubleType>();
        let mut ours = Numbers::<f64>::new(column.pages(), true);
        for (skip, from, count) in pieces(&ways, rows.len()) {
            let (mut due, mut their_levels, mut got) = (Vec::new(), Vec::new(), Vec::new());
            theirs.skip_records(skip).unwrap();
            theirs.read_records(count, Some(&mut their_levels), None, &mut due).unwrap();
            ours.read(skip, count, &mut got, f64::NAN).unwrap();
            let got: Vec<Option<f64>> = got.into_iter().map(|value| (!value.is_nan()).then_some(value)).collect();
            prop_assert_eq!(got.iter().flatten().copied().collect::<Vec<_>>(), due);
            prop_assert_eq!(&their_levels, &levels[from..from + count]);
            prop_assert_eq!(&got, &rows[from..from + count]);
        }
    }

    /// A damaged page gives an error or other numbers; it never makes us panic or read on for ever.
    #[test]
    fn damage_is_told_or_harmless(
        numbers in steps(), page in 1..400_usize, ways in ways(), optional in any::<bool>(),
        damage in prop::collection::vec((any::<usize>(), prop_oneof![0..12_usize, any::<usize>()], any::<u8>()), 0..6),
        cut in (any::<usize>(), prop_oneof![3 => Just(usize::MAX), 1 => 0..300_usize]),
    ) {
        let levels: Vec<i16> = (0..numbers.len()).map(|row| i16::from(row % 5 != 0)).collect();
        let there: Vec<i64> = numbers.iter().zip(&levels).filter(|(_, level)| **level > 0).map(|(n, _)| *n).collect();
        let (values, levels) = if optional { (&there, Some(&levels[..])) } else { (&numbers, None) };
        for properties in [delta(), dictionary(1 << 20), dictionary(40)] {
            let column = Column::write::<Int64Type>(Physical::INT64, values, levels, page, properties);
            let mut plain = Numbers::<i64>::new(Box::new(column.damaged(&damage, cut)), optional);
            let mut runs = Numbers::<i64>::new(Box::new(column.damaged(&damage, cut)), false);
            for (skip, _, count) in pieces(&ways, numbers.len()) {
                let mut got = Vec::new();
                if plain.read(skip, count, &mut got, 0).is_ok() {
                    prop_assert_eq!(got.len(), count);
                }
                if !optional {
                    let _ = runs.changes(skip, count, |place, _| assert!(place < count));
                }
            }
        }
    }
}
