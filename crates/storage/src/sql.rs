//! Short calls for hand-written SQL. `$1` placeholders work on both databases.

mod rows;

use std::fmt::Write as _;

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
pub use sea_orm::{FromQueryResult as Row, Value};

pub use rows::{Column, Rows, any_of, array};

use crate::StorageError;

/// The bound values of a statement: `values![id, name, at]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Value::from($value)),*] };
}

fn statement(conn: &impl ConnectionTrait, sql: impl Into<String>, values: Vec<Value>) -> Statement {
    let backend = conn.get_database_backend();
    let mut sql = sql.into();
    if backend == DbBackend::Sqlite && values.len() > MANY_VALUES {
        sql = bare(&sql).unwrap_or(sql);
    }
    Statement::from_sql_and_values(backend, sql, values)
}

/// SQLite finds the name of a `$1` by walking all names, so binding many takes the square of their
/// number; a bare `?` has no name.
const MANY_VALUES: usize = 32;

/// The same statement with `?` for `$1`, `$2`…, if these stand once each and in order.
fn bare(sql: &str) -> Option<String> {
    let mut text = String::with_capacity(sql.len());
    for (place, piece) in sql.split('$').enumerate() {
        if place == 0 {
            text.push_str(piece);
            continue;
        }
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        if piece[..digits].parse() != Ok(place) {
            return None;
        }
        text.push('?');
        text.push_str(&piece[digits..]);
    }
    Some(text)
}

/// All rows of a query.
pub async fn all<T: FromQueryResult>(
    conn: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Vec<T>, StorageError> {
    let rows = conn.query_all_raw(statement(conn, sql, values)).await?;
    rows.iter().map(|row| T::from_query_result(row, "").map_err(StorageError::from)).collect()
}

/// The first row of a query, if any.
pub async fn one<T: FromQueryResult>(
    conn: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Option<T>, StorageError> {
    let row = conn.query_one_raw(statement(conn, sql, values)).await?;
    row.map(|row| T::from_query_result(&row, "").map_err(StorageError::from)).transpose()
}

/// The one number of a query such as `SELECT count(*)`; 0 when there is no row or it is null.
pub async fn number(
    conn: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<i64, StorageError> {
    let row = conn.query_one_raw(statement(conn, sql, values)).await?;
    match row {
        Some(row) => Ok(row.try_get_by_index::<Option<i64>>(0)?.unwrap_or(0)),
        None => Ok(0),
    }
}

/// Carries out a statement; the number of rows it touched.
pub async fn execute(
    conn: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<u64, StorageError> {
    Ok(conn.execute_raw(statement(conn, sql, values)).await?.rows_affected())
}

/// `($1,$2),($3,$4)…`: placeholders for `rows` rows of `columns` values each.
pub fn placeholders(rows: usize, columns: usize) -> String {
    let mut text = String::with_capacity(rows * (columns * 6 + 3));
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..columns {
            let comma = if column == 0 { "" } else { "," };
            write!(text, "{comma}${}", row * columns + column + 1).expect("a string takes all");
        }
        text.push(')');
    }
    text
}

/// `$a,$b,…`: placeholders of a list that starts at number `first`, for `IN (…)`.
pub fn list(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(",")
}

/// Row counts to insert `total` rows with at most `most` a statement, in few distinct sizes, so
/// that prepared statements are found again in the connection's cache.
pub fn chunk_sizes(total: usize, most: usize) -> Vec<usize> {
    let mut sizes = Vec::new();
    let mut left = total;
    let mut size = most.max(1);
    while left > 0 {
        while size > left {
            size = (size / 2).max(1);
        }
        sizes.push(size);
        left -= size;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn only_placeholders_in_order_become_bare() {
        assert_eq!(bare("a = $1 AND b IN ($2,$3)").as_deref(), Some("a = ? AND b IN (?,?)"));
        assert_eq!(bare("a = $1 OR b = $1"), None);
        assert_eq!(bare("a = $2 OR b = $1"), None);
        assert_eq!(bare("a = '$' AND b = $1"), None);
    }
}
