//! Reads a whole file as interactions.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::tz::TimeZone;

use super::error::{FileError, RowError};
use super::input::Input;
use super::mapping::{Mapping, check};
use super::options::Options;
use super::record::{Record, Records};
use super::row::{Row, RowView};
use super::source::{Rows, Sample, Source};
use super::table::{Layout, Table};
use super::time::{DayOrder, Hint, Times, hint_of};
use super::words;

/// Rows that are looked at for one that tells days from months, when dates are written with
/// slashes and the first rows do not say.
const DAY_ORDER_ROWS: usize = 200_000;

/// The interactions of a file, in its order: each row, or why it is not one. Ends after the last
/// row, or after an error that is [`fatal`](RowError::fatal).
pub struct Reader {
    rows: Laid,
    mapping: Mapping,
    header: Vec<String>,
    seen: Arc<AtomicU64>,
    bytes: u64,
}

/// The rows to read, and where in them everything is.
enum Laid {
    Table { table: Box<dyn Table>, layout: Layout, ended: bool },
    Objects(Records),
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("header", &self.header).finish_non_exhaustive()
    }
}

impl Reader {
    /// The next row, or why it is not an interaction. `None` after the last row, or after an error
    /// that is fatal.
    pub(crate) fn advance(&mut self) -> Option<Result<RowView<'_>, RowError>> {
        let Self { rows, mapping, .. } = self;
        match rows {
            Laid::Objects(records) => {
                let record = records.next()?;
                Some(record.and_then(|record| mapping.record(record)))
            }
            Laid::Table { ended: true, .. } => None,
            Laid::Table { table, layout, ended } => match table.advance() {
                Ok(None) => None,
                Ok(Some(line)) => Some(mapping.row(line, &**table, layout)),
                Err(error) => {
                    *ended = error.fatal;
                    Some(Err(error))
                }
            },
        }
    }

    /// The columns: those of the file, or of its first rows where it does not say them.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// How many stored bytes were read; of a packed file, packed bytes.
    pub fn bytes_read(&self) -> u64 {
        self.seen.load(Ordering::Relaxed)
    }

    /// How many there are.
    pub fn bytes_total(&self) -> u64 {
        self.bytes
    }
}

impl Iterator for Reader {
    type Item = Result<Row, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map(|row| row.map(RowView::into_owned))
    }
}

/// Opens a file as `options` say. Form, separator and encoding that they leave open are found;
/// columns are taken as they stand ([`resolve`](super::resolve) guesses them).
pub fn open(input: &Input, options: &Options) -> Result<Reader, FileError> {
    let source = Source::find(input, options)?;
    let sample = source.sample()?;
    let mapping = mapping(&source, &sample, options)?;
    let seen = Arc::new(AtomicU64::new(0));
    let rows = match source.rows(seen.clone())? {
        Rows::Table(table) => {
            let layout = mapping.layout(table.header());
            Laid::Table { table, layout, ended: false }
        }
        Rows::Objects(records, _) => Laid::Objects(records),
    };
    Ok(Reader { rows, mapping, header: sample.header, seen, bytes: input.bytes() })
}

/// Checks the columns and settles how times are read.
pub(super) fn mapping(
    source: &Source,
    sample: &Sample,
    options: &Options,
) -> Result<Mapping, FileError> {
    let name = options.time_zone.trim();
    let zone = TimeZone::get(name).map_err(|_| {
        FileError::choice("unknown_time_zone", "time_zone", words::unknown_zone(name))
    })?;
    check(&options.columns, &sample.header, sample.complete)?;
    let made =
        |order| Mapping::new(&options.columns, &sample.header, Times::new(zone.clone(), order));
    let mapping = made(DayOrder::DayFirst);
    Ok(match day_order(source, sample, &mapping)? {
        DayOrder::DayFirst => mapping,
        order => made(order),
    })
}

/// What the first telling row says. Most files say it in the sample or do not write slashes; only
/// one that leaves it open is read further.
fn day_order(source: &Source, sample: &Sample, mapping: &Mapping) -> Result<DayOrder, FileError> {
    let hint =
        |record: &Record| mapping.time(&record.fields).map_or(Hint::None, |cell| hint_of(&cell));
    let mut open = false;
    for record in sample.records.iter().flatten() {
        match hint(record) {
            Hint::Certain(order) => return Ok(order),
            Hint::Open => open = true,
            Hint::None => {}
        }
    }
    if open {
        let records = source.rows(Arc::default())?.into_records();
        for record in records.take(DAY_ORDER_ROWS).flatten() {
            if let Hint::Certain(order) = hint(&record) {
                return Ok(order);
            }
        }
    }
    Ok(DayOrder::DayFirst)
}
