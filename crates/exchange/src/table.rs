//! Maps as tables: one row a touchpoint, the columns of [`columns::COLUMNS`]; and the tables of
//! other tools, whose columns somebody has to explain.

pub(crate) mod cells;
pub(crate) mod columns;
pub(crate) mod rows;

mod read;
mod sheet;
mod write;

pub(crate) use read::{is_ours, next_hue, read};
pub(crate) use sheet::Sheet;
pub(crate) use write::write;
