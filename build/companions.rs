//! Permissions that do little alone.

use serde::Deserialize;

use super::{Tables, cells::is_sentence, code, errors::Errors, words::Level};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    parameter: String,
    level: Level,
    needs: String,
    needs_level: Level,
    why: String,
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

pub fn write(tables: &Tables) -> String {
    let row = |row: &Row| {
        format!(
            "({:?}, Level::{:?}, Companion {{ needs: {:?}, level: Level::{:?}, why: {:?} }})",
            row.parameter, row.level, row.needs, row.needs_level, row.why
        )
    };
    code::slice("COMPANIONS", "(&str, Level, Companion)", tables.companions.rows().map(row))
}
