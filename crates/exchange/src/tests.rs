//! Whole maps, out and in again.

mod cjml;
mod json;
pub(crate) mod picture;
mod table;
