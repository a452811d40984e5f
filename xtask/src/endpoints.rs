//! `cargo xtask endpoints FOLDER`: says how data/endpoints.tsv differs from the files that GitHub publishes.
//!
//! The files are downloaded by a person: nothing in this project goes to the network. What a folder may have, at any depth:
//!
//! - GitHub's description of its API (`api.github.com.json` of npm's `@octokit/openapi`): operations, titles, pages.
//! - `fine-grained-pat-permissions.json` of github/docs (`src/github-apps/data/fpt-VERSION`): which permission opens which call.
//! - `fine-grained-pat.json` beside it: which calls are open at all.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::Path,
};

use anyhow::{Context as _, Result, ensure};
use finegrain::github::{Endpoint, Level, Resolved, Status, endpoints, resolve};
use serde_json::Value;

use crate::project;

/// A method in capital letters and a path.
type Operation = (String, String);

/// What the files say.
#[derive(Default)]
struct Published {
    /// Operation, GitHub's name of it, title, page.
    described: BTreeMap<Operation, (String, String, String)>,
    /// The permissions that open a call, and whether others are needed with one.
    permissions: BTreeMap<Operation, BTreeMap<(String, Level), bool>>,
    open: BTreeSet<Operation>,
}

/// One difference.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    New(Operation, String),
    Removed(Operation),
    Renamed(Operation, String, String),
    Retitled(Operation, String, String),
    Moved(Operation, String, String),
    Opened(Operation),
    Closed(Operation),
    Permissions(Operation, String, String),
}

pub fn compare(folder: &Path) -> Result<()> {
    let mut published = Published::default();
    let mut read = 0;
    for file in project::files(folder)? {
        if file.extension().is_some_and(|ending| ending == "json") {
            read += usize::from(published.add(&folder.join(&file))?);
        }
    }
    ensure!(
        read > 0,
        "{} has none of GitHub's files: see xtask/src/endpoints.rs",
        folder.display()
    );
    let changes = published.changes(endpoints());
    for change in &changes {
        println!("{change}");
    }
    println!(
        "{} operations described, {} open, {} with permissions; {} in the table, {} changes",
        published.described.len(),
        published.open.len(),
        published.permissions.len(),
        endpoints().len(),
        changes.len()
    );
    ensure!(changes.is_empty(), "data/endpoints.tsv differs from GitHub's files");
    Ok(())
}

impl Published {
    /// Reads a file, and says whether it was one of GitHub's.
    fn add(&mut self, file: &Path) -> Result<bool> {
        let text = project::read_text(file)?;
        let json: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
        let name = file.file_name().unwrap_or_default();
        Ok(if json.get("openapi").is_some() {
            self.describe(&json);
            true
        } else if name == "fine-grained-pat-permissions.json" {
            self.permit(&json);
            true
        } else if name == "fine-grained-pat.json" {
            self.open(&json);
            true
        } else {
            false
        })
    }

