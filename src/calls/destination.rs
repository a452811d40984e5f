//! What an address leads to: GitHub's API, or another service.

use std::ops::Range;

use super::{Text, variables};
use crate::github::{is_path, placeholder};

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// The API.
    Api {
        /// Behind the base.
        path: String,
        /// Where the text says what the variables in it are.
        defined: Vec<Range<usize>>,
    },
    /// Another service.
    Other,
    /// It cannot be known.
    Unknown,
}

/// What an address of a command leads to; `at` is where it is used.
pub(super) fn address_of(text: &Text<'_>, address: &str, at: usize) -> Address {
    resolved(text, address, at, 3)
}

/// What an address of a command leads to, by every branch that sets the variable that it begins with, or its path does.
pub(super) fn addresses_of(text: &Text<'_>, address: &str, at: usize) -> Vec<Address> {
    let mut all = vec![address_of(text, address, at)];
    let address = address.trim_matches(['"', '\'']);
    let path = path_behind_host(address).unwrap_or(address);
    let host = &address[..address.len() - path.len()];
    let path = path.trim_start_matches('/');
    let (variable, rest) = path.split_at(placeholder(path, 0, true));
    if variable.starts_with('$') {
        for (value, range) in variables::other_branches(text, name_in(variable), at) {
            let value = value.trim_end_matches('/');
            let full = if host.is_empty() {
                format!("{value}{rest}")
            } else {
                format!("{host}/{}{rest}", value.trim_start_matches('/'))
            };
            if let Address::Api { path, mut defined } = resolved(text, &full, range.start, 2) {
                defined.push(range);
                all.push(Address::Api { path, defined });
            }
        }
    }
    all
}

/// What is behind the host of the API, if the address names it.
fn path_behind_host(address: &str) -> Option<&str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, _) = rest.split_at(rest.find(['/', '?', '\\', '$', '{']).unwrap_or(rest.len()));
    is_api_host(&host.to_ascii_lowercase()).then(|| &rest[host.len()..])
}

/// The path that goes on behind a variable of which the text says that it is one: `https://api.github.com/${repo}/issues`.
pub(super) fn path_in_variable(text: &Text<'_>, path: &str, at: usize) -> Option<String> {
    let found = || defined_path(text, path, at).map(|(path, _)| path);
    (!is_open(path)).then(found).flatten()
}

/// The path that begins with a variable of which the text says that it is one, and where the text says so.
fn defined_path(text: &Text<'_>, path: &str, at: usize) -> Option<(String, Range<usize>)> {
    let path = path.trim_start_matches('/');
    let (variable, rest) = path.split_at(placeholder(path, 0, true));
    if variable.is_empty() || variable.starts_with([':', '%']) {
        return None;
    }
    let (value, range) = variables::definition(text, name_in(variable), at)?;
    let path = format!("/{}{rest}", value.trim_matches('/'));
    (is_path(&path) && !is_open(&path)).then_some((path, range))
}

fn resolved(text: &Text<'_>, address: &str, at: usize, depth: usize) -> Address {
    let api = |path: &str| Address::Api {
        path: cleaned(path),
        defined: Vec::new(),
    };
    let address = address.trim_matches(['"', '\'']);
    if let Some(path) = path_behind_host(address)
        && let Some((path, range)) = defined_path(text, path, at)
    {
        return Address::Api {
            path,
            defined: vec![range],
        };
    }
    let (rest, scheme) = match address.split_once("://") {
        Some((scheme, rest)) if scheme.len() < 6 => (rest, true),
        _ => (address, false),
    };
    let host_length = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
    let opened = placeholder(rest, 0, true);
    if opened > 0 && !rest.starts_with(':') {
        return variable(text, rest, opened, at, depth);
    }
    let host = rest[..host_length]
        .rsplit('@')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let path = &rest[host_length..];
    if is_api_host(&host) {
        return api(path);
    }
    if !scheme {
        return Address::Unknown;
    }
    if let Some(path) = server_path(&host, path) {
        return api(path);
    }
    Address::Other
}

/// An address that begins with a variable.
fn variable(text: &Text<'_>, address: &str, opened: usize, at: usize, depth: usize) -> Address {
    let (base, path) = address.split_at(opened);
    if let Some(path) = path.strip_prefix("/api/v3").filter(|path| path.starts_with('/')) {
        return Address::Api {
            path: cleaned(path),
            defined: Vec::new(),
        };
    }
    let name = name_in(base);
    if depth > 0
        && let Some((value, range)) = variables::definition(text, name, at)
        && !value.starts_with(base)
    {
        let value = value.trim_end_matches('/');
        match resolved(text, value, range.start, depth - 1) {
            Address::Api {
                path: start,
                mut defined,
            } => {
                // A base is no call of its own.
                defined.push(range);
                return Address::Api {
                    path: format!("{}{path}", start.trim_end_matches('/')),
                    defined,
                };
            }
            Address::Other => return Address::Other,
            Address::Unknown => {}
        }
    }
    if path.is_empty() || path.starts_with(['?', '#']) || !is_path(path) {
        return Address::Unknown;
    }
    // An unknown base: it is GitHub's where its name says so, or nothing in the text says otherwise.
    let lower = name.to_ascii_lowercase();
    let named = lower.contains("github") || lower.starts_with("gh");
    let foreign = ["gitea", "forgejo", "gitlab", "bitbucket", "codeberg", "gogs", "drone"]
        .iter()
        .any(|other| lower.contains(other));
    let specific = is_specific(path);
    if !foreign && (named || text.is_about_api() || specific && !text.is_about_others()) {
        Address::Api {
            path: cleaned(path),
            defined: Vec::new(),
        }
    } else {
        Address::Unknown
    }
}

/// Whether no other service has paths such as this.
pub(super) fn is_specific(path: &str) -> bool {
    let mut segments = path.trim_start_matches('/').split('/');
    segments.next() == Some("repos") && segments.filter(|segment| !segment.is_empty()).count() >= 2
}

/// Whether all of a path is something that is filled in, so that it can be any call.
pub(super) fn is_open(path: &str) -> bool {
    let inside = path.trim_start_matches('/').split('?').next().unwrap_or_default();
    !inside.is_empty() && placeholder(inside, 0, true) == inside.len()
}

/// The name of a variable in the brackets and signs around it.
fn name_in(base: &str) -> &str {
    let inner = base
        .trim_start_matches("$env:")
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let end = inner.find([':', '|', '}', ' ', '(']).unwrap_or(inner.len());
    // `env.API`, `process.env.API`, `this.baseUrl`, `self.url`
    inner[..end].rsplit('.').next().unwrap_or(inner)
}

/// A path without its query, with a slash at its start.
pub(super) fn cleaned(path: &str) -> String {
    let path = path.trim_end_matches(['\\', '"', '\'', ')', ',']);
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}

fn is_api_host(host: &str) -> bool {
    let host = host.split(':').next().unwrap_or_default();
    matches!(host, "api.github.com" | "uploads.github.com")
        || host
            .strip_suffix(".ghe.com")
            .is_some_and(|name| name.starts_with("api.") || name.starts_with("uploads."))
}

/// The path below `/api/v3` of a Server. GitLab had the same base once.
pub(super) fn server_path<'a>(host: &str, path: &'a str) -> Option<&'a str> {
    let below = path
        .strip_prefix("/api/v3")
        .or_else(|| path.strip_prefix("/api/uploads"))?;
    let other = ["gitlab", "gitea", "gitee", "forgejo", "bitbucket", "codeberg"]
        .iter()
        .any(|other| host.contains(other));
    (below.starts_with('/') && !other).then_some(below)
}
