//! `gh api`, and `hub api` before it.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Recognizer, Sighting, Text,
    curl_options::{long_option, method_word},
    destination::{Address, addresses_of},
    nothing, rest,
    shell::{ShellCommand, commands},
    text::Word,
    variables, wrapper,
};
use crate::github::{Method, Resolved, is_path, placeholder, resolve};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "gh api",
    recognize,
    examples: &[
        ("gh api user", &["GET /user"]),
        (
            "gh api repos/{owner}/{repo}/issues --jq '.[].title'",
            &["GET /repos/{owner}/{repo}/issues"],
        ),
        (
            "gh api repos/octo-org/app/issues -f title=x -F body=@f",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "gh api -X GET search/issues -f q='repo:cli/cli is:open'",
            &["GET /search/issues"],
        ),
        (
            "gh api --method PUT \\\n  -H \"Accept: application/vnd.github+json\" \\\n  /repos/OWNER/REPO/topics \\\n  --input topics.json",
            &["PUT /repos/{owner}/{repo}/topics"],
        ),
        (
            "gh api -XDELETE /repos/$REPO/actions/caches",
            &["DELETE /repos/{owner}/{repo}/actions/caches"],
        ),
        (
            "gh api \"repos/${{ github.repository }}/actions/runs\" --paginate",
            &["GET /repos/{owner}/{repo}/actions/runs"],
        ),
        (
            "gh api https://api.github.com/orgs/octo-org/repos",
            &["GET /orgs/{org}/repos"],
        ),
        (
            "ids=$(gh api repos/$R/actions/runs -q '.workflow_runs[].id')\nfor id in $ids; do gh api -X DELETE \"repos/$R/actions/runs/$id\"; done",
            &[
                "GET /repos/{owner}/{repo}/actions/runs",
                "DELETE /repos/{owner}/{repo}/actions/runs/{run_id}",
            ],
        ),
        (
            "subprocess.run([\"gh\", \"api\", f\"repos/{repo}/pulls/{n}/files\", \"--paginate\"])",
            &["GET /repos/{owner}/{repo}/pulls/{pull_number}/files"],
        ),
        (
            "exec.Command(\"gh\", \"api\", \"-X\", \"PATCH\", fmt.Sprintf(\"repos/%s/issues/%d\", r, n))",
            &["PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
        ),
        (
            "Command::new(\"gh\").arg(\"api\").arg(\"user/orgs\")",
            &["GET /user/orgs"],
        ),
        (
            "cat repos | xargs -I{} gh api -X PUT repos/{}/vulnerability-alerts",
            &["PUT /repos/{owner}/{repo}/vulnerability-alerts"],
        ),
        (
            "gh api repos/o/r/contents/f -X PUT -f sha=\"$(gh api repos/o/r/contents/f --jq .sha)\"",
            &[
                "PUT /repos/{owner}/{repo}/contents/{path}",
                "GET /repos/{owner}/{repo}/contents/{path}",
            ],
        ),
        (
            "execSync(`gh api repos/${owner}/${repo}/branches/main/protection -X PUT`)",
            &["PUT /repos/{owner}/{repo}/branches/{branch}/protection"],
        ),
        (
            "BASE=repos/octo-org/app\ngh api \"$BASE/labels\" -f name=x",
            &["POST /repos/{owner}/{repo}/labels"],
        ),
        (
            "hub api -XPOST repos/{owner}/{repo}/releases",
            &["POST /repos/{owner}/{repo}/releases"],
        ),
        ("Run `gh api user/emails` first.", &["GET /user/emails"]),
        ("gh api --hostname ghe.example.com /user/keys", &["GET /user/keys"]),
        (
            "gh api -X PUT repos/o/r/dependabot/alerts",
            &["unmatched /repos/o/r/dependabot/alerts"],
        ),
        (
            "gh api repos/o/r/pulls/<番号>/files",
            &["GET /repos/{owner}/{repo}/pulls/{pull_number}/files"],
        ),
        (
            "- run: gh api '/repos/${{ github.repository }}/releases/latest' > latest.json",
            &["GET /repos/{owner}/{repo}/releases/latest"],
        ),
        (
            "ghapi() { gh api -H \"Accept: application/vnd.github+json\" \"$@\"; }\nghapi repos/o/r/environments/prod -X PUT",
            &["PUT /repos/{owner}/{repo}/environments/{environment_name}"],
        ),
        // Nothing in them.
        ("The gh api command is documented in GitHub's manual.", &[]),
        ("Don't use `gh api -X DELETE repos/o/r`.", &[]),
        ("gh api graphql -f query='{ viewer { login } }'", &["GRAPHQL viewer"]),
        ("gh api \"$URL\"", &[]),
        ("gh api --help", &[]),
        ("high api user", &[]),
    ],
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let mut functions = BTreeSet::new();
    for name in ["gh", "hub"] {
        for command in commands_with_api(text, name) {
            let words = command.words.get(1..).unwrap_or_default();
            // `ghapi() { gh api -H "..." "$@"; }`
            if words
                .iter()
                .any(|word| matches!(word.text.as_str(), "$@" | "$*" | "$1"))
            {
                functions.extend(wrapper::function(text.source(), command.range.start));
            }
            report(text, &command, words, found);
        }
    }
    for name in functions.into_iter().take(FUNCTIONS) {
        for command in commands(text, name, "") {
            report(text, &command, &command.words, found);
        }
    }
}

