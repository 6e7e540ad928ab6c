//! How far two paths are apart: edits by bit-parallel columns.
//!
//! Levenshtein distance after Myers (*A fast bit-vector algorithm for approximate string matching*,
//! J. ACM 46, 1999) in the form of Hyyrö (2003): 64 rows of the matrix a word, differences between
//! neighbours as two bits, and the carry from word to word for paths longer than that.

/// `2e / (|a| + |b| + e)` with `e` insertions, deletions and exchanges; 0 for two empty paths.
pub(super) fn distance(one: &[u8], other: &[u8]) -> f64 {
    let edits = edits(one, other) as f64;
    let lengths = (one.len() + other.len()) as f64;
    if lengths == 0.0 { 0.0 } else { 2.0 * edits / (lengths + edits) }
}

/// 64 rows of a column: where it goes up and down by one.
#[derive(Debug, Clone, Copy)]
struct Word {
    up: u64,
    down: u64,
}

/// Insertions, deletions and exchanges between the two. Cost: `|b| · ⌈|a| / 64⌉` steps.
fn edits(one: &[u8], other: &[u8]) -> usize {
    let Some(last) = one.len().checked_sub(1) else { return other.len() };
    let words = last / 64 + 1;
    // By code and word: at which rows the code is.
    let mut rows_of = vec![0_u64; 256 * words];
    for (row, code) in one.iter().enumerate() {
        rows_of[usize::from(*code) * words + row / 64] |= 1 << (row % 64);
    }
    let mut column = vec![Word { up: u64::MAX, down: 0 }; words];
    let mut edits = one.len();
    for code in other {
        let equal = &rows_of[usize::from(*code) * words..][..words];
        // The first row goes up by one with each column.
        let (mut up_in, mut down_in) = (1_u64, 0_u64);
        for (number, (word, equal)) in column.iter_mut().zip(equal).enumerate() {
            let row = if number + 1 == words { last % 64 } else { 63 };
            (up_in, down_in) = word.step(*equal, up_in, down_in, row);
        }
        edits = edits + up_in as usize - down_in as usize;
    }
    edits
}

impl Word {
    /// The same rows in the next column, where the rows `equal` have its code. Takes how the row
    /// above went up or down (a bit each), returns it for `row`.
    fn step(&mut self, equal: u64, up_in: u64, down_in: u64, row: usize) -> (u64, u64) {
        let vertical = equal | self.down;
        let equal = equal | down_in;
        let horizontal = ((equal & self.up).wrapping_add(self.up) ^ self.up) | equal;
        let up = self.down | !(horizontal | self.up);
        let down = self.up & horizontal;
        let (up_on, down_on) = (up << 1 | up_in, down << 1 | down_in);
        self.up = down_on | !(vertical | up_on);
        self.down = up_on & vertical;
        (up >> row & 1, down >> row & 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counted_by_hand() {
        // kitten, sitting: two exchanges, one insertion; 2 · 3 / (6 + 7 + 3).
        assert_eq!(distance(b"kitten", b"sitting"), 6.0 / 16.0);
        assert_eq!(
            (distance(b"", b""), distance(b"a", b""), distance(b"ab", b"cd")),
            (0.0, 1.0, 2.0 / 3.0)
        );
    }

    /// The matrix, row by row.
    fn slow(one: &[u8], other: &[u8]) -> usize {
        let mut row: Vec<usize> = (0..=other.len()).collect();
        for (place, code) in one.iter().enumerate() {
            let mut before = row[0];
            row[0] = place + 1;
            for (column, theirs) in other.iter().enumerate() {
                let exchanged = before + usize::from(code != theirs);
                before = row[column + 1];
                row[column + 1] = exchanged.min(row[column] + 1).min(before + 1);
            }
        }
        row[other.len()]
    }

    proptest! {
        /// Lengths around one, two and three words.
        #[test]
        fn it_agrees_with_the_matrix(
            one in proptest::collection::vec(0..4_u8, 0..200), other in proptest::collection::vec(0..4_u8, 0..200),
        ) {
            prop_assert_eq!(edits(&one, &other), slow(&one, &other));
            prop_assert_eq!(edits(&other, &one), slow(&one, &other));
        }

        #[test]
        fn it_is_a_metric(
            paths in proptest::array::uniform3(proptest::collection::vec(0..3_u8, 0..9)),
        ) {
            let [a, b, c] = &paths;
            prop_assert_eq!(distance(a, b) == 0.0, a == b);
            prop_assert_eq!(distance(a, b), distance(b, a));
            prop_assert!(distance(a, c) <= distance(a, b) + distance(b, c) + 1e-12);
        }
    }
}
