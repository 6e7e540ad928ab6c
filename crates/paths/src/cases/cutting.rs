//! From rows of the log to cases.

use std::collections::HashMap;
use std::sync::Arc;

use parcours_interactions::{Bucket, PropertyColumn};
use serde::{Deserialize, Serialize};

use super::{CaseFilter, Cases, Cut, NONE, place};

/// How rows become cases; plain data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cutting {
    /// The activity by signature's number; what is [`NONE`] or beyond it is left out.
    pub code_of: Arc<Vec<u8>>,
    /// Activities that rows are told apart into.
    pub by_value: Option<ByValue>,
    /// Only rows with this property (its name, its value).
    pub only: Option<(Arc<str>, String)>,
    /// What one case is.
    pub cut: Cut,
    /// Which cases count.
    pub filter: CaseFilter,
}

/// Activities told apart by a property of the row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByValue {
    /// Its name.
    pub property: Arc<str>,
    /// Activity, value (`None` for rows without the property), and the code of both together.
    pub codes: Vec<(u8, Option<String>, u8)>,
}

/// What was met while rows became cases: interactions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Asked for the property of [`Cutting::only`].
    pub asked: u64,
    /// Those that had it, whatever its value.
    pub with_property: u64,
    /// With the property that cases are cut by.
    pub with_case: u64,
    /// Without it: they belong to no case.
    pub without_case: u64,
}

/// Makes [`Cases`] of chunks of the log; its memory is used again for the next.
#[derive(Debug, Default)]
pub struct CaseBuffer {
    customers: Vec<i64>,
    offsets: Vec<u32>,
    codes: Vec<u8>,
    at: Vec<i64>,
    value: Vec<f64>,
    by_case: ByCase,
    seen: Seen,
}

/// Scratch of putting a customer's rows into cases.
#[derive(Debug, Default)]
struct ByCase {
    /// The case of each value, and of which customer that was said.
    case_of: Vec<(usize, u32)>,
    /// Rows of the customer: case and row.
    taken: Vec<(u32, usize)>,
    /// Where the next row of each case goes.
    next: Vec<usize>,
    /// Codes in their new order.
    codes: Vec<u8>,
}

impl Seen {
    /// Adds what was met among other customers.
    pub fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.with_property += other.with_property;
        self.with_case += other.with_case;
        self.without_case += other.without_case;
    }
}

impl CaseBuffer {
    /// The cases of a chunk of whole customers; those of which nothing is left are none. Cost: one pass
    /// over the rows; where all of them are looked at, only their codes are written.
    pub fn cut<'a>(&'a mut self, bucket: &'a Bucket, how: &Cutting) -> Cases<'a> {
        self.codes.clear();
        let code_of = how.code_of.as_slice();
        let code = |signature: &u32| code_of.get(*signature as usize).copied().unwrap_or(NONE);
        self.codes.extend(bucket.signature.iter().map(code));
        if let Some((name, value)) = &how.only {
            self.keep_only(bucket.property(name), value);
        }
        if let Some(by_value) = &how.by_value
            && let Some(column) = bucket.property(&by_value.property)
        {
            self.tell_apart(column, by_value);
        }
        let all = how.filter.is_empty() && !self.codes.contains(&NONE);
        let Bucket { customers, offsets, at, value, .. } = bucket;
        match &how.cut {
            Cut::Customer if all => {
                return Cases { customers, offsets, codes: &self.codes, at, value };
            }
            Cut::Session(silence) if all => {
                let cases = self.cut_whole(bucket, *silence);
                let Self { customers, offsets, codes, .. } = self;
                let (customers, offsets) = (&customers[..cases], &offsets[..=cases]);
                return Cases { customers, offsets, codes, at, value };
            }
            _ => self.clear(),
        }
        match &how.cut {
            Cut::Customer => self.fill(bucket, i64::MAX),
            Cut::Session(silence) => self.fill(bucket, *silence),
            Cut::Property(name) => self.fill_by_case(bucket, bucket.property(name)),
        }
        if !how.filter.is_empty() {
            self.keep(&how.filter);
        }
        let Self { customers, offsets, codes, at, value, .. } = self;
        Cases { customers, offsets, codes, at, value }
    }

    /// What was met in all chunks so far.
    pub fn seen(&self) -> Seen {
        self.seen
    }

    /// Leaves rows out whose property has another value, or none.
    fn keep_only(&mut self, column: Option<&PropertyColumn>, value: &str) {
        let wanted = column.and_then(|column| column.code(value));
        for (row, code) in self.codes.iter_mut().enumerate().filter(|(_, code)| **code != NONE) {
            let found = column.map_or(0, |column| column.codes[row]);
            self.seen.asked += 1;
            self.seen.with_property += u64::from(found != 0);
            if wanted != Some(found) {
                *code = NONE;
            }
        }
    }

    fn tell_apart(&mut self, column: &PropertyColumn, by_value: &ByValue) {
        let mut codes: HashMap<u8, HashMap<Option<&str>, u8>> = HashMap::new();
        for (activity, value, code) in &by_value.codes {
            codes.entry(*activity).or_default().insert(value.as_deref(), *code);
        }
        // By activity and by the place of the value in the column.
        let mut tables: Vec<Vec<u8>> = vec![Vec::new(); 256];
        for (activity, codes) in codes {
            let values =
                std::iter::once(None).chain(column.values.iter().map(|value| Some(&**value)));
            let code = |value| codes.get(&value).copied().unwrap_or(activity);
            tables[usize::from(activity)] = values.map(code).collect();
        }
        for (code, value) in self.codes.iter_mut().zip(&column.codes) {
            if let Some(new) = tables[usize::from(*code)].get(*value as usize) {
                *code = *new;
            }
        }
    }

