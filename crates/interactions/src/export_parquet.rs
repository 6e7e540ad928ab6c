//! Writes interactions as a Parquet file for the tools of others: one flat, documented column for
//! each thing that is known. The log's own files are another matter; this is what `export` hands out.
//!
//! Here because this crate alone names `parquet`. Memory is bounded by one row group.

use std::io::{self, Write};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError as Inner;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use crate::Interaction;

/// The columns of an export, in their order. A journey adds [`PLACE_COLUMNS`].
pub const COLUMNS: [&str; 11] = [
    "id",
    "customer",
    "at",
    "received_at",
    "kind",
    "channel",
    "subject",
    "value",
    "properties",
    "source",
    "message_id",
];

/// Where on a journey's map.
pub const PLACE_COLUMNS: [&str; 2] = ["stage", "touchpoint"];

/// Rises when a column changes its meaning; in the file as `parcours.export`.
pub const VERSION: &str = "1";

/// An interaction with the names that its numbers stand for.
#[derive(Debug, Clone, Copy)]
pub struct ExportRow<'a> {
    /// The interaction itself.
    pub interaction: &'a Interaction,
    /// The name of its source.
    pub source: &'a str,
    /// Its place on the journey that was asked for.
    pub place: Option<Place<'a>>,
}

/// A place on a journey's map, by the names that people gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The stage.
    pub stage: &'a str,
    /// The touchpoint in it.
    pub touchpoint: &'a str,
}

const SCHEMA: &str = "
    required binary id (STRING);
    required binary customer (STRING);
    required int64 at (TIMESTAMP(MICROS,true));
    required int64 received_at (TIMESTAMP(MICROS,true));
    required binary kind (STRING);
    optional binary channel (STRING);
    optional binary subject (STRING);
    optional double value;
    optional binary properties (STRING);
    required binary source (STRING);
    optional binary message_id (STRING);";
const PLACE_SCHEMA: &str = "
    required binary stage (STRING);
    required binary touchpoint (STRING);";

/// What readers take at a time: enough for pruning and threads, little enough for memory.
const GROUP_ROWS: usize = if cfg!(test) { 1_000 } else { 122_880 };
const GROUP_BYTES: usize = 64 << 20;

/// A Parquet file being written.
pub struct ParquetExport<W: Write + Send> {
    file: SerializedFileWriter<W>,
    group: Group,
    places: bool,
}

impl<W: Write + Send> ParquetExport<W> {
    /// Begins a file; `places` says whether its rows have a [`Place`].
    pub fn new(out: W, places: bool) -> io::Result<Self> {
        let places_schema = if places { PLACE_SCHEMA } else { "" };
        let schema =
            parse_message_type(&format!("message interactions {{{SCHEMA}{places_schema}}}"))
                .map_err(failed)?;
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties()))
            .map_err(failed)?;
        Ok(Self { file, group: Group::default(), places })
    }

    /// Writes a row. Rows are kept until there are enough of them for a row group.
    pub fn write(&mut self, row: &ExportRow<'_>) -> io::Result<()> {
        self.group.push(row);
        if self.group.rows() >= GROUP_ROWS || self.group.bytes() >= GROUP_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what is left and the footer.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.file.close().map_err(failed)?;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let group = std::mem::take(&mut self.group);
        if group.rows() == 0 {
            return Ok(());
        }
        let mut writer = self.file.next_row_group().map_err(failed)?;
        group.write(&mut writer, self.places).map_err(failed)?;
        writer.close().map_err(failed)?;
        Ok(())
    }
}

/// Texts that repeat go through a dictionary, which is the default; ids never repeat, and times
/// of one customer lie close together.
fn properties() -> WriterProperties {
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(format!("parcours {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(vec![KeyValue::new(
            "parcours.export".to_owned(),
            VERSION.to_owned(),
        )]));
    for (column, encoding) in [
        ("id", Encoding::PLAIN),
        ("at", Encoding::DELTA_BINARY_PACKED),
        ("received_at", Encoding::DELTA_BINARY_PACKED),
        ("properties", Encoding::PLAIN),
        ("message_id", Encoding::PLAIN),
    ] {
        let path = ColumnPath::from(column);
        builder = builder
            .set_column_dictionary_enabled(path.clone(), false)
            .set_column_encoding(path, encoding);
    }
    builder.build()
}

