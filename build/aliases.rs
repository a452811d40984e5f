//! Names that people write for a parameter, and the parameter meant.

use serde::Deserialize;

use super::{Tables, code, errors::Errors, words::Origin};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    written: String,
    parameter: String,
    #[serde(rename = "origin")]
    _origin: Origin,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.aliases;
    table.unique(errors, "written", |row| row.written.clone());
    table.each(errors, |row, refuse| {
        if tables.is_parameter(&row.written) {
            refuse("written", format!("`{}` is a parameter of its own", row.written));
        }
        // Names are compared in this spelling.
        if !row.written.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            refuse("written", "expected lower case, with underscores".to_owned());
        }
        if let Err(fault) = tables.on_form(&row.parameter) {
            refuse("parameter", fault);
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let mut rows: Vec<&Row> = tables.aliases.rows().collect();
    rows.sort_by_key(|row| &row.written);
    let row = |row: &Row| format!("({:?}, {:?})", row.written, row.parameter);
    code::slice("ALIASES", "(&str, &str)", rows.into_iter().map(row))
}
