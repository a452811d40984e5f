//! Fields and mutations of the GraphQL API.

use serde::Deserialize;

use super::{Tables, asks, code, errors::Errors, limits, words::Level};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    parent: String,
    field: String,
    #[serde(deserialize_with = "asks::sets")]
    sets: Vec<Vec<(String, Level)>>,
    limit: String,
    note: String,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.graphql;
    table.unique(errors, "field", |row| (row.parent.clone(), row.field.clone()));
    table.each(errors, |row, refuse| {
        for (parameter, level) in row.sets.iter().flatten() {
            if let Err(fault) = tables.offers(parameter, *level) {
                refuse("sets", fault);
            }
        }
        if let Err(fault) = tables.limit(&row.limit) {
            refuse("limit", fault);
        }
        if !row.limit.is_empty() && !row.sets.is_empty() {
            refuse("limit", "expected no sets beside a limit".to_owned());
        }
        if !row.note.is_empty() && !row.note.ends_with('.') {
            refuse("note", "expected a sentence".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let mut rows: Vec<&Row> = tables.graphql.rows().collect();
    rows.sort_by(|one, other| (&one.field, &one.parent).cmp(&(&other.field, &other.parent)));
    let row = |row: &&Row| {
        format!(
            "GraphQlField {{ field: {:?}, parent: {:?}, sets: {}, limit: {}, note: {:?} }}",
            row.field,
            row.parent,
            asks::list(&row.sets),
            limits::option(&row.limit),
            row.note
        )
    };
    code::slice("GRAPHQL_FIELDS", "GraphQlField", rows.iter().map(row))
}
