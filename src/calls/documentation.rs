//! Addresses of GitHub's documentation: `documentation_url` of an error, `@link` of a comment. They name an operation.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::{Recognizer, Seen, Sighting, Text};
use crate::github::{Endpoint, endpoints};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "documentation",
    examples: EXAMPLES,
    recognize,
};

/// The hosts of the documentation, now and before 2020.
const HOSTS: &[&str] = &["docs.github.com/", "developer.github.com/"];

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    for host in HOSTS {
        for at in text.find_all(host) {
            let rest = text.source().get(at + host.len()..).unwrap_or_default();
            let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "/-_#@.%?=&".contains(c)));
            let address = &rest[..length.unwrap_or(rest.len())];
            let range = at..at + host.len() + address.len();
            if let Some(endpoint) = operation(address) {
                found.push(sighting(range, endpoint));
            }
        }
    }
}

fn sighting(range: Range<usize>, endpoint: &'static Endpoint) -> Sighting {
    Sighting {
        range,
        by: RECOGNIZER.name,
        seen: Seen::endpoint(endpoint, None),
    }
}

/// Whether the address at `at` is in a comment of a program.
pub(super) fn is_in_comment(source: &str, at: usize) -> bool {
    /// No comment that links to documentation says more before the link.
    const FAR: usize = 300;
    let from = source.floor_char_boundary(at.saturating_sub(FAR));
    let before = source.get(from..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let begins = line.trim_start();
    let markers = ["#", "//", "*", "/*", "<!--", "--", ";", "%"];
    // `#12 1.034 ...` of a build's log.
    let is_step = begins
        .strip_prefix('#')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !is_step && markers.iter().any(|marker| begins.starts_with(marker)) || line.contains("// ") || line.contains(" # ")
}

/// The operation that a page and anchor of the documentation describe.
fn operation(address: &str) -> Option<&'static Endpoint> {
    static BY_ANCHOR: LazyLock<HashMap<&'static str, Vec<&'static Endpoint>>> = LazyLock::new(|| {
        let mut anchors: HashMap<&'static str, Vec<&'static Endpoint>> = HashMap::new();
        for endpoint in endpoints() {
            if let Some((_, anchor)) = endpoint.docs.split_once('#') {
                anchors.entry(anchor).or_default().push(endpoint);
            }
        }
        anchors
    });
    let (page, anchor) = address.split_once('#')?;
    let page = page.split('?').next().unwrap_or(page);
    let anchor = anchor.trim_end_matches(['.', '%']).to_ascii_lowercase();
    let of_reviews = page.trim_end_matches('/').ends_with("pulls/comments");
    let renamed = if of_reviews { RENAMED_OF_REVIEWS } else { RENAMED };
    let anchor = renamed
        .iter()
        .find(|(old, _)| *old == anchor)
        .map_or(anchor.as_str(), |(_, new)| new);
    let candidates = BY_ANCHOR.get(anchor)?;
    // Languages, products and versions come first: `en/enterprise-server@3.14/rest/...`.
    let words: Vec<&str> = page
        .split('/')
        .filter(|word| !word.is_empty() && !word.contains('@'))
        .collect();
    let start = words.iter().position(|word| matches!(*word, "rest" | "v3"))?;
    let words: Vec<&str> = words[start + 1..]
        .iter()
        .copied()
        .filter(|word| *word != "reference")
        .collect();
    let page_of = |endpoint: &Endpoint| {
        let page = endpoint.docs.split('#').next().unwrap_or_default();
        let page = page.split_once("/rest/").map_or(page, |(_, page)| page);
        page.to_owned()
    };
    let same_page = candidates.iter().find(|endpoint| page_of(endpoint) == words.join("/"));
    let same_category = || {
        let mut fitting = candidates
            .iter()
            .filter(|endpoint| words.first().copied() == page_of(endpoint).split('/').next());
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let only = || candidates.first().filter(|_| candidates.len() == 1);
    same_page.or_else(same_category).or_else(only).copied()
}

/// Anchors of older pages whose operations have other titles by now.
const RENAMED: &[(&str, &str)] = &[
    ("create-or-update-a-file", "create-or-update-file-contents"),
    ("create-a-file", "create-or-update-file-contents"),
    ("update-a-file", "create-or-update-file-contents"),
    ("get-contents", "get-repository-content"),
    ("merge-a-pull-request-merge-button", "merge-a-pull-request"),
    ("list-commits-on-a-repository", "list-commits"),
    ("get-a-single-commit", "get-a-commit"),
    ("edit-an-issue", "update-an-issue"),
    ("edit-a-release", "update-a-release"),
    ("create-a-comment", "create-an-issue-comment"),
    ("edit-a-comment", "update-an-issue-comment"),
    ("create-a-status", "create-a-commit-status"),
    ("create-a-hook", "create-a-repository-webhook"),
    ("list-hooks", "list-repository-webhooks"),
    ("add-user-as-a-collaborator", "add-a-repository-collaborator"),
    ("add-collaborator", "add-a-repository-collaborator"),
    ("replace-all-topics-for-a-repository", "replace-all-repository-topics"),
    ("list-your-repositories", "list-repositories-for-the-authenticated-user"),
    (
        "add-or-update-team-membership",
        "add-or-update-team-membership-for-a-user",
    ),
    ("get-all-organization-secrets", "list-organization-secrets"),
];

/// The same for comments in reviews: older pages name them as those of issues.
const RENAMED_OF_REVIEWS: &[(&str, &str)] = &[
    ("create-a-comment", "create-a-review-comment-for-a-pull-request"),
    ("edit-a-comment", "update-a-review-comment-for-a-pull-request"),
    ("delete-a-comment", "delete-a-review-comment-for-a-pull-request"),
    ("get-a-single-comment", "get-a-review-comment-for-a-pull-request"),
    (
        "list-comments-on-a-pull-request",
        "list-review-comments-on-a-pull-request",
    ),
    ("list-comments-in-a-repository", "list-review-comments-in-a-repository"),
];

const EXAMPLES: &[super::Example] = &[
    (
        "{\"documentation_url\": \"https://docs.github.com/rest/issues/issues#create-an-issue\"}",
        &["POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "https://docs.github.com/en/rest/metrics/traffic#get-top-referral-sources",
        &["GET /repos/{owner}/{repo}/traffic/popular/referrers"],
    ),
    (
        "documentation_url: 'https://docs.github.com/rest/reference/users#list-email-addresses-for-the-authenticated-user'",
        &["GET /user/emails"],
    ),
    (
        "https://docs.github.com/en/enterprise-server@3.14/rest/repos/repos#create-a-repository-dispatch-event",
        &["POST /repos/{owner}/{repo}/dispatches"],
    ),
    (
        "https://developer.github.com/v3/pulls/#create-a-pull-request",
        &["POST /repos/{owner}/{repo}/pulls"],
    ),
    (
        "https://developer.github.com/v3/repos/contents/#create-or-update-a-file",
        &["PUT /repos/{owner}/{repo}/contents/{path}"],
    ),
    (
        "https://docs.github.com/rest/reference/actions#create-or-update-a-repository-secret",
        &["PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}"],
    ),
    (
        "https://docs.github.com/rest/dependabot/secrets#create-or-update-a-repository-secret",
        &["PUT /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"],
    ),
    (
        "https://docs.github.com/ja/rest/git/refs?apiVersion=2022-11-28#create-a-reference",
        &["POST /repos/{owner}/{repo}/git/refs"],
    ),
    (
        "https://docs.github.com/rest/checks/runs#create-a-check-run",
        &["POST /repos/{owner}/{repo}/check-runs"],
    ),
    (
        "https://developer.github.com/v3/pulls/comments/#create-a-comment",
        &["POST /repos/{owner}/{repo}/pulls/{pull_number}/comments"],
    ),
    (
        "https://developer.github.com/v3/issues/comments/#create-a-comment",
        &["POST /repos/{owner}/{repo}/issues/{issue_number}/comments"],
    ),
    ("https://docs.github.com/rest", &[]),
    (
        "# https://docs.github.com/rest/repos/repos#delete-a-repository\ncurl https://api.github.com/repos/octo-org/octo-repo/issues",
        &["GET /repos/{owner}/{repo}/issues"],
    ),
    (
        "gh.dispatch(); // Docs: https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event",
        &["POST /repos/{owner}/{repo}/dispatches"],
    ),
    (
        "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure#create-an-issue",
        &[],
    ),
];
