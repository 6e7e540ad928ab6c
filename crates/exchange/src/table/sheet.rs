//! A CSV file as cells, whoever wrote it: any usual separator, UTF-8 or Windows-1252, cells with or
//! without HTML.

use parcours_kernel::Problem;

use crate::{plain, problems};

/// Rows that are read: many times what a map may have.
const MOST_ROWS: usize = 5_000;
const MOST_COLUMNS: usize = 500;
/// Characters of a cell that are kept: what a text of a map may have.
const MOST_IN_CELL: usize = 5_000;

/// The cells of a table. Each row has the line of the file where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) lines: Vec<u64>,
    /// Whether some cells held HTML, which became plain text.
    pub(crate) had_html: bool,
    /// Whether a cell was longer than texts of a map may be.
    pub(crate) was_cut: bool,
}

impl Sheet {
    /// Reads a file; rows without any word in them are passed over.
    pub(crate) fn read(text: &str, keep_html: bool) -> Result<Self, Problem> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut sheet =
            Self { rows: Vec::new(), lines: Vec::new(), had_html: false, was_cut: false };
        for record in reader.records() {
            let record = record.map_err(|cause| {
                problems::broken_csv(cause.position().map_or(1, csv::Position::line))
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells = record.iter().take(MOST_COLUMNS).map(|cell| sheet.cell(cell, keep_html));
            let cells: Vec<String> = cells.collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if sheet.rows.len() == MOST_ROWS {
                return Err(problems::cell(
                    line,
                    "1",
                    "there are more than 5,000 rows, which no map has.",
                    "il y a plus de 5\u{202f}000 lignes, plus qu’aucun parcours.",
                ));
            }
            sheet.rows.push(cells);
            sheet.lines.push(line);
        }
        Ok(sheet)
    }

    fn cell(&mut self, cell: &str, keep_html: bool) -> String {
        if keep_html {
            return cell.to_owned();
        }
        let mut text = cell.to_owned();
        if plain::has_html(cell) {
            self.had_html = true;
            text = plain::text(cell);
        }
        if text.chars().count() > MOST_IN_CELL {
            self.was_cut = true;
            text = text.chars().take(MOST_IN_CELL).collect();
        }
        text.replace('\0', "")
    }

    /// A cell; empty where the row is shorter.
    pub(crate) fn at(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    /// The number of columns of its widest row.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// The separator that splits the first row into most cells.
fn separator(text: &str) -> u8 {
    let count = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        reader.records().next().and_then(Result::ok).map_or(0, |record| record.len())
    };
    // The first of equals: a file of one column has no separator, and a comma does no harm.
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}
