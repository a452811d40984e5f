//! Where practice differs from GitHub's table.

use serde::Deserialize;

use super::{
    Tables, asks, code,
    errors::Errors,
    words::{Level, Method},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    method: Method,
    path: String,
    text: String,
    #[serde(deserialize_with = "asks::pairs")]
    adds: Vec<(String, Level)>,
    source: String,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.practice;
    table.each(errors, |row, refuse| {
        if tables.endpoint(row.method, &row.path).is_none() {
            refuse("path", format!("no `{:?} {}` in data/endpoints.tsv", row.method, row.path));
        }
        for (parameter, level) in &row.adds {
            if let Err(fault) = tables.offers(parameter, *level) {
                refuse("adds", fault);
            }
        }
        let ending = if row.adds.is_empty() { '.' } else { '?' };
        if !row.text.ends_with(ending) {
            refuse("text", format!("expected a sentence that ends with `{ending}`"));
        }
        if row.source.is_empty() {
            refuse("source", "empty".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let row = |row: &Row| {
        format!(
            "Practice {{ method: Method::{:?}, path: {:?}, text: {:?}, adds: {}, source: {:?} }}",
            row.method,
            row.path,
            row.text,
            asks::set(&row.adds),
            row.source
        )
    };
    code::slice("PRACTICE", "Practice", tables.practice.rows().map(row))
}
