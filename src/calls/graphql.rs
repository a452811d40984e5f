//! Fields and mutations of GitHub's GraphQL API: in queries wherever they are written, and in the path of an error.

use std::{collections::BTreeSet, ops::Range};

use super::{Recognizer, Seen, Sighting, Text};
use crate::github::{GraphQlField, graphql_field};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "GraphQL",
    examples: EXAMPLES,
    recognize,
};

/// A longer query is cut.
const LONGEST: usize = 20_000;

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    let is_graphql = text.contains_any(&["graphql", "GraphQL", "GRAPHQL"]);
    if is_graphql || text.contains_any(&["query", "mutation"]) {
        let mut done = 0;
        for at in memchr::memchr_iter(b'{', source.as_bytes()) {
            if at < done {
                continue;
            }
            let Some(operation) = operation(source, at, is_graphql) else {
                continue;
            };
            let (end, fields) = document(source, at, operation, text.is_about_github());
            // What was read is not read again, whatever was in it.
            done = end;
            found.extend(fields);
        }
    }
    errors(text, found);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OperationType {
    Query,
    Mutation,
}

/// Whether a document begins with this brace.
fn operation(source: &str, brace: usize, is_graphql: bool) -> Option<OperationType> {
    const FAR: usize = 600;
    let from = source.floor_char_boundary(brace.saturating_sub(FAR));
    let mut before = source.get(from..brace)?.trim_end();
    // `mutation Name($a: ID!, $b: String) {`
    if let Some(head) = before.strip_suffix(')') {
        let mut depth = 1;
        let open = head.char_indices().rev().find(|(_, c)| {
            match c {
                ')' => depth += 1,
                '(' => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        before = head[..open.0].trim_end();
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let last = |text: &str| text.trim_end_matches(is_name).len();
    for _ in 0..2 {
        let start = last(before);
        let word = &before[start..];
        let operation = match word {
            "query" => OperationType::Query,
            "mutation" => OperationType::Mutation,
            // `\nmutation` in a string of JSON.
            "nquery" if before[..start].ends_with('\\') => OperationType::Query,
            "nmutation" if before[..start].ends_with('\\') => OperationType::Mutation,
            _ => {
                before = before[..start].trim_end();
                continue;
            }
        };
        return Some(operation);
    }
    // `{ viewer { login } }`, at the beginning of a string or of the text: `edges { node {` is inside of something.
    let whole = source[..brace].trim_end();
    let begins = whole.is_empty() || whole.ends_with(['"', '\'', '`', '(', '=', ':', ',', '>', '\\', 'n']);
    if !begins || whole.ends_with('n') && !whole.ends_with("\\n") {
        return None;
    }
    let rest = source
        .get(brace + 1..)?
        .trim_start_matches(['\\', 'n', ' ', '\n', '\t', '\r']);
    let rest = if rest.starts_with("ode") {
        &source[brace + 1..]
    } else {
        rest
    };
    let word = &rest.trim_start()[..rest.trim_start().find(|c| !is_name(c)).unwrap_or(0)];
    let next = rest.trim_start()[word.len()..].trim_start();
    let root = [
        "viewer",
        "repository",
        "organization",
        "user",
        "search",
        "node",
        "repositoryOwner",
        "rateLimit",
    ];
    (is_graphql && root.contains(&word) && next.starts_with(['(', '{'])).then_some(OperationType::Query)
}

/// What a document asks for, and where it ends.
fn document(source: &str, brace: usize, operation: OperationType, is_about_github: bool) -> (usize, Vec<Sighting>) {
    let top = if operation == OperationType::Mutation {
        "Mutation"
    } else {
        "Query"
    };
    let mut is_foreign = false;
    let mut reader = DocumentReader {
        source,
        at: brace,
        end: source.len().min(brace + LONGEST),
        ancestors: Vec::new(),
        last: top.to_owned(),
        is_type: false,
        owner: None,
        has_known_top: false,
        is_certain: false,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    while reader.at < reader.end {
        match reader.step() {
            Progress::Next => {}
            Progress::End => break,
            Progress::Foreign => is_foreign = true,
        }
    }
    // It is read to its end all the same, so that no part of it is taken for a query.
    if is_foreign || !is_about_github && !reader.is_certain {
        return (reader.at, Vec::new());
    }
    for sighting in &mut reader.found {
        if let Seen::GraphQl { owner, .. } = &mut sighting.seen {
            owner.clone_from(&reader.owner);
        }
    }
    (reader.at, reader.found)
}

enum Progress {
    Next,
    /// The last brace was closed.
    End,
    /// It is a query of another API.
    Foreign,
}

struct DocumentReader<'a> {
    source: &'a str,
    at: usize,
    end: usize,
    /// The fields around this place, the outermost first.
    ancestors: Vec<String>,
    /// The field before this place.
    last: String,
    /// A type is next: `... on Issue`.
    is_type: bool,
    owner: Option<String>,
    /// Whether the API has a field of the document's top.
    has_known_top: bool,
    /// Whether only GitHub's API has it.
    is_certain: bool,
    seen: BTreeSet<String>,
    found: Vec<Sighting>,
}

impl DocumentReader<'_> {
    fn step(&mut self) -> Progress {
        let bytes = self.source.as_bytes();
        match bytes[self.at] {
            b'{' => {
                self.ancestors.push(std::mem::take(&mut self.last));
                self.at += 1;
            }
            b'}' => {
                self.ancestors.pop();
                self.at += 1;
                if self.ancestors.is_empty() {
                    return Progress::End;
                }
            }
            b'(' => {
                let close = close(bytes, self.at, self.end);
                let arguments = self.source.get(self.at..close).unwrap_or_default();
                if self.ancestors.len() == 1 {
                    // Only GitHub's API looks for accounts by `login`, and for these types.
                    let signs = ["login:", "type: ISSUE", "type: REPOSITORY", "type: DISCUSSION"];
                    self.is_certain |= signs.iter().any(|sign| arguments.contains(sign));
                    let owner = argument(arguments, "owner").or_else(|| argument(arguments, "login"));
                    self.owner = owner.or(self.owner.take());
                }
                self.at = close;
            }
            // `\n` in a string of JSON or of a program
            b'\\' => {
                self.at += if matches!(bytes.get(self.at + 1), Some(b'n' | b't' | b'r')) {
                    2
                } else {
                    1
                }
            }
            b'@' | b'$' => {
                self.at += 1;
                self.at += word(bytes, self.at, self.end);
            }
            b'#' if bytes.get(self.at + 1) != Some(&b'{') => {
                let line = &bytes[self.at..self.end];
                self.at += line.iter().position(|byte| *byte == b'\n').unwrap_or(line.len());
            }
            b'.' => self.spread(),
            byte if byte.is_ascii_alphabetic() || byte == b'_' => return self.name(),
            _ => self.at += 1,
        }
        Progress::Next
    }

    /// `... on Issue`, `...fields`
    fn spread(&mut self) {
        let rest = self.source.get(self.at..).unwrap_or_default().trim_start_matches('.');
        let rest = rest.trim_start();
        self.at = self.source.len() - rest.len();
        if rest.starts_with("on ") {
            self.at += 3;
            self.is_type = true;
        } else {
            self.at += word(self.source.as_bytes(), self.at, self.end);
        }
    }

    fn name(&mut self) -> Progress {
        let start = self.at;
        self.at += word(self.source.as_bytes(), self.at, self.end);
        let name = self.source.get(start..self.at).unwrap_or_default();
        if std::mem::take(&mut self.is_type) {
            let mut chars = name.chars();
            let first = chars.next().map(|c| c.to_ascii_lowercase());
            self.last = first.into_iter().chain(chars).collect();
            return Progress::Next;
        }
        // An alias is followed by the field.
        let rest = self.source.get(self.at..).unwrap_or_default();
        if rest.trim_start().starts_with(':') {
            self.at = self.source.len() - rest.trim_start().len() + 1;
            return Progress::Next;
        }
        name.clone_into(&mut self.last);
        let is_top = self.ancestors.len() == 1;
        let top = self.ancestors.first().map_or("", String::as_str);
        if let Some(known) = lookup(&self.ancestors, name) {
            let field = field_name(known);
            self.has_known_top |= is_top;
            self.is_certain |= is_top && (top == "Mutation" || CERTAIN.contains(&name));
            if self.seen.insert(field.clone()) {
                self.found.push(sighting(start..self.at, field, None));
            }
        } else if is_top && top == "Mutation" {
            self.has_known_top = true;
            if is_mutation(name) && self.seen.insert(name.to_owned()) {
                self.found.push(Sighting {
                    range: start..self.at,
                    by: RECOGNIZER.name,
                    seen: Seen::Unmatched(format!("GraphQL mutation {name}")),
                });
            }
        } else if is_top && !self.has_known_top {
            return Progress::Foreign;
        }
        Progress::Next
    }
}

/// Fields of the top that other APIs do not have.
const CERTAIN: &[&str] = &[
    "repository",
    "repositoryOwner",
    "rateLimit",
    "securityAdvisories",
    "securityAdvisory",
    "marketplaceListings",
    "codesOfConduct",
];

/// Names of mutations begin with a verb.
fn is_mutation(name: &str) -> bool {
    ["create", "update", "delete", "add", "remove", "set", "close", "mark"]
        .iter()
        .any(|verb| name.starts_with(verb))
}

/// The row for a field below these ancestors, the nearest one first.
fn lookup(ancestors: &[String], field: &str) -> Option<&'static GraphQlField> {
    let singular = |name: &str| match name {
        "repositories" | "repositoriesContributedTo" | "topRepositories" => "repository".to_owned(),
        "organizations" => "organization".to_owned(),
        "target" => "commit".to_owned(),
        "users" | "owner" => String::new(),
        other => other.to_owned(),
    };
    // `nodes` of the top is another one than the `nodes` of every list.
    let is_top = |ancestor: &str| matches!(ancestor, "Query" | "Mutation");
    let near = ancestors.iter().rev().enumerate().find_map(|(distance, ancestor)| {
        let reaches = distance == 0 || !is_top(ancestor);
        reaches.then(|| graphql_field(&singular(ancestor), field)).flatten()
    });
    near.or_else(|| graphql_field("*", field).filter(|_| ancestors.len() > 1))
}

fn field_name(field: &GraphQlField) -> String {
    match field.parent {
        "Query" | "Mutation" | "*" => field.field.to_owned(),
        parent => format!("{parent}.{}", field.field),
    }
}

fn sighting(range: Range<usize>, field: String, owner: Option<String>) -> Sighting {
    Sighting {
        range,
        by: RECOGNIZER.name,
        seen: Seen::GraphQl { field, owner },
    }
}

fn word(bytes: &[u8], at: usize, end: usize) -> usize {
    let rest = bytes.get(at..end).unwrap_or_default();
    rest.iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count()
}

/// Behind the parenthesis that closes the one at `at`.
fn close(bytes: &[u8], at: usize, end: usize) -> usize {
    let mut depth = 0_usize;
    for (place, byte) in bytes.iter().enumerate().take(end).skip(at) {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return place + 1;
                }
            }
            _ => {}
        }
    }
    end
}

