//! `curl` and `wget`.

use super::{
    Recognizer, Sighting, Text,
    curl_options::{Request, curl, wget},
    destination::{Address, addresses_of},
    nothing, rest,
    shell::{ShellCommand, commands, words_in},
    text::Word,
    wrapper::Wrapper,
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
            "curl -H \"Authorization: Bearer $T\" -T app.zip 'https://uploads.github.com/repos/o/r/releases/1/assets?name=app.zip'",
            &["POST /repos/{owner}/{repo}/releases/{release_id}/assets"],
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
        (
            "args=(-s\n  --request DELETE # as ever\n)\ncurl \"${args[@]}\" https://api.github.com/repos/o/r/keys/1",
            &["DELETE /repos/{owner}/{repo}/keys/{key_id}"],
        ),
        (
            "METHOD=PATCH\ncurl -X \"$METHOD\" https://api.github.com/repos/o/r",
            &["PATCH /repos/{owner}/{repo}"],
        ),
        (
            "curl https://api.github.com/user --next --json @f --url=https://api.github.com/gists",
            &["GET /user", "POST /gists"],
        ),
        (
            "curl -X POST https://api.github.com/repos/o/r/pulls -d @- <<JSON\n{\"body\": \"see https://api.github.com/repos/o/r/issues/1\"}\nJSON",
            &["POST /repos/{owner}/{repo}/pulls"],
        ),
        (
            "api() {\n  curl -sS -X \"$1\" \"https://api.github.com$2\" \"${@:3}\"\n}\napi POST /repos/o/r/releases -d @f\napi GET /user",
            &["POST /repos/{owner}/{repo}/releases", "GET /user"],
        ),
        (
            "api_delete() { curl -X DELETE -H \"$AUTH\" \"$1\"; }\napi_delete \"https://api.github.com/repos/o/r/hooks/1\"",
            &["DELETE /repos/{owner}/{repo}/hooks/{hook_id}"],
        ),
        (
            "CURL=\"curl -s -H 'Authorization: token $T'\"\n$CURL -X PUT https://api.github.com/user/starred/o/r",
            &["PUT /user/starred/{owner}/{repo}"],
        ),
        (
            "release:\n\t@curl -d @f \\\n\t\thttps://api.github.com/repos/$(OWNER)/$(REPO)/releases",
            &["POST /repos/{owner}/{repo}/releases"],
        ),
        (
            "run: >-\n  curl -X POST\n  -H \"Authorization: token $T\"\n  https://api.github.com/repos/o/r/dispatches\n  -d '{}'",
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
    let mut wrappers = Vec::new();
    for command in commands(text, "curl", "") {
        let words = expanded(text, &command.words);
        let requests: Vec<Request> = words
            .split(|word| matches!(word.text.as_str(), "--next" | "-:"))
            .map(|words| curl(text, words, command.range.start))
            .collect();
        for request in &requests {
            report(text, &command, request, found);
        }
        if let [request] = requests.as_slice() {
            wrappers.extend(Wrapper::of(text, &command, request, &words));
        }
    }
    for command in commands(text, "wget", "") {
        let request = wget(&command.words);
        report(text, &command, &request, found);
    }
    // Every one costs a pass over the text.
    wrappers.sort_by(|one, other| one.name.cmp(&other.name));
    wrappers.dedup_by(|one, other| one.name == other.name);
    for wrapper in wrappers.iter().take(WRAPPERS) {
        wrapper.uses(text, RECOGNIZER.name, found);
    }
}

/// How many functions and variables around curl are followed.
const WRAPPERS: usize = 12;

fn report(text: &Text<'_>, command: &ShellCommand, request: &Request, found: &mut Vec<Sighting>) {
    let by = RECOGNIZER.name;
    let mut understood = false;
    let start = command.range.start;
    let addresses = |word| {
        addresses_of(text, word, start)
            .into_iter()
            .map(move |address| (word, address))
    };
    for (word, address) in request.arguments.iter().flat_map(|word| addresses(word.text.as_str())) {
        match address {
            Address::Api { path, defined } => {
                understood = true;
                found.extend(defined.into_iter().map(|range| nothing(by, range)));
                // Uploads of releases take nothing but POST, whatever `-T` sends.
                let uploads = word.contains("://uploads.") && request.method == Some(Method::Put);
                let method = if uploads { Some(Method::Post) } else { request.method };
                let skip = path.starts_with("/graphql") || text.is_advised_against(command.range.start);
                found.push(if skip {
                    nothing(by, command.range.clone())
                } else {
                    rest(by, command.range.clone(), method, path)
                });
            }
            Address::Other => understood = true,
            Address::Unknown => {}
        }
    }
    if understood {
        found.push(nothing(by, command.range.clone()));
        // What is sent is full of addresses that nothing calls.
        let sent = command.document.clone().filter(|_| !request.configured);
        found.extend(sent.map(|range| nothing(by, range)));
    }
}

/// The words, with those that a variable stands for: `"${args[@]}"`, `$CURL_OPTIONS`.
fn expanded(text: &Text<'_>, words: &[Word]) -> Vec<Word> {
    let mut all = Vec::with_capacity(words.len());
    for word in words {
        let name = word.text.strip_prefix('$').map(|name| name.trim_matches(['{', '}']));
        let name = name.map(|name| name.strip_suffix("[@]").or(name.strip_suffix("[*]")).unwrap_or(name));
        let is_name =
            |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let kept = name
            .filter(is_name)
            .map(|name| words_in(text, name))
            .unwrap_or_default();
        if kept.is_empty() {
            all.push(word.clone());
        } else {
            all.extend(kept);
        }
    }
    all
}
