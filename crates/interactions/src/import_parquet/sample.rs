//! Parquet files with a column of every type that matters, for tests here and where files are
//! imported: one with nested columns, one without.

use std::sync::Arc;

use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray,
    FixedLenByteArrayType, FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

const SOUND: &str = "the sample is sound";

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

/// No nested column: such a file is read by its columns.
const FLAT: &str = "
    message visits {
        optional binary user (STRING);
        required int64 at (TIMESTAMP(MICROS,true));
        required int64 naive (TIMESTAMP(NANOS,false));
        optional int64 millis (TIMESTAMP(MILLIS,true));
        optional int96 spark;
        required int32 day (DATE);
        required int64 clock (TIME(MICROS,true));
        required binary event (ENUM);
        optional double value;
        required float small;
        required int64 price (DECIMAL(18,2));
        required int32 cents (DECIMAL(9,2));
        optional boolean paid;
        required int64 big (INTEGER(64,false));
        required int32 tiny (INTEGER(8,true));
        required int32 plain;
        required int64 long;
        optional binary raw;
        required fixed_len_byte_array(16) token (UUID);
        required fixed_len_byte_array(2) half (FLOAT16);
    }";

/// Writes the next column of `group`: its values, and which rows and list items there are.
fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    values: &[T::T],
    levels: Option<&[i16]>,
    repeats: Option<&[i16]>,
) {
    let mut column = group.next_column().expect(SOUND).expect(SOUND);
    column.typed::<T>().write_batch(values, levels, repeats).expect(SOUND);
    column.close().expect(SOUND);
}

/// A file of three orders in two row groups; the second order knows little.
pub fn orders() -> Vec<u8> {
    let mut file = Vec::new();
    let schema = Arc::new(parse_message_type(SCHEMA).expect(SOUND));
    let properties =
        WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
    let mut writer =
        SerializedFileWriter::new(&mut file, schema, Arc::new(properties)).expect(SOUND);
    let text = |text: &str| ByteArray::from(text.as_bytes().to_vec());
    // 13 March 2024, 10:21:14.123456789.
    let nanos = 1_710_325_274_123_456_789_i64;
    let day_nanos = u64::try_from(nanos % 86_400_000_000_000).expect(SOUND);
    let mut spark = Int96::new();
    spark.set_data(day_nanos as u32, (day_nanos >> 32) as u32, 2_440_588 + 19_795);
    for (ids, first) in [(vec![1_i64, 2], true), (vec![9_007_199_254_740_993], false)] {
        let count = ids.len();
        let some: Vec<i16> = if first { vec![1, 0] } else { vec![1] };
        let mut group = writer.next_row_group().expect(SOUND);
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
        group.close().expect(SOUND);
    }
    writer.close().expect(SOUND);
    file
}

/// A file of `rows` visits, `group` to a row group; every third knows little. Rows repeat every 400.
pub fn visits(rows: usize, group: usize) -> Vec<u8> {
    let mut file = Vec::new();
    let schema = Arc::new(parse_message_type(FLAT).expect(SOUND));
    let properties = WriterProperties::builder().set_data_page_row_count_limit(700).build();
    let mut writer =
        SerializedFileWriter::new(&mut file, schema, Arc::new(properties)).expect(SOUND);
    let numbers: Vec<i64> = (0..400).cycle().take(rows).collect();
    for numbers in numbers.chunks(group) {
        let filled: Vec<i64> = numbers.iter().copied().filter(|number| number % 3 != 2).collect();
        let some: Vec<i16> = numbers.iter().map(|number| i16::from(number % 3 != 2)).collect();
        let text = |text: String| ByteArray::from(text.into_bytes());
        let narrow = |number: i64| i32::try_from(number).expect(SOUND);
        let mut to = writer.next_row_group().expect(SOUND);
        let users: Vec<_> = filled.iter().map(|n| text(format!("é{}", n % 7))).collect();
        column::<ByteArrayType>(&mut to, &users, Some(&some), None);
        // Before 1970 too, and not in order.
        let micros = |n: &i64| (n * 7919 % 400 - 100) * 86_400_000_123 + n;
        long(&mut to, numbers, micros, None);
        long(&mut to, numbers, |n| micros(n) * 1000 + 789, None);
        long(&mut to, &filled, |n| micros(n) / 1000, Some(&some));
        let spark = |n: &i64| {
            let mut stamp = Int96::new();
            stamp.set_data(u32::try_from(n * 1_001).expect(SOUND), 3, 2_440_588 + 19_795);
            stamp
        };
        let stamps: Vec<_> = filled.iter().map(spark).collect();
        column::<Int96Type>(&mut to, &stamps, Some(&some), None);
        int(&mut to, numbers, |n| narrow(n * 100 - 4_000));
        long(&mut to, numbers, |n| n * 1_001_001, None);
        let kinds: Vec<_> = numbers.iter().map(|n| text(format!("kind_{}", n % 5))).collect();
        column::<ByteArrayType>(&mut to, &kinds, None, None);
        let values = [0.1, -3.0, 1e21, f64::NAN, 12.5];
        let value = |n: &i64| values[usize::try_from(n % 5).expect(SOUND)];
        let amounts: Vec<f64> = filled.iter().map(value).collect();
        column::<DoubleType>(&mut to, &amounts, Some(&some), None);
        let smalls: Vec<f32> = numbers.iter().map(|n| 0.1 + *n as f32).collect();
        column::<FloatType>(&mut to, &smalls, None, None);
        long(&mut to, numbers, |n| n * 1_000_003 - 50, None);
        int(&mut to, numbers, |n| narrow(-n));
        let paid: Vec<bool> = filled.iter().map(|n| n % 2 == 0).collect();
        column::<BoolType>(&mut to, &paid, Some(&some), None);
        long(&mut to, numbers, |n| -n, None);
        int(&mut to, numbers, |n| narrow(n % 256 - 128));
        int(&mut to, numbers, |n| narrow(n - 200));
        long(&mut to, numbers, |n| n - 9_007_199_254_740_993, None);
        let raw = |n: &i64| match n % 2 {
            0 => text(format!("\"{n}\"")),
            _ => ByteArray::from(vec![0xff, 0, 7]),
        };
        let raws: Vec<_> = filled.iter().map(raw).collect();
        column::<ByteArrayType>(&mut to, &raws, Some(&some), None);
        let fixed = |bytes: Vec<u8>| FixedLenByteArray::from(bytes);
        let token = |n: &i64| fixed((0..16).map(|place| n.to_le_bytes()[place % 2]).collect());
        let tokens: Vec<_> = numbers.iter().map(token).collect();
        column::<FixedLenByteArrayType>(&mut to, &tokens, None, None);
        let halves: Vec<_> =
            numbers.iter().map(|n| fixed(vec![n.to_le_bytes()[0], 0x3c])).collect();
        column::<FixedLenByteArrayType>(&mut to, &halves, None, None);
        to.close().expect(SOUND);
    }
    writer.close().expect(SOUND);
    file
}

fn long(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    numbers: &[i64],
    value: impl Fn(&i64) -> i64,
    levels: Option<&[i16]>,
) {
    let values: Vec<i64> = numbers.iter().map(value).collect();
    column::<Int64Type>(group, &values, levels, None);
}

fn int(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    numbers: &[i64],
    value: impl Fn(&i64) -> i32,
) {
    let values: Vec<i32> = numbers.iter().map(value).collect();
    column::<Int32Type>(group, &values, None, None);
}
