//! Which rows of a row group may be wanted, by the index of its pages.

use std::ops::Range;

use parcours_kernel::Period;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::page_index::column_index::ColumnIndexMetaData;
use roaring::{RoaringBitmap, RoaringTreemap};

use crate::segment::schema::column;

/// What a reader is after. Pages that cannot hold any of it are not read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'w> {
    pub(crate) period: Period,
    pub(crate) signatures: Option<&'w RoaringBitmap>,
    pub(crate) customers: Option<&'w RoaringTreemap>,
}

impl Wanted<'_> {
    /// Everything.
    pub(crate) const ALL: Self = Wanted { period: Period::ALL, signatures: None, customers: None };
}

/// Ranges of rows within a group, ascending and apart.
pub(super) fn rows_of_group(
    meta: &ParquetMetaData,
    group: usize,
    wanted: &Wanted<'_>,
) -> Vec<Range<usize>> {
    let rows = usize::try_from(meta.row_group(group).num_rows()).unwrap_or(0);
    let mut ranges = vec_of(0..rows);
    if let Some(customers) = wanted.customers {
        let may = |index: &ColumnIndexMetaData, page| match numbers(index, page) {
            Some((min, max)) => {
                customers.range_cardinality(min.unsigned_abs()..=max.unsigned_abs()) > 0
            }
            None => true,
        };
        ranges = intersect(&ranges, &pages(meta, group, column::CUSTOMER, rows, may));
    }
    if wanted.period != Period::ALL {
        let (from, until) = (wanted.period.from.as_micros(), wanted.period.until.as_micros());
        let may = |index: &ColumnIndexMetaData, page| {
            numbers(index, page).is_none_or(|(min, max)| min < until && max >= from)
        };
        ranges = intersect(&ranges, &pages(meta, group, column::AT, rows, may));
    }
    if let Some(signatures) = wanted.signatures {
        let may = |index: &ColumnIndexMetaData, page| match index {
            ColumnIndexMetaData::INT32(index) => {
                match (index.min_value(page), index.max_value(page)) {
                    (Some(min), Some(max)) => {
                        signatures.range_cardinality(min.cast_unsigned()..=max.cast_unsigned()) > 0
                    }
                    _ => true,
                }
            }
            _ => true,
        };
        ranges = intersect(&ranges, &pages(meta, group, column::SIGNATURE, rows, may));
    }
    ranges
}

fn numbers(index: &ColumnIndexMetaData, page: usize) -> Option<(i64, i64)> {
    match index {
        ColumnIndexMetaData::INT64(index) => {
            Some((*index.min_value(page)?, *index.max_value(page)?))
        }
        _ => None,
    }
}

/// The rows of the pages of a column that `may` hold something; neighbours are joined.
fn pages(
    meta: &ParquetMetaData,
    group: usize,
    column: usize,
    rows: usize,
    may: impl Fn(&ColumnIndexMetaData, usize) -> bool,
) -> Vec<Range<usize>> {
    let (Some(values), Some(offsets)) = (meta.column_index(), meta.offset_index()) else {
        return vec_of(0..rows);
    };
    let index = &values[group][column];
    let first = offsets[group][column].page_locations();
    let start = |page: usize| {
        first.get(page).map_or(rows, |page| usize::try_from(page.first_row_index).unwrap_or(rows))
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for page in 0..first.len() {
        if !may(index, page) {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if last.end == start(page) => last.end = start(page + 1),
            _ => ranges.push(start(page)..start(page + 1)),
        }
    }
    ranges
}

fn vec_of(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}

fn intersect(left: &[Range<usize>], right: &[Range<usize>]) -> Vec<Range<usize>> {
    let (mut l, mut r) = (0, 0);
    let mut both = Vec::new();
    while let (Some(a), Some(b)) = (left.get(l), right.get(r)) {
        let range = a.start.max(b.start)..a.end.min(b.end);
        if !range.is_empty() {
            both.push(range);
        }
        if a.end <= b.end { l += 1 } else { r += 1 }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::intersect;

    fn ranges(ends: &[(usize, usize)]) -> Vec<std::ops::Range<usize>> {
        ends.iter().map(|(start, end)| *start..*end).collect()
    }

    #[test]
    fn ranges_meet() {
        let meet = |left: &[(usize, usize)], right: &[(usize, usize)]| {
            intersect(&ranges(left), &ranges(right))
        };
        assert_eq!(meet(&[(0, 10), (20, 30)], &[(5, 25)]), ranges(&[(5, 10), (20, 25)]));
        assert_eq!(meet(&[(0, 10)], &[(10, 20)]), ranges(&[]));
        let three = [(1, 2), (3, 4), (99, 100)];
        assert_eq!(meet(&[(0, 100)], &[(1, 2), (3, 4), (99, 200)]), ranges(&three));
    }
}
