//! Permissions that do little alone; written as a part of the permissions.

use serde::Deserialize;

use super::{Tables, cells::is_sentence, errors::Errors, words::Level};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub level: Level,
    pub needs: String,
    pub needs_level: Level,
    pub why: String,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.companions;
    table.unique(errors, "needs", |row| (row.parameter.clone(), row.level, row.needs.clone()));
    table.each(errors, |row, refuse| {
        if let Err(fault) = tables.offers(&row.parameter, row.level) {
            refuse("parameter", fault);
        }
        if let Err(fault) = tables.offers(&row.needs, row.needs_level) {
            refuse("needs", fault);
        }
        if !is_sentence(&row.why) {
            refuse("why", "expected a sentence".to_owned());
        }
    });
}
