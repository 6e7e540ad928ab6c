//! The server as a client sees it: one router over one database, on both databases where rows matter.

mod document;
mod first_light;
mod live;
mod operation;
mod test_app;
