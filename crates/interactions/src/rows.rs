//! Rows of interactions as columns: what is read, merged, sorted and written.

use std::ops::Range;

use parquet::data_type::ByteArray;

/// Which columns are wanted beside customer, time and signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Columns {
    /// The place in the order of arrival.
    pub(crate) seq: bool,
    /// Money or score.
    pub(crate) value: bool,
    /// The text of the properties.
    pub(crate) properties: bool,
    /// Everything else: when it was heard of, source, other texts.
    pub(crate) rest: bool,
}

impl Columns {
    pub(crate) const ALL: Self = Self { seq: true, value: true, properties: true, rest: true };
}

/// Columns of equal length, as far as they are wanted; the others are empty. Texts that are not
/// there are empty. Cheap to clone: texts are counted references.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Rows {
    pub(crate) customer: Vec<i64>,
    pub(crate) at: Vec<i64>,
    pub(crate) signature: Vec<u32>,
    pub(crate) seq: Vec<i64>,
    /// NaN where there is none.
    pub(crate) value: Vec<f64>,
    pub(crate) received_at: Vec<i64>,
    pub(crate) source: Vec<i64>,
    pub(crate) subject: Vec<ByteArray>,
    pub(crate) properties: Vec<ByteArray>,
    pub(crate) message_id: Vec<ByteArray>,
}

/// Does the same with each column.
macro_rules! each {
    ($rows:expr, $column:ident => $do:expr) => {{
        let rows = $rows;
        {
            let $column = &mut rows.customer;
            $do;
        }
        {
            let $column = &mut rows.at;
            $do;
        }
        {
            let $column = &mut rows.signature;
            $do;
        }
        {
            let $column = &mut rows.seq;
            $do;
        }
        {
            let $column = &mut rows.value;
            $do;
        }
        {
            let $column = &mut rows.received_at;
            $do;
        }
        {
            let $column = &mut rows.source;
            $do;
        }
        {
            let $column = &mut rows.subject;
            $do;
        }
        {
            let $column = &mut rows.properties;
            $do;
        }
        {
            let $column = &mut rows.message_id;
            $do;
        }
    }};
}

