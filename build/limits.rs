//! What fine-grained tokens cannot do.

use serde::Deserialize;

use super::{
    Tables, alternatives,
    cells::{Number, blanks, commas, is_sentence, optional},
    code,
    errors::Errors,
    words::{RoadmapState, Severity},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    code: String,
    severity: Severity,
    #[serde(deserialize_with = "blanks")]
    parameters: Vec<String>,
    question: String,
    title: String,
    what: String,
    noticed: String,
    instead: String,
    #[serde(deserialize_with = "commas")]
    classic_scopes: Vec<String>,
    #[serde(deserialize_with = "optional")]
    roadmap: Option<Number>,
    #[serde(deserialize_with = "optional")]
    state: Option<RoadmapState>,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.limits;
    table.unique(errors, "code", |row| row.code.clone());
    table.each(errors, |row, refuse| {
        if !row.code.starts_with("limit-") {
            refuse("code", "expected `limit-...`".to_owned());
        }
        for parameter in &row.parameters {
            if tables.is_parameter(parameter) {
                refuse("parameters", format!("`{parameter}` is a parameter of its own"));
            }
            if table.rows().filter(|other| other.parameters.contains(parameter)).count() > 1 {
                refuse("parameters", format!("`{parameter}` is in two limits"));
            }
        }
        if row.title.is_empty() {
            refuse("title", "empty".to_owned());
        }
        if !(row.question.is_empty() || row.question.ends_with('?')) {
            refuse("question", "expected a question".to_owned());
        }
        for (column, cell) in [("what", &row.what), ("noticed", &row.noticed), ("instead", &row.instead)] {
            if !is_sentence(cell) {
                refuse(column, "expected a sentence".to_owned());
            }
        }
        for fault in row.classic_scopes.iter().filter_map(|scope| tables.classic_scope(scope).err()) {
            refuse("classic_scopes", fault);
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let limit = |row: &Row| {
        format!(
            "Limit {{ code: {:?}, severity: Severity::{}, parameters: {}, question: {}, title: {:?}, what: {:?}, noticed: {:?}, \
             instead: {:?}, classic_scopes: {}, roadmap: {}, alternatives: {} }}",
            row.code,
            row.severity,
            code::strings(&row.parameters),
            code::option(Some(&row.question).filter(|question| !question.is_empty()).map(|question| format!("{question:?}"))),
            row.title,
            row.what,
            row.noticed,
            row.instead,
            code::strings(&row.classic_scopes),
            code::option(row.roadmap.zip(row.state).map(|(number, state)| {
                format!("Roadmap {{ issue: {}, paused: {} }}", number.0, state == RoadmapState::Paused)
            })),
            alternatives::of_limit(tables, &row.code),
        )
    };
    code::slice("LIMITS", "Limit", tables.limits.rows().map(limit))
}
