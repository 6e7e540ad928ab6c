//! The endpoints through both layers, on both databases.

mod app;
mod audit;
mod csrf;
mod me;
mod sessions;
mod setup;
mod throttle;
mod tokens;
mod users;
