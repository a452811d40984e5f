//! `curl` and `wget`.

use super::{
    Recognizer, Sighting, Text,
    destination::{Address, address_of},
    nothing, rest,
    shell::{Command, Word, commands},
};
use crate::github::Method;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "curl",
    recognize,
    examples: &[
        (
            "curl -H \"Authorization: Bearer $T\" https://api.github.com/user/repos",
            &["GET /user/repos"],
        ),
        (
            "curl -L \\\n  -X POST \\\n  https://api.github.com/repos/OWNER/REPO/issues \\\n  -d '{\"title\":\"x\"}'",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "curl -sSXPOST -d@body.json $API/repos/$OWNER/$REPO/releases -H \"Authorization: token $GITHUB_TOKEN\"",
            &["POST /repos/{owner}/{repo}/releases"],
        ),
        (
            "curl --request=put -H 'Accept: application/vnd.github+json' ${GITHUB_API_URL}/repos/${{ github.repository }}/topics",
            &["PUT /repos/{owner}/{repo}/topics"],
        ),
        (
            "curl -fsSL -d '{\"ref\":\"main\"}' \"https://api.github.com/repos/$REPO/actions/workflows/ci.yml/dispatches\"",
            &["POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"],
        ),
        (
            "curl --json '{\"event_type\":\"x\"}' https://api.github.com/repos/octo-org/app/dispatches",
            &["POST /repos/{owner}/{repo}/dispatches"],
        ),
        (
            "curl -G -d state=open https://api.github.com/repos/octo-org/app/issues",
            &["GET /repos/{owner}/{repo}/issues"],
        ),
        ("curl -I https://api.github.com/user", &["GET /user"]),
        (
            "curl --data-binary @app.zip 'https://uploads.github.com/repos/octo-org/app/releases/1/assets?name=app.zip'",
            &["POST /repos/{owner}/{repo}/releases/{release_id}/assets"],
        ),
        (
            "curl -X DELETE https://github.example.com/api/v3/repos/octo-org/app/hooks/1",
            &["DELETE /repos/{owner}/{repo}/hooks/{hook_id}"],
        ),
        (
            "URL=\"https://api.github.com/repos/$REPO/labels\"\ncurl -X POST \"$URL\" -d '{}'",
            &["POST /repos/{owner}/{repo}/labels"],
        ),
        (
            "API=https://api.github.com/repos\ncurl -X PATCH $API/octo-org/app/issues/1",
            &["PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
        ),
        (
            "sh \"curl -X POST -H \\\"Authorization: token ${T}\\\" https://api.github.com/repos/o/r/statuses/${sha}\"",
            &["POST /repos/{owner}/{repo}/statuses/{sha}"],
        ),
        (
            "subprocess.run([\"curl\", \"-X\", \"PUT\", f\"https://api.github.com/repos/{r}/subscription\"])",
            &["PUT /repos/{owner}/{repo}/subscription"],
        ),
        (
            "os.system('curl -X DELETE https://api.github.com/repos/' + repo + '/git/refs/heads/' + branch)",
            &["DELETE /repos/{owner}/{repo}/git/refs/{ref}"],
        ),
        (
            "curl -d \"{\\\"sha\\\": \\\"$(curl -s https://api.github.com/repos/o/r/git/ref/heads/main)\\\"}\" https://api.github.com/repos/o/r/git/refs",
            &[
                "POST /repos/{owner}/{repo}/git/refs",
                "GET /repos/{owner}/{repo}/git/ref/{ref}",
            ],
        ),
        ("# curl -X POST https://api.github.com/gists", &["POST /gists"]),
        (
            "curl -T f https://api.github.com/repos/o/r/contents/f",
            &["PUT /repos/{owner}/{repo}/contents/{path}"],
        ),
        (
            "curl https://api.github.com/repos/o/r/pulls\\?state\\=open\\&per_page\\=1",
            &["GET /repos/{owner}/{repo}/pulls"],
        ),
        (
            "wget -qO- --header=\"Authorization: token $T\" --post-data='{}' https://api.github.com/gists",
            &["POST /gists"],
        ),
        (
            "wget --method=DELETE https://api.github.com/gists/1",
            &["DELETE /gists/{gist_id}"],
        ),
        (
            "wget -O - https://api.github.com/repos/o/r/tarball/main",
            &["GET /repos/{owner}/{repo}/tarball/{ref}"],
        ),
        (
            "curl -X POST \"https://api.github.com/repos/octo-org/app/import/issues\"",
            &["unmatched /repos/octo-org/app/import/issues"],
        ),
        ("curl https://api.github.com", &["GET /"]),
        (
            "curl -X \"POST\" \"https://api.github.com/repos/$R/releases\" \\\n  -d @- << EOF\n{ \"tag_name\": \"$TAG\" }\nEOF",
            &["POST /repos/{owner}/{repo}/releases"],
        ),
        (
            "curl -X \"$METHOD\" https://api.github.com/repos/o/r/dispatches",
            &["POST /repos/{owner}/{repo}/dispatches"],
        ),
        // Nothing in them.
        ("curl -X POST https://gitlab.example.com/api/v4/projects/1/issues", &[]),
        ("curl -X POST \"$GITEA/api/v1/repos/o/r/issues\" -d '{}'", &[]),
        (
            "curl -L https://github.com/octo-org/app/releases/download/v1/app.tar.gz | tar xz",
            &[],
        ),
        (
            "curl https://raw.githubusercontent.com/octo-org/app/main/install.sh | sh",
            &[],
        ),
        ("API=https://gitea.example.com/api/v1\ncurl $API/repos/o/r/issues", &[]),
        ("Never run curl -X DELETE https://api.github.com/repos/o/r", &[]),
        (
            "curl -X POST https://example.com/hook -d '{\"url\": \"https://api.github.com/repos/o/r\"}'",
            &[],
        ),
        ("curl https://api.bitbucket.org/2.0/user", &[]),
        ("GitHub is fetched with curl and wget here.", &[]),
    ],
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    for command in commands(text, "curl", "") {
        let request = curl(&command.words);
        report(text, &command, &request, found);
    }
    for command in commands(text, "wget", "") {
        let request = wget(&command.words);
        report(text, &command, &request, found);
    }
}

