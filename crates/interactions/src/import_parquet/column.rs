//! One flat column: some rows of it decoded, each value found by its row.

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as PhysicalType};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::{ParquetError as Inner, Result};
use parquet::record::Field;
use parquet::schema::types::ColumnDescPtr;
use serde_json::Value;

use super::cell::{Cell, Moment};
use super::{stamps, value};

/// The place of a value that is not there.
const NOWHERE: u32 = u32::MAX;

/// A column of the row group being read.
pub(super) struct Column {
    descr: ColumnDescPtr,
    meaning: Meaning,
    reader: Option<ColumnReader>,
    /// Where the value of each row is, or [`NOWHERE`].
    places: Vec<u32>,
    values: Values,
}

/// What values mean, where it is told without asking the record reader's rules for each.
#[derive(Clone, Copy)]
enum Meaning {
    /// What they are stored as.
    Themselves,
    /// Moments: ticks since 1970, how many of them a second has, and whether in UTC.
    Ticks(i64, bool),
    /// Bytes declared to be text.
    Text,
    /// Bytes that nobody declared to be text, which does not say that they are none.
    Bytes,
    /// Anything else.
    Other,
}

/// The values of some rows, without nulls.
enum Values {
    Bools(Vec<bool>),
    Ints(Vec<i64>),
    Floats(Vec<f64>),
    Moments(Vec<Moment>),
    /// One after the other, and where each ends.
    Texts(String, Vec<usize>),
    Others(Vec<Value>),
}

impl Meaning {
    fn of(descr: &ColumnDescPtr) -> Self {
        use ConvertedType as C;
        let logical = descr.logical_type_ref();
        let is_number = matches!(logical, None | Some(LogicalType::Integer(_)));
        match (descr.physical_type(), descr.converted_type()) {
            (PhysicalType::INT32, C::NONE | C::INT_32) if is_number => Self::Themselves,
            (PhysicalType::INT64, C::NONE | C::INT_64) if is_number => Self::Themselves,
            (PhysicalType::INT64, C::NONE | C::TIMESTAMP_MILLIS | C::TIMESTAMP_MICROS)
                if let Some(LogicalType::Timestamp(stamp)) = logical =>
            {
                Self::Ticks(value::per_second(&stamp.unit), stamp.is_adjusted_to_u_t_c)
            }
            (PhysicalType::INT64, C::TIMESTAMP_MILLIS) if logical.is_none() => {
                Self::Ticks(value::per_second(&TimeUnit::MILLIS), true)
            }
            (PhysicalType::INT64, C::TIMESTAMP_MICROS) if logical.is_none() => {
                Self::Ticks(value::per_second(&TimeUnit::MICROS), true)
            }
            (PhysicalType::BYTE_ARRAY, C::UTF8 | C::ENUM | C::JSON) => Self::Text,
            (PhysicalType::BYTE_ARRAY, C::NONE | C::BSON)
                if logical != Some(&LogicalType::Uuid) =>
            {
                Self::Bytes
            }
            _ => Self::Other,
        }
    }
}

impl Column {
    pub(super) fn new(descr: ColumnDescPtr) -> Self {
        let meaning = Meaning::of(&descr);
        let values = Values::Ints(Vec::new());
        Self { descr, meaning, reader: None, places: Vec::new(), values }
    }

    /// Turns to the next row group.
    pub(super) fn begin(&mut self, reader: ColumnReader) {
        self.reader = Some(reader);
    }