/// Does the same with each pair of columns.
macro_rules! each_pair {
    ($to:expr, $from:expr, ($a:ident, $b:ident) => $do:expr) => {{
        let (to, from) = ($to, $from);
        {
            let ($a, $b) = (&mut to.customer, &from.customer);
            $do;
        }
        {
            let ($a, $b) = (&mut to.at, &from.at);
            $do;
        }
        {
            let ($a, $b) = (&mut to.signature, &from.signature);
            $do;
        }
        {
            let ($a, $b) = (&mut to.seq, &from.seq);
            $do;
        }
        {
            let ($a, $b) = (&mut to.value, &from.value);
            $do;
        }
        {
            let ($a, $b) = (&mut to.received_at, &from.received_at);
            $do;
        }
        {
            let ($a, $b) = (&mut to.source, &from.source);
            $do;
        }
        {
            let ($a, $b) = (&mut to.subject, &from.subject);
            $do;
        }
        {
            let ($a, $b) = (&mut to.properties, &from.properties);
            $do;
        }
        {
            let ($a, $b) = (&mut to.message_id, &from.message_id);
            $do;
        }
    }};
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        self.customer.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.customer.is_empty()
    }

    /// Adds some rows of another; both have the same columns.
    pub(crate) fn extend(&mut self, other: &Self, from: usize, until: usize) {
        each_pair!(self, other, (to, column) => {
            if !column.is_empty() {
                to.extend_from_slice(&column[from..until]);
            }
        });
    }

    /// Takes the rows from `at` on.
    pub(crate) fn split_off(&mut self, at: usize) -> Self {
        let mut rest = Self::default();
        rest.extend(self, at, self.len());
        each!(self, column => column.truncate(at));
        rest
    }

    /// Of the rows from one on, keeps those marked.
    pub(crate) fn keep_from(&mut self, from: usize, marked: &[bool]) {
        each!(self, column => {
            if !column.is_empty() {
                let mut kept = from;
                for row in from..column.len() {
                    if marked[row - from] {
                        column.swap(kept, row);
                        kept += 1;
                    }
                }
                column.truncate(kept);
            }
        });
    }

    /// Keeps the rows marked.
    pub(crate) fn keep(&mut self, marked: &[bool]) {
        self.keep_from(0, marked);
    }

    /// Forgets all rows and keeps their memory.
    pub(crate) fn clear(&mut self) {
        each!(self, column => column.clear());
    }

    /// The same rows in the order of (customer, time, arrival); without `seq`, of (customer, time,
    /// place).
    pub(crate) fn sorted(self) -> Self {
        let arrival = |row: usize| self.seq.get(row).copied().unwrap_or_default();
        let key = |row: usize| (self.customer[row], self.at[row], arrival(row));
        if (1..self.len()).all(|row| key(row - 1) <= key(row)) {
            return self;
        }
        let mut keys: Vec<_> = (0..self.len())
            .map(|row| (key(row), u32::try_from(row).expect("fewer than 2³² rows at once")))
            .collect();
        keys.sort_unstable();
        let mut sorted = Self::default();
        each_pair!(&mut sorted, &self, (to, column) => {
            if !column.is_empty() {
                to.reserve_exact(keys.len());
                take(to, column, keys.iter().map(|(_, row)| *row as usize));
            }
        });
        sorted
    }

    /// Sorts some of the rows.
    pub(crate) fn sort_range(&mut self, range: Range<usize>) {
        let mut part = Self::default();
        part.extend(self, range.start, range.end);
        let part = part.sorted();
        each_pair!(self, &part, (to, column) => {
            if !column.is_empty() {
                to[range.clone()].clone_from_slice(column);
            }
        });
    }

    /// Puts some rows of another to places of this, which has `length` rows in the end; both have the
    /// same columns.
    pub(crate) fn put(
        &mut self,
        other: &Self,
        range: Range<usize>,
        places: &[usize],
        length: usize,
    ) {
        each_pair!(self, other, (to, column) => {
            if !column.is_empty() {
                to.resize(length, Default::default());
                scatter(to, &column[range.clone()], places);
            }
        });
    }

    /// Roughly what these rows take in memory.
    pub(crate) fn bytes(&self) -> usize {
        let texts = [&self.subject, &self.properties, &self.message_id];
        let text = |texts: &Vec<ByteArray>| -> usize {
            texts.iter().map(|text| size_of::<ByteArray>() + text.len()).sum()
        };
        self.len() * 52 + texts.into_iter().map(text).sum::<usize>()
    }
}

fn take<T: Clone>(to: &mut Vec<T>, column: &[T], rows: impl Iterator<Item = usize>) {
    to.extend(rows.map(|row| column[row].clone()));
}

fn scatter<T: Clone>(to: &mut [T], values: &[T], places: &[usize]) {
    for (place, value) in places.iter().zip(values) {
        to[*place].clone_from(value);
    }
}

/// A text as it is kept in rows: always set, so that it can be looked at.
pub(crate) fn text_of(text: Option<&str>) -> ByteArray {
    text.map_or_else(|| ByteArray::from(Vec::new()), ByteArray::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(keys: &[(i64, i64, i64)]) -> Rows {
        let mut rows = Rows::default();
        for (customer, at, seq) in keys {
            rows.customer.push(*customer);
            rows.at.push(*at);
            rows.seq.push(*seq);
            rows.signature.push(u32::try_from(*seq).unwrap());
        }
        rows
    }

    #[test]
    fn rows_are_sorted_by_customer_time_and_arrival() {
        let sorted = rows(&[(2, 1, 1), (1, 5, 2), (1, 5, 0), (1, 4, 3)]).sorted();
        assert_eq!(sorted.signature, [3, 0, 2, 1]);
        assert_eq!(sorted.customer, [1, 1, 1, 2]);
    }

    #[test]
    fn rows_come_apart_and_together() {
        let whole = rows(&[(1, 1, 1), (1, 2, 2), (2, 1, 3), (3, 1, 4)]);
        let mut head = whole.clone();
        let tail = head.split_off(3);
        assert_eq!((head.len(), tail.len()), (3, 1));
        head.extend(&tail, 0, 1);
        assert_eq!(head, whole);
        head.keep(&[true, false, false, true]);
        assert_eq!(head.seq, [1, 4]);
    }
}
