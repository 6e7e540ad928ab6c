//! Reports: a question, a kernel, and the answer in names instead of codes.
//!
//! To add one: a file here with the named answer and a method on [`Paths`](crate::Paths), an endpoint in
//! `api/reports/`, a subcommand of `parcours report`.

mod position;
mod transitions;

pub use position::{AtTouchpointCount, PositionReport};
pub use transitions::{NamedCount, NamedEdge, TransitionsReport};
