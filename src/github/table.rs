//! The one reader of the tables in `data/`: tab-separated values, `#` for comments, one header line.
//!
//! The tables are part of the program, so a malformed row is a fault of the build: the tests read every cell.

use std::str::Lines;

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

/// The rows of a table.
pub(super) fn rows(name: &str) -> impl Iterator<Item = Row> + use<> {
    let table = FILES.iter().find(|(known, _)| *known == name);
    let lines: Lines<'static> = table.map_or("", |(_, table)| table).lines();
    lines
        .skip_while(|line| line.starts_with('#'))
        .skip(1)
        .map(|line| Row { line })
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
        for (cell, text) in cells.iter_mut().zip(self.line.split('\t')) {
            *cell = text;
        }
        cells
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
            // What the build script alone reads.
            .filter(|name| !["client-methods", "endpoint-aliases", "endpoints"].contains(&name.as_str()))
            .collect();
        names.sort();
        let tables: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
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