/// What the writer below us says. A failed write of the file keeps its own kind.
fn failed(error: Inner) -> io::Error {
    match error {
        Inner::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

/// Rows as columns, until they are written.
#[derive(Debug, Default)]
struct Group {
    id: Texts,
    customer: Texts,
    at: Vec<i64>,
    received_at: Vec<i64>,
    kind: Texts,
    channel: Texts,
    subject: Texts,
    value: Vec<f64>,
    has_value: Vec<i16>,
    properties: Texts,
    source: Texts,
    message_id: Texts,
    stage: Texts,
    touchpoint: Texts,
}

impl Group {
    fn rows(&self) -> usize {
        self.at.len()
    }

    fn push(&mut self, row: &ExportRow<'_>) {
        let ExportRow { interaction, source, place } = row;
        let properties = properties_text(interaction);
        self.id.push(Some(&interaction.id.to_string()));
        self.customer.push(Some(&interaction.customer_id.to_string()));
        self.at.push(interaction.at.as_micros());
        self.received_at.push(interaction.received_at.as_micros());
        self.kind.push(Some(&interaction.kind));
        self.channel.push(Some(interaction.channel.as_str()).filter(|text| !text.is_empty()));
        self.subject.push(interaction.subject.as_deref());
        self.value.extend(interaction.value);
        self.has_value.push(i16::from(interaction.value.is_some()));
        self.properties.push(properties.as_deref());
        self.source.push(Some(source));
        self.message_id.push(interaction.message_id.as_deref());
        if let Some(Place { stage, touchpoint }) = place {
            self.stage.push(Some(stage));
            self.touchpoint.push(Some(touchpoint));
        }
    }

    /// What the texts take.
    fn bytes(&self) -> usize {
        [
            &self.id,
            &self.customer,
            &self.kind,
            &self.channel,
            &self.subject,
            &self.properties,
            &self.source,
            &self.message_id,
            &self.stage,
            &self.touchpoint,
        ]
        .iter()
        .map(|texts| texts.bytes.len())
        .sum()
    }

    /// In the order of the schema.
    fn write<W: Write + Send>(
        self,
        group: &mut SerializedRowGroupWriter<'_, W>,
        places: bool,
    ) -> Result<(), Inner> {
        self.id.write(group, false)?;
        self.customer.write(group, false)?;
        column::<Int64Type, W>(group, &self.at, None)?;
        column::<Int64Type, W>(group, &self.received_at, None)?;
        self.kind.write(group, false)?;
        self.channel.write(group, true)?;
        self.subject.write(group, true)?;
        column::<DoubleType, W>(group, &self.value, Some(&self.has_value))?;
        self.properties.write(group, true)?;
        self.source.write(group, false)?;
        self.message_id.write(group, true)?;
        if places {
            self.stage.write(group, false)?;
            self.touchpoint.write(group, false)?;
        }
        Ok(())
    }
}

/// The properties as JSON text; `None` when there are none.
pub fn properties_text(interaction: &Interaction) -> Option<String> {
    let filled = interaction.properties.as_object().is_some_and(|object| !object.is_empty());
    filled.then(|| interaction.properties.to_string())
}

/// A column of texts in one allocation.
#[derive(Debug, Default)]
struct Texts {
    bytes: Vec<u8>,
    /// Where each text that is there ends.
    ends: Vec<usize>,
    /// 1 where there is a text, 0 where there is none.
    levels: Vec<i16>,
}

impl Texts {
    fn push(&mut self, text: Option<&str>) {
        self.levels.push(i16::from(text.is_some()));
        if let Some(text) = text {
            self.bytes.extend_from_slice(text.as_bytes());
            self.ends.push(self.bytes.len());
        }
    }

    fn write<W: Write + Send>(
        self,
        group: &mut SerializedRowGroupWriter<'_, W>,
        optional: bool,
    ) -> Result<(), Inner> {
        let whole = Bytes::from(self.bytes);
        let mut start = 0;
        let values: Vec<ByteArray> = self
            .ends
            .into_iter()
            .map(|end| ByteArray::from(whole.slice(std::mem::replace(&mut start, end)..end)))
            .collect();
        column::<ByteArrayType, W>(group, &values, optional.then_some(self.levels.as_slice()))
    }
}

fn column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    levels: Option<&[i16]>,
) -> Result<(), Inner> {
    let mut column =
        group.next_column()?.expect("the schema has a column for each that is written");
    column.typed::<T>().write_batch(values, levels, None)?;
    column.close()
}

#[cfg(test)]
mod tests;