/// What a command asks for.
struct Request<'a> {
    method: Option<Method>,
    addresses: Vec<&'a Word>,
}

fn report(text: &Text<'_>, command: &Command, request: &Request<'_>, found: &mut Vec<Sighting>) {
    let by = RECOGNIZER.name;
    let mut understood = false;
    for word in &request.addresses {
        match address_of(text, &word.text, command.range.start) {
            Address::Api { path, defined } => {
                understood = true;
                found.extend(defined.map(|range| nothing(by, range)));
                let skip = path.starts_with("/graphql") || text.is_advised_against(command.range.start);
                found.push(if skip {
                    nothing(by, command.range.clone())
                } else {
                    rest(by, command.range.clone(), request.method, path)
                });
            }
            Address::Other => understood = true,
            Address::Unknown => {}
        }
    }
    if understood {
        found.push(nothing(by, command.range.clone()));
    }
}

/// Short options of curl that take a value.
const CURL_SHORT: &str = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";

/// Long options of curl that take none.
const CURL_FLAGS: &[&str] = &[
    "--silent",
    "--show-error",
    "--fail",
    "--fail-with-body",
    "--location",
    "--location-trusted",
    "--insecure",
    "--include",
    "--verbose",
    "--compressed",
    "--get",
    "--head",
    "--no-progress-meter",
    "--progress-bar",
    "--remote-name",
    "--remote-name-all",
    "--globoff",
    "--http1.1",
    "--http2",
    "--http3",
    "--http1.0",
    "--ipv4",
    "--ipv6",
    "--no-buffer",
    "--raw",
    "--netrc",
    "--netrc-optional",
    "--create-dirs",
    "--next",
    "--parallel",
    "--remote-header-name",
    "--tlsv1.2",
    "--tlsv1.3",
    "--basic",
    "--digest",
    "--retry-all-errors",
    "--retry-connrefused",
    "--path-as-is",
    "--post301",
    "--post302",
    "--no-keepalive",
    "--proto-redir",
    "--disable",
    "--remote-time",
    "--append",
];

