//! What is wrong with the tables: all of it is said at once.

use std::fmt::Display;

#[derive(Default)]
pub struct Errors(Vec<(&'static str, u64, String)>);

impl Errors {
    /// A fault outside the tables.
    pub fn add(&mut self, message: String) {
        self.0.push(("", 0, message));
    }

    /// A fault of a whole file.
    pub fn file(&mut self, table: &'static str, message: impl Display) {
        self.0.push((table, 0, format!("data/{table}.tsv: {message}")));
    }

    /// A fault of a line.
    pub fn line(&mut self, table: &'static str, line: u64, message: impl Display) {
        self.0
            .push((table, line, format!("data/{table}.tsv:{line}: {message}")));
    }

    /// A fault of a cell.
    pub fn cell(&mut self, table: &'static str, line: u64, column: &str, message: impl Display) {
        self.line(table, line, format_args!("column \"{column}\": {message}"));
    }

    /// The faults in the order of the files and lines, if there are any.
    pub fn none(mut self) -> Result<(), Vec<String>> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.sort();
        Err(self.0.into_iter().map(|(_, _, message)| message).collect())
    }
}
