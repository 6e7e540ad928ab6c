//! The server as a client sees it: one router over one database, on both databases where rows matter.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod decisions;
mod document;
mod first_light;
mod interaction_log;
mod live;
mod operation;
mod reports;
mod test_app;
mod together;
