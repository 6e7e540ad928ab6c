//! Rows of many customers from several sources, put in order at once.

use std::ops::Range;

use crate::rows::Rows;
use crate::segment::BUCKETS;

/// Some rows of one source, sorted.
pub(super) struct Part<'r> {
    pub(super) rows: &'r Rows,
    pub(super) range: Range<usize>,
}

impl Part<'_> {
    fn customers(&self) -> &[i64] {
        &self.rows.customer[self.range.clone()]
    }
}

/// Slots a row at most, before counting costs more than comparing.
const SPARSE: usize = 8;

/// Adds the rows of parts of one bucket in the order of (customer, time, arrival): a counting sort
/// by customer (Knuth, TAOCP 3, 5.2), in which rows of a customer stay in the order of the parts.
/// Where the rows have `seq`, those are sorted that are not in order then; without it, the parts
/// must follow each other in time. Cost: a few passes over the rows.
pub(super) fn interleave(parts: &[Part<'_>], into: &mut Rows) {
    let ends = |part: &Part<'_>| Some((*part.customers().first()?, *part.customers().last()?));
    let Some((first, last)) =
        parts.iter().filter_map(ends).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    else {
        return;
    };
    let total: usize = parts.iter().map(|part| part.range.len()).sum();
    // The customers of a bucket are as far apart as there are buckets.
    let slot = |customer: &i64| {
        debug_assert_eq!(customer.abs_diff(first) % BUCKETS as u64, 0, "all are of one bucket");
        usize::try_from(customer.abs_diff(first)).expect("64 bits") / BUCKETS
    };
    let base = into.len();
    if slot(&last) > SPARSE * total {
        for part in parts {
            into.extend(part.rows, part.range.start, part.range.end);
        }
        into.sort_range(base..base + total);
        return;
    }
    let mut next = vec![0_u32; slot(&last) + 2];
    for customer in parts.iter().flat_map(Part::customers) {
        next[slot(customer) + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut next {
        sum += *count;
        *count = sum;
    }
    let mut places = Vec::with_capacity(total);
    for part in parts {
        places.clear();
        places.extend(part.customers().iter().map(|customer| {
            let place = &mut next[slot(customer)];
            *place += 1;
            base + *place as usize - 1
        }));
        into.put(part.rows, part.range.clone(), &places, base + total);
    }
    if !into.seq.is_empty() {
        order_within_customers(into, base);
    }
}

/// Sorts the rows of each customer that are not in order.
fn order_within_customers(rows: &mut Rows, from: usize) {
    let (mut start, mut in_order) = (from, true);
    for row in from + 1..=rows.len() {
        if row < rows.len() && rows.customer[row] == rows.customer[start] {
            in_order &= (rows.at[row - 1], rows.seq[row - 1]) <= (rows.at[row], rows.seq[row]);
            continue;
        }
        if !in_order {
            rows.sort_range(start..row);
        }
        (start, in_order) = (row, true);
    }
}
