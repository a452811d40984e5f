//! Methods of Octokit for Ruby: `client.create_issue("octo-org/octo-repo", title)`.

use super::{Claims, Recognizer, Seen, Sighting, Text};
use crate::github::{Client, Method, client_method};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "octokit.rb",
    examples: EXAMPLES,
    recognize,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    let at_hand = ["Octokit::", "require 'octokit'", "require \"octokit\"", "Octokit."];
    // octokit.js has a class of that name, and other methods.
    if !text.contains_any(&at_hand) || text.contains("@octokit") {
        return;
    }
    let claims = Claims::of(found);
    let bytes = source.as_bytes();
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    for (dot, _) in source.match_indices('.') {
        let mut end = dot + 1 + bytes[dot + 1..].iter().take(80).take_while(is_name).count();
        end += usize::from(matches!(bytes.get(end), Some(b'!' | b'?')));
        let receiver = dot - bytes[..dot].iter().rev().take(60).take_while(is_name).count();
        let name = &source[receiver..dot];
        // Ruby has `.labels`, `.merge` and the like on everything: only a client has these.
        let is_client = name == "Octokit"
            || name.to_ascii_lowercase().ends_with("client")
            || matches!(name, "octokit" | "github" | "gh" | "api")
            || (name == "new" && source[..receiver].ends_with("Octokit::Client."))
            || (source[..dot].ends_with(')') && text.before(dot).contains("Octokit::Client.new("));
        let after = &source[end..];
        let arguments = after.trim_start_matches(['(', ' ']);
        let owner = arguments.strip_prefix(['"', '\'']).and_then(|rest| {
            let value = rest.split(['"', '\'']).next()?;
            let owner = value.split('/').next()?;
            (!value.contains("#{") && !owner.is_empty()).then(|| owner.to_owned())
        });
        if claims.meets(&(receiver..end)) {
            continue;
        }
        // `client.get("/repos/...")`
        let verb = source[dot + 1..end].parse::<Method>().ok();
        if let Some(method) = verb.filter(|_| is_client) {
            let path = arguments
                .strip_prefix(['"', '\''])
                .and_then(|rest| rest.split(['"', '\'']).next());
            if let Some(path) =
                path.filter(|path| path.starts_with('/') || path.starts_with("repos/") || path.starts_with("orgs/"))
            {
                let start = source.len() - arguments.len();
                let range = receiver..start + 1 + path.len();
                let path = format!("/{}", path.trim_start_matches('/'));
                found.push(Sighting {
                    range,
                    by: RECOGNIZER.name,
                    seen: Seen::Rest {
                        method: Some(method),
                        path,
                        owner: None,
                    },
                });
            }
            continue;
        }
        let Some(method) = client_method(Client::OctokitRb, "Client", &source[dot + 1..end]).filter(|_| is_client)
        else {
            continue;
        };
        for endpoint in method.endpoints() {
            let has_owner = endpoint.path.starts_with("/repos/") || endpoint.path.starts_with("/orgs/");
            found.push(Sighting {
                range: receiver..end,
                by: RECOGNIZER.name,
                seen: Seen::endpoint(endpoint, owner.clone().filter(|_| has_owner)),
            });
        }
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "client = Octokit::Client.new(access_token: t)\nclient.create_issue('octo-org/octo-repo', 'a')",
        &["POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "require 'octokit'\nclient.add_comment(repo, 1, 'hi')\nclient.close_issue repo, 1",
        &[
            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
            "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
        ],
    ),
    (
        "Octokit.create_release(\"octo-org/a\", 'v1')",
        &["POST /repos/{owner}/{repo}/releases"],
    ),
    (
        "@client = Octokit::Client.new\n@client.org_members('octo-org')",
        &["GET /orgs/{org}/members"],
    ),
    (
        "Octokit::Client.new(access_token: t).create_contents(\"octocat/x\", \"a.txt\", \"m\", \"c\")",
        &["PUT /repos/{owner}/{repo}/contents/{path}"],
    ),
    ("Octokit::Client.new.tap { |c| }\nhash.merge(other)\nissue.labels", &[]),
    (
        "import { Octokit } from '@octokit/rest';\nOctokit.plugin(retry);\nawait this.github.issues.get(args);",
        &["GET /repos/{owner}/{repo}/issues/{issue_number}"],
    ),
    ("client.create_issue('a', 'b') # GitLab", &[]),
];
