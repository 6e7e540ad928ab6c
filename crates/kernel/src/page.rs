//! Keyset paging: a cursor names the last row seen, never an offset.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Problem, Text};

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 200;

/// One page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows of this page, in the list's order.
    pub items: Vec<T>,
    /// What to send as `cursor` for the rows after these; null at the end.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of `rows`, which were asked for with one more than `limit`: the extra row only
    /// tells that there is a next page.
    pub fn from_rows<K: Serialize>(mut rows: Vec<T>, limit: u32, key: impl Fn(&T) -> K) -> Self {
        let limit = limit as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(|row| Cursor::encode(&key(row))) } else { None };
        Self { items: rows, next }
    }

    /// The same page with each row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(turn).collect(), next: self.next }
    }
}

/// `?cursor=…&limit=…`
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to 200; 50 when not said.
    pub limit: Option<u32>,
}

impl PageQuery {
    /// Rows wanted, within bounds.
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT)
    }

    /// The key of the last row seen, if any.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, Problem> {
        self.cursor.as_deref().map(Cursor::decode).transpose()
    }
}

/// Writes and reads cursors: opaque to clients, a JSON key to us.
#[derive(Debug)]
pub struct Cursor;

impl Cursor {
    /// The cursor of a key.
    pub fn encode<K: Serialize>(key: &K) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).expect("keys are plain values"))
    }

    /// The key of a cursor.
    pub fn decode<K: DeserializeOwned>(cursor: &str) -> Result<K, Problem> {
        URL_SAFE_NO_PAD
            .decode(cursor)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .ok_or_else(|| {
                Problem::invalid(
                    "cursor",
                    "invalid_cursor",
                    Text::new(
                        "This cursor is not one of ours. Start again without it.",
                        "Ce curseur n’est pas l’un des nôtres. Recommencez sans lui.",
                    ),
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_whether_there_is_more() {
        let page = Page::from_rows(vec![1, 2, 3], 2, |row| *row);
        assert_eq!(page.items, [1, 2]);
        let query = PageQuery { cursor: page.next, limit: None };
        assert_eq!(query.after::<i32>().unwrap(), Some(2));
        assert!(Page::from_rows(vec![1, 2], 2, |row| *row).next.is_none());
    }

    #[test]
    fn a_foreign_cursor_is_a_clear_error() {
        let query = PageQuery { cursor: Some("??".into()), limit: None };
        assert_eq!(query.after::<i32>().unwrap_err().code(), "invalid_input");
    }
}
