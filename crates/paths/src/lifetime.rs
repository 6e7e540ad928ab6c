//! Lifetime value: who is still a customer, how often they will buy, and what that is worth.
//!
//! Two models, fitted apart. [`bg_nbd`] says when customers buy and when they leave, from how often
//! (x), how lately (t_x) and for how long (T) each was seen; [`gamma_gamma`] says what a purchase is
//! worth, from the mean of the repeat ones. [`Lifetime`] is both, with what there is to doubt;
//! [`Forecast`] is what they say of one customer. [`rfm`] scores customers without any model.
//!
//! The models are for shops where anybody may buy or leave at any time without a word, not for
//! subscriptions. Times are in any unit, the same everywhere; rates and horizons are in it too.
//!
//! What this never does: read the log. The kernel [`orders`](crate::kernels::orders) gathers its
//! material; [`table`] reads it from a file.

pub mod bg_nbd;
mod curvature;
mod doubt;
mod fit;
mod forecast;
pub mod gamma_gamma;
mod maximum;
pub mod rfm;
mod special;
pub mod table;

pub use doubt::{Doubt, FEWEST_REPEATERS, MOST_CORRELATION};
pub use fit::{Fitted, Lifetime};
pub use forecast::{Forecast, Horizon};

use serde::{Deserialize, Serialize};

/// When one customer bought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Purchases {
    /// Repeat purchases: all but the first (x).
    pub frequency: u32,
    /// The time from the first purchase to the last (t_x); 0 without repeats.
    pub recency: f64,
    /// The time from the first purchase to the end of observation (T).
    pub age: f64,
}

/// A history, and how many customers have it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CountedPurchases {
    /// The history.
    pub purchases: Purchases,
    /// How many customers have it.
    pub customers: u64,
}

/// What repeat purchases are worth on average, and how many customers have that.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CountedValue {
    /// Repeat purchases, at least one.
    pub frequency: u32,
    /// Their mean worth.
    pub mean_value: f64,
    /// How many customers have both.
    pub customers: u64,
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
