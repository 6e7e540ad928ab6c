//! Kernels: what customers really do, as folds over [`Cases`](crate::cases::Cases).
//!
//! Each file is one question: its definition and source, its partial result, its answer by code.

pub mod activities;
pub mod cohorts;
pub mod counts;
pub(crate) mod distinct;
pub mod durations;
pub mod exact;
pub mod funnel;
pub mod periods;
pub mod representatives;
pub mod sketch;
#[cfg(test)]
pub(crate) mod testing;
pub mod transitions;
pub mod variants;
