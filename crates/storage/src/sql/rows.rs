//! Many rows in few statements: one array a column on PostgreSQL, lists of values on SQLite.
//!
//! PostgreSQL plans a statement anew for each number of placeholders, and a list of a thousand
//! takes longer to plan than to insert; arrays are one statement whatever their length. SQLite has
//! no arrays and plans nothing.

use sea_orm::sea_query::ArrayType;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

use super::{Value, all, chunk_sizes, execute, list, placeholders};
use crate::StorageError;

/// Rows a statement on SQLite: past a few hundred the gain is gone, and every size is a prepared
/// statement.
const ROWS: usize = 256;

/// What a column holds. Arrays of the driver hold no nulls, so that a value which never occurs
/// stands for none: the empty text, the lowest number, not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// `BIGINT`, never null.
    Number,
    /// `BIGINT`; `i64::MIN` is stored as null.
    OptionalNumber,
    /// `TEXT`, never null.
    Text,
    /// `TEXT`; an empty one is stored as null.
    OptionalText,
    /// `DOUBLE PRECISION`; what is not a number is stored as null.
    OptionalDouble,
    /// `BOOLEAN`, never null.
    Flag,
}

impl Column {
    fn array_type(self) -> (ArrayType, &'static str) {
        match self {
            Self::Number | Self::OptionalNumber => (ArrayType::BigInt, "bigint[]"),
            Self::Text | Self::OptionalText => (ArrayType::String, "text[]"),
            Self::OptionalDouble => (ArrayType::Double, "double precision[]"),
            Self::Flag => (ArrayType::Bool, "boolean[]"),
        }
    }

    /// `name`, or what reads the value that stands for none as null.
    fn read(self, name: &str) -> String {
        match self {
            Self::Number | Self::Text | Self::Flag => name.to_owned(),
            Self::OptionalNumber => format!("nullif({name}, {})", i64::MIN),
            Self::OptionalText => format!("nullif({name}, '')"),
            Self::OptionalDouble => format!("nullif({name}, 'NaN')"),
        }
    }

    /// As both databases are told: none is null on SQLite and the value that stands for it on
    /// PostgreSQL.
    fn told(self, value: Value, backend: DbBackend) -> Value {
        let is_none = match (self, &value) {
            (Self::OptionalNumber, Value::BigInt(number)) => number.is_none_or(|n| n == i64::MIN),
            (Self::OptionalText, Value::String(text)) => text.as_deref().is_none_or(str::is_empty),
            (Self::OptionalDouble, Value::Double(number)) => number.is_none_or(f64::is_nan),
            _ => return value,
        };
        match (self, is_none, backend == DbBackend::Sqlite) {
            (_, false, _) => value,
            (Self::OptionalNumber, true, sqlite) => Value::BigInt((!sqlite).then_some(i64::MIN)),
            (Self::OptionalText, true, sqlite) => Value::String((!sqlite).then(String::new)),
            (_, true, sqlite) => Value::Double((!sqlite).then_some(f64::NAN)),
        }
    }
}

/// Rows to insert into one table.
#[derive(Debug)]
pub struct Rows {
    table: &'static str,
    columns: &'static [(&'static str, Column)],
    /// Row after row.
    values: Vec<Value>,
}

