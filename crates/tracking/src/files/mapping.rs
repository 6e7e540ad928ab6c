//! From the columns of a record to an interaction.

use std::borrow::Cow;

use parcours_kernel::{Text, Timestamp};
use serde_json::{Map, Value};

use super::cell::{Cell, is_filled, name as name_in};
use super::error::{FileError, RowError};
use super::options::{Columns, Role};
use super::record::{Record, at, remove};
use super::row::{Properties, RowView};
use super::table::{Layout, Table, Used};
use super::time::Times;
use super::{number, words};

/// Reads records as interactions, by the columns chosen.
#[derive(Debug, Clone)]
pub(super) struct Mapping {
    roles: Vec<(Role, Choice)>,
    times: Times,
}

/// The column of a role: one name, or several of which the first filled in counts.
#[derive(Debug, Clone)]
struct Choice {
    names: Vec<String>,
}

impl Choice {
    fn new(name: &str, header: &[String]) -> Self {
        let whole = header.iter().any(|column| column == name);
        let names = if whole { vec![name] } else { name.split('|').map(str::trim).collect() };
        Self { names: names.into_iter().map(str::to_owned).collect() }
    }

    /// The name that is filled in, and its value.
    fn find<'a>(&self, fields: &'a Map<String, Value>) -> Option<(&str, Cell<'a>)> {
        self.names.iter().find_map(|name| {
            let cell = at(fields, name).map(Cell::from).filter(is_filled)?;
            Some((name.as_str(), cell))
        })
    }
}

/// Checks the columns chosen against the header. `complete` says that the header is all there is;
/// where it is only what the first rows have, a rare column may be missing from it.
pub(super) fn check(columns: &Columns, header: &[String], complete: bool) -> Result<(), FileError> {
    for role in Role::ALL {
        let needed = Role::NEEDED.contains(&role);
        match columns.get(role) {
            None if needed => {
                let message = words::column_needed(role, header);
                return Err(FileError::choice("column_needed", role.field(), message));
            }
            Some(name) if needed || complete => {
                let known = |name: &String| header.iter().any(|column| reaches(column, name));
                if !Choice::new(name, header).names.iter().any(known) {
                    let message = words::no_such_column(role, name, header);
                    return Err(FileError::choice("unknown_column", role.field(), message));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether `name` may be found where the header has `column`: it is the column, lies within it, or
/// holds it.
fn reaches(column: &str, name: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    within(column, name) || within(name, column)
}

impl Mapping {
    pub(super) fn new(columns: &Columns, header: &[String], times: Times) -> Self {
        let chosen = |role: Role| Some((role, Choice::new(columns.get(role)?, header)));
        Self { roles: Role::ALL.into_iter().filter_map(chosen).collect(), times }
    }

    /// Where the columns of a table are.
    pub(super) fn layout(&self, header: &[String]) -> Layout {
        let roles = self.roles.iter().map(|(role, choice)| (*role, choice.names.as_slice()));
        Layout::new(header, roles)
    }

    /// The time column's value in a record.
    pub(super) fn time<'a>(&self, fields: &'a Map<String, Value>) -> Option<Cell<'a>> {
        let (_, choice) = self.roles.iter().find(|(role, _)| *role == Role::At)?;
        choice.find(fields).map(|(_, cell)| cell)
    }

    /// Reads a record as an interaction.
    pub(super) fn record(&self, record: Record) -> Result<RowView<'static>, RowError> {
        let Record { line, mut fields } = record;
        let mut row = RowView::new(line);
        let mut used: Vec<&str> = Vec::with_capacity(self.roles.len());
        for (role, choice) in &self.roles {
            let Some((name, cell)) = choice.find(&fields) else {
                missing(line, *role, choice)?;
                continue;
            };
            let part = self.part(*role, &cell).map_err(|problem| bad_cell(line, name, &problem))?;
            row.set(*role, part.into_owned());
            if *role == Role::Customer {
                row.identity = identity_by(choice, name);
            }
            used.push(name);
        }
        // Afterwards: one column may play two parts.
        for name in used {
            remove(&mut fields, name);
        }
        lift_properties(&mut fields);
        fields.retain(|_, value| is_filled(&Cell::from(&*value)));
        row.properties = Properties::Object(fields);
        Ok(row)
    }

    /// Reads the current row of a table as an interaction. `layout` is that of its header.
    pub(super) fn row<'a>(
        &self,
        line: u64,
        table: &'a dyn Table,
        layout: &'a Layout,
    ) -> Result<RowView<'a>, RowError> {
        let mut row = RowView::new(line);
        let mut used = Used::default();
        for ((role, choice), (_, columns)) in self.roles.iter().zip(&layout.roles) {
            let mut cells = columns.iter().map(|column| (*column, table.cell(*column)));
            let Some((column, cell)) = cells.find(|(_, cell)| is_filled(cell)) else {
                missing(line, *role, choice)?;
                continue;
            };
            let name = || table.header()[column].as_str();
            let part =
                self.part(*role, &cell).map_err(|problem| bad_cell(line, name(), &problem))?;
            row.set(*role, part);
            if *role == Role::Customer {
                row.identity = identity_by(choice, name());
            }
            used.add(column);
        }
        row.properties = Properties::Cells(layout.free(table, used));
        Ok(row)
    }

    /// What a cell says in a role.
    fn part<'a>(&self, role: Role, cell: &Cell<'a>) -> Result<Part<'a>, Text> {
        Ok(match role {
            Role::At => Part::At(self.times.read(cell)?),
            Role::Value => Part::Value(number::read(cell)?),
            Role::Customer | Role::Kind | Role::Channel | Role::Subject | Role::MessageId => {
                Part::Name(name_in(cell)?)
            }
        })
    }
}

