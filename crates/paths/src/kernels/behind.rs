//! The customers behind a finding: how often, in how many cases, how many they are, and some of them.

use serde::{Deserialize, Serialize};

/// Customers named for each finding, unless a question says otherwise.
pub const NAMED: usize = 100;

/// Who is behind one finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind {
    /// How often it happened.
    pub times: u64,
    /// In how many cases.
    pub cases: u64,
    /// To how many customers.
    pub customers: u64,
    /// The lowest numbers among them, ascending.
    pub named: Vec<i64>,
    #[serde(skip)]
    last: Turn,
}

/// Which case of which customer a fold is at, numbered by the fold itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turn {
    case: u64,
    customer: u64,
}

impl Turn {
    /// The next case; of a new customer or of the same.
    pub fn next(&mut self, new_customer: bool) {
        self.case += 1;
        self.customer += u64::from(new_customer);
    }
}

impl Behind {
    /// It happened once more, to this customer; at most `most` are named.
    pub fn count(&mut self, turn: Turn, customer: i64, most: usize) {
        self.times += 1;
        self.cases += u64::from(self.last.case != turn.case);
        if self.last.customer != turn.customer {
            self.customers += 1;
            if self.named.len() < most || self.named.last().is_some_and(|last| customer < *last) {
                let place = self.named.partition_point(|known| *known < customer);
                self.named.insert(place, customer);
                self.named.truncate(most);
            }
        }
        self.last = turn;
    }

    /// Adds what happened to other customers.
    pub fn add(&mut self, other: Self, most: usize) {
        self.times += other.times;
        self.cases += other.cases;
        self.customers += other.customers;
        self.named.extend(other.named);
        self.named.sort_unstable();
        self.named.truncate(most);
    }

    /// The same without what the fold remembers.
    pub(super) fn told(&self) -> Self {
        Self { last: Turn::default(), ..self.clone() }
    }
}
