//! Methods of the PHP library of `KnpLabs`: `$client->api('issue')->create('octo-org', 'app', [...])`.

use super::{Recognizer, Seen, Sighting, Text};
use crate::github::{Client, client_method};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "knplabs",
    examples: EXAMPLES,
    recognize,
};

/// What the client calls its parts.
const APIS: &[(&str, &str)] = &[
    ("issue", "Issue"),
    ("issues", "Issue"),
    ("pr", "PullRequest"),
    ("pulls", "PullRequest"),
    ("pullRequest", "PullRequest"),
    ("pull_request", "PullRequest"),
    ("pullRequests", "PullRequest"),
    ("pull_requests", "PullRequest"),
    ("repo", "Repo"),
    ("repos", "Repo"),
    ("repository", "Repo"),
    ("repositories", "Repo"),
];

/// Parts of these parts.
const PARTS: &[(&str, &str, &str)] = &[
    ("Issue", "comments", "Issue.comments"),
    ("Issue", "labels", "Issue.labels"),
    ("Repo", "contents", "Repo.contents"),
    ("Repo", "releases", "Repo.releases"),
];

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    let is_at_hand = text.contains_any(&["Github\\", "KnpLabs", "knplabs", "php-github-api"]);
    for arrow in text.find_all("->") {
        let rest = &source[arrow + 2..];
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        let Some(arguments) = after.strip_prefix('(') else {
            continue;
        };
        let window = &source[source.ceil_char_boundary(arrow.saturating_sub(200))..arrow];
        let Some((class, start, certain)) = class(window) else {
            continue;
        };
        let Some(method) = client_method(Client::KnpLabs, class, name) else {
            continue;
        };
        if !certain && !is_at_hand || text.is_advised_against(arrow) {
            continue;
        }
        let owner = arguments
            .trim_start()
            .strip_prefix(['\'', '"'])
            .and_then(|rest| rest.split(['\'', '"']).next())
            .filter(|owner| !owner.is_empty());
        for endpoint in method.endpoints() {
            found.push(Sighting {
                range: arrow - (window.len() - start)..arrow + 2 + length,
                by: RECOGNIZER.name,
                seen: Seen::endpoint(endpoint, owner.map(str::to_owned)),
            });
        }
    }
}

/// The class of what a chain of calls gives that ends where `before` does, where its part begins, and whether only this
/// library writes that.
fn class(before: &str) -> Option<(&'static str, usize, bool)> {
    let before = before.trim_end();
    if let Some(found) = class_of_api(before) {
        return Some(found);
    }
    let call = before.strip_suffix("()")?;
    let (outer, name) = call.rsplit_once("->")?;
    let (class, start, _) = class_of_api(outer)?;
    let part = PARTS.iter().find(|(of, known, _)| *of == class && *known == name);
    part.map(|(.., part)| (*part, start, true))
}

/// As [`class`], for what the client itself gives.
fn class_of_api(before: &str) -> Option<(&'static str, usize, bool)> {
    let before = before.trim_end();
    let api = |name: &str| APIS.iter().find(|(known, _)| *known == name).map(|(_, class)| *class);
    if let Some(quoted) = before.strip_suffix("')").or_else(|| before.strip_suffix("\")")) {
        let (call, name) = quoted.rsplit_once(['\'', '"'])?;
        let start = call.strip_suffix("->api(")?.len();
        return Some((api(name)?, start, true));
    }
    let (outer, name) = before.strip_suffix("()")?.rsplit_once("->")?;
    Some((api(name)?, outer.len(), false))
}

const EXAMPLES: &[super::Example] = &[
    (
        "$client->api('issue')->create('octo-org', 'app', ['title' => 'a', 'body' => 'b']);",
        &["POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "$release = $client->repo()->releases()->create('octo-org', 'app', ['tag_name' => 'v1']);",
        &["POST /repos/{owner}/{repo}/releases"],
    ),
    (
        "use Github\\Client;\n$this->github->pullRequest()->merge($owner, $repo, 7, 'm');",
        &["PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
    ),
    (
        "$client\n    ->api(\"issue\")\n    ->comments()\n    ->create('octo-org', 'app', 4, ['body' => 'My comment']);",
        &["POST /repos/{owner}/{repo}/issues/{issue_number}/comments"],
    ),
    (
        "$client->api('repo')->contents()->update($o, $r, $path, $content, $message, $sha);",
        &["PUT /repos/{owner}/{repo}/contents/{path}"],
    ),
    ("$jira->issue()->create($project, $fields);", &[]),
    ("$client->api('issue')->configure('html');", &[]),
    ("$this->repository()->update($row); // stored as on GitHub", &[]),
];
