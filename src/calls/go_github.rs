//! Methods of go-github: `client.Issues.Create(ctx, owner, repo, issue)`.

use std::ops::Range;

use super::{Recognizer, Seen, Sighting, Text};
use crate::github::{Client, Endpoint, client_method};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "go-github",
    examples: EXAMPLES,
    recognize,
};

/// One of these says that the client is go-github.
const AT_HAND: &[&str] = &[
    "go-github",
    "github.NewClient",
    "github.NewTokenClient",
    "*github.Client",
];

/// What every method takes first.
const CONTEXTS: &[&str] = &["ctx", "context.", "c.Request", "r.Context", "cmd.Context", "t.Context"];

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    let is_at_hand = text.contains_any(AT_HAND);
    if !is_at_hand && !text.contains_any(CONTEXTS) {
        return;
    }
    let bytes = source.as_bytes();
    for open in memchr::memchr_iter(b'(', bytes) {
        let is_name = |byte: &&u8| byte.is_ascii_alphanumeric();
        let name = open - bytes[..open].iter().rev().take(80).take_while(is_name).count();
        if name == open || name < 2 || bytes[name - 1] != b'.' || !bytes[name].is_ascii_uppercase() {
            continue;
        }
        let dot = name - 1;
        let service = dot - bytes[..dot].iter().rev().take(40).take_while(is_name).count();
        if service == 0 || bytes[service - 1] != b'.' {
            continue;
        }
        let Some(method) = client_method(Client::GoGithub, &source[service..dot], &source[name..open]) else {
            continue;
        };
        let arguments = source[open + 1..].trim_start();
        // Other Go clients have services of these names too.
        if !is_at_hand && !CONTEXTS.iter().any(|context| arguments.starts_with(context)) {
            continue;
        }
        let start = service
            - 1
            - bytes[..service - 1]
                .iter()
                .rev()
                .take(80)
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
                .count();
        let own = is_own(arguments);
        let several = method.endpoints().count() > 1;
        for endpoint in method.endpoints() {
            // An empty name stands for the person whose token it is; any other one does not.
            let fits = own.is_none_or(|own| own == is_of_account(endpoint));
            if !several || fits || !method.endpoints().any(is_of_account) {
                found.push(sighting(start..open, endpoint, arguments));
            }
        }
    }
}

/// Whether the name behind the context is empty, as in `client.Repositories.Create(ctx, "", repo)`; nothing where there is no
/// name to see.
fn is_own(arguments: &str) -> Option<bool> {
    let name = arguments.split_once(',')?.1.trim_start();
    Some(name.starts_with("\"\""))
}

/// Whether an operation is about the person whose token it is.
fn is_of_account(endpoint: &Endpoint) -> bool {
    let path = endpoint.path;
    path == "/user" || path == "/gists" || path == "/app" || path.starts_with("/user/")
}

fn sighting(range: Range<usize>, endpoint: &'static Endpoint, arguments: &str) -> Sighting {
    let second = arguments.split_once(',').map(|(_, rest)| rest.trim_start());
    let literal = second
        .and_then(|rest| rest.strip_prefix('"'))
        .and_then(|rest| rest.split('"').next());
    let owned = endpoint.path.starts_with("/repos/") || endpoint.path.starts_with("/orgs/");
    Sighting {
        range,
        by: RECOGNIZER.name,
        seen: Seen::endpoint(
            endpoint,
            literal.filter(|owner| owned && !owner.is_empty()).map(str::to_owned),
        ),
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "_, _, err := client.Repositories.ReplaceAllTopics(ctx, owner, repo, []string{\"go\"})",
        &["PUT /repos/{owner}/{repo}/topics"],
    ),
    (
        "client.Issues.Create(context.Background(), \"octo-org\", \"octo-repo\", req)",
        &["POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "s.gh.PullRequests.Merge(ctx, o, r, 1, \"\", nil)",
        &["PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
    ),
    (
        "client.Checks.CreateCheckRun(ctx, owner, repo, opts)",
        &["POST /repos/{owner}/{repo}/check-runs"],
    ),
    (
        "import \"github.com/google/go-github/v70/github\"\nx.Teams.ListTeams(c, org, nil)",
        &["GET /orgs/{org}/teams"],
    ),
    (
        "client.Git.CreateRef(\n\t\tctx,\n\t\towner, repo, ref)",
        &["POST /repos/{owner}/{repo}/git/refs"],
    ),
    // One method, and whose membership it is decides.
    (
        "client.Organizations.EditOrgMembership(ctx, user, \"octo-org\", membership)",
        &["PUT /orgs/{org}/memberships/{username}"],
    ),
    (
        "client.Organizations.EditOrgMembership(ctx, \"\", \"octo-org\", membership)",
        &["PATCH /user/memberships/orgs/{org}"],
    ),
    (
        "client.Repositories.Create(ctx, \"octo-org\", repo)",
        &["POST /orgs/{org}/repos"],
    ),
    ("client.Users.Get(ctx, \"\")", &["GET /user"]),
    ("gitlab.Issues.CreateIssue(pid, opts)", &[]),
    ("store.Users.Get(id) // GitHub user", &[]),
];