/// `owner: "octo-org"` in arguments.
fn argument(arguments: &str, name: &str) -> Option<String> {
    let (_, rest) = arguments.split_once(&format!("{name}:"))?;
    let rest = rest.trim_start().trim_start_matches('\\').strip_prefix('"')?;
    let value = &rest[..rest.find(['"', '\\'])?];
    let literal = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    literal.then(|| value.to_owned())
}

/// `GraphQL: Resource not accessible by personal access token (createPullRequest)`, and `"path": ["createPullRequest"]`.
fn errors(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    for at in text.find_all("Resource not accessible by ") {
        let line = text.after(at);
        if let Some(open) = line.find('(')
            && let Some(path) = line[open + 1..].split(')').next()
            && !path.contains([' ', '/'])
        {
            let from = at + open + 1;
            walk(path.split('.'), from..from + path.len(), found);
        }
    }
    for at in text.find_all("FORBIDDEN") {
        let from = source.floor_char_boundary(at.saturating_sub(300));
        let to = source.floor_char_boundary(at + 400);
        let around = source.get(from..to).unwrap_or_default();
        for (place, word) in around.match_indices("path") {
            let rest = around[place + word.len()..].trim_start_matches(['"', '\'', '\\', ':', ' ']);
            let Some(list) = rest.strip_prefix('[').and_then(|rest| rest.split(']').next()) else {
                continue;
            };
            let start = from + around.len() - rest.len();
            let names = list
                .split(',')
                .map(|name| name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\\')));
            walk(names, start..start + list.len() + 1, found);
        }
    }
}

fn walk<'a>(path: impl Iterator<Item = &'a str>, range: Range<usize>, found: &mut Vec<Sighting>) {
    let mut stack = vec![String::from("Query")];
    let mut last = None;
    for (at, name) in path
        .filter(|name| !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit()))
        .enumerate()
    {
        if at == 0
            && let Some(known) = graphql_field("Mutation", name)
        {
            found.push(sighting(range, field_name(known), None));
            return;
        }
        last = lookup(&stack, name).or(last);
        stack.push(name.to_owned());
    }
    // The last field that is known is the one that was refused.
    if let Some(known) = last {
        let field = field_name(known);
        if !found.iter().any(|other| other.range == range) {
            found.push(sighting(range, field, None));
        }
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "query { organization(login: \"octo-org\") { teams(first: 10) { nodes { name } } } }",
        &["GRAPHQL organization", "GRAPHQL organization.teams"],
    ),
    (
        "gql`query { products(first: 3) { edges { node { title } } } }` // GraphQL of a shop",
        &[],
    ),
    ("mutation { createUser(name: \"x\") { id } }", &[]),
    (
        "gh api graphql -f query='query { viewer { login } }'",
        &["GRAPHQL viewer"],
    ),
    (
        "gh api graphql -F owner=o -f query='\n  query($owner: String!) {\n    repository(owner: $owner, name: \"a\") {\n      issues(first: 10) { nodes { title } }\n    }\n  }'",
        &["GRAPHQL repository", "GRAPHQL repository.issues"],
    ),
    (
        "{\"query\": \"mutation { addStar(input: {starrableId: \\\"x\\\"}) { starrable { id } } }\"}\ncurl https://api.github.com/graphql",
        &["GRAPHQL addStar"],
    ),
    (
        "const q = `mutation($input: AddProjectV2ItemByIdInput!) { addProjectV2ItemById(input: $input) { item { id } } }`; // GitHub GraphQL",
        &["GRAPHQL addProjectV2ItemById"],
    ),
    (
        "# GitHub GraphQL\nquery {\n  organization(login: \"octo-org\") {\n    a: projectV2(number: 1) { id }\n    teams(first: 5) { nodes { name } }\n  }\n}",
        &[
            "GRAPHQL organization",
            "GRAPHQL organization.projectV2",
            "GRAPHQL organization.teams",
        ],
    ),
    (
        "GitHub GraphQL: query { repository(owner: \"octo-org\", name: \"a\") { pullRequest(number: 1) { commits(last: 1) { nodes { commit { statusCheckRollup { state } } } } } } }",
        &[
            "GRAPHQL repository",
            "GRAPHQL repository.pullRequest",
            "GRAPHQL statusCheckRollup",
        ],
    ),
    (
        "GraphQL: Resource not accessible by personal access token (createPullRequest)",
        &["GRAPHQL createPullRequest"],
    ),
    (
        "GraphQL: Resource not accessible by personal access token (repository.pullRequest.reviews.nodes.0)",
        &["GRAPHQL repository.pullRequest"],
    ),
    (
        "{\"errors\":[{\"type\":\"FORBIDDEN\",\"path\":[\"addComment\"],\"message\":\"Resource not accessible by personal access token\"}]}",
        &["GRAPHQL addComment"],
    ),
    (
        "mutation { createBanana(input: {}) { id } } # GitHub GraphQL",
        &["unmatched GraphQL mutation createBanana"],
    ),
    ("query { products { id } } # our GraphQL, hosted on GitHub", &[]),
    ("function query() { return viewer; } // GitHub", &[]),
    ("const { user } = props; // GitHub GraphQL", &[]),
];
