//! Methods of ghapi and githubkit (Python): GitHub's names of operations with `_`: `api.issues.create(...)`.

use std::{collections::HashMap, sync::LazyLock};

use super::{Claims, Recognizer, Seen, Sighting, Text};
use crate::github::{Endpoint, endpoints};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "ghapi",
    examples: EXAMPLES,
    recognize,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    static OPERATIONS: LazyLock<HashMap<String, &'static Endpoint>> = LazyLock::new(|| {
        endpoints()
            .iter()
            .map(|endpoint| (endpoint.operation_id.replace('-', "_"), endpoint))
            .collect()
    });
    let source = text.source();
    // githubkit names its methods in the same way, those that wait with `async_` before them.
    if !text.contains_any(&["ghapi", "GhApi", "githubkit"]) {
        return;
    }
    // `github.rest.issues.create` is a method of octokit.js as well.
    let claims = Claims::of(found);
    let bytes = source.as_bytes();
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    // In Python a call ends with a parenthesis; on the command line it is `ghapi issues.create --owner octo-org`.
    for (dot, _) in source.match_indices('.') {
        let length = bytes[dot + 1..].iter().take(80).take_while(is_name).count();
        let end = dot + 1 + length;
        let start = dot - bytes[..dot].iter().rev().take(40).take_while(is_name).count();
        if length == 0 || start == dot {
            continue;
        }
        let before = source[..start].trim_end_matches(' ');
        let is_call = start > 0 && bytes[start - 1] == b'.' && source[end..].starts_with(['(', ',', ')']);
        if !is_call && !before.ends_with("ghapi") {
            continue;
        }
        let name = &source[dot + 1..end];
        let name = name.strip_prefix("async_").unwrap_or(name);
        let Some(endpoint) = OPERATIONS.get(&format!("{}/{name}", &source[start..dot])) else {
            continue;
        };
        let from = if is_call {
            start - 1 - bytes[..start - 1].iter().rev().take(80).take_while(is_name).count()
        } else {
            start
        };
        if claims.meets(&(from..end)) {
            continue;
        }
        found.push(Sighting {
            range: from..end,
            by: RECOGNIZER.name,
            seen: Seen::endpoint(endpoint, None),
        });
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "from ghapi.all import GhApi\napi = GhApi(owner='octo-org', repo='a')\napi.issues.create(title='b')",
        &["POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "api = GhApi()\napi.git.create_ref(ref='refs/heads/a', sha=s)",
        &["POST /repos/{owner}/{repo}/git/refs"],
    ),
    (
        "from ghapi.all import *\nprint(paged(api.repos.list_for_org, 'octo-org'))",
        &["GET /orgs/{org}/repos"],
    ),
    (
        "ghapi repos.create_release --owner octo-org --repo a --tag_name v1",
        &["POST /repos/{owner}/{repo}/releases"],
    ),
    (
        "from githubkit import GitHub\ngithub = GitHub(t)\nawait github.rest.pulls.async_list_files(o, r, 1)",
        &["GET /repos/{owner}/{repo}/pulls/{pull_number}/files"],
    ),
    ("from ghapi.all import GhApi\nself.users.find(1)", &[]),
];
