//! The one reader of the tables in `data/`: tab-separated values, `#` for comments, one header line.
//!
//! The tables are part of the program, so a malformed row is a fault of the build: the tests read every cell. At run time
//! a missing cell reads as empty, because the engine never panics.

/// One row, its cells in the order of the header.
#[derive(Clone, Copy)]
pub(super) struct Row {
    line: &'static str,
}

impl Row {
    /// The cells from left to right; past the last one, empty ones.
    pub(super) fn cells<const N: usize>(self) -> [&'static str; N] {
        let mut cells = self.line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    }
}

/// The rows of a table, without comments and header.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|line| Row { line })
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
