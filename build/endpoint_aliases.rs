//! Paths that code still calls under an old name, and an index of all paths by segments.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::value::StrDeserializer};

use super::{Tables, code, errors::Errors, words::Method};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// `None` is every method.
    #[serde(deserialize_with = "method")]
    method: Option<Method>,
    path: String,
    becomes: String,
    state: State,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Renamed,
    Gone,
    Literal,
    Prefix,
}

fn method<'de, D: Deserializer<'de>>(cell: D) -> Result<Option<Method>, D::Error> {
    let cell = String::deserialize(cell)?;
    if cell == "*" {
        return Ok(None);
    }
    Method::deserialize(StrDeserializer::new(&cell)).map(Some)
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.endpoint_aliases;
    table.unique(errors, "path", |row| (row.method, row.path.clone()));
    table.each(errors, |row, refuse| match row.state {
        State::Renamed | State::Literal => {
            let known = row
                .method
                .and_then(|method| tables.endpoint(method, &row.becomes))
                .is_some();
            if !known {
                refuse("becomes", format!("no `{}` with this method in data/endpoints.tsv", row.becomes));
            }
        }
        State::Gone => {
            let known = row.becomes.is_empty() || tables.endpoints.rows().any(|known| known.path == row.becomes);
            if !known {
                refuse("becomes", format!("no `{}` in data/endpoints.tsv", row.becomes));
            }
        }
        State::Prefix => {
            let below = format!("{}/", row.becomes);
            if row.method.is_some() || !tables.endpoints.rows().any(|known| known.path.starts_with(&below)) {
                refuse("becomes", "expected method `*` and the beginning of a known path".to_owned());
            }
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let mut index = Index::default();
    for (at, row) in tables.endpoints.rows().enumerate() {
        let node = index.node(&row.path, false);
        index.nodes[node]
            .calls
            .push((row.method, format!("Target::Endpoint({at})")));
    }
    for row in tables.endpoint_aliases.rows() {
        index.alias(tables, row);
    }
    let prefixes = tables.endpoint_aliases.rows().filter(|row| row.state == State::Prefix);
    let prefix = |row: &Row| format!("({:?}, {:?})", row.path, row.becomes);
    code::slice("NODES", "TrieNode", index.nodes.iter().map(Node::write))
        + &code::slice("PREFIXES", "(&str, &str)", prefixes.map(prefix))
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

    fn alias(&mut self, tables: &Tables, row: &Row) {
        if row.state == State::Prefix {
            return;
        }
        let node = self.node(&row.path, row.state == State::Literal);
        let target = match row.state {
            State::Gone if row.becomes.is_empty() => "Target::Gone(None)".to_owned(),
            State::Gone => format!("Target::Gone(Some({:?}))", row.becomes),
            _ => {
                // `check` has seen that it is there.
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