    fn describe(&mut self, json: &Value) {
        let paths = json.get("paths").and_then(Value::as_object).into_iter().flatten();
        for (path, methods) in paths {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().trim().to_owned();
                let Some(id) = operation.get("operationId") else {
                    continue;
                };
                let page = text(operation.get("externalDocs").and_then(|docs| docs.get("url")));
                let page = page.strip_prefix("https://docs.github.com").unwrap_or(&page).to_owned();
                let value = (text(Some(id)), text(operation.get("summary")), page);
                self.described.insert((method.to_uppercase(), path.clone()), value);
            }
        }
    }

    fn permit(&mut self, json: &Value) {
        for (parameter, entry) in json.as_object().into_iter().flatten() {
            for call in entry.get("permissions").and_then(Value::as_array).into_iter().flatten() {
                let level = call
                    .get("access")
                    .and_then(Value::as_str)
                    .and_then(|level| level.parse().ok());
                let with_others = call
                    .get("additional-permissions")
                    .and_then(Value::as_bool)
                    .unwrap_or_default();
                if let (Some(operation), Some(level)) = (operation_of(call), level) {
                    let of_call = self.permissions.entry(operation).or_default();
                    of_call.insert((parameter.clone(), level), with_others);
                }
            }
        }
    }

    fn open(&mut self, json: &Value) {
        for calls in json
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, calls)| calls.as_array())
        {
            self.open.extend(calls.iter().filter_map(operation_of));
        }
    }

    fn changes(&self, table: &[Endpoint]) -> Vec<Change> {
        let mut changes = Vec::new();
        let known: BTreeSet<Operation> = table.iter().map(key).collect();
        if !self.described.is_empty() {
            // The aliases know paths that the description has under two names.
            let is_alias =
                |(method, path): &Operation| matches!(resolve(method.parse().ok(), path), Resolved::Endpoint(_));
            let new = self
                .described
                .iter()
                .filter(|(operation, _)| !known.contains(*operation) && !is_alias(operation));
            changes.extend(new.map(|(operation, (id, ..))| Change::New(operation.clone(), id.clone())));
        }
        for endpoint in table {
            let operation = key(endpoint);
            if !self.described.is_empty() {
                match self.described.get(&operation) {
                    None => changes.push(Change::Removed(operation.clone())),
                    Some((id, title, page)) => {
                        let differs = |was: &str, is: &str| {
                            (was != is).then(|| (operation.clone(), was.to_owned(), is.to_owned()))
                        };
                        changes.extend(
                            differs(endpoint.operation_id, id).map(|(of, was, is)| Change::Renamed(of, was, is)),
                        );
                        changes
                            .extend(differs(endpoint.title, title).map(|(of, was, is)| Change::Retitled(of, was, is)));
                        changes.extend(differs(endpoint.docs, page).map(|(of, was, is)| Change::Moved(of, was, is)));
                    }
                }
            }
            let open = matches!(endpoint.status, Status::Supported | Status::NoPermission);
            if !self.open.is_empty() && open != self.open.contains(&operation) {
                changes.push(if open {
                    Change::Closed(operation.clone())
                } else {
                    Change::Opened(operation.clone())
                });
            }
            if !self.permissions.is_empty() {
                changes.extend(self.permissions_of(endpoint, operation));
            }
        }
        changes.sort();
        changes
    }

    /// The files name each permission by itself; which of them go together, only the table says.
    fn permissions_of(&self, endpoint: &Endpoint, operation: Operation) -> Option<Change> {
        let named = self.permissions.get(&operation)?;
        let ours: BTreeSet<(&str, Level)> = endpoint.sets.iter().flat_map(|set| set.iter().copied()).collect();
        let theirs: BTreeSet<(&str, Level)> = named.keys().map(|(name, level)| (name.as_str(), *level)).collect();
        // `metadata` comes by itself, and is named with some calls only.
        let differs = ours.symmetric_difference(&theirs).any(|(name, _)| *name != "metadata");
        differs.then(|| Change::Permissions(operation, pairs(&ours), pairs(&theirs)))
    }
}

fn key(endpoint: &Endpoint) -> Operation {
    (endpoint.method.as_str().to_owned(), endpoint.path.to_owned())
}

fn operation_of(call: &Value) -> Option<Operation> {
    let text = |name: &str| call.get(name).and_then(Value::as_str);
    Some((text("verb")?.to_uppercase(), text("requestPath")?.to_owned()))
}

fn pairs(set: &BTreeSet<(&str, Level)>) -> String {
    let pairs: Vec<String> = set.iter().map(|(name, level)| format!("{name}:{level}")).collect();
    pairs.join(", ")
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let call = |(method, path): &Operation| format!("{method} {path}");
        match self {
            Change::New(of, id) => write!(f, "new: {} ({id})", call(of)),
            Change::Removed(of) => write!(f, "removed: {}", call(of)),
            Change::Renamed(of, was, is) => write!(f, "operation_id of {}: {was} is now {is}", call(of)),
            Change::Retitled(of, was, is) => write!(f, "title of {}: \"{was}\" is now \"{is}\"", call(of)),
            Change::Moved(of, was, is) => write!(f, "page of {}: {was} is now {is}", call(of)),
            Change::Opened(of) => write!(f, "open to fine-grained tokens now: {}", call(of)),
            Change::Closed(of) => write!(f, "no longer listed as open: {}", call(of)),
            Change::Permissions(of, was, is) => write!(f, "permissions of {}: {was} is now {is}", call(of)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_changed_is_said() {
        let mut published = Published::default();
        published.describe(&json!({"openapi": "3", "paths": {
            "/user": {"get": {"operationId": "users/get-authenticated", "summary": "Get yourself",
                "externalDocs": {"url": "https://docs.github.com/rest/users/users#get-the-authenticated-user"}}},
            "/brand-new": {"get": {"operationId": "new/get", "summary": "New"}},
        }}));
        published.permit(&json!({"issues": {"permissions": [
            {"verb": "post", "requestPath": "/repos/{owner}/{repo}/issues", "access": "read", "additional-permissions": false},
        ]}}));
        published.open(&json!({"users": [{"verb": "get", "requestPath": "/notifications"}]}));
        let changes: Vec<String> = published.changes(endpoints()).iter().map(Change::to_string).collect();
        for expected in [
            "new: GET /brand-new (new/get)",
            "removed: POST /repos/{owner}/{repo}/issues",
            "title of GET /user: \"Get the authenticated user\" is now \"Get yourself\"",
            "open to fine-grained tokens now: GET /notifications",
            "no longer listed as open: GET /user/emails",
            "permissions of POST /repos/{owner}/{repo}/issues: issues:write is now issues:read",
        ] {
            assert!(
                changes.iter().any(|change| change == expected),
                "{expected} is not in {changes:#?}"
            );
        }
    }
}
