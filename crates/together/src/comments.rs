//! What people say about a journey.

mod model;
mod notify;
mod service;
mod store;

pub use model::{Comment, CommentCount, CommentDraft, CommentId, CommentState, Thread};
