//! The ground every crate stands on: ids, time, randomness, problems, paging and languages.
//!
//! What it never does: input or output. No file, no socket, no database. Time and randomness are
//! handed out by [`Env`], so that a test decides what time it is.
//!
//! To add a kind of id: one line with [`prefixed_id!`](crate::prefixed_id). To add a word that
//! people read: a [`Text`] with both languages side by side, so that none can be forgotten.

mod clock;
mod env;
mod ids;
mod page;
mod problem;
mod rng;
mod text;
mod time;

pub use clock::{Clock, ManualClock, SystemClock};
pub use env::Env;
pub use ids::{IdError, decode_id, encode_id};
pub use page::{Cursor, Page, PageQuery};
pub use problem::{Code, FieldProblem, Problem, ProblemBody};
pub use rng::{RandomSource, Rng};
pub use text::{Language, Text};
pub use time::{Period, PeriodQuery, Timestamp};

#[doc(hidden)]
pub mod reexport {
    pub use serde;
    pub use utoipa;
    pub use uuid;
}
