//! What a table of another tool probably means.

use super::{Field, Layout, Mapping, words};
use crate::table::Sheet;

/// The layout and fields that fit the heads best.
pub(crate) fn guess(sheet: &Sheet) -> Mapping {
    let across: Vec<Option<Field>> =
        (0..sheet.width()).map(|column| words::field(sheet.at(0, column))).collect();
    let down: Vec<Option<Field>> =
        (0..sheet.rows.len()).map(|row| words::field(sheet.at(row, 0))).collect();
    let known = |fields: &[Option<Field>]| fields.iter().flatten().count();
    // A first cell that says nothing, or only "Stages", stands above the names of rows.
    let is_matrix = known(&down) > known(&across)
        || (known(&down) == known(&across)
            && sheet.at(0, 0).trim().is_empty()
            && sheet.width() > 2);
    if is_matrix { matrix(sheet, &down) } else { rows(sheet, &across) }
}

fn matrix(sheet: &Sheet, known: &[Option<Field>]) -> Mapping {
    let mut fields: Vec<Field> = once(known);
    for (row, field) in fields.iter_mut().enumerate() {
        if known[row].is_none() && !sheet.at(row, 0).trim().is_empty() {
            *field = Field::Lane;
        }
    }
    // The top row names the stages, whatever its first cell says; “steps” below it are touchpoints.
    let says =
        |row: usize| (1..sheet.width()).any(|column| !sheet.at(row, column).trim().is_empty());
    if let Some(named) = fields.iter().position(|field| *field == Field::Stage)
        && named > 0
        && known[0].is_none()
        && says(0)
        && !fields.contains(&Field::Touchpoint)
    {
        fields[named] = Field::Touchpoint;
    }
    if !fields.contains(&Field::Stage) || (known[0].is_none() && says(0)) {
        fields[0] = Field::Stage;
    }
    Mapping { layout: Layout::Matrix, fields }
}

fn rows(sheet: &Sheet, known: &[Option<Field>]) -> Mapping {
    let mut fields = once(known);
    if !fields.contains(&Field::Touchpoint) && !fields.is_empty() {
        // The column with most words in it that is not known to be something else.
        let words = |column: usize| {
            (1..sheet.rows.len()).filter(|row| !sheet.at(*row, column).trim().is_empty()).count()
        };
        let free = (0..fields.len()).filter(|column| known[*column].is_none());
        let best = free.rev().max_by_key(|column| words(*column));
        if let Some(column) = best {
            fields[column] = Field::Touchpoint;
        }
    }
    for (column, field) in fields.iter_mut().enumerate() {
        if *field == Field::LeaveOut
            && known[column].is_none()
            && !sheet.at(0, column).trim().is_empty()
        {
            *field = Field::Lane;
        }
    }
    Mapping { layout: Layout::Rows, fields }
}

/// Stage and touchpoint are named once: what is called so again is a lane of its own.
fn once(known: &[Option<Field>]) -> Vec<Field> {
    let mut seen = Vec::new();
    let field = |field: &Option<Field>| match field {
        Some(field @ (Field::Stage | Field::Touchpoint)) if seen.contains(field) => Field::Lane,
        Some(field) => {
            seen.push(*field);
            *field
        }
        None => Field::LeaveOut,
    };
    known.iter().map(field).collect()
}
