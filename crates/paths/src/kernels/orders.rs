//! Who bought when: the material of [`lifetime`](crate::lifetime).
//!
//! - A **purchase** is a day with at least one order: several orders on one calendar day are one
//!   purchase, worth their sum. Days are those of the organisation's time zone.
//! - **Frequency** x is the number of *repeat* purchases: the first one is not a repeat.
//! - **Recency** t_x is the time from the first purchase to the last (0 without repeats), and **age** T
//!   that from the first purchase to the last day that was observed, both in calendar days.
//! - **Value** is the mean worth of the repeat purchases whose worth is known.
//!
//! Orders at or after the end of observation are not seen. Cases of one customer are taken together.
//! Definitions: Fader & Hardie (2005), A note on deriving the Pareto/NBD model, and the data set CDNOW.
//!
//! Fitting needs only how many customers have each (x, t_x, T) and each (x, value), which is what the
//! partial result holds: memory grows with distinct histories, not with customers. What is wanted by
//! customer is streamed by [`Orders::each`].

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::cases::{Cases, Kernel};
use crate::lifetime::{CountedPurchases, CountedValue, Purchases};

mod tally;

use tally::{Days, Tally};

/// A day without a change of the clock, in µs.
const DAY: i64 = 86_400_000_000;

/// Which rows are orders, and how time is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    /// Activities that are orders.
    pub orders: Vec<u8>,
    /// The end of observation (µs UTC): what happens then or later is not seen.
    pub observed_until: i64,
    /// The organisation's offsets from UTC, ascending; the first also holds before it. UTC when empty.
    pub offsets: Vec<Offset>,
    /// What times are measured in when a model is fitted.
    pub unit: Unit,
}

/// From when clocks are how far ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    /// µs UTC.
    pub from: i64,
    /// µs, negative west of Greenwich.
    pub ahead: i64,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 24 hours.
    Day,
    /// 7 days.
    #[default]
    Week,
}

/// What one customer bought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bought {
    /// Who.
    pub customer: i64,
    /// Repeat purchases.
    pub frequency: u32,
    /// Days from the first purchase to the last.
    pub recency: u32,
    /// Days from the first purchase to the last that was observed.
    pub age: u32,
    /// Mean worth of the repeat purchases whose worth is known.
    pub mean_value: Option<f64>,
    /// Worth of all purchases, the first among them.
    pub total_value: f64,
}

/// How many customers have which history.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Histories {
    /// Customers who bought at least once.
    pub customers: u64,
    /// Customers by history: x, t_x and T packed into one number.
    purchases: HashMap<u64, u64>,
    /// Repeaters by x and mean value (rounded to seven digits), packed.
    values: HashMap<u64, u64>,
}

impl Orders {
    /// Hands over each customer who bought. All cases of a customer must be among `cases`. Cost: one
    /// pass over the rows.
    pub fn each(&self, cases: Cases<'_>, mut found: impl FnMut(Bought)) {
        let mut is_order = [false; 256];
        self.orders.iter().for_each(|code| is_order[usize::from(*code)] = true);
        let mut days = Days::new(&self.offsets);
        let end = days.of(self.observed_until.saturating_sub(1));
        let mut tally = Tally::default();
        let mut whose = None;
        for case in cases.iter() {
            if whose != Some(case.customer) {
                tally.close(whose, end, &mut found);
                whose = Some(case.customer);
            }
            for (row, code) in case.codes.iter().enumerate() {
                let at = case.at[row];
                if is_order[usize::from(*code)] && at < self.observed_until {
                    tally.order(days.of(at), case.value.get(row).copied().unwrap_or(f64::NAN));
                }
            }
        }
        tally.close(whose, end, &mut found);
    }
}

impl Unit {
    /// How many days it has.
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
        }
    }
}

impl Bought {
    /// The same in the words of the models.
    pub fn purchases(&self, unit: Unit) -> Purchases {
        Purchases {
            frequency: self.frequency,
            recency: f64::from(self.recency) / unit.days(),
            age: f64::from(self.age) / unit.days(),
        }
    }
}

impl Kernel for Orders {
    type Partial = Histories;

    fn begin(&self) -> Histories {
        Histories::default()
    }

    fn add(&self, partial: &mut Histories, cases: Cases<'_>) {
        self.each(cases, |bought| partial.one(&bought));
    }

    fn merge(&self, into: &mut Histories, other: Histories) {
        into.customers += other.customers;
        for (history, customers) in other.purchases {
            *into.purchases.entry(history).or_default() += customers;
        }
        for (value, customers) in other.values {
            *into.values.entry(value).or_default() += customers;
        }
    }
}

/// The longest time in days and the most purchases that fit the packing: 5,700 years, four million.
const LONGEST: u32 = (1 << 21) - 1;
const MOST: u32 = (1 << 22) - 1;

impl Histories {
    fn one(&mut self, bought: &Bought) {
        self.customers += 1;
        let [frequency, recency, age] =
            [bought.frequency.min(MOST), bought.recency.min(LONGEST), bought.age.min(LONGEST)];
        let history = u64::from(frequency) << 42 | u64::from(recency) << 21 | u64::from(age);
        *self.purchases.entry(history).or_default() += 1;
        if let (Some(value), 1..) = (bought.mean_value, frequency) {
            let value = u64::from(frequency) << 32 | u64::from((value as f32).to_bits());
            *self.values.entry(value).or_default() += 1;
        }
    }

    /// The histories for a fit, sorted.
    pub fn purchases(&self, unit: Unit) -> Vec<CountedPurchases> {
        let part = |history: u64, shift: u32, most: u32| {
            u32::try_from(history >> shift & u64::from(most)).expect("masked to fewer than 32 bits")
        };
        let mut sorted: Vec<(u64, u64)> =
            self.purchases.iter().map(|(&key, &count)| (key, count)).collect();
        sorted.sort_unstable();
        let counted = |(history, customers)| CountedPurchases {
            purchases: Purchases {
                frequency: part(history, 42, MOST),
                recency: f64::from(part(history, 21, LONGEST)) / unit.days(),
                age: f64::from(part(history, 0, LONGEST)) / unit.days(),
            },
            customers,
        };
        sorted.into_iter().map(counted).collect()
    }

    /// The values of repeaters for a fit, sorted.
    pub fn values(&self) -> Vec<CountedValue> {
        let mut sorted: Vec<(u64, u64)> =
            self.values.iter().map(|(&key, &count)| (key, count)).collect();
        sorted.sort_unstable();
        let low = u64::from(u32::MAX);
        let half = |bits: u64| u32::try_from(bits & low).expect("masked to 32 bits");
        let counted = |(key, customers)| CountedValue {
            frequency: half(key >> 32),
            mean_value: f64::from(f32::from_bits(half(key))),
            customers,
        };
        sorted.into_iter().map(counted).collect()
    }
}

#[cfg(test)]
mod tests;
