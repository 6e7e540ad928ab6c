//! How something feels, on one scale everywhere.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// How something feels: −2 (awful) to +2 (wonderful), in steps of a tenth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feeling(i8);

impl Feeling {
    /// The nearest step; what lies outside of the scale is its end.
    #[expect(clippy::cast_possible_truncation, reason = "between -20 and 20")]
    pub fn nearest(value: f64) -> Self {
        Self((value.clamp(-2.0, 2.0) * 10.0).round() as i8)
    }

    /// As a number between −2 and +2.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl Serialize for Feeling {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(self.value())
    }
}

impl<'de> Deserialize<'de> for Feeling {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(input)?;
        if (-2.0..=2.0).contains(&value) {
            return Ok(Self::nearest(value));
        }
        Err(serde::de::Error::custom("a feeling is a number from -2 to 2"))
    }
}

impl PartialSchema for Feeling {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::Number))
            .minimum(Some(-2.0))
            .maximum(Some(2.0))
            .description(Some("How it feels: −2 (awful) to +2 (wonderful), in steps of a tenth"))
            .into()
    }
}

impl ToSchema for Feeling {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Feeling")
    }
}
