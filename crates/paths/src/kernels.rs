//! Kernels: pure folds over [`Cases`](crate::cases::Cases), one question a file.

pub mod conversions;
pub mod orders;
pub mod sum;
