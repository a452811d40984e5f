//! What a person must be for a permission to be worth something; written as a part of the permissions.

use serde::Deserialize;

use super::{
    Tables,
    errors::Errors,
    words::{Level, Role},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub level: Level,
    pub role: Role,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.roles;
    table.unique(errors, "parameter", |row| (row.parameter.clone(), row.level));
    table.each(errors, |row, refuse| {
        if let Err(fault) = tables.offers(&row.parameter, row.level) {
            refuse("parameter", fault);
        }
    });
}
