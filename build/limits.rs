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
    words: String,
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

impl Row {
    /// The limit as the generated code names it.
    pub fn variant(&self) -> String {
        variant(&self.code)
    }

    /// Whether a parameter of a link shows it.
    pub fn has_parameters(&self) -> bool {
        !self.parameters.is_empty()
    }
}

fn variant(code: &str) -> String {
    code::variant(code.trim_start_matches("limit-"))
}

impl Tables {
    /// Looks for the limit of a cell that may be empty.
    pub fn limit(&self, cell: &str) -> Result<(), String> {
        if cell.is_empty() || self.limits.names(cell) {
            Ok(())
        } else {
            Err(format!("no limit `{cell}` in data/limits.tsv"))
        }
    }
}

/// The limit of a cell as the generated code has it, or `None` for an empty cell.
pub fn option(cell: &str) -> String {
    code::option(Some(cell).filter(|cell| !cell.is_empty()).map(|cell| format!("LimitCode::{}", variant(cell))))
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
        if row.words.chars().any(|c| !(c.is_ascii_lowercase() || c == ' ')) {
            refuse("words", "expected words in lower case, separated by blanks".to_owned());
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
            "Limit {{ code: LimitCode::{}, severity: Severity::{}, parameters: {}, words: {:?}, question: {}, title: {:?}, what: {:?}, noticed: {:?}, \
             instead: {:?}, classic_scopes: {}, roadmap: {}, alternatives: {} }}",
            row.variant(),
            row.severity,
            code::strings(&row.parameters),
            row.words,
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
    let variants = tables.limits.rows().map(|row| format!("    /// {}\n    {},\n", row.title, row.variant()));
    let words = tables.limits.rows().map(|row| format!("            LimitCode::{} => {:?},\n", row.variant(), row.code));
    let all = tables.limits.rows().map(|row| format!("LimitCode::{}", row.variant()));
    [
        "/// The code of a limit, in the order of the table.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum LimitCode {\n"
            .to_owned(),
        variants.collect(),
        "}\n\nimpl LimitCode {\n    /// All limits, in the order of the table.\n".to_owned(),
        format!("    pub const ALL: &[LimitCode] = {};\n\n", code::list(all)),
        "    /// The code as it is written: `limit-packages`.\n    #[must_use]\n    pub const fn as_str(self) -> &'static str {\n        match self {\n"
            .to_owned(),
        words.collect(),
        "        }\n    }\n}\n".to_owned(),
        code::written_as_str("LimitCode"),
        code::slice("LIMITS", "Limit", tables.limits.rows().map(limit)),
    ]
    .concat()
}
