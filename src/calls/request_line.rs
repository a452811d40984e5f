//! A method and a path or address: `POST /repos/{owner}/{repo}/issues`, `"GET /user HTTP/1.1"`, the routes of Octokit.

use std::ops::Range;

use super::{
    Claims, Recognizer, Sighting, Text,
    destination::{Address, address_of, cleaned, is_specific},
    literal, nothing, rest, usage,
};
use crate::github::{Method, Resolved, placeholder, resolve};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "request line",
    recognize,
    examples: &[
        (
            "POST /repos/{owner}/{repo}/issues",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        ("GET /user", &["GET /user"]),
        (
            "octokit.request('PATCH /repos/{owner}/{repo}', { owner, repo })",
            &["PATCH /repos/{owner}/{repo}"],
        ),
        (
            "await octokit.paginate(\"GET /orgs/{org}/repos\", { org })",
            &["GET /orgs/{org}/repos"],
        ),
        (
            "octokit.request('POST /repos/' + owner + '/' + repo + '/branches/' + from + '/rename')",
            &["POST /repos/{owner}/{repo}/branches/{branch}/rename"],
        ),
        (
            "await octokit.request(`POST /repos/octo-org/${repo}/actions/workflows/${workflow}.yml/dispatches`)",
            &["POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"],
        ),
        (
            "      - uses: octokit/request-action@v2.x\n        with:\n          route: PUT /repos/${{ github.repository }}/topics",
            &["PUT /repos/{owner}/{repo}/topics"],
        ),
        (
            "POST /repos/octo-org/app/issues HTTP/1.1\nHost: api.github.com",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "> PATCH /repos/octo-org/app/pulls/7 HTTP/2\n> Host: api.github.com",
            &["PATCH /repos/{owner}/{repo}/pulls/{pull_number}"],
        ),
        (
            "POST https://api.github.com/user/repos: 403 Resource not accessible by personal access token []",
            &["POST /user/repos"],
        ),
        (
            "GET https://github.example.com/api/v3/repos/o/r/pulls?state=open",
            &["GET /repos/{owner}/{repo}/pulls"],
        ),
        (
            "DEBUG:urllib3:https://api.github.com:443 \"GET /repos/o/r/issues?page=2 HTTP/1.1\" 200",
            &["GET /repos/{owner}/{repo}/issues"],
        ),
        (
            "| `DELETE` | `/repos/{owner}/{repo}/keys/{key_id}` | GitHub |",
            &["DELETE /repos/{owner}/{repo}/keys/{key_id}"],
        ),
        (
            "const route = many ? `PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}` : `POST /repos/{owner}/{repo}/rulesets`;",
            &[
                "PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}",
                "POST /repos/{owner}/{repo}/rulesets",
            ],
        ),
        ("http POST https://api.github.com/gists description=x", &["POST /gists"]),
        (
            "The action calls `GET /repos/:owner/:repo/pulls/:number`.",
            &["GET /repos/{owner}/{repo}/pulls/{pull_number}"],
        ),
        (
            "level=debug msg=\"GitHub request\" http.method=PUT http.path=/repos/octo-org/app/topics status=403",
            &["PUT /repos/{owner}/{repo}/topics"],
        ),
        (
            "time=1 url=\"https://api.github.com/repos/octo-org/app/topics\" method=\"PUT\"",
            &["PUT /repos/{owner}/{repo}/topics"],
        ),
        (
            "GET {{baseUrl}}/repos/{{owner}}/{{repo}}/issues\n# GitHub",
            &["GET /repos/{owner}/{repo}/issues"],
        ),
        ("DELETE /authorizations/1 # api.github.com", &["gone /authorizations/1"]),
        (
            "GitHub: `POST /repos/o/r/import/issues`",
            &["unmatched /repos/o/r/import/issues"],
        ),
        // Nothing in them.
        ("mux.HandleFunc(\"GET /repos/{owner}/{repo}\", handle) // GitHub", &[]),
        ("- Removed the call to `DELETE /repos/{owner}/{repo}` of GitHub", &[]),
        (
            "`PATCH /repos/{owner}/{repo}` is not called any more. GitHub tokens need less.",
            &[],
        ),
        ("10.0.0.1 - - [01/Jan/2026] \"GET /users/1 HTTP/1.1\" 200 12", &[]),
        ("GET /user HTTP/1.1\nHost: example.com", &[]),
        (
            "## API\n\nGET /users/:id returns a user.\nPOST /teams creates a team.",
            &[],
        ),
        ("POST https://gitlab.example.com/api/v4/projects/1/issues", &[]),
        ("Do not use `DELETE /repos/{owner}/{repo}` here.", &[]),
        ("GET /api/v1/repos/o/r/issues (Gitea)", &[]),
        ("FORGET /user and GET /home", &[]),
        ("PUT the token into a file, POST it to GitHub.", &[]),
    ],
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let claims = Claims::of(found);
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] {
        for at in text.find_all(method) {
            if !claims.covers(at) {
                look(text, at, method, found);
            }
        }
    }
}

