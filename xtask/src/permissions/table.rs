//! data/permissions.tsv as something that can be changed and written again without losing a comment.

use std::fmt;
use std::str::FromStr;

use anyhow::{Context as _, Error, Result, ensure};

use super::Listed;

/// The columns that the documentation fills; the others are written by people.
const KNOWN: [&str; 5] = ["parameter", "scope", "label", "levels", "source"];

pub struct Table {
    /// The comments on top and the line with the names of the columns.
    head: Vec<String>,
    /// Where each of `KNOWN` stands in a row.
    known: [usize; KNOWN.len()],
    width: usize,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub listed: Listed,
    cells: Vec<String>,
}

impl Table {
    /// A row for a new permission; its sentences are empty.
    pub fn append(&mut self, listed: Listed) {
        self.rows.push(Row {
            listed,
            cells: vec![String::new(); self.width],
        });
    }
}

impl FromStr for Table {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut lines = text.lines();
        let mut head: Vec<String> = Vec::new();
        let columns = loop {
            let line = lines
                .next()
                .context("the table has no line with the names of its columns")?;
            head.push(line.to_owned());
            if !line.starts_with('#') {
                break line;
            }
        };
        let columns: Vec<&str> = columns.split('\t').collect();
        let mut known = [0; KNOWN.len()];
        for (place, name) in known.iter_mut().zip(KNOWN) {
            *place = columns
                .iter()
                .position(|it| *it == name)
                .with_context(|| format!("the table has no column {name}"))?;
        }
        let rows = lines
            .map(|line| Row::read(line, &known, columns.len()))
            .collect::<Result<_>>()?;
        Ok(Self {
            head,
            known,
            width: columns.len(),
            rows,
        })
    }
}

impl Row {
    fn read(line: &str, known: &[usize; KNOWN.len()], width: usize) -> Result<Self> {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        ensure!(
            cells.len() == width,
            "a row has {} cells, not {width}: {line}",
            cells.len()
        );
        let [parameter, scope, label, levels, source] =
            known.map(|place| cells.get(place).cloned().unwrap_or_default());
        Ok(Self {
            listed: Listed {
                parameter,
                scope,
                label,
                levels,
                source,
            },
            cells,
        })
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.head {
            writeln!(f, "{line}")?;
        }
        for row in &self.rows {
            let mut cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
            let Listed {
                parameter,
                scope,
                label,
                levels,
                source,
            } = &row.listed;
            for (place, value) in self.known.iter().zip([parameter, scope, label, levels, source]) {
                if let Some(cell) = cells.get_mut(*place) {
                    *cell = value;
                }
            }
            writeln!(f, "{}", cells.join("\t"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# A comment.\nparameter\tscope\tlabel\tlevels\tsource\tread\n\
        issues\trepository\tIssues\tread,write\ttable\tRead them.\n";

    #[test]
    fn what_is_read_is_written_again() {
        let table: Table = TABLE.parse().unwrap();
        assert_eq!(table.to_string(), TABLE);
    }

    #[test]
    fn a_new_row_has_no_sentences() {
        let mut table: Table = TABLE.parse().unwrap();
        let [parameter, scope, label, levels, source] =
            ["pages", "repository", "Pages", "read", "table"].map(str::to_owned);
        let new = Listed {
            parameter,
            scope,
            label,
            levels,
            source,
        };
        table.append(new);
        assert_eq!(
            table.to_string(),
            format!("{TABLE}pages\trepository\tPages\tread\ttable\t\n")
        );
    }

    #[test]
    fn a_row_with_a_cell_too_few_is_refused() {
        let result: Result<Table> = TABLE.replace("\tRead them.", "").parse();
        assert!(
            result
                .err()
                .unwrap()
                .to_string()
                .starts_with("a row has 5 cells, not 6")
        );
    }

    #[test]
    fn a_table_without_a_needed_column_is_refused() {
        let result: Result<Table> = TABLE.replace("\tlevels\t", "\taccess\t").parse();
        assert_eq!(result.err().unwrap().to_string(), "the table has no column levels");
    }
}
