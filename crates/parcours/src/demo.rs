//! `parcours demo`: the shop that a newcomer sees first.

mod foulee;
mod load;
mod maps;
mod teams;

pub(crate) use foulee::SEED;
pub(crate) use load::{OWNER_EMAIL, ensure_loaded};
