//! The kernels: pure folds over [cases](crate::cases), each with its definition and its source.
//!
//! A kernel is its question. Its partial result merges in any order and grouping to the same answer,
//! and travels: both are plain data.

pub mod after_last;
pub mod behind;
pub mod fitness;
pub mod goal;
pub mod insertions;
pub mod intervals;
pub mod log_scale;
pub mod next_step;
pub mod position;
pub mod slots;
