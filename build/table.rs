//! One file of `data/`: tab-separated cells without quotes, `#` for comments on top, one line with the names of the columns.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Debug, Display},
    fs,
    path::Path,
};

use csv::{Position, ReaderBuilder, StringRecord};
use serde::de::{DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, value::MapAccessDeserializer};

use super::errors::Errors;

/// The rows of a file.
pub struct Table<R> {
    pub name: &'static str,
    pub lines: Vec<Line<R>>,
    /// The first cell of every line, also of one with a fault in another cell: what names it is right.
    keys: BTreeSet<String>,
}

/// A row and where it is.
pub struct Line<R> {
    pub number: u64,
    pub row: R,
}

impl<R: DeserializeOwned> Table<R> {
    /// Reads a table; a line with a fault is reported and left out.
    pub fn read(folder: &Path, name: &'static str, errors: &mut Errors) -> Self {
        let mut table = Self {
            name,
            lines: Vec::new(),
            keys: BTreeSet::new(),
        };
        match fs::read_to_string(folder.join(name).with_extension("tsv")) {
            Ok(text) => table.fill(&text, errors),
            Err(error) => errors.file(name, error),
        }
        table
    }

    fn fill(&mut self, text: &str, errors: &mut Errors) {
        let comments = text.lines().take_while(|line| line.starts_with('#'));
        if !comments.clone().any(|line| line.contains("20")) {
            errors.file(self.name, "the comments on top give no date");
        }
        // Blank lines and late comments would be skipped without a word.
        for (number, line) in (1..).zip(text.lines()).skip(comments.count()) {
            if line.trim().is_empty() || line.starts_with('#') {
                errors.line(self.name, number, "expected a row");
            }
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            // So that a row with a cell too many or too few can be named.
            .flexible(true)
            .comment(Some(b'#'))
            .from_reader(text.as_bytes());
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(error) => return errors.file(self.name, error),
        };
        for record in reader.into_records() {
            match record {
                Ok(record) => self.add(&record, &header, errors),
                Err(error) => errors.file(self.name, error),
            }
        }
        if self.keys.is_empty() {
            errors.file(self.name, "the table has no rows");
        }
    }

    fn add(&mut self, record: &StringRecord, header: &StringRecord, errors: &mut Errors) {
        let number = record.position().map_or(0, Position::line);
        self.keys.extend(record.get(0).map(str::to_owned));
        let (cells, expected) = (record.len(), header.len());
        if cells != expected {
            return errors.line(self.name, number, format_args!("{cells} cells, expected {expected}"));
        }
        for (column, cell) in header.iter().zip(record) {
            if cell.trim() != cell {
                errors.cell(self.name, number, column, format_args!("blanks around {cell:?}"));
            }
        }
        match R::deserialize(MapAccessDeserializer::new(Cells::of(record, header))) {
            Ok(row) => self.lines.push(Line { number, row }),
            Err(Fault { column, message }) => match column {
                Some(column) => errors.cell(self.name, number, &column, message),
                None => errors.line(self.name, number, message),
            },
        }
    }
}

impl<R> Table<R> {
    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &R> {
        self.lines.iter().map(|line| &line.row)
    }

    /// Whether a row begins with this cell.
    pub fn names(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Looks at every row; `refuse(column, message)` reports what is wrong with it.
    pub fn each(&self, errors: &mut Errors, mut look: impl FnMut(&R, &mut dyn FnMut(&str, String))) {
        for line in &self.lines {
            look(&line.row, &mut |column, message| {
                errors.cell(self.name, line.number, column, message);
            });
        }
    }

    /// Refuses two rows with the same key.
    pub fn unique<K: Ord + Debug>(&self, errors: &mut Errors, column: &str, key: impl Fn(&R) -> K) {
        let mut seen: BTreeMap<K, u64> = BTreeMap::new();
        for line in &self.lines {
            let key = key(&line.row);
            if let Some(first) = seen.get(&key) {
                errors.cell(
                    self.name,
                    line.number,
                    column,
                    format_args!("{key:?} is in line {first} already"),
                );
            } else {
                seen.insert(key, line.number);
            }
        }
    }

    /// Refuses a row that comes before a smaller one.
    pub fn ordered<K: PartialOrd + Display>(&self, errors: &mut Errors, column: &str, key: impl Fn(&R) -> K) {
        for pair in self.lines.windows(2) {
            if let [before, line] = pair {
                let (before, after) = (key(&before.row), key(&line.row));
                if after < before {
                    errors.cell(
                        self.name,
                        line.number,
                        column,
                        format_args!("{after} comes before {before}"),
                    );
                }
            }
        }
    }
}

/// The cells of a row with the names of their columns. The reader's own deserializer does not say in which cell a word is
/// unknown.
struct Cells<'a> {
    cells: Box<dyn Iterator<Item = (&'a str, &'a str)> + 'a>,
    /// The one that is being read.
    current: Option<(&'a str, &'a str)>,
}

impl<'a> Cells<'a> {
    fn of(record: &'a StringRecord, header: &'a StringRecord) -> Self {
        Self {
            cells: Box::new(header.iter().zip(record)),
            current: None,
        }
    }
}

impl<'de> MapAccess<'de> for Cells<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.current = self.cells.next();
        let column = self.current.map(|(column, _)| column.into_deserializer());
        column.map(|column| seed.deserialize(column)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (column, cell) = self.current.unwrap_or_default();
        seed.deserialize(cell.into_deserializer())
            .map_err(|fault: Fault| Fault {
                column: Some(column.to_owned()),
                ..fault
            })
    }
}

/// Why a row cannot be read.
#[derive(Debug)]
struct Fault {
    column: Option<String>,
    message: String,
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl serde::de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            column: None,
            message: message.to_string(),
        }
    }
}