fn look(text: &Text<'_>, at: usize, word: &str, found: &mut Vec<Sighting>) {
    let source = text.source();
    let bytes = source.as_bytes();
    let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    if before.is_ascii_alphanumeric() || matches!(before, b'_' | b'-' | b'.' | b'/' | b'$') {
        return;
    }
    let from = at + word.len();
    let mut start = from;
    let mut quote = literal::quote_before(source, at);
    while let Some(byte) = bytes.get(start).copied()
        && matches!(
            byte,
            b' ' | b'\t' | b'`' | b'*' | b'|' | b'"' | b'\'' | b':' | b']' | b')'
        )
        && start < from + 16
    {
        // The method's own string ends here.
        if Some(byte) == quote {
            quote = None;
        } else if matches!(byte, b'`' | b'"' | b'\'') {
            quote = Some(byte);
        }
        start += 1;
    }
    let mut begin = at;
    if let Some(place) = logged(text, at) {
        begin = begin.min(place);
        start = place;
        quote = literal::quote_before(source, place);
    } else if start == from {
        return;
    }
    let rest_of = &source[start..];
    let by = RECOGNIZER.name;
    let method: Option<Method> = word.parse().ok();
    let is_url = rest_of.starts_with("http://") || rest_of.starts_with("https://");
    let opened = if rest_of.starts_with(['{', '$']) {
        placeholder(source, start, true)
    } else {
        0
    };
    let bare = rest_of
        .get(..14)
        .is_some_and(|host| host.eq_ignore_ascii_case("api.github.com"));
    if is_url || bare || opened > 0 && rest_of[opened..].starts_with('/') {
        let scheme = if is_url {
            rest_of.find("://").map_or(0, |at| at + 3)
        } else {
            0
        };
        let (read, end) = literal::read(source, start + scheme, quote);
        let range = begin..end.max(from);
        let address = format!("{}{read}", &rest_of[..scheme]);
        found.push(match address_of(text, &address, at) {
            Address::Api { path, .. } if !path.starts_with("/graphql") && !text.is_advised_against(at) => {
                rest(by, range, method, path)
            }
            Address::Api { .. } | Address::Other => nothing(by, range),
            Address::Unknown => return,
        });
        return;
    }
    if !rest_of.starts_with('/') && !rest_of.starts_with("repos/") {
        return;
    }
    let (read, end) = literal::read(source, start, quote);
    let path = read.strip_prefix("/api/v3").unwrap_or(&read);
    let path = cleaned(path);
    let range = begin..end.max(from);
    if path.starts_with("/graphql") || !is_github(text, &range, &path) {
        return;
    }
    // `mux.HandleFunc("GET /repos/{owner}/{repo}", handler)` answers requests.
    if usage::is_answered(text, at) {
        return;
    }
    let unknown = resolve(method, &path) == Resolved::Unknown;
    if unknown && (!is_specific(&path) || path.ends_with('/')) {
        return;
    }
    found.push(if text.is_advised_against(at) || text.is_denied(end) {
        nothing(by, range)
    } else {
        rest(by, range, method, path)
    });
}

/// Where the path begins in the line of a log that names the method at `at`: `method=PUT path=/repos/octo-org/app/topics`.
fn logged(text: &Text<'_>, at: usize) -> Option<usize> {
    const KEYS: &[&str] = &["path=", "url=", "uri=", "route=", "endpoint="];
    let before = text.before(at).trim_end_matches(['"', '\'']).strip_suffix('=')?;
    let key = before.rsplit([' ', '\t', ',', '[', '{']).next().unwrap_or_default();
    let key = key.to_ascii_lowercase();
    if !key.ends_with("method") && !key.ends_with("verb") || key.contains(['"', '\'', '(', '<', '$', '-']) {
        return None;
    }
    let value = |line: &str| {
        let places = KEYS.iter().filter_map(|key| {
            let place = line.find(key)?;
            let joins = |c: char| c.is_alphanumeric() || c == '-' || c == '$';
            (!line[..place].ends_with(joins)).then_some(place + key.len())
        });
        let place = places.min()?;
        let value = line[place..].trim_start_matches(['"', '\'']);
        value.starts_with(['/', 'h']).then(|| line.len() - value.len())
    };
    let after = text.after(at);
    value(after)
        .map(|place| at + place)
        .or_else(|| Some(at - text.before(at).len() + value(text.before(at))?))
}

/// Whether the path of the call in this range means GitHub's API, and not that of another service.
fn is_github(text: &Text<'_>, range: &Range<usize>, path: &str) -> bool {
    let source = text.source();
    let near = &source[range.end..source.floor_char_boundary(range.end.saturating_add(400))];
    let host = near.lines().take(8).find_map(|line| {
        let line = line.trim_start_matches(['>', '<', ' ', '*', '|']);
        line.strip_prefix("Host:").or_else(|| line.strip_prefix("host:"))
    });
    if let Some(host) = host {
        return host.to_ascii_lowercase().contains("github") || host.contains("ghe.com") || text.is_about_github();
    }
    if text.is_about_api() {
        return true;
    }
    if text.is_about_others() && !text.is_about_github() {
        return false;
    }
    if is_specific(path) {
        return true;
    }
    // Nothing else is in the text.
    text.is_only(&source[range.clone()])
}
