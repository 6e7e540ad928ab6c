//! The middleware around every endpoint.
//!
//! [`layer`] finds out who asks, refuses requests that another site sent in their name, and puts the
//! `Caller` and the `Language` where extractors find them. [`localize`] goes around it, outermost of
//! the API: it writes problems in the caller's language.

mod authenticate;
mod client;
mod cookie;
mod cross_site;
mod localize;

pub(crate) use authenticate::CurrentSession;
pub use authenticate::layer;
pub use client::Client;
pub(crate) use cookie::{forget, set};
pub use localize::localize;
