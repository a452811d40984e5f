//! Subcommands of the GitHub CLI.

use serde::Deserialize;

use super::{
    Tables, asks, code,
    errors::Errors,
    limits,
    words::{Certainty, Level, Method},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    command: String,
    options: String,
    #[serde(deserialize_with = "asks::sets")]
    sets: Vec<Vec<(String, Level)>>,
    limit: String,
    calls: String,
    note: String,
    source: String,
    confidence: Certainty,
}

impl Row {
    fn rest(&self) -> impl Iterator<Item = (&str, &str)> {
        self.calls.split("; ").filter_map(|call| call.split_once(' '))
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.gh_subcommands;
    table.unique(errors, "options", |row| (row.command.clone(), row.options.clone()));
    table.each(errors, |row, refuse| {
        for (parameter, level) in row.sets.iter().flatten() {
            if let Err(fault) = tables.offers(parameter, *level) {
                refuse("sets", fault);
            }
        }
        if let Err(fault) = tables.limit(&row.limit) {
            refuse("limit", fault);
        }
        for (method, path) in row.rest() {
            let known = Method::ALL.iter().any(|known| {
                format!("{known:?}").eq_ignore_ascii_case(method) && tables.endpoint(*known, path).is_some()
            });
            if !known {
                refuse("calls", format!("no `{method} {path}` in data/endpoints.tsv"));
            }
        }
        if !row.note.is_empty() && !row.note.ends_with('.') {
            refuse("note", "expected a sentence".to_owned());
        }
        for option in row.options.split_whitespace().filter(|option| !option.starts_with("--")) {
            refuse("options", format!("`{option}` does not begin with `--`"));
        }
        let bare = row.options.is_empty() || table.rows().any(|other| other.command == row.command && other.options.is_empty());
        if !bare {
            refuse("options", format!("`{}` has no row without options", row.command));
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let mut rows: Vec<&Row> = tables.gh_subcommands.rows().collect();
    rows.sort_by(|one, other| one.command.cmp(&other.command));
    let row = |row: &&Row| {
        format!(
            "GhSubcommand {{ command: {:?}, options: {:?}, sets: {}, limit: {}, calls: {:?}, note: {:?}, source: {:?}, \
             certainty: Certainty::{:?} }}",
            row.command,
            row.options,
            asks::list(&row.sets),
            limits::option(&row.limit),
            row.calls,
            row.note,
            row.source,
            row.confidence
        )
    };
    code::slice("GH_SUBCOMMANDS", "GhSubcommand", rows.iter().map(row))
}
