//! Permissions that take over, spread or keep access.

use serde::Deserialize;

use super::{Tables, cells::is_sentence, code, errors::Errors, words::Level};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub level: Level,
    can: String,
    instead: String,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.high_risk;
    table.unique(errors, "parameter", |row| (row.parameter.clone(), row.level));
    table.each(errors, |row, refuse| {
        if let Err(fault) = tables.offers(&row.parameter, row.level) {
            refuse("parameter", fault);
        }
        if !row.can.starts_with("Its holder can ") || !is_sentence(&row.can) {
            refuse("can", "expected a sentence that begins with \"Its holder can\"".to_owned());
        }
        if !is_sentence(&row.instead) {
            refuse("instead", "expected a sentence".to_owned());
        }
        let permission = tables.permissions.rows().find(|permission| permission.parameter == row.parameter);
        let mut offered = permission.into_iter().flat_map(super::permissions::Row::offered);
        if offered.any(|(level, _, risk)| level == row.level && risk < 7) {
            refuse("level", "its risk in data/permissions.tsv is below 7".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let row = |row: &Row| {
        format!(
            "({:?}, Level::{:?}, HighRisk {{ can: {:?}, instead: {:?} }})",
            row.parameter, row.level, row.can, row.instead
        )
    };
    code::slice("HIGH_RISKS", "(&str, Level, HighRisk)", tables.high_risk.rows().map(row))
}
