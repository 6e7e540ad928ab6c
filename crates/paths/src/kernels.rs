//! Kernels: what customers really do, as folds over [`Cases`](crate::cases::Cases).
//!
//! Each file is one question: its definition and source, its partial result, its answer by code.

pub mod activities;
pub mod after_last;
pub mod approach;
pub mod behind;
pub mod buyers;
pub mod cohorts;
pub mod conversions;
pub mod counts;
pub mod days;
pub(crate) mod distinct;
pub mod durations;
pub mod exact;
pub mod fitness;
pub mod flows;
pub mod funnel;
pub mod goal;
pub mod habits;
pub mod insertions;
pub mod intervals;
pub mod log_scale;
pub mod members;
pub mod next_step;
pub mod orders;
pub mod periods;
pub mod position;
pub mod representatives;
pub mod sketch;
pub mod slots;
pub mod sum;
#[cfg(test)]
pub(crate) mod testing;
pub mod transitions;
pub mod variants;
