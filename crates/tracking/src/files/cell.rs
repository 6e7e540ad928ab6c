//! What one value of a file can be taken as.

use std::borrow::Cow;

use parcours_kernel::Text;
use serde_json::Value;

pub(super) use parcours_interactions::import_parquet::{Cell, Moment};

use super::words;

/// Whether there is something in a cell; blanks are nothing.
pub(super) fn is_filled(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Null => false,
        Cell::Text(text) => !text.trim().is_empty(),
        _ => true,
    }
}

/// A name or an id. Numbers must be whole and within what a double holds exactly: an id read as
/// 1.2e22 would be that of many customers.
pub(super) fn name<'a>(cell: &Cell<'a>) -> Result<Cow<'a, str>, Text> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let name: Cow<'_, str> = match cell {
        Cell::Text(text) => text.trim().into(),
        Cell::Int(number) => number.to_string().into(),
        Cell::UInt(number) => number.to_string().into(),
        Cell::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            format!("{number:.0}").into()
        }
        Cell::Bool(yes) => yes.to_string().into(),
        Cell::Moment(moment) => return name_of(moment),
        Cell::Float(_) | Cell::Json(_) | Cell::Null => {
            return Err(words::not_a_name(&cell.json().to_string()));
        }
    };
    // No database stores it, and nobody writes it on purpose.
    if name.contains('\0') { Err(words::null_character()) } else { Ok(name) }
}

/// A moment can stand for a name only as it is written.
fn name_of(moment: &Moment) -> Result<Cow<'static, str>, Text> {
    match moment.json() {
        Value::String(text) => Ok(text.into()),
        // Outside the calendar: a count of seconds.
        other => Ok(other.to_string().into()),
    }
}

/// A cell as a table shows it.
pub(super) fn shown(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => (*text).to_owned(),
        other => match other.json() {
            Value::String(text) => text,
            other => other.to_string(),
        },
    }
}
