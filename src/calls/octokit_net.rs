//! Methods of Octokit for .NET: `client.Issue.Comment.Create("octo-org", "octo-repo", 1, "text")`.

use super::{Recognizer, Seen, Sighting, Text};
use crate::github::{Client, client_method};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "octokit.net",
    examples: EXAMPLES,
    recognize,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let at_hand = [
        "using Octokit",
        "GitHubClient",
        "Octokit.GitHubClient",
        "open Octokit",
        "IGitHubClient",
    ];
    if !text.contains_any(&at_hand) {
        return;
    }
    let source = text.source();
    let bytes = source.as_bytes();
    for open in memchr::memchr_iter(b'(', bytes) {
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'?' | b'!');
        let length = bytes[..open].iter().rev().take(120).take_while(is_part).count();
        let start = open - length;
        let chain = &source[start..open];
        let parts: Vec<&str> = chain.split('.').map(|part| part.trim_end_matches(['?', '!'])).collect();
        // The client, one to three services, the method: `client.Repository.Release.Create`.
        let Some((name, services)) = parts.split_last().filter(|(_, services)| services.len() > 1) else {
            continue;
        };
        let class = (1..services.len().min(4)).rev().find_map(|count| {
            let class = services[services.len() - count..].join(".");
            client_method(Client::OctokitNet, &class, name)
        });
        let Some(method) = class else { continue };
        let arguments = source[open + 1..].trim_start();
        let literal = arguments.strip_prefix('"').and_then(|rest| rest.split('"').next());
        for endpoint in method.endpoints() {
            let is_owned = endpoint.path.starts_with("/repos/") || endpoint.path.starts_with("/orgs/");
            found.push(Sighting {
                range: start..open,
                by: RECOGNIZER.name,
                seen: Seen::endpoint(
                    endpoint,
                    literal.filter(|owner| is_owned && !owner.is_empty()).map(str::to_owned),
                ),
            });
        }
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "using Octokit;\nvar client = new GitHubClient(new ProductHeaderValue(\"x\"));\nvar issue = await client.Issue.Create(\"octo-org\", \"a\", new NewIssue(\"t\"));",
        &["POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "GitHubClient github;\nawait github.Repository.Release.Create(o, r, new NewRelease(\"v1\"));\nawait github.Issue.Comment.Create(o, r, 1, \"hi\");",
        &[
            "POST /repos/{owner}/{repo}/releases",
            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        ],
    ),
    (
        "using Octokit;\nvar me = await _client.User.Current();\nvar master = await _client.Git.Reference.Get(o, r, \"heads/main\");",
        &["GET /user", "GET /repos/{owner}/{repo}/git/ref/{ref}"],
    ),
    ("using Octokit;\nfactory.Create(); Repository.Get(1);", &[]),
    ("store.User.Get(1); // GitHub", &[]),
];
