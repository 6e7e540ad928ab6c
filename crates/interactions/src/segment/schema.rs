//! The columns of a segment, for us and for whoever opens the files.
//!
//! | column | type | meaning |
//! |---|---|---|
//! | `customer` | INT64 | the customer's number; rows are sorted by it |
//! | `at` | TIMESTAMP µs UTC | when it happened; sorted within the customer |
//! | `seq` | INT64 | the place in the order of arrival; breaks ties |
//! | `received_at` | TIMESTAMP µs UTC | when we heard of it |
//! | `signature` | INT32 | the number of (kind, channel, normalised subject, promoted) in the catalogue |
//! | `kind` | STRING | what happened |
//! | `channel` | STRING | where; may be empty |
//! | `subject` | STRING, optional | what about, as it was said |
//! | `promoted` | STRING (JSON), optional | the properties that are part of the signature |
//! | `value` | DOUBLE, optional | money or score |
//! | `properties` | STRING (JSON), optional | all other properties |
//! | `source` | INT64 | the number of the source |
//! | `message_id` | STRING, optional | the teller's own id of the fact |
//!
//! How each is encoded was measured (`bench encodings`, docs/benchmarks.md): what kernels read is delta or dictionary
//! encoded and not compressed on top, since decompressing costs more than it saves; texts are
//! compressed with zstd.

use std::sync::{Arc, LazyLock};

use parquet::basic::{
    Compression, Encoding, LogicalType, Repetition, TimeUnit, Type as Physical, ZstdLevel,
};
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::schema::types::{ColumnPath, Type, TypePtr};

use super::FORMAT;

/// The place of each column.
pub(crate) mod column {
    pub(crate) const CUSTOMER: usize = 0;
    pub(crate) const AT: usize = 1;
    pub(crate) const SEQ: usize = 2;
    pub(crate) const RECEIVED_AT: usize = 3;
    pub(crate) const SIGNATURE: usize = 4;
    pub(crate) const KIND: usize = 5;
    pub(crate) const CHANNEL: usize = 6;
    pub(crate) const SUBJECT: usize = 7;
    pub(crate) const PROMOTED: usize = 8;
    pub(crate) const VALUE: usize = 9;
    pub(crate) const PROPERTIES: usize = 10;
    pub(crate) const SOURCE: usize = 11;
    pub(crate) const MESSAGE_ID: usize = 12;
    pub(crate) const COUNT: usize = 13;
}

/// Rows of a page: what a timeline decodes to find one customer.
const PAGE_ROWS: usize = 8192;
/// A page of texts is no larger than this before compression.
const PAGE_BYTES: usize = 128 * 1024;

/// The key of the format's version among the file's own notes.
pub(crate) const FORMAT_KEY: &str = "parcours.format";

/// The schema of [`FORMAT`].
pub(crate) fn schema() -> TypePtr {
    static SCHEMA: LazyLock<TypePtr> = LazyLock::new(build);
    Arc::clone(&SCHEMA)
}

fn build() -> TypePtr {
    let time = Some(LogicalType::timestamp(true, TimeUnit::MICROS));
    let text = Some(LogicalType::String);
    let required = Repetition::REQUIRED;
    let optional = Repetition::OPTIONAL;
    let fields = [
        ("customer", Physical::INT64, required, None),
        ("at", Physical::INT64, required, time.clone()),
        ("seq", Physical::INT64, required, None),
        ("received_at", Physical::INT64, required, time),
        ("signature", Physical::INT32, required, None),
        ("kind", Physical::BYTE_ARRAY, required, text.clone()),
        ("channel", Physical::BYTE_ARRAY, required, text.clone()),
        ("subject", Physical::BYTE_ARRAY, optional, text.clone()),
        ("promoted", Physical::BYTE_ARRAY, optional, text.clone()),
        ("value", Physical::DOUBLE, optional, None),
        ("properties", Physical::BYTE_ARRAY, optional, text.clone()),
        ("source", Physical::INT64, required, None),
        ("message_id", Physical::BYTE_ARRAY, optional, text),
    ];
    let fields = fields.map(|(name, physical, repetition, logical)| {
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical);
        Arc::new(field.build().expect("a type of the format"))
    });
    let schema = Type::group_type_builder("interactions").with_fields(fields.to_vec());
    Arc::new(schema.build().expect("a schema of the format"))
}

/// How a segment of so many customers is encoded.
pub(crate) fn properties(bucket: usize, customers: u64) -> WriterPropertiesPtr {
    let path = |name: &str| ColumnPath::from(name);
    let zstd = Compression::ZSTD(ZstdLevel::try_new(3).expect("a level of zstd"));
    let delta = Encoding::DELTA_BINARY_PACKED;
    let sorting = [column::CUSTOMER, column::AT, column::SEQ].map(|column| SortingColumn {
        column_idx: i32::try_from(column).expect("few columns"),
        descending: false,
        nulls_first: false,
    });
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("parcours ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![
            KeyValue::new(FORMAT_KEY.to_owned(), FORMAT.to_string()),
            KeyValue::new("parcours.bucket".to_owned(), bucket.to_string()),
        ]))
        .set_sorting_columns(Some(sorting.to_vec()))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_write_batch_size(1024)
        .set_data_page_size_limit(PAGE_BYTES)
        // Statistics of columns that nobody looks for by value only cost room.
        .set_statistics_enabled(EnabledStatistics::None)
        .set_dictionary_enabled(false)
        .set_compression(Compression::UNCOMPRESSED);
    for name in ["customer", "at", "seq"] {
        properties = properties.set_column_encoding(path(name), delta);
    }
    for name in ["customer", "at", "signature"] {
        properties = properties.set_column_statistics_enabled(path(name), EnabledStatistics::Page);
    }
    for name in
        ["received_at", "signature", "kind", "channel", "subject", "promoted", "value", "source"]
    {
        properties = properties.set_column_dictionary_enabled(path(name), true);
    }
    for name in ["received_at", "source"] {
        // For what does not fit a dictionary.
        properties = properties.set_column_encoding(path(name), delta);
    }
    for name in [
        "kind",
        "channel",
        "subject",
        "promoted",
        "value",
        "properties",
        "message_id",
        "received_at",
    ] {
        properties = properties.set_column_compression(path(name), zstd);
    }
    let properties = properties
        .set_column_encoding(path("message_id"), Encoding::DELTA_BYTE_ARRAY)
        .set_column_bloom_filter_enabled(path("customer"), true)
        .set_column_bloom_filter_fpp(path("customer"), 0.01)
        .set_column_bloom_filter_max_ndv(path("customer"), customers.max(1));
    Arc::new(properties.build())
}
