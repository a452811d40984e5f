//! Where GitHub's documentation contradicts itself; written as a part of the permissions.

use serde::Deserialize;

use super::{Tables, cells::is_sentence, errors::Errors};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub says: String,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.contradictions;
    table.unique(errors, "parameter", |row| row.parameter.clone());
    table.each(errors, |row, refuse| {
        if let Err(fault) = tables.permission(&row.parameter) {
            refuse("parameter", fault);
        }
        if !is_sentence(&row.says) {
            refuse("says", "expected a sentence".to_owned());
        }
    });
}
