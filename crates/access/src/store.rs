//! The tables of access. The only place of this crate that names the database.

pub(crate) mod audit;
