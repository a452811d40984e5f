//! What serves where fine-grained tokens cannot; written as a part of the limits.

use serde::{Deserialize, de::value::{Error, StrDeserializer}, de::IntoDeserializer};

use super::{
    Tables,
    cells::{Ask, blanks, commas, is_sentence},
    code,
    errors::Errors,
    words::AlternativeKind,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub code: String,
    kind: AlternativeKind,
    title: String,
    value: String,
    note: String,
}

impl Row {
    fn scopes(&self) -> Result<Vec<String>, Error> {
        commas(self.cell())
    }

    fn asks(&self) -> Result<Vec<Ask>, Error> {
        if self.value == "-" { Ok(Vec::new()) } else { blanks(self.cell()) }
    }

    fn cell(&self) -> StrDeserializer<'_, Error> {
        self.value.as_str().into_deserializer()
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    tables.alternatives.each(errors, |row, refuse| {
        if !tables.limits.names(&row.code) {
            refuse("code", format!("no limit `{}` in data/limits.tsv", row.code));
        }
        if row.title.is_empty() {
            refuse("title", "empty".to_owned());
        }
        if !is_sentence(&row.note) {
            refuse("note", "expected a sentence".to_owned());
        }
        match row.kind {
            AlternativeKind::Classic => {
                for fault in row.scopes().iter().flatten().filter_map(|scope| tables.classic_scope(scope).err()) {
                    refuse("value", fault);
                }
            }
            AlternativeKind::App | AlternativeKind::Actions | AlternativeKind::Template => match row.asks() {
                Ok(asks) if row.kind == AlternativeKind::Template => {
                    for fault in asks.iter().filter_map(|ask| tables.offers(&ask.parameter, ask.level).err()) {
                        refuse("value", fault);
                    }
                }
                // Permissions of Apps and of `GITHUB_TOKEN` are not in these tables.
                Ok(_) => {}
                Err(fault) => refuse("value", fault.to_string()),
            },
        }
    });
}

/// The ways around one limit, the best first.
pub fn of_limit(tables: &Tables, code: &str) -> String {
    let alternative = |row: &Row| {
        let value = match row.kind {
            AlternativeKind::Classic => code::strings(row.scopes().unwrap_or_default()),
            _ => code::list(row.asks().unwrap_or_default()),
        };
        format!(
            "Alternative {{ title: {:?}, note: {:?}, kind: AlternativeKind::{}({value}) }}",
            row.title, row.note, row.kind
        )
    };
    code::list(tables.alternatives.rows().filter(|row| row.code == code).map(alternative))
}
