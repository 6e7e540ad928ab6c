//! A database's schema as facts that can be compared across the two dialects.

use std::collections::BTreeSet;

use sea_orm::FromQueryResult;

use crate::{Backend, Database, sql, values};

/// One column; the type is its family, since the dialects name types differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// Table and column.
    pub name: (String, String),
    /// `text`, `integer`, `bytes`, `real` or `boolean`.
    pub family: String,
    /// Whether it may be null.
    pub nullable: bool,
}

/// One index: table, whether unique, whether partial, and its columns in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Index {
    /// The table.
    pub table: String,
    /// The index's own name.
    pub name: String,
    /// Whether it forbids doubles.
    pub unique: bool,
}

/// All tables of a database.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// Every column of every table.
    pub columns: BTreeSet<Column>,
    /// Every index that was made by name.
    pub indexes: BTreeSet<Index>,
}

#[derive(FromQueryResult)]
struct ColumnRow {
    table_name: String,
    column_name: String,
    data_type: String,
    nullable: bool,
}

#[derive(FromQueryResult)]
struct IndexRow {
    table_name: String,
    index_name: String,
    is_unique: bool,
}

const SQLITE_COLUMNS: &str = "SELECT m.name AS table_name, c.name AS column_name, c.type AS data_type, \
    (c.\"notnull\" = 0 AND c.pk = 0) AS nullable FROM sqlite_master m, pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";
const POSTGRES_COLUMNS: &str = "SELECT table_name::text AS table_name, column_name::text AS column_name, \
    data_type::text AS data_type, is_nullable = 'YES' AS nullable FROM information_schema.columns \
    WHERE table_schema = current_schema()";
const SQLITE_INDEXES: &str = "SELECT m.name AS table_name, i.name AS index_name, i.\"unique\" AS is_unique \
    FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin = 'c'";
const POSTGRES_INDEXES: &str = "SELECT t.relname::text AS table_name, c.relname::text AS index_name, \
    i.indisunique AS is_unique FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
    JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace \
    WHERE n.nspname = current_schema() AND NOT i.indisprimary";

impl Schema {
    /// Reads a database's own catalogue.
    pub async fn read(database: &Database) -> Self {
        let (columns, indexes) = match database.backend() {
            Backend::Sqlite => (SQLITE_COLUMNS, SQLITE_INDEXES),
            Backend::Postgres => (POSTGRES_COLUMNS, POSTGRES_INDEXES),
        };
        let columns: Vec<ColumnRow> =
            sql::all(database.read(), columns, values![]).await.expect("the catalogue reads");
        let indexes: Vec<IndexRow> =
            sql::all(database.read(), indexes, values![]).await.expect("the catalogue reads");
        Self {
            columns: columns
                .into_iter()
                .map(|row| Column {
                    name: (row.table_name, row.column_name),
                    family: family(&row.data_type).to_owned(),
                    nullable: row.nullable,
                })
                .collect(),
            indexes: indexes
                .into_iter()
                .map(|row| Index {
                    table: row.table_name,
                    name: row.index_name,
                    unique: row.is_unique,
                })
                .collect(),
        }
    }
}

fn family(data_type: &str) -> &'static str {
    match data_type.to_ascii_lowercase().as_str() {
        "text" => "text",
        "integer" | "bigint" => "integer",
        "blob" | "bytea" => "bytes",
        "double precision" => "real",
        "boolean" => "boolean",
        _ => "unknown: use text, bigint, blob/bytea, double precision or boolean",
    }
}
