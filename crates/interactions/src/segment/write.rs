//! Writing a segment: sorted rows in, a finished file and what the manifest says of it out.

use parcours_storage::StorageError;
use parquet::basic::Type as Physical;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::writer::{
    SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter,
};

use super::schema::{self, column};
use super::{FORMAT, SegmentInfo, Stats};
use crate::files::{Files, NewFile};
use crate::rows::{Rows, text_of};
use crate::signature::Signature;

/// Rows of a row group; fewer where their texts are long.
const GROUP_ROWS: usize = 1 << 18;
const GROUP_BYTES: usize = 48 << 20;

/// A segment that is being written. Memory: one row group. Blocks.
pub(crate) struct SegmentWriter<'c> {
    inner: SerializedFileWriter<NewFile>,
    files: Files,
    name: String,
    bucket: usize,
    catalogue: &'c Words,
    pending: Rows,
    rows: u64,
    stats: Option<Stats>,
}

/// The words of each signature as the columns hold them, by number.
pub(crate) struct Words(Vec<Option<Word>>);

struct Word {
    kind: ByteArray,
    channel: ByteArray,
    promoted: ByteArray,
}

impl Words {
    /// The words of all signatures.
    pub(crate) fn new(signatures: &[Signature]) -> Self {
        let last = signatures.iter().map(|signature| signature.id).max().unwrap_or(0);
        let mut words: Vec<_> = (0..=last).map(|_| None).collect();
        for Signature { id, parts } in signatures {
            let promoted = (!parts.properties.is_empty())
                .then(|| serde_json::to_string(&parts.properties).expect("texts are plain JSON"));
            words[*id as usize] = Some(Word {
                kind: text_of(Some(&parts.kind)),
                channel: text_of(Some(&parts.channel)),
                promoted: text_of(promoted.as_deref()),
            });
        }
        Self(words)
    }

    fn column(&self, rows: &Rows, of: impl Fn(&Word) -> &ByteArray) -> Vec<ByteArray> {
        let unknown = text_of(None);
        let word = |signature: &u32| {
            self.0.get(*signature as usize).and_then(Option::as_ref).map_or(&unknown, &of).clone()
        };
        rows.signature.iter().map(word).collect()
    }
}

impl<'c> SegmentWriter<'c> {
    /// Starts a segment that will hold about so many rows.
    pub(crate) fn create(
        files: &Files,
        name: &str,
        bucket: usize,
        catalogue: &'c Words,
        rows: u64,
    ) -> Result<Self, StorageError> {
        let properties = schema::properties(bucket, rows.min(GROUP_ROWS as u64));
        let file = files.create(name)?;
        let inner = SerializedFileWriter::new(file, schema::schema(), properties)
            .map_err(|error| files.damaged(name, &error))?;
        let (files, name) = (files.clone(), name.to_owned());
        Ok(Self {
            inner,
            files,
            name,
            bucket,
            catalogue,
            pending: Rows::default(),
            rows: 0,
            stats: None,
        })
    }

    /// Adds rows, which come after those before in order.
    pub(crate) fn add(&mut self, mut rows: Rows) -> Result<(), StorageError> {
        while !rows.is_empty() {
            let room = GROUP_ROWS - self.pending.len();
            let rest = rows.split_off(rows.len().min(room));
            if self.pending.is_empty() {
                self.pending = rows;
            } else {
                self.pending.extend(&rows, 0, rows.len());
            }
            rows = rest;
            if self.pending.len() == GROUP_ROWS || self.pending.bytes() > GROUP_BYTES {
                self.write_group()?;
            }
        }
        Ok(())
    }

    /// Rows so far.
    pub(crate) fn rows(&self) -> u64 {
        self.rows + self.pending.len() as u64
    }

    /// Bytes so far, about.
    pub(crate) fn bytes(&self) -> u64 {
        self.inner.bytes_written() as u64 + self.pending.len() as u64 * 20
    }

    /// Writes what is left and puts the file on disk; `None` when no row was added.
    pub(crate) fn finish(mut self) -> Result<Option<SegmentInfo>, StorageError> {
        self.write_group()?;
        let Some(stats) = self.stats.take() else { return Ok(None) };
        let file =
            self.inner.into_inner().map_err(|error| self.files.not_written(&self.name, &error))?;
        Ok(Some(SegmentInfo {
            file: 0,
            stored: file.finish()?,
            format: FORMAT,
            bucket: self.bucket,
            rows: self.rows,
            stats,
            folded_before: i64::MIN,
            retained_at: i64::MIN,
            generation: 0,
        }))
    }

