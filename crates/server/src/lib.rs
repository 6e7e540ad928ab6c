//! Joins the capabilities: one router, one OpenAPI document, live updates, health, metrics and the
//! front end.
//!
//! What it never does: decide anything that a capability should. A handler here is about the
//! installation as a whole.
//!
//! To add a capability: make its service in [`App::new`], merge its router in `routes.rs`, register its
//! jobs in [`App::runner`].

mod app;
mod headers;
mod health;
mod interaction_log;
mod live;
mod metrics;
mod routes;
mod system;
mod upkeep;

pub use app::{App, Config};
pub use interaction_log::LogKeeping;
pub use routes::{openapi, router};

/// Whether the front end is inside this program.
pub fn front_end_is_built() -> bool {
    parcours_web_assets::is_built()
}
