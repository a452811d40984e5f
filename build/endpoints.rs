//! The REST operations, and an index of their paths by segments.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error};

use super::{
    Tables,
    cells::commas,
    code,
    endpoint_aliases::{self, State},
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
    let mut code = code::slice("ENDPOINTS", "Endpoint", tables.endpoints.rows().map(endpoint));
    let mut index = Index::default();
    for (at, row) in tables.endpoints.rows().enumerate() {
        let node = index.node(&row.path, false);
        index.nodes[node].calls.push((row.method, format!("Target::Endpoint({at})")));
    }
    for row in tables.endpoint_aliases.rows() {
        index.alias(tables, row);
    }
    code += &code::slice("NODES", "TrieNode", index.nodes.iter().map(Node::write));
    let prefixes = tables.endpoint_aliases.rows().filter(|row| row.state == State::Prefix);
    code + &code::slice(
        "PREFIXES",
        "(&str, &str)",
        prefixes.map(|row| format!("({:?}, {:?})", row.path, row.becomes)),
    )
}

/// Parameters that may have slashes in them.
const SPANNING: &[&str] = &["path", "ref", "basehead", "branch", "tag", "dir"];

/// The paths as a tree of their segments.
struct Index {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    literals: BTreeMap<String, usize>,
    parameter: Option<(String, usize, bool)>,
    calls: Vec<(Method, String)>,
    below: Option<String>,
}

impl Default for Index {
    fn default() -> Self {
        Index {
            nodes: vec![Node::default()],
        }
    }
}

impl Index {
    /// The node at the end of a path. With `literal`, `{archive_format}` is a word: in the old description it stood for two
    /// words that have paths of their own by now, and only where someone copied it is it meant.
    fn node(&mut self, path: &str, literal: bool) -> usize {
        let mut at = 0;
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            let next = self.nodes.len();
            let node = &mut self.nodes[at];
            let found = if segment.contains('{') && !(literal && segment == "{archive_format}") {
                let name = segment.trim_matches(['{', '}']).to_owned();
                let spans = SPANNING.contains(&name.as_str());
                let parameter = node.parameter.get_or_insert((name, next, false));
                parameter.2 |= spans;
                parameter.1
            } else {
                *node.literals.entry(segment.to_owned()).or_insert(next)
            };
            if found == next {
                self.nodes.push(Node::default());
            }
            at = found;
        }
        at
    }

    fn alias(&mut self, tables: &Tables, row: &endpoint_aliases::Row) {
        if row.state == State::Prefix {
            return;
        }
        let node = self.node(&row.path, row.state == State::Literal);
        let target = match row.state {
            State::Gone if row.becomes.is_empty() => "Target::Gone(None)".to_owned(),
            State::Gone => format!("Target::Gone(Some({:?}))", row.becomes),
            _ => {
                // `endpoint_aliases::check` has seen that it is there.
                let method = row.method.unwrap_or(Method::Get);
                let at = tables.endpoint(method, &row.becomes).unwrap_or_default();
                format!("Target::Endpoint({at})")
            }
        };
        let node = &mut self.nodes[node];
        match row.method {
            Some(method) if !node.calls.iter().any(|(known, _)| *known == method) => node.calls.push((method, target)),
            Some(_) => {}
            // All methods, here and below.
            None => node.below = Some(target),
        }
    }
}

impl Node {
    fn write(&self) -> String {
        let literals = self.literals.iter().map(|(word, node)| format!("({word:?}, {node})"));
        let parameter = self
            .parameter
            .as_ref()
            .map(|(name, node, spans)| format!("PathParameter {{ name: {name:?}, node: {node}, spans: {spans} }}"));
        let mut calls = self.calls.clone();
        calls.sort();
        let calls = calls
            .iter()
            .map(|(method, target)| format!("(Method::{method:?}, {target})"));
        format!(
            "TrieNode {{ literals: {}, parameter: {}, calls: {}, below: {} }}",
            code::list(literals),
            option(parameter.as_deref()),
            code::list(calls),
            option(self.below.as_deref())
        )
    }
}

fn option(code: Option<&str>) -> String {
    code.map_or_else(|| "None".to_owned(), |code| format!("Some({code})"))
}
