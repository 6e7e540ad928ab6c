//! The program as its operators meet it: the real binary, on throw-away folders and databases.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod backup;
mod client;
#[cfg(feature = "cluster")]
mod cluster;
mod config;
mod crash;
mod crash_log;
mod demo;
mod doctor;
mod export;
mod first_start;
mod forget;
mod help;
mod import;
mod importing;
mod log;
mod outlook;
mod postgres;
mod program;
mod report;
mod reports;
mod s3;
mod senders;
mod serving;
mod shared_database;
mod stop;
mod store;
mod user;
mod worker;
