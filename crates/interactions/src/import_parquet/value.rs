//! Turns a decoded Parquet value into JSON without losing any of it.

use std::ops::RangeInclusive;

use parcours_kernel::Timestamp;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Number, Value};

use super::decimal;

/// Seconds since 1970 that calendars can name.
pub(super) const YEARS_0_TO_9999: RangeInclusive<i64> = -62_167_219_200..=253_402_207_199;

/// A row or a struct. `schema` is its type, where known.
pub(super) fn object(row: &Row, schema: Option<&Type>) -> Map<String, Value> {
    row.get_column_iter()
        .map(|(name, field)| {
            let kind = schema
                .and_then(|schema| schema.get_fields().iter().find(|kind| kind.name() == name));
            (name.clone(), json(field, kind.map(|kind| &**kind)))
        })
        .collect()
}

fn json(field: &Field, kind: Option<&Type>) -> Value {
    match field {
        Field::Group(row) => Value::Object(object(row, kind)),
        Field::ListInternal(list) => {
            let kind = kind.map(element);
            list.elements().iter().map(|item| json(item, kind)).collect()
        }
        Field::MapInternal(map) => {
            let kinds = kind.map(element).filter(|pair| pair.is_group()).map(Type::get_fields);
            let (key, item) = match kinds {
                Some([key, item]) => (Some(&**key), Some(&**item)),
                _ => (None, None),
            };
            let pair = |(name, value): &(Field, Field)| (text(&json(name, key)), json(value, item));
            Value::Object(map.entries().iter().map(pair).collect())
        }
        other => scalar(other, kind),
    }
}

/// The type of what a list, a map or a repeated column holds.
fn element(list: &Type) -> &Type {
    let is_annotated = |kind: &Type| {
        use ConvertedType::{LIST, MAP, MAP_KEY_VALUE};
        matches!(kind.get_basic_info().converted_type(), LIST | MAP | MAP_KEY_VALUE)
    };
    if list.is_primitive() || !is_annotated(list) {
        return list;
    }
    let Some(repeated) = list.get_fields().first() else { return list };
    match repeated.is_group().then(|| repeated.get_fields()) {
        Some([only]) => only,
        _ => repeated,
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A value that is no group, list or map. `kind` is its type, where known.
pub(super) fn scalar(field: &Field, kind: Option<&Type>) -> Value {
    let logical = kind.and_then(|kind| kind.get_basic_info().logical_type_ref());
    match (logical, integer(field)) {
        (Some(LogicalType::Timestamp(stamp)), Some(count)) => {
            return since_1970(count, &stamp.unit, stamp.is_adjusted_to_u_t_c);
        }
        (Some(LogicalType::Time(time)), Some(count)) => return time_of_day(count, &time.unit),
        (Some(LogicalType::Decimal(number)), Some(count)) => {
            return Value::String(decimal::digits(&count.to_be_bytes(), number.scale));
        }
        _ => {}
    }
    match field {
        Field::Bool(yes) => Value::Bool(*yes),
        Field::Byte(number) => (*number).into(),
        Field::Short(number) => (*number).into(),
        Field::Int(number) => (*number).into(),
        Field::Long(number) => (*number).into(),
        Field::UByte(number) => (*number).into(),
        Field::UShort(number) => (*number).into(),
        Field::UInt(number) => (*number).into(),
        Field::ULong(number) => (*number).into(),
        Field::Float16(number) => float(f64::from(*number)),
        Field::Float(number) => float(widened(*number)),
        Field::Double(number) => float(*number),
        Field::Decimal(number) => Value::String(decimal::digits(number.data(), number.scale())),
        Field::Str(text) => Value::String(text.clone()),
        Field::Bytes(bytes) => blob(bytes.data(), logical),
        Field::Date(days) => day(*days),
        Field::TimeMillis(count) => time_of_day(i64::from(*count), &TimeUnit::MILLIS),
        Field::TimeMicros(count) => time_of_day(*count, &TimeUnit::MICROS),
        Field::TimestampMillis(count) => since_1970(*count, &TimeUnit::MILLIS, true),
        Field::TimestampMicros(count) => since_1970(*count, &TimeUnit::MICROS, true),
        Field::Null | Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => {
            Value::Null
        }
    }
}

/// The integer behind a value whose meaning its logical type tells better than the decoder.
fn integer(field: &Field) -> Option<i64> {
    match field {
        Field::Int(count) | Field::TimeMillis(count) => Some(i64::from(*count)),
        Field::Long(count)
        | Field::TimeMicros(count)
        | Field::TimestampMillis(count)
        | Field::TimestampMicros(count) => Some(*count),
        _ => None,
    }
}

/// By way of its shortest digits: 0.1 in 32 bits is 0.1, not 0.10000000149.
pub(super) fn widened(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::NAN)
}

/// JSON has no infinity and no not-a-number; both are how tables say that there is none.
fn float(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// Text that was not declared as text is still text; other bytes are hexadecimal.
fn blob(bytes: &[u8], logical: Option<&LogicalType>) -> Value {
    if logical == Some(&LogicalType::Uuid) && bytes.len() == 16 {
        let parts = [&bytes[..4], &bytes[4..6], &bytes[6..8], &bytes[8..10], &bytes[10..]];
        return Value::String(parts.map(hexadecimal).join("-"));
    }
    Value::String(std::str::from_utf8(bytes).map_or_else(|_| hexadecimal(bytes), str::to_owned))
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn per_second(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

/// Whole seconds, and the nanoseconds beyond them.
pub(super) fn split(count: i64, per_second: i64) -> (i64, u32) {
    let rest = count.rem_euclid(per_second) * (1_000_000_000 / per_second);
    (count.div_euclid(per_second), u32::try_from(rest).expect("below a second"))
}

fn since_1970(count: i64, unit: &TimeUnit, utc: bool) -> Value {
    let (seconds, nanos) = split(count, per_second(unit));
    moment(seconds, nanos, utc)
}

/// A moment as RFC 3339, or without offset when its zone is not said. Outside the years 0 to 9999
/// the bare count of seconds.
pub(super) fn moment(seconds: i64, nanos: u32, utc: bool) -> Value {
    match civil(seconds) {
        Some(mut text) => {
            text.push_str(&fraction(nanos));
            if utc {
                text.push('Z');
            }
            Value::String(text)
        }
        None => seconds.into(),
    }
}

fn day(days: i32) -> Value {
    match civil(i64::from(days) * 86_400) {
        Some(text) => Value::String(text[..10].to_owned()),
        None => days.into(),
    }
}

/// `2026-03-13T10:21:14`; `None` outside the years 0 to 9999.
fn civil(seconds: i64) -> Option<String> {
    let within = YEARS_0_TO_9999.contains(&seconds);
    let text = within.then(|| Timestamp::from_micros(seconds * 1_000_000).to_string())?;
    Some(text.trim_end_matches('Z').to_owned())
}

fn time_of_day(count: i64, unit: &TimeUnit) -> Value {
    let (seconds, nanos) = split(count, per_second(unit));
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Value::String(format!("{hour:02}:{minute:02}:{second:02}{}", fraction(nanos)))
}

fn fraction(nanos: u32) -> String {
    if nanos == 0 {
        return String::new();
    }
    let digits = format!("{nanos:09}");
    format!(".{}", digits.trim_end_matches('0'))
}
