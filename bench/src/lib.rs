//! What the benchmarks and the tests of the whole program share.

pub mod crash;