impl Rows {
    /// No rows yet.
    pub fn new(
        table: &'static str,
        columns: &'static [(&'static str, Column)],
        capacity: usize,
    ) -> Self {
        Self { table, columns, values: Vec::with_capacity(capacity * columns.len()) }
    }

    /// Adds a row: one value a column, in their order and of their kind.
    pub fn push<const COLUMNS: usize>(&mut self, row: [Value; COLUMNS]) {
        debug_assert_eq!(COLUMNS, self.columns.len(), "a value for each column of {}", self.table);
        self.values.extend(row);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.values.len() / self.columns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Inserts them, in their order; `tail` is what follows the values, such as `ON CONFLICT …`.
    /// How many were inserted.
    pub async fn insert(
        self,
        conn: &impl ConnectionTrait,
        tail: &str,
    ) -> Result<u64, StorageError> {
        let mut inserted = 0;
        for (statement, values) in self.statements(conn.get_database_backend(), tail) {
            inserted += execute(conn, statement, values).await?;
        }
        Ok(inserted)
    }

    /// The same with a `RETURNING …` in `tail`; what it returns, in no order that counts.
    pub async fn insert_returning<T: FromQueryResult>(
        self,
        conn: &impl ConnectionTrait,
        tail: &str,
    ) -> Result<Vec<T>, StorageError> {
        let mut returned = Vec::with_capacity(self.len());
        for (statement, values) in self.statements(conn.get_database_backend(), tail) {
            returned.extend(all::<T>(conn, statement, values).await?);
        }
        Ok(returned)
    }

    fn statements(self, backend: DbBackend, tail: &str) -> Vec<(String, Vec<Value>)> {
        if self.is_empty() {
            return Vec::new();
        }
        let names: Vec<_> = self.columns.iter().map(|(name, _)| *name).collect();
        let insert = format!("INSERT INTO {} ({})", self.table, names.join(", "));
        match backend {
            DbBackend::Postgres => vec![self.arrays(&insert, &names, tail)],
            _ => self.lists(&insert, tail),
        }
    }

    fn arrays(self, insert: &str, names: &[&str], tail: &str) -> (String, Vec<Value>) {
        let rows = self.len();
        let mut arrays: Vec<_> = names.iter().map(|_| Vec::with_capacity(rows)).collect();
        for (place, value) in self.values.into_iter().enumerate() {
            let place = place % names.len();
            arrays[place].push(self.columns[place].1.told(value, DbBackend::Postgres));
        }
        let mut read = Vec::with_capacity(names.len());
        let mut given = Vec::with_capacity(names.len());
        let mut bound = Vec::with_capacity(names.len());
        for (values, (name, column)) in arrays.into_iter().zip(self.columns) {
            bound.push(array(*column, values));
            given.push(format!("${}::{}", bound.len(), column.array_type().1));
            read.push(column.read(name));
        }
        let statement = format!(
            "{insert} SELECT {} FROM unnest({}) AS told ({}) {tail}",
            read.join(", "),
            given.join(", "),
            names.join(", ")
        );
        (statement, bound)
    }

    fn lists(self, insert: &str, tail: &str) -> Vec<(String, Vec<Value>)> {
        let (rows, width) = (self.len(), self.columns.len());
        let kinds = self.columns.iter().map(|(_, column)| *column).cycle();
        let mut values = self
            .values
            .into_iter()
            .zip(kinds)
            .map(|(value, kind)| kind.told(value, DbBackend::Sqlite));
        let statements = chunk_sizes(rows, ROWS).into_iter().map(|size| {
            let statement = format!("{insert} VALUES {} {tail}", placeholders(size, width));
            (statement, values.by_ref().take(size * width).collect())
        });
        statements.collect()
    }
}

/// All values in one array: for `unnest`, on PostgreSQL only. `kind` is what each of them is, and
/// never an optional one.
pub fn array(kind: Column, values: Vec<Value>) -> Value {
    Value::Array(kind.array_type().0, Some(Box::new(values)))
}

/// Looks rows up by any number of numbers or texts: for each statement that takes, what follows the
/// column's name, and its values, placeholders from `first` on. One statement on PostgreSQL, which
/// may prefer to walk the index from end to end while the table has no statistics: a query of every
/// batch joins an [`array`] instead.
pub fn any_of(
    conn: &impl ConnectionTrait,
    first: usize,
    kind: Column,
    values: Vec<Value>,
) -> Vec<(String, Vec<Value>)> {
    if values.is_empty() {
        return Vec::new();
    }
    if conn.get_database_backend() == DbBackend::Postgres {
        let any = format!("= ANY (${first}::{})", kind.array_type().1);
        return vec![(any, vec![array(kind, values)])];
    }
    let total = values.len();
    let mut values = values.into_iter();
    let lists = chunk_sizes(total, ROWS)
        .into_iter()
        .map(|size| (format!("IN ({})", list(first, size)), values.by_ref().take(size).collect()));
    lists.collect()
}