    fn write_group(&mut self) -> Result<(), StorageError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.pending);
        let written = self.inner.next_row_group().and_then(|mut group| {
            write_columns(&mut group, &rows, self.catalogue)?;
            group.close()
        });
        written.map_err(|error| self.files.not_written(&self.name, &error))?;
        self.rows += rows.len() as u64;
        note(self.stats.get_or_insert_with(empty_stats), &rows);
        Ok(())
    }
}

fn write_columns(
    group: &mut SerializedRowGroupWriter<'_, NewFile>,
    rows: &Rows,
    catalogue: &Words,
) -> Result<(), ParquetError> {
    for place in 0..column::COUNT {
        let mut writer = group.next_column()?.expect("as many columns as the schema has");
        match place {
            column::CUSTOMER => numbers(&mut writer, &rows.customer)?,
            column::AT => numbers(&mut writer, &rows.at)?,
            column::SEQ => numbers(&mut writer, &rows.seq)?,
            column::RECEIVED_AT => numbers(&mut writer, &rows.received_at)?,
            column::SOURCE => numbers(&mut writer, &rows.source)?,
            column::SIGNATURE => {
                let signatures: Vec<_> =
                    rows.signature.iter().map(|number| number.cast_signed()).collect();
                writer.typed::<Int32Type>().write_batch(&signatures, None, None)?;
            }
            column::KIND => required(&mut writer, &catalogue.column(rows, |word| &word.kind))?,
            column::CHANNEL => {
                required(&mut writer, &catalogue.column(rows, |word| &word.channel))?;
            }
            column::PROMOTED => {
                optional(&mut writer, &catalogue.column(rows, |word| &word.promoted))?;
            }
            column::SUBJECT => optional(&mut writer, &rows.subject)?,
            column::PROPERTIES => optional(&mut writer, &rows.properties)?,
            column::MESSAGE_ID => optional(&mut writer, &rows.message_id)?,
            column::VALUE => {
                let levels: Vec<_> =
                    rows.value.iter().map(|value| i16::from(!value.is_nan())).collect();
                let there: Vec<_> =
                    rows.value.iter().copied().filter(|value| !value.is_nan()).collect();
                writer.typed::<DoubleType>().write_batch(&there, Some(&levels), None)?;
            }
            _ => unreachable!("the schema has no other column of type {:?}", Physical::INT64),
        }
        writer.close()?;
    }
    Ok(())
}

fn numbers(writer: &mut SerializedColumnWriter<'_>, values: &[i64]) -> Result<(), ParquetError> {
    writer.typed::<Int64Type>().write_batch(values, None, None).map(drop)
}

fn required(
    writer: &mut SerializedColumnWriter<'_>,
    values: &[ByteArray],
) -> Result<(), ParquetError> {
    writer.typed::<ByteArrayType>().write_batch(values, None, None).map(drop)
}

/// An empty text is one that is not there.
fn optional(
    writer: &mut SerializedColumnWriter<'_>,
    values: &[ByteArray],
) -> Result<(), ParquetError> {
    let levels: Vec<_> = values.iter().map(|text| i16::from(!text.is_empty())).collect();
    let there: Vec<_> = values.iter().filter(|text| !text.is_empty()).cloned().collect();
    writer.typed::<ByteArrayType>().write_batch(&there, Some(&levels), None).map(drop)
}

fn empty_stats() -> Stats {
    Stats {
        customer_min: i64::MAX,
        customer_max: i64::MIN,
        at_min: i64::MAX,
        at_max: i64::MIN,
        seq_max: i64::MIN,
        ..Stats::default()
    }
}

fn note(stats: &mut Stats, rows: &Rows) {
    for row in 0..rows.len() {
        stats.at_min = stats.at_min.min(rows.at[row]);
        stats.at_max = stats.at_max.max(rows.at[row]);
        stats.seq_max = stats.seq_max.max(rows.seq[row]);
        stats.signatures.insert(rows.signature[row]);
    }
    if let (Some(first), Some(last)) = (rows.customer.first(), rows.customer.last()) {
        stats.customer_min = stats.customer_min.min(*first);
        stats.customer_max = stats.customer_max.max(*last);
    }
}
