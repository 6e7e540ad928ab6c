//! One cell of a table as its file has it, before anybody decides what it means.

use serde_json::{Number, Value};

use super::value;

/// A value of one column in one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number above those of [`Cell::Int`].
    UInt(u64),
    /// Any other number; finite.
    Float(f64),
    /// Text.
    Text(&'a str),
    /// A moment.
    Moment(Moment),
    /// A list or an object.
    Json(&'a Value),
}

impl<'a> From<&'a Value> for Cell<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(yes) => Self::Bool(*yes),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => Self::Int(number),
                (None, Some(number)) => Self::UInt(number),
                _ => number.as_f64().map_or(Self::Null, Self::Float),
            },
            Value::String(text) => Self::Text(text),
            Value::Array(_) | Value::Object(_) => Self::Json(value),
        }
    }
}

impl Cell<'_> {
    /// The same as JSON; a moment as [`Moment::json`] writes it.
    pub fn json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(yes) => (*yes).into(),
            Self::Int(number) => (*number).into(),
            Self::UInt(number) => (*number).into(),
            Self::Float(number) => Number::from_f64(*number).map_or(Value::Null, Value::Number),
            Self::Text(text) => (*text).into(),
            Self::Moment(moment) => moment.json(),
            Self::Json(value) => (*value).clone(),
        }
    }
}

/// A moment as a Parquet file counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Since 1970-01-01T00:00:00, rounded down.
    pub seconds: i64,
    /// Nanoseconds beyond them, below 10⁹.
    pub nanos: u32,
    /// Whether it is counted in UTC. If not, it is what a clock on some wall showed.
    pub utc: bool,
}

impl Moment {
    /// Whether it lies in the years 0 to 9999, all that calendars can name.
    pub fn has_a_date(&self) -> bool {
        value::YEARS_0_TO_9999.contains(&self.seconds)
    }

    /// RFC 3339, without an offset when its zone is not said; outside the years 0 to 9999 the bare
    /// count of seconds.
    pub fn json(&self) -> Value {
        value::moment(self.seconds, self.nanos, self.utc)
    }
}
