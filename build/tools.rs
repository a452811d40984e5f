//! What tools need.

use serde::{Deserialize, Deserializer, de::Error};

use super::{
    Tables, asks, code,
    errors::Errors,
    words::{Confidence, Level},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub id: String,
    name: String,
    task: String,
    owner: Owner,
    #[serde(deserialize_with = "asks::pairs")]
    permissions: Vec<(String, Level)>,
    #[serde(deserialize_with = "optional")]
    optional: Vec<(String, Level, String)>,
    fine_grained: FineGrained,
    instead: String,
    source: String,
    date: String,
    confidence: Confidence,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Owner {
    Any,
    User,
    Organization,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum FineGrained {
    Yes,
    Partly,
    No,
}

/// `issues=write: labels that do not exist yet; ...`
fn optional<'de, D: Deserializer<'de>>(cell: D) -> Result<Vec<(String, Level, String)>, D::Error> {
    let cell = String::deserialize(cell)?;
    let one = |part: &str| {
        let (pair, when) = part
            .split_once(": ")
            .ok_or_else(|| D::Error::custom(format_args!("`{part}` is not `parameter=level: when`")))?;
        let (parameter, level) = asks::pair(pair).map_err(D::Error::custom)?;
        Ok((parameter, level, when.to_owned()))
    };
    cell.split("; ").filter(|part| !part.is_empty()).map(one).collect()
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.tools;
    table.unique(errors, "id", |row| row.id.clone());
    table.each(errors, |row, refuse| {
        for (parameter, level) in &row.permissions {
            if let Err(fault) = tables.offers(parameter, *level) {
                refuse("permissions", fault);
            }
        }
        for (parameter, level, _) in &row.optional {
            if let Err(fault) = tables.offers(parameter, *level) {
                refuse("optional", fault);
            }
        }
        if row.fine_grained == FineGrained::Yes && !row.instead.is_empty() {
            refuse("instead", "expected nothing: these tokens serve".to_owned());
        }
        if row.fine_grained != FineGrained::Yes && row.instead.is_empty() {
            refuse("instead", "expected what to use where these tokens do not serve".to_owned());
        }
        if row.fine_grained == FineGrained::No && !row.permissions.is_empty() {
            refuse("permissions", "expected none for a tool that cannot use these tokens".to_owned());
        }
        for (column, cell) in [("name", &row.name), ("task", &row.task), ("source", &row.source)] {
            if cell.is_empty() {
                refuse(column, "empty".to_owned());
            }
        }
        if !tables.tool_aliases.rows().any(|alias| alias.tool == row.id) && !row.name.contains(' ') {
            refuse("id", "no row of data/tool-aliases.tsv names it".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let tool = |row: &Row| {
        let optional = row.optional.iter().map(|(parameter, level, when)| {
            format!("OptionalPermission {{ parameter: {parameter:?}, level: Level::{level:?}, when: {when:?} }}")
        });
        format!(
            "Tool {{ id: {:?}, name: {:?}, task: {:?}, owner: ToolOwner::{:?}, permissions: {}, optional: {}, \
             fine_grained: FineGrained::{:?}, instead: {:?}, source: {:?}, date: {:?}, confidence: Confidence::{:?} }}",
            row.id,
            row.name,
            row.task,
            row.owner,
            asks::set(&row.permissions),
            code::list(optional),
            row.fine_grained,
            row.instead,
            row.source,
            row.date,
            row.confidence
        )
    };
    code::slice("TOOLS", "Tool", tables.tools.rows().map(tool))
}
