//! Lists of scopes of a classic token: "missing required scope `read:org`", "with the `repo` and `workflow` scopes".

use std::ops::Range;

use super::{Recognizer, Seen, Sighting, Text};
use crate::github::classic_scope;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "scopes",
    examples: EXAMPLES,
    recognize,
};

/// How far from the word "scope" its list may be.
const FAR: usize = 400;

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    if let Some(scopes) = bare(source) {
        found.push(Sighting {
            range: 0..source.len(),
            by: RECOGNIZER.name,
            seen: Seen::Scopes(scopes),
        });
        return;
    }
    // Someone who brings nothing else asks what it stands for.
    let alone = !source.trim().contains('\n');
    let mut done = 0;
    for at in text.find_all("cope") {
        let Some(at) = at.checked_sub(1).filter(|at| *at >= done) else {
            continue;
        };
        let word = &source.as_bytes()[at..];
        let length = if word.get(5) == Some(&b's') { 6 } else { 5 };
        let before = at.checked_sub(1).and_then(|at| source.as_bytes().get(at));
        let joined = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let is_header = source
            .get(at.saturating_sub(6)..at)
            .is_some_and(|before| before.eq_ignore_ascii_case("oauth-"));
        if !word.first().is_some_and(|c| c.eq_ignore_ascii_case(&b's'))
            || (before.is_some_and(joined) && !is_header)
            || word.get(length).is_some_and(joined)
        {
            continue;
        }
        let end = at + length;
        let lead = text.before(at);
        // The refusal of a workflow file names a scope, but is about the file.
        if lead.contains("refusing to allow") {
            continue;
        }
        let list = after(source, end).or_else(|| in_front(lead, at));
        if let Some((range, mut scopes)) = list {
            let start = range.start.min(at);
            let given = source[source.floor_char_boundary(start.saturating_sub(30))..start].to_ascii_lowercase();
            let accepted = given.ends_with("accepted-oauth-");
            // What a token has is not what it needs.
            let has = ["granted the", "has the"].iter().any(|words| given.contains(words));
            let listed = given.contains("oauth-") || given.ends_with("oken ");
            if has || (listed && !accepted && !alone) {
                continue;
            }
            done = range.end.max(end);
            let around = &source[source.floor_char_boundary(at.saturating_sub(40))..at];
            // "one of the following": the least of them is enough.
            if (accepted || around.to_ascii_lowercase().contains("one of")) && scopes.len() > 1 {
                scopes.sort_by_key(|scope| classic_scope(scope).map_or(usize::MAX, |scope| scope.permissions().len()));
                scopes.truncate(1);
            }
            found.push(Sighting {
                range: range.start.min(at)..range.end.max(end),
                by: RECOGNIZER.name,
                seen: Seen::Scopes(scopes),
            });
        }
    }
}

/// Nothing but names: `repo, workflow, admin:org`.
fn bare(source: &str) -> Option<Vec<String>> {
    /// All the scopes there are take less.
    const LONG: usize = 1000;
    let list = source.trim();
    if list.len() > LONG || list.contains('\n') {
        return None;
    }
    let words = list.split([',', ' ', '\'', '"', '`']).filter(|word| !word.is_empty());
    let scopes: Option<Vec<String>> = words.map(|word| known(word).then(|| word.to_owned())).collect();
    scopes.filter(|scopes| scopes.len() > 1 && certain(scopes))
}

/// `scopes: 'repo', 'read:org'`
fn after(source: &str, at: usize) -> Option<(Range<usize>, Vec<String>)> {
    let rest = source.get(at..source.floor_char_boundary(at + FAR))?;
    let mut scopes = Vec::new();
    let mut place = 0;
    let mut end = 0;
    loop {
        let skipped = rest[place..].len() - rest[place..].trim_start_matches(GLUE).len();
        place += skipped;
        let length = rest[place..].find(|c: char| !is_scope(c)).unwrap_or(rest.len() - place);
        let word = rest[place..place + length].trim_end_matches([':', '.']);
        if word.is_empty() {
            break;
        }
        if known(word) {
            scopes.push(word.to_owned());
            end = place + word.len();
        } else if !matches!(
            word,
            "and" | "or" | "plus" | "are" | "is" | "the" | "required" | "needed" | "also" | "scope" | "scopes"
        ) {
            break;
        }
        place += length;
    }
    let quoted = rest[..end].contains([':', '\'', '"', '`']);
    (certain(&scopes) || (quoted && !scopes.is_empty())).then_some((at..at + end, scopes))
}

