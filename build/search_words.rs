//! The words by which people look for a permission; written as a part of the permissions.

use serde::Deserialize;

use super::{Tables, errors::Errors};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub words: String,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.search_words;
    table.unique(errors, "parameter", |row| row.parameter.clone());
    table.each(errors, |row, refuse| {
        if let Err(fault) = tables.permission(&row.parameter) {
            refuse("parameter", fault);
        }
        if row.words != row.words.to_lowercase() || row.words.is_empty() {
            refuse("words", "expected words in lower case".to_owned());
        }
    });
}
