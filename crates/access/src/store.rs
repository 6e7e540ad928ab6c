//! The tables of access. The only place of this crate that names the database.

pub(crate) mod audit;
pub(crate) mod invitations;
pub(crate) mod links;
pub(crate) mod sessions;
pub(crate) mod teams;
pub(crate) mod throttles;
pub(crate) mod tokens;
pub(crate) mod users;
