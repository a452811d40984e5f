//! The REST operations.

use serde::{Deserialize, Deserializer, de::Error};

use super::{
    Tables,
    cells::commas,
    code,
    errors::Errors,
    words::{Level, Method},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub method: Method,
    pub path: String,
    operation_id: String,
    status: Status,
    #[serde(deserialize_with = "sets")]
    sets: Vec<Vec<(String, Level)>>,
    #[serde(deserialize_with = "commas")]
    classic_scopes: Vec<String>,
    evidence: Evidence,
    title: String,
    docs: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Supported,
    NoPermission,
    Unsupported,
    NotGrantable,
    Unknown,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Evidence {
    Documented,
    Inferred,
}

/// `issues:write | pull_requests:write + contents:read`
fn sets<'de, D: Deserializer<'de>>(cell: D) -> Result<Vec<Vec<(String, Level)>>, D::Error> {
    let cell = String::deserialize(cell)?;
    let pair = |pair: &str| -> Result<(String, Level), D::Error> {
        let (parameter, level) = pair
            .split_once(':')
            .ok_or_else(|| D::Error::custom(format_args!("`{pair}` is not `parameter:level`")))?;
        let level = match level {
            "read" => Level::Read,
            "write" => Level::Write,
            "admin" => Level::Admin,
            _ => return Err(D::Error::custom(format_args!("`{level}` is not a level"))),
        };
        Ok((parameter.to_owned(), level))
    };
    cell.split(" | ")
        .filter(|set| !set.is_empty())
        .map(|set| set.split(" + ").map(pair).collect())
        .collect()
}

impl Tables {
    /// Where an operation is in the generated list.
    pub fn endpoint(&self, method: Method, path: &str) -> Option<usize> {
        self.endpoints
            .rows()
            .position(|row| row.method == method && row.path == path)
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.endpoints;
    table.unique(errors, "path", |row| (row.method, row.path.clone()));
    table.unique(errors, "operation_id", |row| row.operation_id.clone());
    table.each(errors, |row, refuse| {
        if !row.path.starts_with('/') || row.path.len() > 1 && row.path.ends_with('/') {
            refuse("path", "expected `/` at the start and none at the end".to_owned());
        }
        if !matches!(row.status, Status::Supported | Status::NoPermission) && !row.sets.is_empty() {
            refuse("sets", "expected none for a call that is closed or unknown".to_owned());
        }
        if row.title.is_empty() {
            refuse("title", "empty".to_owned());
        }
        if !row.docs.starts_with('/') {
            refuse("docs", "expected an address below https://docs.github.com".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let endpoint = |row: &Row| {
        let sets = row.sets.iter().map(|set| {
            code::list(
                set.iter()
                    .map(|(parameter, level)| format!("({parameter:?}, Level::{level:?})")),
            )
        });
        format!(
            "Endpoint {{ method: Method::{:?}, path: {:?}, operation_id: {:?}, status: Status::{:?}, sets: {}, \
             classic_scopes: {}, title: {:?}, docs: {:?}, evidence: Evidence::{:?} }}",
            row.method,
            row.path,
            row.operation_id,
            row.status,
            code::list(sets),
            code::list(row.classic_scopes.iter().map(|scope| format!("{scope:?}"))),
            row.title,
            row.docs,
            row.evidence
        )
    };
    code::slice("ENDPOINTS", "Endpoint", tables.endpoints.rows().map(endpoint))
}
