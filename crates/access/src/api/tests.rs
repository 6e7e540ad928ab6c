//! The endpoints through both layers, on both databases.

mod app;
mod audit;
mod csrf;
mod invitations;
mod me;
mod sessions;
mod setup;
mod teams;
mod throttle;
mod tokens;
mod users;