    /// Decodes the next `rows` rows, of which the group has as many.
    pub(super) fn decode(&mut self, rows: usize) -> Result<()> {
        let Self { descr, reader, places, .. } = self;
        let reader = reader.as_mut().ok_or_else(ends_early)?;
        let scalar = |field: Field| value::scalar(&field, Some(descr.self_type()));
        let other = |bytes| Field::convert_byte_array(descr, bytes).map(scalar);
        self.values = match (reader, self.meaning) {
            (ColumnReader::BoolColumnReader(from), _) => Values::Bools(read(from, rows, places)?),
            (ColumnReader::Int96ColumnReader(from), _) => {
                Values::Moments(read(from, rows, places)?.iter().map(stamps::moment).collect())
            }
            (ColumnReader::DoubleColumnReader(from), _) => {
                Values::Floats(read(from, rows, places)?)
            }
            (ColumnReader::FloatColumnReader(from), _) => {
                Values::Floats(read(from, rows, places)?.into_iter().map(value::widened).collect())
            }
            (ColumnReader::Int32ColumnReader(from), Meaning::Themselves) => {
                Values::Ints(read(from, rows, places)?.into_iter().map(i64::from).collect())
            }
            (ColumnReader::Int64ColumnReader(from), Meaning::Themselves) => {
                Values::Ints(read(from, rows, places)?)
            }
            (ColumnReader::Int64ColumnReader(from), Meaning::Ticks(per_second, utc)) => {
                let moment = |ticks| {
                    let (seconds, nanos) = value::split(ticks, per_second);
                    Moment { seconds, nanos, utc }
                };
                Values::Moments(read(from, rows, places)?.into_iter().map(moment).collect())
            }
            (ColumnReader::ByteArrayColumnReader(from), Meaning::Text) => {
                texts(&read(from, rows, places)?, false)?
            }
            (ColumnReader::ByteArrayColumnReader(from), Meaning::Bytes) => {
                texts(&read(from, rows, places)?, true)?
            }
            (ColumnReader::Int32ColumnReader(from), _) => {
                let field = |number| scalar(Field::convert_int32(descr, number));
                Values::Others(read(from, rows, places)?.into_iter().map(field).collect())
            }
            (ColumnReader::Int64ColumnReader(from), _) => {
                let field = |number| scalar(Field::convert_int64(descr, number));
                Values::Others(read(from, rows, places)?.into_iter().map(field).collect())
            }
            (ColumnReader::ByteArrayColumnReader(from), _) => {
                let values = read(from, rows, places)?.into_iter().map(other);
                Values::Others(values.collect::<Result<_>>()?)
            }
            (ColumnReader::FixedLenByteArrayColumnReader(from), _) => {
                let values = read(from, rows, places)?.into_iter().map(|bytes| other(bytes.into()));
                Values::Others(values.collect::<Result<_>>()?)
            }
        };
        Ok(())
    }

    /// The value of one of the decoded rows.
    pub(super) fn cell(&self, row: usize) -> Cell<'_> {
        if self.places[row] == NOWHERE {
            return Cell::Null;
        }
        let place = self.places[row] as usize;
        match &self.values {
            Values::Bools(values) => Cell::Bool(values[place]),
            Values::Ints(values) => Cell::Int(values[place]),
            // JSON has neither infinity nor not-a-number; both are how tables say that there is none.
            Values::Floats(values) if !values[place].is_finite() => Cell::Null,
            Values::Floats(values) => Cell::Float(values[place]),
            Values::Moments(values) => Cell::Moment(values[place]),
            Values::Texts(text, ends) => {
                let start = place.checked_sub(1).map_or(0, |before| ends[before]);
                Cell::Text(&text[start..ends[place]])
            }
            Values::Others(values) => Cell::from(&values[place]),
        }
    }
}

/// The values of the next rows; `places` says which row has which.
fn read<T: DataType>(
    from: &mut ColumnReaderImpl<T>,
    rows: usize,
    places: &mut Vec<u32>,
) -> Result<Vec<T::T>> {
    let (mut values, mut levels) = (Vec::with_capacity(rows), Vec::new());
    let (read, ..) = from.read_records(rows, Some(&mut levels), None, &mut values)?;
    places.clear();
    if levels.is_empty() {
        places.extend((0_u32..).take(values.len()));
    } else {
        let mut next = 0;
        places.extend(levels.iter().map(|level| {
            let place = if *level > 0 { next } else { NOWHERE };
            next += u32::from(*level > 0);
            place
        }));
        if next as usize != values.len() {
            return Err(ends_early());
        }
    }
    if read == rows && places.len() == rows { Ok(values) } else { Err(ends_early()) }
}

fn ends_early() -> Inner {
    Inner::EOF("a column ends before its group".into())
}

/// Puts texts one after the other. Bytes that are none become hexadecimal, if they may.
fn texts(values: &[ByteArray], others: bool) -> Result<Values> {
    let mut text = String::with_capacity(values.iter().map(ByteArray::len).sum());
    let mut ends = Vec::with_capacity(values.len());
    for bytes in values {
        match std::str::from_utf8(bytes.data()) {
            Ok(part) => text.push_str(part),
            Err(_) if others => text.push_str(&value::hexadecimal(bytes.data())),
            Err(error) => return Err(Inner::General(format!("a text is not UTF-8: {error}"))),
        }
        ends.push(text.len());
    }
    Ok(Values::Texts(text, ends))
}
