//! Files written by the same library's writer, whole and damaged.

use std::sync::Mutex;

use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DoubleType, FixedLenByteArray, FixedLenByteArrayType,
    FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use serde_json::json;

use super::*;

const SCHEMA: &str = "
    message orders {
        required int64 id;
        optional binary customer (STRING);
        required int64 naive (TIMESTAMP(NANOS,false));
        required int64 utc (TIMESTAMP(MICROS,true));
        optional int96 spark;
        required int32 day (DATE);
        required int32 clock (TIME(MILLIS,true));
        required int64 price (DECIMAL(18,2));
        required float small;
        required double share;
        required boolean paid;
        required fixed_len_byte_array(16) token (UUID);
        required binary raw;
        required group address { optional binary city (STRING); }
        optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
    }";

struct Memory(Vec<u8>);

impl ReadAt for Memory {
    fn bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let start = usize::try_from(offset).unwrap().min(self.0.len());
        // One byte short of what is wanted, so that callers must ask again.
        let count = buffer.len().min(self.0.len() - start).min(4095);
        buffer[..count].copy_from_slice(&self.0[start..start + count]);
        Ok(count)
    }
}

/// Writes the next column of `group`: its values, and which rows and list items there are.
fn column<T: parquet::data_type::DataType>(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    values: &[T::T],
    levels: Option<&[i16]>,
    repeats: Option<&[i16]>,
) {
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<T>().write_batch(values, levels, repeats).unwrap();
    column.close().unwrap();
}

/// Three orders in two row groups; the second order knows little.
fn orders() -> Vec<u8> {
    let mut file = Vec::new();
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let properties =
        WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(&mut file, schema, Arc::new(properties)).unwrap();
    let text = |text: &str| ByteArray::from(text.as_bytes().to_vec());
    // 13 March 2024, 10:21:14.123456789.
    let nanos = 1_710_325_274_123_456_789_i64;
    let day_nanos = u64::try_from(nanos % 86_400_000_000_000).unwrap();
    let mut spark = Int96::new();
    spark.set_data(day_nanos as u32, (day_nanos >> 32) as u32, 2_440_588 + 19_795);
    for (ids, first) in [(vec![1_i64, 2], true), (vec![9_007_199_254_740_993], false)] {
        let count = ids.len();
        let some: Vec<i16> = if first { vec![1, 0] } else { vec![1] };
        let mut group = writer.next_row_group().unwrap();
        column::<Int64Type>(&mut group, &ids, None, None);
        column::<ByteArrayType>(&mut group, &[text("NA")], Some(&some), None);
        column::<Int64Type>(&mut group, &vec![nanos; count], None, None);
        column::<Int64Type>(&mut group, &vec![nanos / 1000; count], None, None);
        column::<Int96Type>(&mut group, &[spark], Some(&some), None);
        column::<Int32Type>(&mut group, &vec![19_795; count], None, None);
        column::<Int32Type>(&mut group, &vec![37_274_500; count], None, None);
        column::<Int64Type>(&mut group, &vec![-5; count], None, None);
        column::<FloatType>(&mut group, &vec![0.1; count], None, None);
        column::<DoubleType>(&mut group, &vec![f64::NAN; count], None, None);
        column::<BoolType>(&mut group, &vec![true; count], None, None);
        let token = FixedLenByteArray::from((0_u8..16).collect::<Vec<_>>());
        column::<FixedLenByteArrayType>(&mut group, &vec![token; count], None, None);
        column::<ByteArrayType>(
            &mut group,
            &vec![ByteArray::from(vec![0xff, 0]); count],
            None,
            None,
        );
        column::<ByteArrayType>(&mut group, &[text("Lyon")], Some(&some), None);
        let (levels, repeats): (&[i16], &[i16]) =
            if first { (&[3, 2, 0], &[0, 1, 0]) } else { (&[3], &[0]) };
        column::<ByteArrayType>(&mut group, &[text("new")], Some(levels), Some(repeats));
        group.close().unwrap();
    }
    writer.close().unwrap();
    file
}

fn read(file: Vec<u8>) -> Result<Vec<Map<String, Value>>, ParquetError> {
    ParquetRows::open(Arc::new(Memory(file)))?.collect()
}

#[test]
fn every_type_keeps_its_value() {
    let rows = ParquetRows::open(Arc::new(Memory(orders()))).unwrap();
    assert_eq!(rows.rows(), 3);
    assert_eq!(rows.columns()[4..6], ["spark", "day"]);
    let rows: Vec<Value> = rows.map(|row| Value::Object(row.unwrap())).collect();
    assert_eq!(
        rows[0],
        json!({
            "id": 1,
            "customer": "NA",
            "naive": "2024-03-13T10:21:14.123456789",
            "utc": "2024-03-13T10:21:14.123456Z",
            "spark": "2024-03-13T10:21:14.123456789Z",
            "day": "2024-03-13",
            "clock": "10:21:14.5",
            "price": "-0.05",
            "small": 0.1,
            "share": null,
            "paid": true,
            "token": "00010203-0405-0607-0809-0a0b0c0d0e0f",
            "raw": "ff00",
            "address": {"city": "Lyon"},
            "tags": ["new", null],
        })
    );
    assert_eq!(rows[1]["customer"], Value::Null);
    assert_eq!(rows[1]["spark"], Value::Null);
    assert_eq!(rows[1]["address"], json!({"city": null}));
    assert_eq!(rows[1]["tags"], Value::Null);
    // Above 2⁵³, where a double would lose it.
    assert_eq!(rows[2]["id"], json!(9_007_199_254_740_993_i64));
}

#[test]
fn moments_before_1970_and_beyond_the_calendar_survive() {
    assert_eq!(value::moment(-1, 500_000_000, true), json!("1969-12-31T23:59:59.5Z"));
    assert_eq!(value::moment(i64::MAX / 2, 0, true), json!(i64::MAX / 2));
}

#[test]
fn what_is_not_parquet_is_an_error() {
    for file in [b"".to_vec(), b"PAR1".to_vec(), b"PAR1PAR1".to_vec(), vec![b'a'; 100]] {
        assert!(ParquetRows::open(Arc::new(Memory(file))).is_err());
    }
    let mut cut = orders();
    cut.truncate(cut.len() - 9);
    assert!(read(cut).is_err());
}

#[test]
fn reading_stops_at_the_first_damaged_page() {
    let mut file = orders();
    file[4..40].fill(0xff);
    let mut rows = ParquetRows::open(Arc::new(Memory(file))).unwrap();
    assert!(rows.next().unwrap().is_err());
    assert!(rows.next().is_none());
}

/// The decoder's panics are expected here; their messages would drown the test's own.
fn quiet<T>(run: impl FnOnce() -> T) -> T {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = run();
    std::panic::set_hook(hook);
    result
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damage_is_an_error_never_a_crash(
        spots in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut file = orders();
        for (spot, byte) in spots {
            let at = spot.index(file.len());
            file[at] = byte;
        }
        quiet(|| {
            if let Ok(rows) = ParquetRows::open(Arc::new(Memory(file))) {
                // A damaged footer may promise any number of rows.
                let _ = rows.take(1000).count();
            }
        });
    }

    #[test]
    fn any_bytes_are_no_crash(body in prop::collection::vec(any::<u8>(), 0..300)) {
        let file = [b"PAR1", &body[..], b"PAR1"].concat();
        quiet(|| {
            let _ = read(file);
        });
    }
}
