//! Identities, claims and customers.

use std::str::FromStr;

use parcours_interactions::CustomerId;
use parcours_kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of key an identity is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// The company's own number of a customer.
    UserId,
    /// A device's or browser's random number: says nothing about who holds it.
    AnonymousId,
    /// An e-mail address, lower case.
    Email,
    /// A phone number, digits with `+`.
    Phone,
}

impl IdentityKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::UserId, Self::AnonymousId, Self::Email, Self::Phone];

    /// Its name in the API and the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::UserId => "user_id",
            Self::AnonymousId => "anonymous_id",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    /// Whether it names a person rather than a device.
    pub fn is_lasting(self) -> bool {
        self != Self::AnonymousId
    }
}

impl FromStr for IdentityKind {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(())
    }
}

/// One key: unique, so that it leads to one customer at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Its kind.
    pub kind: IdentityKind,
    /// Its value, trimmed; e-mail addresses lower case, phone numbers without spaces.
    pub value: String,
}

/// Why a value is not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyRefusal {
    /// Nothing there.
    Empty,
    /// One of the values that broken clients send for everybody.
    Blocked,
    /// Longer than 255 characters.
    TooLong,
}

/// Who a fact says it is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claim {
    /// A lasting key.
    pub lasting: Option<Key>,
    /// A device's key.
    pub anonymous: Option<Key>,
    /// For an alias call: the value by which the customer was known before.
    pub previous: Option<String>,
    /// Keys that belong to the customer if they are still free; they never merge anyone.
    pub also: Vec<Key>,
    /// Traits to keep; a null removes one.
    pub traits: Option<serde_json::Map<String, serde_json::Value>>,
    /// When what is told with it happened; `None` is now.
    pub when: Option<When>,
}

/// From when to when something happened, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The first of it.
    pub first: Timestamp,
    /// The last of it.
    pub last: Timestamp,
}

impl When {
    /// One moment.
    pub fn at(at: Timestamp) -> Self {
        Self { first: at, last: at }
    }

    /// With one more moment in it.
    #[must_use]
    pub fn and(self, at: Timestamp) -> Self {
        Self { first: self.first.min(at), last: self.last.max(at) }
    }
}

impl Claim {
    /// Whether it says nothing beyond its two keys, so that telling it again tells nothing new.
    pub fn says_only_keys(&self) -> bool {
        self.previous.is_none() && self.also.is_empty() && self.traits.is_none()
    }
}

/// A customer as the API shows one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Whether a lasting identity is attached.
    pub known: bool,
    /// A name from the traits, if they hold one.
    pub name: Option<String>,
    /// All keys, lasting ones first; 50 at most.
    pub identities: Vec<Identity>,
    /// Traits.
    #[schema(value_type = Object)]
    pub traits: serde_json::Value,
    /// The first interaction.
    pub first_seen_at: Option<Timestamp>,
    /// The last interaction.
    pub last_seen_at: Option<Timestamp>,
}

/// One key as the API shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Identity {
    /// Its kind.
    pub kind: IdentityKind,
    /// Its value.
    pub value: String,
}
