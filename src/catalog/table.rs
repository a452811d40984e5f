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

/// The rows of a table of `data/`. Its comments and its header stay out of the program.
macro_rules! rows {
    ($name:literal) => {{
        const FILE: &[u8] = include_bytes!(concat!("../../data/", $name, ".tsv"));
        const ROWS: [u8; FILE.len() - table::head(FILE)] = table::end_of(FILE);
        table::Rows::of(&ROWS)
    }};
}
pub(super) use rows;

/// The length of the comments and the header.
pub(super) const fn head(file: &[u8]) -> usize {
    let (mut at, mut is_comment) = (0, true);
    while is_comment {
        is_comment = file[at] == b'#';
        while file[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    at
}

/// The last bytes of a file.
pub(super) const fn end_of<const N: usize>(file: &[u8]) -> [u8; N] {
    let mut end = [0; N];
    let mut at = 0;
    while at < N {
        end[at] = file[file.len() - N + at];
        at += 1;
    }
    end
}

/// The rows of a table; a type of its own for the same reason as [`Row::fill`].
pub(super) struct Rows {
    lines: Lines<'static>,
}

impl Rows {
    pub(super) fn of(table: &'static [u8]) -> Rows {
        Rows {
            lines: str::from_utf8(table).unwrap_or_default().lines(),
        }
    }
}

impl Iterator for Rows {
    type Item = Row;

    #[inline(never)]
    fn next(&mut self) -> Option<Row> {
        self.lines.next().map(|line| Row { line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_header_and_missing_cells() {
        const TABLE: &[u8] = b"# source\n# and date\na\tb\n1\t2\n3\n";
        const ROWS: [u8; TABLE.len() - head(TABLE)] = end_of(TABLE);
        let cells: Vec<[&str; 2]> = Rows::of(&ROWS).map(Row::cells).collect();
        assert_eq!(cells, [["1", "2"], ["3", ""]]);
    }
}
