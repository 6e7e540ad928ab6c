//! Files whose columns are all known before their first row. Which column is what is settled once,
//! and a row is read where it lies.

use std::sync::Arc;

use serde_json::Value;

use super::cell::{Cell, is_filled};
use super::error::RowError;
use super::options::Role;
use super::record::{Record, Records};

/// The rows of a table in their order, one at a time.
pub(super) trait Table: Send {
    /// The columns. No two have one name.
    fn header(&self) -> &[String];

    /// Moves to the next row, at first to the first one; where it stands, `None` after the last.
    /// After an error that is not fatal the next row can be read.
    fn advance(&mut self) -> Result<Option<u64>, RowError>;

    /// A value of the current row.
    fn cell(&self, column: usize) -> Cell<'_>;
}

/// The rows of a table as records, for looking at its start.
pub(super) fn records(mut table: Box<dyn Table>) -> Records {
    let mut ended = false;
    let header = table.header().to_vec();
    Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let line = table.advance().transpose()?;
        ended = line.as_ref().is_err_and(|error| error.fatal);
        Some(line.map(|line| {
            let cells = header.iter().enumerate().map(|(column, name)| (name, table.cell(column)));
            let filled = cells.filter(|(_, cell)| is_filled(cell));
            let fields = filled.map(|(name, cell)| (name.clone(), cell.json()));
            Record { line, fields: fields.collect() }
        }))
    }))
}

/// Which columns of a table play which part.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// Of each role the columns that may hold it, best first.
    pub(super) roles: Vec<(Role, Vec<usize>)>,
    /// The columns that may become properties, in the order of their names.
    others: Arc<[Other]>,
}

#[derive(Debug, Clone)]
struct Other {
    column: usize,
    name: String,
    /// The name as JSON writes it, with its colon.
    key: String,
}

impl Layout {
    /// `roles` are the names chosen for each, best first; one that the header lacks is never found.
    pub(super) fn new<'a>(
        header: &[String],
        roles: impl Iterator<Item = (Role, &'a [String])>,
    ) -> Self {
        let place = |name: &String| header.iter().position(|column| column == name);
        let roles: Vec<(Role, Vec<usize>)> =
            roles.map(|(role, names)| (role, names.iter().filter_map(place).collect())).collect();
        // Where a role has one column, that column is used up or empty.
        let taken = |column| roles.iter().any(|(_, columns)| *columns == [column]);
        let mut others: Vec<Other> = (0..header.len())
            .filter(|column| !taken(*column))
            .map(|column| {
                let name = header[column].clone();
                Other { column, key: format!("{}:", Value::from(name.as_str())), name }
            })
            .collect();
        others.sort_by(|a, b| a.name.cmp(&b.name));
        Self { roles, others: others.into() }
    }

    /// What is left of the current row of `table` when `used` columns are taken out.
    pub(super) fn free<'a>(&'a self, table: &'a dyn Table, used: Used) -> Free<'a> {
        Free { table, others: &self.others, used }
    }
}

/// The columns that a row's roles took.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Used {
    columns: [usize; Role::ALL.len()],
    count: usize,
}

impl Used {
    /// Adds one; there are no more than roles.
    pub(super) fn add(&mut self, column: usize) {
        self.columns[self.count] = column;
        self.count += 1;
    }

    fn has(&self, column: usize) -> bool {
        self.columns[..self.count].contains(&column)
    }
}

/// The filled cells of a row that play no part of their own.
#[derive(Clone, Copy)]
pub(crate) struct Free<'a> {
    table: &'a dyn Table,
    others: &'a [Other],
    used: Used,
}

impl std::fmt::Debug for Free<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<'a> Free<'a> {
    /// Names and values, in the order of the names.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, Cell<'a>)> {
        self.filled().map(|(other, cell)| (other.name.as_str(), cell))
    }

    fn filled(&self) -> impl Iterator<Item = (&'a Other, Cell<'a>)> {
        let Self { table, others, used } = *self;
        let free = others.iter().filter(move |other| !used.has(other.column));
        free.map(move |other| (other, table.cell(other.column))).filter(|(_, cell)| is_filled(cell))
    }

    /// As a JSON object; `None` when there is none.
    pub(super) fn json(&self) -> Option<String> {
        let mut json = Vec::new();
        for (other, cell) in self.filled() {
            json.push(if json.is_empty() { b'{' } else { b',' });
            json.extend_from_slice(other.key.as_bytes());
            let written = match cell {
                Cell::Text(text) => serde_json::to_writer(&mut json, text),
                other => serde_json::to_writer(&mut json, &other.json()),
            };
            written.expect("JSON writes as JSON");
        }
        if json.is_empty() {
            return None;
        }
        json.push(b'}');
        Some(String::from_utf8(json).expect("JSON is UTF-8"))
    }
}
