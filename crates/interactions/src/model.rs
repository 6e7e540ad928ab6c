//! What goes into the log and what comes out of it.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use parcours_kernel::{IdError, Period, Timestamp, decode_id, encode_id, prefixed_id};
use roaring::RoaringTreemap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

use crate::property::PropertyColumn;
use crate::signature::SignatureParts;

prefixed_id!(
    /// One interaction.
    InteractionId,
    "int"
);

impl InteractionId {
    /// The id of an interaction: a UUIDv7 (RFC 9562, method 1) of the moment it was heard of, whose
    /// random part is its place in the order of arrival. Nothing of it needs to be stored.
    pub(crate) fn of(received_at: Timestamp, seq: i64) -> Self {
        let micros = received_at.as_micros().max(0).unsigned_abs();
        let (millis, rest) = (micros / 1000, micros % 1000);
        let version = 0x7000 | u128::from(rest);
        let variant = (1 << 63) | u128::from(seq.unsigned_abs());
        Uuid::from_u128((u128::from(millis) << 80) | (version << 64) | variant).into()
    }
}

/// A customer, as the log knows one: a number given by the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomerId(pub i64);

impl CustomerId {
    const PREFIX: &'static str = "cus";
}

impl std::fmt::Display for CustomerId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = u128::from(self.0.unsigned_abs());
        f.write_str(&encode_id(Self::PREFIX, Uuid::from_u128(number)))
    }
}

impl FromStr for CustomerId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = decode_id(Self::PREFIX, text)?.as_u128();
        i64::try_from(number).map(Self).map_err(|_| IdError { prefix: Self::PREFIX })
    }
}

impl Serialize for CustomerId {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CustomerId {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        String::deserialize(input)?.parse().map_err(serde::de::Error::custom)
    }
}

impl PartialSchema for CustomerId {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("An id of the form cus_…"))
            .into()
    }
}

impl ToSchema for CustomerId {
    fn name() -> std::borrow::Cow<'static, str> {
        "CustomerId".into()
    }
}

/// Where interactions come from: the number of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub i64);

/// One fact, about to be appended.
#[derive(Debug, Clone)]
pub struct NewInteraction {
    /// Whose.
    pub customer: CustomerId,
    /// When it happened.
    pub at: Timestamp,
    /// When we heard of it.
    pub received_at: Timestamp,
    /// What can be wired to touchpoints: kind, channel, normalised subject, promoted properties.
    /// Shared among the many that are alike.
    pub signature: Arc<SignatureParts>,
    /// The subject as it was said, such as the whole page address.
    pub subject: Option<String>,
    /// Money or a score.
    pub value: Option<f64>,
    /// The remaining properties, a JSON object as text.
    pub properties: Option<String>,
    /// Who told us.
    pub source: SourceId,
    /// The teller's own id of the fact: with the source, it tells duplicates.
    pub message_id: String,
    /// Whether that id was made from the content, for a teller without ids: it tells duplicates all
    /// the same and is worth nothing else.
    pub derived: bool,
    /// Whether the fact may be told again after any time, as the rows of files are; others are
    /// remembered for the time that is set.
    pub lasting: bool,
}

/// One fact, as it was appended.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Interaction {
    /// Its id.
    pub id: InteractionId,
    /// Its place in the order of arrival.
    #[serde(skip)]
    pub seq: i64,
    /// Whose, after merges.
    pub customer_id: CustomerId,
    /// When it happened.
    pub at: Timestamp,
    /// When we heard of it.
    pub received_at: Timestamp,
    /// The number of its signature.
    #[serde(skip)]
    pub signature: u32,
    /// What happened, such as `order_completed`.
    pub kind: String,
    /// Where, such as `web`.
    pub channel: String,
    /// What about: page, product, survey.
    pub subject: Option<String>,
    /// Money or a score.
    pub value: Option<f64>,
    /// All other properties.
    #[schema(value_type = Object)]
    pub properties: serde_json::Value,
    /// Who told us: the number of the source.
    #[serde(skip)]
    pub source: SourceId,
    /// The teller's own id of the fact, where it has one.
    pub message_id: Option<String>,
}

/// Where a page of a timeline ended: (at in µs, seq).
pub type TimelineKey = (i64, i64);

/// A set of customers by number, compressed.
pub type CustomerSet = RoaringTreemap;

/// What a scan is to read.
#[derive(Debug, Clone)]
pub struct ScanRequest {
    /// When.
    pub period: Period,
    /// Only these signatures; all when `None`.
    pub signatures: Option<Vec<u32>>,
    /// Only these customers; all when `None`.
    pub customers: Option<CustomerSet>,
    /// Whether the value column is wanted.
    pub values: bool,
    /// Names of properties whose columns are wanted.
    pub properties: Vec<Arc<str>>,
}

impl ScanRequest {
    /// All that happened in a period; the columns that every kernel needs.
    pub fn of(period: Period) -> Self {
        Self { period, signatures: None, customers: None, values: false, properties: Vec::new() }
    }
}

/// A share of the customers with all their interactions, as columns. Customer `i` owns the rows
/// `offsets[i]..offsets[i + 1]`, which are in order of (time, arrival). A bucket is a unit of work:
/// no customer is in two.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bucket {
    /// Distinct customers, ascending.
    pub customers: Vec<i64>,
    /// `customers.len() + 1` row numbers.
    pub offsets: Vec<u32>,
    /// When, µs UTC.
    pub at: Vec<i64>,
    /// The signature's number.
    pub signature: Vec<u32>,
    /// Money or score, NaN where there is none; empty unless asked for.
    pub value: Vec<f64>,
    /// The properties that were asked for, and maybe others.
    pub properties: Vec<PropertyColumn>,
}

impl Bucket {
    /// The column of a property that was asked for.
    pub fn property(&self, name: &str) -> Option<&PropertyColumn> {
        self.properties.iter().find(|column| &*column.name == name)
    }
}

/// How often something with one signature happened.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SignatureCount {
    /// The signature's number.
    pub signature: u32,
    /// Its kind.
    pub kind: String,
    /// Its channel.
    pub channel: String,
    /// Its normalised subject.
    pub subject: Option<String>,
    /// Its promoted properties.
    pub properties: BTreeMap<String, String>,
    /// Interactions.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// The first of the period.
    pub first_at: Timestamp,
    /// The last of the period.
    pub last_at: Timestamp,
}

/// The log in a few figures.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Summary {
    /// Interactions.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// The first; null when there is none.
    pub first: Option<Timestamp>,
    /// The last.
    pub last: Option<Timestamp>,
    /// By kind, most frequent first.
    pub kinds: Vec<KindCount>,
}

/// One kind in a [`Summary`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct KindCount {
    /// The kind.
    pub kind: String,
    /// Interactions.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
}