/// A part of an interaction.
enum Part<'a> {
    Name(Cow<'a, str>),
    At(Timestamp),
    Value(Option<f64>),
}

impl Part<'_> {
    fn into_owned(self) -> Part<'static> {
        match self {
            Self::Name(name) => Part::Name(name.into_owned().into()),
            Self::At(at) => Part::At(at),
            Self::Value(value) => Part::Value(value),
        }
    }
}

impl<'a> RowView<'a> {
    fn set(&mut self, role: Role, part: Part<'a>) {
        match (role, part) {
            (_, Part::At(at)) => self.at = at,
            (_, Part::Value(value)) => self.value = value,
            (Role::Customer, Part::Name(name)) => self.customer = name,
            (Role::Kind, Part::Name(name)) => self.kind = name,
            (Role::Channel, Part::Name(name)) => self.channel = Some(name),
            (Role::Subject, Part::Name(name)) => self.subject = Some(name),
            (Role::MessageId, Part::Name(name)) => {
                self.message_id = Some(name).filter(|id| !is_nothing(id));
            }
            // Their parts are no names.
            (Role::At | Role::Value, Part::Name(_)) => {}
        }
    }
}

fn missing(line: u64, role: Role, choice: &Choice) -> Result<(), RowError> {
    if Role::NEEDED.contains(&role) {
        return Err(bad_cell(line, &choice.names.join("|"), &words::empty()));
    }
    Ok(())
}

fn bad_cell(line: u64, column: &str, problem: &Text) -> RowError {
    RowError::new(line, words::in_column(column, problem))
}

/// The kind of identity in a column that stands in for another.
fn identity_by(choice: &Choice, name: &str) -> Option<&'static str> {
    if choice.names[0] == name {
        return None;
    }
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    plain.eq_ignore_ascii_case("anonymousid").then_some("anonymous_id")
}

/// A message id that says that there is none: kept, it would make all such rows one.
fn is_nothing(id: &str) -> bool {
    const NOTHING: [&str; 6] = ["na", "n/a", "nan", "null", "none", "-"];
    id.len() <= 4 && NOTHING.iter().any(|nothing| id.eq_ignore_ascii_case(nothing))
}

fn lift_properties(fields: &mut Map<String, Value>) {
    if !fields.get("properties").is_some_and(Value::is_object) {
        return;
    }
    if let Some(Value::Object(inner)) = fields.remove("properties") {
        for (key, value) in inner {
            fields.entry(key).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests;