/// "the `repo` and `read:org` scopes"
fn in_front(lead: &str, at: usize) -> Option<(Range<usize>, Vec<String>)> {
    let mut scopes = Vec::new();
    let mut rest = lead;
    let mut start = at;
    loop {
        let trimmed = rest.trim_end_matches(GLUE);
        let word = &trimmed[trimmed
            .rfind(|c: char| !is_scope(c))
            .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8))..];
        if word.is_empty() {
            break;
        }
        if known(word) {
            scopes.insert(0, word.to_owned());
            start = at - (lead.len() - (trimmed.len() - word.len()));
        } else if !matches!(word, "and" | "or" | "plus" | "classic" | "OAuth" | "permission" | "the") {
            break;
        }
        rest = &trimmed[..trimmed.len() - word.len()];
    }
    let quoted = lead.trim_end().ends_with(['\'', '"', '`']);
    (certain(&scopes) || (quoted && !scopes.is_empty())).then_some((start..at, scopes))
}

/// Whether one of the scopes is no ordinary word.
fn certain(scopes: &[String]) -> bool {
    scopes
        .iter()
        .any(|scope| scope.contains([':', '_']) || matches!(scope.as_str(), "repo" | "gist"))
}

const GLUE: [char; 18] = [
    ' ', '-', '\t', '\r', '\n', '\'', '"', '`', '\u{2018}', '\u{2019}', '[', ']', ',', ':', '&', '+', '*', '\\',
];

fn is_scope(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '_')
}

fn known(word: &str) -> bool {
    classic_scope(word).is_some()
}

const EXAMPLES: &[super::Example] = &[
    (
        "error validating token: missing required scopes 'repo', 'read:org'",
        &["scopes repo,read:org"],
    ),
    (
        "error validating token: missing required scope 'read:org'",
        &["scopes read:org"],
    ),
    (
        "Your token has not been granted the required scopes to execute this query. The 'login' field requires one of the following \
         scopes: ['read:org'], but your token has only been granted the: ['repo'] scopes.",
        &["scopes read:org"],
    ),
    (
        "This API operation needs the \"admin:org\" scope. To request it, run: gh auth refresh -h github.com -s admin:org",
        &["scopes admin:org", "gh auth refresh"],
    ),
    (
        "Create a GitHub token with the `repo` and `workflow` scopes.",
        &["scopes repo,workflow"],
    ),
    (
        "repo, workflow, admin:org, delete_repo",
        &["scopes repo,workflow,admin:org,delete_repo"],
    ),
    ("repo, workflows and more", &[]),
    (
        "x-oauth-scopes: repo, read:org, workflow",
        &["scopes repo,read:org,workflow"],
    ),
    (
        "- Token scopes: 'gist', 'read:org', 'repo'",
        &["scopes gist,read:org,repo"],
    ),
    (
        "X-OAuth-Scopes: repo, workflow\nX-Accepted-OAuth-Scopes: admin:org, read:org, repo, user, write:org",
        &["scopes read:org"],
    ),
    ("GitHub scopes: gist, read:user", &["scopes gist,read:user"]),
    ("The GitHub scope of this project is the repository.", &[]),
    ("the scope of user stories on GitHub", &[]),
    (
        "- Token scopes: 'gist', 'read:org', 'repo'\n✓ Logged in to github.com",
        &[],
    ),
    (
        "Scopes:\n- repo\n- admin:repo_hook\nfor the GitHub token",
        &["scopes repo,admin:repo_hook"],
    ),
    ("the project scope of our GitHub migration", &[]),
    ("Out of scope: repository settings on GitHub", &[]),
];
