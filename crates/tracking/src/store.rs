//! The tables of this crate. The only place that names the database.

pub(crate) mod imports;
pub(crate) mod keys;
pub(crate) mod samples;
pub(crate) mod sources;
