//! The one reader of the tables in `data/`: tab-separated values, `#` for comments, one header line.
//!
//! The command line embeds the tables. The extension ships them in one file, for its two modules of WebAssembly would
//! each hold them otherwise.
//!
//! The tables are part of the program, so a malformed row is a fault of the build: the tests read every cell. At run time
//! a missing cell reads as empty, because the engine never panics.

use std::{str::Lines, sync::OnceLock};

use crate::small::Gather;

/// Every table: its name, its rows.
static TABLES: OnceLock<Vec<(&str, &str)>> = OnceLock::new();

/// What stands before every table in the file that holds all.
const MARK: char = '\u{c}';

/// Takes the tables as the extension ships them; once, before anything is asked.
pub fn load(file: String) {
    TABLES.get_or_init(|| tables(file.leak()));
}

fn tables(file: &str) -> Vec<(&str, &str)> {
    // What stands before the first mark says where the file comes from.
    let tables = file.split(MARK).skip(1);
    tables.filter_map(|table| table.split_once('\n')).gather()
}

#[cfg(not(target_arch = "wasm32"))]
mod embedded {
    use super::MARK;

    macro_rules! files {
        ($($name:literal)*) => {
            &[$(($name, include_str!(concat!("../../data/", $name, ".tsv"))),)*]
        };
    }

    const FILES: &[(&str, &str)] = files!(
        "aliases"
        "alternatives"
        "classic-scopes"
        "companions"
        "contradictions"
        "high-risk"
        "limits"
        "parameters"
        "permissions"
        "presets"
        "words"
    );

    /// The tables as the extension ships them: without comments and headers, every one behind a form feed and its name.
    #[must_use]
    pub fn file() -> String {
        let mut file = String::from("Written by `cargo xtask dist` from data/, which names sources and dates.\n");
        for (name, table) in FILES {
            file.push(MARK);
            file.push_str(name);
            file.push('\n');
            for row in table.lines().skip_while(|line| line.starts_with('#')).skip(1) {
                file.push_str(row);
                file.push('\n');
            }
        }
        file
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use embedded::file;

/// The rows of a table.
pub(super) fn rows(name: &str) -> Rows {
    #[cfg(not(target_arch = "wasm32"))]
    TABLES.get_or_init(|| tables(file().leak()));
    let mut tables = TABLES.get().into_iter().flatten();
    let table = tables.find(|(known, _)| *known == name);
    Rows {
        lines: table.map_or("", |(_, rows)| rows).lines(),
    }
}

/// The rows of a table; a type of its own so that the WebAssembly holds its parts once.
pub(super) struct Rows {
    lines: Lines<'static>,
}

impl Iterator for Rows {
    type Item = Row;

    #[inline(never)]
    fn next(&mut self) -> Option<Row> {
        self.lines.next().map(|line| Row { line })
    }
}

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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_a_table() {
        let mut names: Vec<String> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data"))
            .unwrap()
            .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        names.sort();
        let file = file();
        let tables: Vec<&str> = tables(&file).into_iter().map(|(name, _)| name).collect();
        assert_eq!(tables, names);
    }

    #[test]
    fn a_table_without_comments_and_header() {
        let first = rows("contradictions").next().unwrap();
        assert!(!first.line.starts_with('#') && !first.line.starts_with("parameter"));
    }

    #[test]
    fn missing_cells_are_empty() {
        assert_eq!(Row { line: "3" }.cells(), ["3", ""]);
        assert_eq!(Row { line: "1\t2\t3" }.cells(), ["1", "2"]);
    }
}
