//! Twelve-byte moments: nanoseconds of the day and a Julian day number. Retired by the format, and
//! still what Spark writes by default.

use std::collections::VecDeque;

use parquet::column::reader::{ColumnReaderImpl, get_typed_column_reader};
use parquet::data_type::{Int96, Int96Type};
use parquet::errors::Result;
use parquet::file::reader::RowGroupReader;
use serde_json::Value;

use super::cell::Moment;

const BATCH_ROWS: usize = 1024;
const JULIAN_DAY_OF_1970: i64 = 2_440_588;
const SECONDS_A_DAY: i64 = 86_400;
const NANOS_A_SECOND: u64 = 1_000_000_000;

/// One such column of one row group.
pub(super) struct Stamps {
    column: ColumnReaderImpl<Int96Type>,
    optional: bool,
    ready: VecDeque<Value>,
}

impl Stamps {
    pub(super) fn open(group: &dyn RowGroupReader, leaf: usize) -> Result<Self> {
        let optional = group.metadata().column(leaf).column_descr().max_def_level() > 0;
        let column = get_typed_column_reader(group.get_column_reader(leaf)?);
        Ok(Self { column, optional, ready: VecDeque::new() })
    }

    /// The moment of the next row; null where there is none.
    pub(super) fn next(&mut self) -> Result<Value> {
        if self.ready.is_empty() {
            let (mut present, mut stamps) = (Vec::new(), Vec::new());
            self.column.read_records(BATCH_ROWS, Some(&mut present), None, &mut stamps)?;
            let mut stamps = stamps.iter();
            if self.optional {
                self.ready.extend(present.iter().map(|&level| match level {
                    0 => Value::Null,
                    _ => stamps.next().map_or(Value::Null, |stamp| moment(stamp).json()),
                }));
            } else {
                self.ready.extend(stamps.map(|stamp| moment(stamp).json()));
            }
        }
        self.ready.pop_front().ok_or_else(|| {
            parquet::errors::ParquetError::EOF("a column ends before its group".into())
        })
    }
}

pub(super) fn moment(stamp: &Int96) -> Moment {
    let parts = stamp.data();
    let (low, high, day) = (u64::from(parts[0]), u64::from(parts[1]), i64::from(parts[2]));
    let nanos = low | (high << 32);
    let seconds = (day - JULIAN_DAY_OF_1970) * SECONDS_A_DAY
        + i64::try_from(nanos / NANOS_A_SECOND).expect("2⁶⁴ nanoseconds are few seconds");
    let nanos = u32::try_from(nanos % NANOS_A_SECOND).expect("below a second");
    Moment { seconds, nanos, utc: true }
}
