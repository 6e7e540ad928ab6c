//! `Json`, `Path` and `Query` as axum's, but a request that cannot be read becomes a [`Problem`] in
//! the caller's language that names the field at fault.
//!
//! [`Problem`]: parcours_kernel::Problem

mod json;
mod path;
mod query;
mod words;

pub use json::Json;
pub use path::Path;
pub use query::Query;
pub use words::problem as unreadable;
