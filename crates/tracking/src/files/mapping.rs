//! From the columns of a record to an interaction.

use parcours_kernel::{Text, Timestamp};
use serde_json::{Map, Value};

use super::error::{FileError, RowError};
use super::options::{Columns, Role};
use super::record::{Record, at, remove};
use super::time::Times;
use super::{number, words};

/// One interaction as a file tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it stands: the line of the file from 1, the row of a Parquet file, the event of an XES
    /// log. Rows come in this order, which is also that of equal times.
    pub line: u64,
    /// Who. Never empty; `NA` and `null` are ids like any other.
    pub customer: String,
    /// The kind of identity that `customer` is, when this row says another than
    /// [`Options::identity`](super::Options::identity): a Segment row that knows its visitor by
    /// `anonymousId` alone.
    pub identity: Option<&'static str>,
    /// When.
    pub at: Timestamp,
    /// What happened. Never empty.
    pub kind: String,
    /// Where.
    pub channel: Option<String>,
    /// About what.
    pub subject: Option<String>,
    /// Money or a score.
    pub value: Option<f64>,
    /// What tells this row from every other.
    pub message_id: Option<String>,
    /// All other columns that are filled in. Typed where the file has types, else texts as they
    /// stand. What Segment keeps in an object `properties` is lifted out of it.
    pub properties: Map<String, Value>,
}

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
    fn find<'a>(&self, fields: &'a Map<String, Value>) -> Option<(&str, &'a Value)> {
        self.names.iter().find_map(|name| {
            let value = at(fields, name).filter(|value| is_filled(value))?;
            Some((name.as_str(), value))
        })
    }
}

fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        _ => true,
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

    /// The time column's value in a record.
    pub(super) fn time<'a>(&self, fields: &'a Map<String, Value>) -> Option<&'a Value> {
        let (_, choice) = self.roles.iter().find(|(role, _)| *role == Role::At)?;
        choice.find(fields).map(|(_, value)| value)
    }

    /// Reads a record as an interaction.
    pub(super) fn row(&self, record: Record) -> Result<Row, RowError> {
        let Record { line, mut fields } = record;
        let mut row = Row {
            line,
            customer: String::new(),
            identity: None,
            at: Timestamp::default(),
            kind: String::new(),
            channel: None,
            subject: None,
            value: None,
            message_id: None,
            properties: Map::new(),
        };
        let mut used: Vec<&str> = Vec::with_capacity(self.roles.len());
        for (role, choice) in &self.roles {
            let Some((name, value)) = choice.find(&fields) else {
                if Role::NEEDED.contains(role) {
                    let column = choice.names.join("|");
                    return Err(RowError::new(line, words::in_column(&column, &words::empty())));
                }
                continue;
            };
            self.set(&mut row, *role, name, value)
                .map_err(|problem| RowError::new(line, words::in_column(name, &problem)))?;
            used.push(name);
        }
        // Afterwards: one column may play two parts.
        for name in used {
            remove(&mut fields, name);
        }
        lift_properties(&mut fields);
        fields.retain(|_, value| is_filled(value));
        row.properties = fields;
        Ok(row)
    }

    fn set(&self, row: &mut Row, role: Role, name: &str, value: &Value) -> Result<(), Text> {
        match role {
            Role::Customer => {
                row.customer = text(value)?;
                let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
                let first = self.roles.iter().find(|(role, _)| *role == Role::Customer);
                let fallback = first.is_some_and(|(_, choice)| choice.names[0] != name);
                if fallback && plain.eq_ignore_ascii_case("anonymousid") {
                    row.identity = Some("anonymous_id");
                }
            }
            Role::At => row.at = self.times.read(value)?,
            Role::Kind => row.kind = text(value)?,
            Role::Channel => row.channel = Some(text(value)?),
            Role::Subject => row.subject = Some(text(value)?),
            Role::Value => row.value = number::read(value)?,
            Role::MessageId => row.message_id = Some(text(value)?).filter(|id| !is_nothing(id)),
        }
        Ok(())
    }
}

/// A message id that says that there is none: kept, it would make all such rows one.
fn is_nothing(id: &str) -> bool {
    ["na", "n/a", "nan", "null", "none", "-"].contains(&id.to_lowercase().as_str())
}

/// A name or an id. Numbers must be whole and within what a double holds exactly: an id read as
/// 1.2e22 would be that of many customers.
fn text(value: &Value) -> Result<String, Text> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let refused = || words::not_a_name(&value.to_string());
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() => {
                let whole = float.fract() == 0.0 && float.abs() < EXACT;
                if whole { format!("{float:.0}") } else { return Err(refused()) }
            }
            _ => number.to_string(),
        },
        Value::Bool(yes) => yes.to_string(),
        _ => return Err(refused()),
    };
    // No database stores it, and nobody writes it on purpose.
    if text.contains('\0') { Err(words::null_character()) } else { Ok(text) }
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