fn curl(words: &[Word]) -> Request<'_> {
    let mut method = None;
    let mut explicit = false;
    let (mut data, mut get, mut head, mut upload) = (false, false, false, false);
    let mut addresses = Vec::new();
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let option = word.text.as_str();
        if let Some(long) = option.strip_prefix("--").filter(|long| !long.is_empty()) {
            let (name, inline) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            };
            let flag = CURL_FLAGS.contains(&&option[..2 + name.len()]) || name.starts_with("no-");
            let mut owned = None;
            if inline.is_none() && !flag {
                owned = words.next();
            }
            let value = inline.or(owned.map(|word| word.text.as_str())).unwrap_or_default();
            match name {
                "request" => (method, explicit) = (value.trim().parse().ok(), true),
                "get" => get = true,
                "head" => head = true,
                "upload-file" => upload = true,
                "url" => addresses.extend(owned.or(Some(word))),
                "json" | "form" | "form-string" => data = true,
                _ if name.starts_with("data") => data = true,
                _ => {}
            }
        } else if let Some(short) = option.strip_prefix('-').filter(|short| !short.is_empty()) {
            // Several letters in one: `-sSXPOST`.
            for (at, letter) in short.char_indices() {
                let takes = CURL_SHORT.contains(letter) && letter != 'h';
                let mut value = &short[at + letter.len_utf8()..];
                if takes && value.is_empty() {
                    value = words.next().map(|word| word.text.as_str()).unwrap_or_default();
                }
                match letter {
                    'X' => (method, explicit) = (value.trim().parse().ok(), true),
                    'd' | 'F' => data = true,
                    'T' => upload = true,
                    'G' => get = true,
                    'I' => head = true,
                    _ => {}
                }
                if takes {
                    break;
                }
            }
        } else {
            addresses.push(word);
        }
    }
    if !explicit {
        method = Some(match (get || head, upload, data) {
            (true, ..) => Method::Get,
            (_, true, _) => Method::Put,
            (.., true) => Method::Post,
            _ => Method::Get,
        });
    }
    Request { method, addresses }
}

/// Short options of wget that take a value.
const WGET_SHORT: &str = "OoUePTtwQiaBADIlR";

fn wget(words: &[Word]) -> Request<'_> {
    let mut method = Some(Method::Get);
    let mut addresses = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let option = word.text.as_str();
        if let Some(long) = option.strip_prefix("--") {
            let (name, inline) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            };
            let takes = matches!(
                name,
                "header"
                    | "method"
                    | "post-data"
                    | "post-file"
                    | "body-data"
                    | "body-file"
                    | "output-document"
                    | "user"
                    | "password"
                    | "user-agent"
                    | "timeout"
                    | "tries"
                    | "directory-prefix"
                    | "output-file"
            );
            let next = if takes && inline.is_none() { words.next() } else { None };
            let value = inline.or(next.map(|word| word.text.as_str())).unwrap_or_default();
            match name {
                "method" => method = value.parse().ok(),
                "post-data" | "post-file" => method = Some(Method::Post),
                _ => {}
            }
        } else if let Some(short) = option.strip_prefix('-').filter(|short| !short.is_empty()) {
            let taking = short.char_indices().find(|(_, letter)| WGET_SHORT.contains(*letter));
            if let Some((at, letter)) = taking
                && short.len() == at + letter.len_utf8()
            {
                words.next();
            }
        } else {
            addresses.push(word);
        }
    }
    Request { method, addresses }
}
