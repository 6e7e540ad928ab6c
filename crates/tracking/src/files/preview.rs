//! What a person sees before importing: the first rows, what was guessed, what would go wrong.

use super::cell::{Cell, shown};
use super::error::{FileError, RowError};
use super::guess::{guess, identity};
use super::input::Input;
use super::options::{Columns, Options, Role};
use super::reader::mapping;
use super::record::at;
use super::row::Row;
use super::source::{Sample, Source};

/// The start of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The options asked for, with what was found and guessed.
    pub options: Options,
    /// The columns; parts of objects by dotted names.
    pub header: Vec<String>,
    /// The first rows as text, in the header's order.
    pub rows: Vec<Vec<String>>,
    /// The interactions that they would become.
    pub interactions: Vec<Row>,
    /// What is wrong with them. Line 0 is the whole file: a column that must be chosen, a time zone
    /// that is not one.
    pub problems: Vec<RowError>,
}

/// Looks at the first `count` rows (at most 100). An error means that not even those can be shown.
pub fn preview(input: &Input, options: &Options, count: usize) -> Result<Preview, FileError> {
    let source = Source::find(input, options)?;
    let mut sample = source.sample()?;
    let options = filled_in(&source, &sample, options);
    let mapping = mapping(&source, &sample, &options);
    sample.records.truncate(count);
    let rows = cells(&sample);
    let (mut interactions, mut problems) = (Vec::new(), Vec::new());
    match mapping {
        Ok(mapping) => {
            for record in sample.records {
                match record.and_then(|record| mapping.record(record)) {
                    Ok(row) => interactions.push(row.into_owned()),
                    Err(error) => problems.push(error),
                }
            }
        }
        Err(error) => {
            problems.push(RowError::new(0, error.message));
            problems.extend(sample.records.into_iter().filter_map(Result::err));
        }
    }
    Ok(Preview { options, header: sample.header, rows, interactions, problems })
}

/// `options` with everything filled in that can be found or guessed, for [`open`](super::open).
///
/// When no column is chosen, all are guessed; when some are, only the missing ones of those that
/// are needed: an optional column left empty is a choice. With a guessed customer column goes the
/// kind of identity that its name tells.
pub fn resolve(input: &Input, options: &Options) -> Result<Options, FileError> {
    let source = Source::find(input, options)?;
    let sample = source.sample()?;
    Ok(filled_in(&source, &sample, options))
}

fn filled_in(source: &Source, sample: &Sample, options: &Options) -> Options {
    let mut options = source.describe(options);
    let mut guessed = guess(&sample.header, &cells(sample));
    if !options.columns.is_empty() {
        for role in Role::ALL.into_iter().filter(|role| !Role::NEEDED.contains(role)) {
            *guessed.slot(role) = None;
        }
    }
    // Whoever chooses the customer's column also says what it holds.
    if options.columns.customer.is_none()
        && options.identity == Options::default().identity
        && let Some(customer) = &guessed.customer
    {
        options.identity = identity(customer).to_owned();
    }
    let chosen: Columns = std::mem::take(&mut options.columns);
    options.columns = chosen.or(guessed);
    options
}

fn cells(sample: &Sample) -> Vec<Vec<String>> {
    let records = sample.records.iter().flatten();
    let cell = |fields, name: &String| at(fields, name).map_or(Cell::Null, Cell::from);
    let row = |fields| sample.header.iter().map(|name| shown(&cell(fields, name))).collect();
    records.map(|record| row(&record.fields)).collect()
}
