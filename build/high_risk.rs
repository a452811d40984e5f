//! Permissions that take over, spread or keep access; written as a part of the permissions.

use serde::Deserialize;

use super::{
    Tables,
    cells::is_sentence,
    errors::Errors,
    permissions::{HIGH, Row as Permission},
    words::Level,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub level: Level,
    pub can: String,
    pub instead: String,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.high_risk;
    table.unique(errors, "parameter", |row| (row.parameter.clone(), row.level));
    table.each(errors, |row, refuse| {
        if let Err(fault) = tables.offers(&row.parameter, row.level) {
            refuse("parameter", fault);
        }
        if !row.can.starts_with("Anyone with this token can ") || !is_sentence(&row.can) {
            refuse("can", "expected a sentence that begins with \"Anyone with this token can\"".to_owned());
        }
        if !is_sentence(&row.instead) {
            refuse("instead", "expected a sentence".to_owned());
        }
        let permission = tables.permissions.rows().find(|known| known.parameter == row.parameter);
        let mut offered = permission.into_iter().flat_map(Permission::offered);
        if offered.any(|(level, _, risk)| level == row.level && risk < HIGH) {
            refuse("level", format!("its risk in data/permissions.tsv is below {HIGH}"));
        }
    });
}