/// How many functions around `gh api` are followed; every one costs a pass over the text.
const FUNCTIONS: usize = 8;

/// The commands whose first word is `api`; others are not even read.
fn commands_with_api<'t>(text: &'t Text<'_>, name: &'static str) -> impl Iterator<Item = ShellCommand> + 't {
    let is_api = |command: &ShellCommand| command.words.first().is_some_and(|word| word.text == "api");
    commands(text, name, "api").filter(is_api)
}

fn report(text: &Text<'_>, command: &ShellCommand, words: &[Word], found: &mut Vec<Sighting>) {
    let by = RECOGNIZER.name;
    let range = command.range.clone();
    let Some((method, word)) = request(text, words, range.start) else {
        return;
    };
    if word.text.starts_with("graphql") || text.is_advised_against(range.start) {
        found.push(nothing(by, range));
        return;
    }
    let mut paths = Vec::new();
    for address in addresses_of(text, &word.text, range.start) {
        match address {
            Address::Api { path, defined } => {
                found.extend(defined.into_iter().map(|range| nothing(by, range)));
                paths.push(path);
            }
            Address::Other => {}
            Address::Unknown => paths.extend(paths_of(text, &word.text, range.start)),
        }
    }
    // What is sent is full of addresses that nothing calls.
    found.extend(command.document.clone().map(|range| nothing(by, range)));
    found.push(nothing(by, range.clone()));
    found.extend(paths.into_iter().map(|path| rest(by, range.clone(), method, path)));
}

/// The path that a word is, if it is one: in prose, `gh api` is followed by words of a sentence. A variable can be several.
fn paths_of(text: &Text<'_>, word: &str, at: usize) -> Vec<String> {
    let inside = word.trim_start_matches('/');
    let length = placeholder(inside, 0, true);
    if length > 0 && !inside.starts_with(':') {
        // `$BASE/labels`, where the text says what it is.
        let name = inside[..length].trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let others = variables::other_branches(text, name, at);
        let values: Vec<_> = variables::definition(text, name, at)
            .into_iter()
            .chain(others)
            .collect();
        if !values.is_empty() || !word.starts_with('/') {
            let path = |(value, _): (String, Range<usize>)| {
                let value = value.trim_matches('/');
                let path = format!("/{value}{}", &inside[length..]);
                (value.contains('/') && is_path(&path)).then_some(path)
            };
            return values.into_iter().filter_map(path).collect();
        }
    }
    let path = format!("/{}", inside.trim_end_matches([',', '.']));
    let known = resolve(Some(Method::Get), &path) != Resolved::Unknown;
    let looks = word.starts_with('/') || word.contains('/') && word.starts_with(|c: char| c.is_ascii_lowercase());
    (known && !word.ends_with('.') || looks)
        .then_some(path)
        .into_iter()
        .collect()
}

fn request<'w>(text: &Text<'_>, words: &'w [Word], at: usize) -> Option<(Option<Method>, &'w Word)> {
    let mut explicit = None;
    let mut fields = false;
    let mut endpoint = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let option = word.text.as_str();
        if let Some(long) = option.strip_prefix("--").filter(|long| !long.is_empty()) {
            let takes_value = |name: &str| {
                !matches!(
                    name,
                    "paginate" | "include" | "silent" | "slurp" | "verbose" | "help" | "flat"
                )
            };
            let (name, value) = long_option(long, &mut words, takes_value);
            match name {
                "method" => explicit = Some(method_word(text, value, at)),
                "field" | "raw-field" | "input" => fields = true,
                _ => {}
            }
        } else if let Some(short) = option.strip_prefix('-').filter(|short| !short.is_empty()) {
            for (place, letter) in short.char_indices() {
                if letter == 'i' || letter == 'h' {
                    continue;
                }
                let mut value = &short[place + letter.len_utf8()..];
                if value.is_empty() {
                    value = words.next().map(|word| word.text.as_str()).unwrap_or_default();
                }
                match letter {
                    'X' => explicit = Some(method_word(text, value.trim_start_matches('='), at)),
                    'f' | 'F' => fields = true,
                    _ => {}
                }
                break;
            }
        } else if endpoint.is_none() {
            endpoint = Some(word);
        }
    }
    let method = explicit.unwrap_or(Some(if fields { Method::Post } else { Method::Get }));
    Some((method, endpoint?))
}
