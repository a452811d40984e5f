//! What GitHub says when it refuses a token.

use serde::Deserialize;

use super::{Tables, asks, cells, code, errors::Errors, limits, words::Level};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    cause: String,
    patterns: String,
    near: String,
    #[serde(deserialize_with = "asks::pairs")]
    permissions: Vec<(String, Level)>,
    limit: String,
    message: String,
    help: String,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.error_causes;
    table.unique(errors, "cause", |row| row.cause.clone());
    table.each(errors, |row, refuse| {
        for (parameter, level) in &row.permissions {
            if let Err(fault) = tables.offers(parameter, *level) {
                refuse("permissions", fault);
            }
        }
        for pattern in row.patterns.split(" | ") {
            if !pattern.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
                refuse("patterns", format!("`{pattern}` has no word"));
            }
        }
        for (column, cell) in [("message", &row.message), ("help", &row.help)] {
            if !cells::is_sentence(cell) {
                refuse(column, "expected a sentence".to_owned());
            }
            if cell.contains("{1}") && !row.patterns.split(" | ").all(|pattern| pattern.contains('*')) {
                refuse(column, "`{1}` needs a `*` in every pattern".to_owned());
            }
        }
        if let Err(fault) = tables.limit(&row.limit) {
            refuse("limit", fault);
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let row = |row: &Row| {
        format!(
            "ErrorCause {{ cause: {:?}, patterns: {}, near: {:?}, permissions: {}, limit: {}, message: {:?}, help: {:?} }}",
            row.cause,
            code::list(row.patterns.split(" | ").map(|pattern| format!("{pattern:?}"))),
            row.near,
            asks::set(&row.permissions),
            limits::option(&row.limit),
            row.message,
            row.help
        )
    };
    code::slice("ERROR_CAUSES", "ErrorCause", tables.error_causes.rows().map(row))
}
