//! Reads a table of what customers bought: a CSV file with the columns `frequency`, `recency`, `T` and
//! perhaps `monetary_value`, as the textbooks and their programs write it.
//!
//! Names of columns may be in any case and order; the short names x, t_x and zbar are known too, and a
//! column `id` or `customer` names the rows. Columns may be separated by commas, semicolons or tabs;
//! where the separator is not the comma, decimals may have one. The whole table is refused at the first
//! row that cannot be: a fit without some of its customers would be another fit.

use std::fmt;
use std::io::Read;

use parcours_kernel::{Problem, Text};

use super::{CountedPurchases, CountedValue, Purchases};

mod words;

/// The rows of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// One customer each, in order of the file.
    pub rows: Vec<Row>,
}

/// One customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the table calls the customer, if it does.
    pub customer: Option<String>,
    /// When they bought.
    pub purchases: Purchases,
    /// The mean worth of their repeat purchases, if the table says; none without repeats.
    pub mean_value: Option<f64>,
}

/// Why a table cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The line, from 1.
    pub line: u64,
    /// The column as this reader names it; none when the line or the file is at fault.
    pub column: Option<&'static str>,
    /// What is wrong, line and column included.
    pub message: Text,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for TableError {}

impl From<TableError> for Problem {
    fn from(error: TableError) -> Self {
        let field = error.column.map_or_else(
            || format!("line {}", error.line),
            |column| format!("line {}, {column}", error.line),
        );
        Self::invalid(field, "unreadable_table", error.message)
    }
}

const COLUMNS: [(&str, &[&str]); 5] = [
    ("frequency", &["frequency", "x"]),
    ("recency", &["recency", "t_x"]),
    ("T", &["t", "age"]),
    ("monetary_value", &["monetary_value", "zbar"]),
    ("customer", &["customer", "customer_id", "id"]),
];
const NEEDED: usize = 3;
const VALUE: usize = 3;
const CUSTOMER: usize = 4;

impl Table {
    /// Reads a whole file.
    pub fn read(mut input: impl Read) -> Result<Self, TableError> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(|cause| words::unreadable(1, &cause))?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let separator = separator(bytes);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator).trim(csv::Trim::All).from_reader(bytes);
        let header = reader.byte_headers().map_err(|cause| damaged(&cause))?.clone();
        let places = places(&header)?;
        let mut table = Self::default();
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).map_err(|cause| damaged(&cause))? {
            let line = record.position().map_or(0, csv::Position::line);
            table
                .rows
                .push(Line { line, record: &record, places, comma: separator != b',' }.row()?);
        }
        if table.rows.is_empty() { Err(words::empty()) } else { Ok(table) }
    }

    /// The histories for a fit.
    pub fn purchases(&self) -> Vec<CountedPurchases> {
        let counted = |row: &Row| CountedPurchases { purchases: row.purchases, customers: 1 };
        self.rows.iter().map(counted).collect()
    }

    /// What is known of worth, for a fit.
    pub fn values(&self) -> Vec<CountedValue> {
        let counted = |row: &Row| {
            let frequency = row.purchases.frequency;
            Some(CountedValue { frequency, mean_value: row.mean_value?, customers: 1 })
        };
        self.rows.iter().filter_map(counted).collect()
    }
}

/// Whichever is most frequent in the first line.
fn separator(bytes: &[u8]) -> u8 {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let frequent = |separator: &u8| first.iter().filter(|byte| *byte == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(frequent).unwrap_or(b',')
}

fn places(header: &csv::ByteRecord) -> Result<[Option<usize>; 5], TableError> {
    let mut places = [None; 5];
    for (place, name) in header.iter().enumerate() {
        let name = String::from_utf8_lossy(name).to_lowercase();
        let Some(column) = COLUMNS.iter().position(|(_, names)| names.contains(&name.as_str()))
        else {
            continue;
        };
        if places[column].replace(place).is_some() {
            return Err(words::twice(COLUMNS[column].0));
        }
    }
    match places.iter().take(NEEDED).position(Option::is_none) {
        Some(missing) => Err(words::missing(COLUMNS[missing].0)),
        None => Ok(places),
    }
}

fn damaged(cause: &csv::Error) -> TableError {
    let line = cause.position().map_or(1, csv::Position::line);
    match cause.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            words::cells(line, *expected_len, *len)
        }
        _ => words::unreadable(line, cause),
    }
}

struct Line<'a> {
    line: u64,
    record: &'a csv::ByteRecord,
    places: [Option<usize>; 5],
    comma: bool,
}

impl Line<'_> {
    fn row(&self) -> Result<Row, TableError> {
        let frequency = self.number(0)?;
        if frequency.fract() != 0.0 || frequency > f64::from(u32::MAX) {
            return Err(words::not_whole(self.line, "frequency", &self.cell(0)));
        }
        let purchases = Purchases {
            frequency: frequency as u32,
            recency: self.number(1)?,
            age: self.number(2)?,
        };
        if purchases.recency > purchases.age {
            return Err(words::recency_beyond_age(self.line));
        }
        if (purchases.frequency == 0) != (purchases.recency == 0.0) {
            return Err(words::recency_without_repeat(self.line, purchases.frequency));
        }
        let known = self.places[VALUE].is_some() && !self.cell(VALUE).is_empty();
        let mean_value = if known { Some(self.number(VALUE)?) } else { None };
        let customer = self.places[CUSTOMER].map(|_| self.cell(CUSTOMER));
        Ok(Row { customer, purchases, mean_value: mean_value.filter(|_| purchases.frequency > 0) })
    }

    fn cell(&self, column: usize) -> String {
        let cell = self.places[column].and_then(|place| self.record.get(place)).unwrap_or_default();
        String::from_utf8_lossy(cell).into_owned()
    }

    /// A finite number, not below 0.
    fn number(&self, column: usize) -> Result<f64, TableError> {
        let name = COLUMNS[column].0;
        let mut cell = self.cell(column);
        if self.comma {
            cell = cell.replace(',', ".");
        }
        // Only digits and their signs: words such as "inf" are numbers elsewhere.
        let plain = cell.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        match cell.parse::<f64>().ok().filter(|number| plain && number.is_finite()) {
            None => Err(words::no_number(self.line, name, &self.cell(column))),
            Some(number) if number < 0.0 => {
                Err(words::negative(self.line, name, &self.cell(column)))
            }
            Some(number) => Ok(number),
        }
    }
}

#[cfg(test)]
mod tests;
