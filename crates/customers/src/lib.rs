//! Customers: who they are, the keys by which they are known, and when two turn out to be one.
//!
//! [`Customers::resolve`] turns the identities that facts carry into customers, inside the unit of
//! work that appends these facts. The rules are pure ([`rules`](mod@rules)) and cautious: what
//! cannot be undone must be certain. Two known customers are never merged through a shared device.
//!
//! [`Customers::forget`] is the way back out: what is known of a customer goes, and what comes late
//! for them is known again ([`Owner::Forgotten`]) without being kept.
//!
//! What it never does: invent a link from names, addresses or behaviour.
//!
//! To add a kind of identity: a name in [`IdentityKind`], and say in `rules.rs` whether it is lasting.

mod api;
mod erasure;
mod memory;
mod model;
pub mod rules;
mod service;
mod store;

pub use api::{Api, router};
pub use erasure::{CustomerForgotten, Forgotten, Owner, Resolved};
pub use model::{Claim, Customer, Identity, IdentityKind, Key, KeyRefusal, When};
pub use service::Customers;

#[cfg(test)]
mod tests;
