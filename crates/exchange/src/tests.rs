//! Whole maps, out and in again.

mod cjml;
mod json;
mod picture;
mod table;
