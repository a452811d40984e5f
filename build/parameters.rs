//! Parameters that are neither permissions nor fields of GitHub's form.

use serde::Deserialize;

use super::{
    Tables,
    cells::optional,
    code,
    errors::Errors,
    words::{Field, ParameterKind},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    parameter: String,
    kind: ParameterKind,
    #[serde(deserialize_with = "optional")]
    becomes: Option<Field>,
    dialect: String,
}

impl Tables {
    /// Whether GitHub's form has a parameter of this name.
    pub fn is_parameter(&self, name: &str) -> bool {
        self.permissions.names(name) || Tables::is_field(name)
    }

    /// Whether GitHub's form has a field of this name.
    pub fn is_field(name: &str) -> bool {
        matches!(name, "name" | "description" | "target_name" | "expires_in")
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.parameters;
    table.unique(errors, "parameter", |row| row.parameter.clone());
    table.each(errors, |row, refuse| {
        if tables.is_parameter(&row.parameter) {
            refuse("parameter", format!("GitHub's form has `{}`", row.parameter));
        }
        if row.becomes.is_some() && row.kind != ParameterKind::Foreign {
            refuse("becomes", "only for the kind `foreign`".to_owned());
        }
        if row.dialect.is_empty() == (row.kind == ParameterKind::Foreign) {
            refuse("dialect", "expected exactly for the kind `foreign`".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let parameter = |row: &Row| {
        let kind = match row.kind {
            ParameterKind::Repository => "Repository".to_owned(),
            ParameterKind::Tracking => "Tracking".to_owned(),
            ParameterKind::Foreign => format!(
                "Foreign {{ becomes: {}, dialect: {:?} }}",
                code::option(row.becomes.map(|field| format!("Field::{field}"))),
                row.dialect
            ),
        };
        format!("({:?}, ParameterKind::{kind})", row.parameter)
    };
    code::slice("PARAMETERS", "(&str, ParameterKind)", tables.parameters.rows().map(parameter))
}
