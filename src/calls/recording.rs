//! Recordings of what a program really did: `GH_DEBUG=api`, `curl -v`, debug logs of Terraform and of others, HAR files. Only
//! the requests count. Answers are full of addresses that nothing called, and headers contain tokens: neither leaves this file.

use super::{Recognizer, Seen, Sighting, Text, nothing};
use crate::github::Method;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "recording",
    examples: EXAMPLES,
    recognize,
};

/// What only a recording of HTTP has.
const MARKS: &[&str] = &[
    "< HTTP/",
    "* Request to http",
    "---[ RESPONSE ]---",
    "---[ REQUEST ]---",
    "* Connected to ",
    "HTTP/2.0 200",
    "HTTP/1.1 200 OK",
    "HTTP/2 200",
];

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    let is_archive = ["\"entries\"", "\"request\"", "\"method\""]
        .iter()
        .all(|key| text.contains(key));
    if is_archive {
        archive(text, found);
        found.push(nothing(RECOGNIZER.name, 0..source.len()));
        return;
    }
    if !text.contains_any(MARKS) {
        return;
    }
    let before = found.len();
    for at in text.find_all(" HTTP/") {
        let line = text.before(at);
        let Some(space) = line.rfind(' ') else { continue };
        let target = &line[space + 1..];
        let word = line[..space]
            .rsplit(|c: char| !c.is_ascii_uppercase())
            .next()
            .unwrap_or_default();
        let Ok(method) = word.parse::<Method>() else { continue };
        let Some(path) = path(target) else { continue };
        // The host is in a header of its own.
        let rest = source.get(at..source.floor_char_boundary(at + 600)).unwrap_or_default();
        let host = rest.lines().skip(1).take(12).find_map(|line| {
            let lower = line.to_ascii_lowercase();
            let at = lower.find("host: ")?;
            lower[..at]
                .ends_with(|c: char| !c.is_alphanumeric() && c != '-')
                .then(|| lower[at + 6..].trim().to_owned())
                .or_else(|| (at == 0).then(|| lower[6..].trim().to_owned()))
        });
        let is_server = target.starts_with("/api/v3/") || target.starts_with("/api/graphql");
        if target.starts_with('/') && !is_server && !host.as_deref().is_none_or(is_api) {
            continue;
        }
        let start = at - target.len() - 1 - word.len();
        if is_graphql(path) {
            continue;
        }
        found.push(Sighting {
            range: start..at,
            by: RECOGNIZER.name,
            seen: Seen::Rest {
                method: Some(method),
                path: path.to_owned(),
                owner: None,
            },
        });
    }
    if found.len() > before {
        found.push(nothing(RECOGNIZER.name, 0..source.len()));
    }
}

/// The requests of a HAR file.
fn archive(text: &Text<'_>, found: &mut Vec<Sighting>) {
    const FAR: usize = 20_000;
    let source = text.source();
    let requests: Vec<usize> = text.find_all("\"request\"").collect();
    for (number, at) in requests.iter().enumerate() {
        let next = requests.get(number + 1).copied().unwrap_or(source.len());
        let end = source.floor_char_boundary(next.min(at + FAR));
        let request = source.get(*at..end).unwrap_or_default();
        let request = request.split("\"response\"").next().unwrap_or(request);
        let value = |key: &str| {
            let (before, rest) = request.split_once(key)?;
            let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            let value = rest.split('"').next()?;
            let place = at + before.len() + key.len() + (request.len() - before.len() - key.len() - rest.len());
            Some((place..place + value.len(), value))
        };
        let (Some((_, method)), Some((range, address))) = (value("\"method\""), value("\"url\"")) else {
            continue;
        };
        let Ok(method) = method.parse::<Method>() else { continue };
        let Some(path) = path(address).filter(|path| !is_graphql(path)) else {
            continue;
        };
        found.push(Sighting {
            range,
            by: RECOGNIZER.name,
            seen: Seen::Rest {
                method: Some(method),
                path: path.to_owned(),
                owner: None,
            },
        });
    }
}

/// The path of a target; `None` where it leads to another host.
fn path(target: &str) -> Option<&str> {
    if target.starts_with('/') {
        return Some(target.strip_prefix("/api/v3").unwrap_or(target));
    }
    let (_, rest) = target.split_once("://")?;
    let slash = rest.find('/').unwrap_or(rest.len());
    let (host, path) = rest.split_at(slash);
    let path = if path.is_empty() { "/" } else { path };
    if is_api(host) {
        return Some(path);
    }
    path.strip_prefix("/api/v3")
        .or_else(|| path.starts_with("/api/graphql").then_some("/graphql"))
}

fn is_api(host: &str) -> bool {
    let host = host.rsplit('@').next().unwrap_or(host);
    let host = host.split(':').next().unwrap_or_default();
    matches!(host, "api.github.com" | "uploads.github.com") || (host.starts_with("api.") && host.ends_with(".ghe.com"))
}

fn is_graphql(path: &str) -> bool {
    path.split('?').next().is_some_and(|path| path.ends_with("/graphql"))
}

const EXAMPLES: &[super::Example] = &[
    (
        "* Request at 2026-01-01\n* Request to https://api.github.com/repos/octo-org/octo-repo/issues\n> POST /repos/octo-org/octo-repo/issues HTTP/1.1\n\
         > Host: api.github.com\n> Authorization: token \u{2588}\u{2588}\n\n< HTTP/2.0 201 Created\n< Location: https://api.github.com/repos/octo-org/octo-repo/issues/1\n\n\
         {\"labels_url\": \"https://api.github.com/repos/octo-org/octo-repo/issues/1/labels{/name}\"}",
        &["POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "> GET /user/emails HTTP/2\n> Host: api.github.com\n> user-agent: curl/8\n> authorization: Bearer x\n< HTTP/2 403\n< x-accepted-github-permissions: emails=read\n\
         {\"url\": \"https://api.github.com/users/octocat\"}",
        &["GET /user/emails", "accepted emails=read"],
    ),
    (
        "[DEBUG] provider.terraform-provider-github: ---[ REQUEST ]---\nGET /repos/octo-org/octo-repo/branches/main/protection HTTP/1.1\nHost: api.github.com\n\
         Authorization: Bearer x\n---[ RESPONSE ]---\nHTTP/2.0 200 OK\n\n{\"url\":\"https://api.github.com/repos/octo-org/octo-repo\"}",
        &["GET /repos/{owner}/{repo}/branches/{branch}/protection"],
    ),
    (
        "{\"log\":{\"entries\":[{\"request\":{\"method\":\"PUT\",\"url\":\"https://api.github.com/user/starred/octo-org/octo-repo\",\"headers\":[{\"name\":\"authorization\",\"value\":\"token x\"}]},\
         \"response\":{\"content\":{\"text\":\"https://api.github.com/user/keys\"}}},{\"request\":{\"bodySize\":0,\"url\":\"https://example.com/repos/a/b\",\"method\":\"GET\"}}]}}",
        &["PUT /user/starred/{owner}/{repo}"],
    ),
    (
        "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"https://avatars.githubusercontent.com/u/1\"},\"response\":{}}]}}",
        &[],
    ),
    (
        "> GET /repos/a/b/issues HTTP/1.1\n> Host: gitea.example.com\n< HTTP/1.1 200 OK",
        &[],
    ),
];
