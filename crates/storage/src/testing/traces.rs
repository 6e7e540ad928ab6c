//! Looks through all that a database holds: for tests that nothing of something is left.

use sea_orm::FromQueryResult;

use super::Schema;
use crate::{Backend, Database, sql};

#[derive(FromQueryResult)]
struct ValueRow {
    value: String,
}

/// Every place where one of some texts stands, in any text or bytes column of any table, as
/// `table.column: value`. Bytes are shown, and searched, as hexadecimal digits.
pub async fn traces(database: &Database, of: &[&str]) -> Vec<String> {
    let as_bytes: Vec<String> =
        of.iter().map(|text| text.bytes().map(|byte| format!("{byte:02x}")).collect()).collect();
    let mut found = Vec::new();
    for column in Schema::read(database).await.columns {
        let (table, name) = &column.name;
        let (value, wanted): (_, Vec<&str>) = match (column.family.as_str(), database.backend()) {
            ("text", _) => (format!("\"{name}\""), of.to_vec()),
            ("bytes", Backend::Sqlite) => {
                (format!("lower(hex(\"{name}\"))"), as_bytes.iter().map(String::as_str).collect())
            }
            ("bytes", Backend::Postgres) => (
                format!("encode(\"{name}\", 'hex')"),
                as_bytes.iter().map(String::as_str).collect(),
            ),
            _ => continue,
        };
        let select =
            format!("SELECT {value} AS value FROM \"{table}\" WHERE \"{name}\" IS NOT NULL");
        let rows: Vec<ValueRow> =
            sql::all(database.read(), select, vec![]).await.expect("every column reads");
        let held =
            rows.into_iter().filter(|row| wanted.iter().any(|text| row.value.contains(text)));
        found.extend(held.map(|row| format!("{table}.{name}: {}", row.value)));
    }
    found
}
