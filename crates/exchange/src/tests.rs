//! Whole maps, out and in again.

mod json;
mod picture;
mod table;