    /// Where sessions begin, when all rows count; says how many there are. Whether a row begins one is
    /// beyond foresight, so each is written as if it did, and the next in its place if it did not.
    fn cut_whole(&mut self, bucket: &Bucket, silence: i64) -> usize {
        let rows = bucket.at.len();
        if self.offsets.len() <= rows {
            self.customers.resize(rows + 1, 0);
            self.offsets.resize(rows + 1, 0);
        }
        let (begun, begins) = (&mut self.customers[..=rows], &mut self.offsets[..=rows]);
        let mut cases = 0;
        for (customer, window) in bucket.customers.iter().zip(bucket.offsets.windows(2)) {
            (begun[cases], begins[cases]) = (*customer, window[0]);
            cases += 1;
            let at = &bucket.at[window[0] as usize..window[1] as usize];
            for (pair, row) in at.windows(2).zip(window[0] + 1..) {
                (begun[cases], begins[cases]) = (*customer, row);
                cases += usize::from(pair[1].saturating_sub(pair[0]) > silence);
            }
        }
        begins[cases] = place(rows);
        cases
    }

    /// Moves the rows that count together, as cases.
    fn fill(&mut self, bucket: &Bucket, silence: i64) {
        let mut kept = 0;
        for (customer, window) in bucket.customers.iter().zip(bucket.offsets.windows(2)) {
            let mut last = None;
            for row in window[0] as usize..window[1] as usize {
                let code = self.codes[row];
                if code == NONE {
                    continue;
                }
                let at = bucket.at[row];
                if last.is_none_or(|last: i64| at.saturating_sub(last) > silence) {
                    self.customers.push(*customer);
                    self.offsets.push(place(kept));
                }
                last = Some(at);
                self.codes[kept] = code;
                kept += 1;
                self.at.push(at);
                if let Some(value) = bucket.value.get(row) {
                    self.value.push(*value);
                }
            }
        }
        self.codes.truncate(kept);
        self.offsets.push(place(kept));
    }

    /// Puts the rows of each customer together that have one value: cases in the order of their first
    /// row, rows in the order they were in.
    fn fill_by_case(&mut self, bucket: &Bucket, column: Option<&PropertyColumn>) {
        let ByCase { case_of, taken, next, codes } = &mut self.by_case;
        case_of.clear();
        case_of.resize(column.map_or(0, |column| column.values.len()) + 1, (usize::MAX, 0));
        codes.clear();
        for (owner, customer) in bucket.customers.iter().enumerate() {
            taken.clear();
            next.clear();
            for row in bucket.offsets[owner] as usize..bucket.offsets[owner + 1] as usize {
                if self.codes[row] == NONE {
                    continue;
                }
                let value = column.map_or(0, |column| column.codes[row]);
                if value == 0 {
                    self.seen.without_case += 1;
                    continue;
                }
                let (said_of, case) = &mut case_of[value as usize];
                if *said_of != owner {
                    (*said_of, *case) = (owner, place(next.len()));
                    next.push(0);
                }
                next[*case as usize] += 1;
                taken.push((*case, row));
            }
            let mut start = codes.len();
            for size in next.iter_mut() {
                self.customers.push(*customer);
                self.offsets.push(place(start));
                start += std::mem::replace(size, start);
            }
            self.seen.with_case += taken.len() as u64;
            codes.resize(start, NONE);
            self.at.resize(start, 0);
            if !bucket.value.is_empty() {
                self.value.resize(start, f64::NAN);
            }
            for (case, row) in taken.iter() {
                let to = next[*case as usize];
                next[*case as usize] += 1;
                codes[to] = self.codes[*row];
                self.at[to] = bucket.at[*row];
                if let Some(value) = bucket.value.get(*row) {
                    self.value[to] = *value;
                }
            }
        }
        self.offsets.push(place(codes.len()));
        std::mem::swap(&mut self.codes, codes);
    }

    /// Takes out the cases that do not count, in place.
    fn keep(&mut self, filter: &CaseFilter) {
        let (mut cases, mut rows) = (0, 0);
        let mut start = 0;
        for case in 0..self.customers.len() {
            let end = self.offsets[case + 1] as usize;
            if filter.passes(&self.codes[start..end]) {
                self.codes.copy_within(start..end, rows);
                self.at.copy_within(start..end, rows);
                if !self.value.is_empty() {
                    self.value.copy_within(start..end, rows);
                }
                self.customers[cases] = self.customers[case];
                rows += end - start;
                cases += 1;
                self.offsets[cases] = place(rows);
            }
            start = end;
        }
        self.customers.truncate(cases);
        self.offsets.truncate(cases + 1);
        self.codes.truncate(rows);
        self.at.truncate(rows);
        self.value.truncate(rows);
    }

    /// Forgets all but the codes.
    fn clear(&mut self) {
        self.customers.clear();
        self.offsets.clear();
        self.at.clear();
        self.value.clear();
    }
}

#[cfg(test)]
mod tests;
