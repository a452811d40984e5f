//! The response header `X-Accepted-GitHub-Permissions`, in all its writings: `,` joins what is needed together, `;` separates
//! alternatives.

use super::{Recognizer, Seen, Sighting, Text};
use crate::github::Level;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "accepted permissions",
    examples: EXAMPLES,
    recognize,
};

const NAME: &str = "accepted-github-permissions";
/// A header is no longer.
const LONGEST: usize = 2000;

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    // The name has two capital letters more in GitHub's documentation than on the wire.
    for at in text.find_all("ccepted-").filter_map(|at| at.checked_sub(1)) {
        let Some(name) = source.get(at..at + NAME.len()) else {
            continue;
        };
        if !name.eq_ignore_ascii_case(NAME) {
            continue;
        }
        let start = at + NAME.len();
        let rest = source
            .get(start..source.floor_char_boundary(start + LONGEST))
            .unwrap_or_default();
        let before = |text: &str| text.len() - text.trim_start_matches(|c: char| " \t\\\"'`:=>[({*".contains(c)).len();
        let mut skipped = before(rest);
        // `"name": "...", "value": "..."` of a HAR file.
        let next = rest.trim_start_matches(['"', ',', ' ', '\n', '\t', '\r']);
        if next.starts_with("value\"") {
            let from = rest.len() - next.len() + "value\"".len();
            skipped = from + before(&rest[from..]);
        }
        let value = &rest[skipped..];
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "_=,; ".contains(c)));
        let value = &value[..end.unwrap_or(value.len())];
        if let Some(sets) = sets(value) {
            let from = start + skipped;
            found.push(Sighting {
                range: from..from + value.trim_end().len(),
                by: RECOGNIZER.name,
                seen: Seen::Accepted(sets),
            });
        }
    }
}

/// The alternatives of a value; `None` where it is not one.
fn sets(value: &str) -> Option<Vec<Vec<(String, Level)>>> {
    let mut sets = Vec::new();
    for set in value.split(';').map(str::trim).filter(|set| !set.is_empty()) {
        let mut pairs = Vec::new();
        for pair in set.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, level) = pair.split_once('=')?;
            // A call that works without any permission says so instead of a permission.
            if name.trim() == "allows_permissionless_access" {
                continue;
            }
            pairs.push((name.trim().to_owned(), level.trim().split(' ').next()?.parse().ok()?));
        }
        sets.push(pairs);
    }
    (!sets.is_empty()).then_some(sets)
}

const EXAMPLES: &[super::Example] = &[
    (
        "X-Accepted-GitHub-Permissions: contents=write,workflows=write; pull_requests=read",
        &["accepted contents=write,workflows=write;pull_requests=read"],
    ),
    (
        "x-accepted-github-permissions: issues=write; pull_requests=write",
        &["accepted issues=write;pull_requests=write"],
    ),
    (
        "    'x-accepted-github-permissions': 'administration=read',",
        &["accepted administration=read"],
    ),
    (
        "\"X-Accepted-GitHub-Permissions\": \"secrets=write\"",
        &["accepted secrets=write"],
    ),
    (
        "X-Accepted-Github-Permissions:[members=read]",
        &["accepted members=read"],
    ),
    (
        "{:x_accepted_github_permissions=>\"emails=read\"} github x-accepted-github-permissions => \"emails=read\"",
        &["accepted emails=read"],
    ),
    (
        "< x-accepted-github-permissions: metadata=read\r\n< x-github-request-id: A",
        &["accepted metadata=read"],
    ),
    (
        "X-Accepted-GitHub-Permissions: allows_permissionless_access=true",
        &["accepted "],
    ),
    (
        "{\"name\": \"X-Accepted-GitHub-Permissions\", \"value\": \"statuses=write\"}",
        &["accepted statuses=write"],
    ),
    (
        "X-Accepted-GitHub-Permissions: contents=write\nX-Accepted-GitHub-Permissions: issues=read",
        &["accepted contents=write", "accepted issues=read"],
    ),
    ("Look at the header X-Accepted-GitHub-Permissions.", &[]),
];
