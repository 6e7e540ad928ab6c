//! A Parquet file with a column of every type that matters, for tests here and where files are
//! imported.

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
