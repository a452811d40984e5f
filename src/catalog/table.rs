//! The one reader of the tables in `data/`: tab-separated values, `#` for comments, one header line.
//!
//! The tables are part of the program, so a malformed row is a fault of the build: the tests read every cell. At run time
//! a missing cell reads as empty, because the engine never panics.

use std::str::Lines;

/// One row, its cells in the order of the header.
#[derive(Clone, Copy)]
pub(super) struct Row {
    line: &'static str,
}

impl Row {
    /// The cells from left to right; past the last one, empty ones.
    pub(super) fn cells<const N: usize>(self) -> [&'static str; N] {
        let mut cells = [""; N];
        self.fill(&mut cells);
        cells
    }

    // Apart from `cells`, so that the WebAssembly holds it once and not for every number of columns.
    fn fill(self, cells: &mut [&'static str]) {
        for (cell, text) in cells.iter_mut().zip(self.line.split('\t')) {
            *cell = text;
        }
    }
}

/// The rows of a table, without comments and header.
pub(super) fn rows(table: &'static str) -> Rows {
    let mut rows = Rows { lines: table.lines() };
    rows.next();
    rows
}

/// The rows of a table; a type of its own for the same reason as [`Row::fill`].
pub(super) struct Rows {
    lines: Lines<'static>,
}

impl Iterator for Rows {
    type Item = Row;

    #[inline(never)]
    fn next(&mut self) -> Option<Row> {
        loop {
            let line = self.lines.next()?;
            if !line.starts_with('#') {
                return Some(Row { line });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_header_and_missing_cells() {
        let table = "# source\na\tb\n1\t2\n3\n";
        let cells: Vec<[&str; 2]> = rows(table).map(Row::cells).collect();
        assert_eq!(cells, [["1", "2"], ["3", ""]]);
    }
}
