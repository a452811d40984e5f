//! Tools, by the steps of workflows that use them, their commands, variables and names. Which signs a tool has is data
//! (`data/tool-aliases.tsv`); how much a sign counts is here.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
    sync::LazyLock,
};

use super::{
    Recognizer, Seen, Sighting, Text,
    phrase::{Match, Phrases, Style},
    workflow::Workflow,
};
use crate::github::{AliasKind, Sign, Tool, ToolAlias, Weight, tool_aliases, tools};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "tool",
    examples: EXAMPLES,
    recognize,
};

/// What was seen of one tool.
#[derive(Default)]
struct Signs {
    /// The tool is meant.
    sure: bool,
    /// It may be meant.
    weak: bool,
    /// By a name, not only by a key.
    is_named: bool,
    /// The different signs of it.
    aliases: BTreeSet<&'static str>,
    /// The tools that are not meant because of them.
    instead_of: BTreeSet<u16>,
    /// The first place, and whether it was a sure one.
    place: Option<(bool, Range<usize>)>,
}

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    let workflow = Workflow::of(text);
    let has_token = mentions_token(text) || workflow.has_personal_secret;
    // Everything in it runs under `GITHUB_TOKEN`.
    if workflow.is_one && !has_token {
        return;
    }
    let is_query = is_query(source);
    let mut all: BTreeMap<u16, Signs> = BTreeMap::new();
    let mut place = |sign: &'static Sign, alias: &'static ToolAlias, weight: Weight, range: Range<usize>| {
        let signs = all.entry(sign.tool).or_default();
        signs.sure |= weight == Weight::Sure;
        signs.weak |= weight == Weight::Weak;
        signs.is_named |= alias.kind != AliasKind::Key;
        signs.aliases.insert(alias.alias);
        signs.instead_of.extend(sign.instead_of);
        let sure = weight == Weight::Sure;
        if signs.place.as_ref().is_none_or(|(known, _)| sure && !known) {
            signs.place = Some((sure, range));
        }
    };
    for at in phrases().find(source) {
        let alias = *at.value;
        if alias.kind == AliasKind::Action {
            let in_step = workflow
                .steps
                .binary_search_by_key(&at.range.start, |step| step.uses.start)
                .is_ok();
            // Named in a text, or in a question.
            if in_step || !(has_token || is_query) || workflow.is_one {
                continue;
            }
            alias
                .signs
                .iter()
                .for_each(|sign| place(sign, alias, sign.weight, at.range.clone()));
            continue;
        }
        if is_under_github_token(text, at.range.start) {
            continue;
        }
        let is_word = alias.kind == AliasKind::Name && alias.alias.bytes().all(|byte| byte.is_ascii_alphanumeric());
        for sign in alias.signs {
            let weight = match sign.weight {
                Weight::Weak | Weight::Plain if is_word => {
                    let ordinary = sign.weight == Weight::Plain;
                    if source.trim().eq_ignore_ascii_case(alias.alias) {
                        Weight::Sure
                    } else if is_command(text, &at.range)
                        || is_image(text, &at.range)
                        || is_meant(text, &at.range, ordinary, is_query)
                    {
                        Weight::Weak
                    } else {
                        continue;
                    }
                }
                Weight::Plain => Weight::Weak,
                weight => weight,
            };
            place(sign, alias, weight, at.range.clone());
        }
    }
    for step in &workflow.steps {
        let Some(alias) = action(step.action) else { continue };
        let keys: Vec<&str> = alias.signs.iter().flat_map(|sign| keys_of(sign.tool)).collect();
        if step.gets_token(source, &keys) || (workflow.has_token_variable && !step.names_github_token(source)) {
            alias
                .signs
                .iter()
                .for_each(|sign| place(sign, alias, sign.weight, step.uses.clone()));
        }
    }
    let mut meant: BTreeSet<u16> = all
        .iter()
        .filter(|(_, signs)| {
            signs.sure || (signs.weak && (signs.aliases.len() > 1 || has_token || (is_query && signs.is_named)))
        })
        .map(|(tool, _)| *tool)
        .collect();
    // A sign of another task of the same tool.
    for (tool, signs) in &all {
        if signs.instead_of.iter().any(|other| meant.contains(other)) {
            meant.insert(*tool);
        }
    }
    let decided: BTreeSet<u16> = meant
        .iter()
        .filter_map(|tool| all.get(tool))
        .flat_map(|signs| signs.instead_of.iter().copied())
        .filter(|other| all.get(other).is_none_or(|signs| signs.instead_of.is_empty()))
        .collect();
    for tool in meant.difference(&decided) {
        let known = tools().get(usize::from(*tool));
        let range = all.get(tool).and_then(|signs| signs.place.clone());
        if let (Some(tool), Some((_, range))) = (known, range) {
            found.push(Sighting {
                range,
                by: RECOGNIZER.name,
                seen: Seen::Tool(tool),
            });
        }
    }
}

fn phrases() -> &'static Phrases<&'static ToolAlias> {
    static PHRASES: LazyLock<Phrases<&'static ToolAlias>> = LazyLock::new(|| {
        Phrases::new(tool_aliases().iter().map(|alias| {
            let style = if alias.kind == AliasKind::Key {
                Style::Exact
            } else {
                Style::Name
            };
            (alias.alias, style, alias)
        }))
    });
    &PHRASES
}

/// The alias of an action, by its name without a version.
fn action(name: &str) -> Option<&'static ToolAlias> {
    static ACTIONS: LazyLock<HashMap<String, &'static ToolAlias>> = LazyLock::new(|| {
        let actions = tool_aliases().iter().filter(|alias| alias.kind == AliasKind::Action);
        actions.map(|alias| (alias.alias.to_ascii_lowercase(), alias)).collect()
    });
    let name = name.to_ascii_lowercase();
    ACTIONS
        .get(&name)
        .or_else(|| {
            // `uses: infracost/actions/setup@v3`
            let mut parts = name.splitn(3, '/');
            ACTIONS.get(&format!("{}/{}", parts.next()?, parts.next()?))
        })
        .copied()
}

/// The variables and inputs that belong to a tool.
fn keys_of(tool: u16) -> impl Iterator<Item = &'static str> {
    let keys = tool_aliases().iter().filter(|alias| alias.kind == AliasKind::Key);
    keys.filter(move |alias| alias.signs.iter().any(|sign| sign.tool == tool))
        .map(|alias| alias.alias)
}

/// What tools a name means: an id, the name of a tool, or a name by which texts know it.
#[must_use]
pub fn tools_named(name: &str) -> Vec<&'static Tool> {
    let name = name.trim();
    let by = |fits: &dyn Fn(&Tool) -> bool| tools().iter().filter(|tool| fits(tool)).collect::<Vec<_>>();
    let by_id = by(&|tool| tool.id.eq_ignore_ascii_case(name));
    if !by_id.is_empty() {
        return by_id;
    }
    let by_name = by(&|tool| tool.name.eq_ignore_ascii_case(name));
    if !by_name.is_empty() {
        return by_name;
    }
    let aliases = tool_aliases()
        .iter()
        .filter(|alias| alias.alias.eq_ignore_ascii_case(name));
    let signs = aliases
        .flat_map(|alias| alias.signs)
        .filter(|sign| sign.weight != Weight::Sign);
    let ids: BTreeSet<u16> = signs.map(|sign| sign.tool).collect();
    ids.iter().filter_map(|tool| tools().get(usize::from(*tool))).collect()
}

/// Whether a text hands a personal token to something, or speaks of one. `GITHUB_TOKEN` of Actions is none.
pub(super) fn mentions_token(text: &Text<'_>) -> bool {
    text.has_token(|text| {
        let signs = ["github_pat_", "ghp_", "_PAT ", "_PAT}", "_PAT@", "_PAT\"", "_PAT\n"];
        let speaks_of_one = |at: Match<'_, '_, ()>| !is_under_github_token(text, at.range.start);
        // Every phrase has one of these words.
        let words = ["oken", "OKEN", "PAT", "rained", "RAINED"];
        text.contains_any(&signs) || text.contains_any(&words) && token_phrases().find(text.source()).any(speaks_of_one)
    })
}

/// The names of personal tokens, and of variables that have one.
fn token_phrases() -> &'static Phrases<()> {
    static PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| {
        let sentences = [
            "personal access token",
            "personal access tokens",
            "GitHub token",
            "GitHub access token",
            "GitHub API token",
            "fine-grained",
            "fine grained",
            "a PAT",
            "PAT",
            "PATs",
            "with a token",
            "token for GitHub",
        ];
        let keys = [
            "GITHUB_TOKEN",
            "GH_TOKEN",
            "GH_PAT",
            "GITHUB_PAT",
            "GITHUB_API_TOKEN",
            "GITHUB_ACCESS_TOKEN",
            "GITHUB_PERSONAL_ACCESS_TOKEN",
            "github_token",
            "GITHUB_AUTH_TOKEN",
            "GH_ENTERPRISE_TOKEN",
            "GITHUB_ENTERPRISE_TOKEN",
        ];
        let sentences = sentences.into_iter().map(|words| {
            let style = if words.contains("PAT") {
                Style::Exact
            } else {
                Style::Name
            };
            (words, style, ())
        });
        Phrases::new(sentences.chain(keys.into_iter().map(|key| (key, Style::Exact, ()))))
    });
    &PHRASES
}

/// The line hands over the token of Actions.
fn is_under_github_token(text: &Text<'_>, at: usize) -> bool {
    let (before, after) = (text.before(at), text.after(at));
    let names = |line: &str| line.contains("secrets.GITHUB_TOKEN") || line.contains("github.token");
    names(after) || names(before) || (before.ends_with("secrets.") && after.starts_with("GITHUB_TOKEN"))
}

/// A short text without code: a question, or what someone types into a search box.
fn is_query(source: &str) -> bool {
    let text = source.trim();
    text.len() < 120 && !text.contains('\n') && text.split_whitespace().count() <= 12
}

/// Whether a plain word is run as a command.
fn is_command(text: &Text<'_>, range: &Range<usize>) -> bool {
    let source = text.source();
    if source
        .get(range.clone())
        .is_none_or(|word| word.bytes().any(|byte| byte.is_ascii_uppercase()))
    {
        return false;
    }
    let after = source.get(range.end..).unwrap_or_default();
    if !after.starts_with([' ', '\n', '\r', '@', '`', '"', '\'', ')']) && !after.is_empty() {
        return false;
    }
    let next = after
        .trim_start_matches(|c| c != ' ' && c != '\n')
        .split_whitespace()
        .next()
        .unwrap_or_default();
    if matches!(
        next,
        "is" | "are"
            | "was"
            | "and"
            | "or"
            | "of"
            | "has"
            | "can"
            | "will"
            | "with"
            | "needs"
            | "to"
            | "the"
            | "a"
            | "in"
            | "that"
    ) {
        return false;
    }
    let before = text.before(range.start).trim_end_matches([' ', '\t', '`', '"', '\'']);
    let before = before.trim_end();
    // `GITHUB_TOKEN=x command`
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_assignment = word.contains('=') && word.starts_with(|c: char| c.is_ascii_uppercase());
    let starts = [
        "$",
        ">",
        "run:",
        "-",
        "&&",
        "||",
        "|",
        ";",
        "(",
        "npx",
        "npx -y",
        "npx --yes",
        "bunx",
        "dlx",
        "sudo",
        "exec",
        "uvx",
        "pipx run",
        "script:",
        "time",
        "then",
        "do",
        "command:",
        "%",
        "#",
    ];
    before.is_empty() || is_assignment || starts.iter().any(|start| before.ends_with(start))
}

/// `image: ghcr.io/runatlantis/atlantis:v0.30`
fn is_image(text: &Text<'_>, range: &Range<usize>) -> bool {
    let before = text.before(range.start);
    let line = before.to_ascii_lowercase();
    before.ends_with('/')
        && ["image", "docker ", "from ", "podman "]
            .iter()
            .any(|word| line.contains(word))
}

/// "a token for Renovate": the line speaks of tokens.
fn is_meant(text: &Text<'_>, range: &Range<usize>, ordinary: bool, is_query: bool) -> bool {
    let line = [text.before(range.start), text.after(range.end)].concat();
    let words = |line: &str| {
        let line = line.to_ascii_lowercase();
        [
            "github token",
            "access token",
            "permission",
            "fine-grained",
            "fine grained",
            " pat ",
        ]
        .iter()
        .any(|word| line.contains(word))
            || (is_query && line.contains("token"))
    };
    let name = text.source().get(range.clone()).unwrap_or_default();
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    let first = text.before(range.start).trim().is_empty();
    // "composer token", "permissions for danger"
    let is_asked = is_query
        && (text.source().split_whitespace().count() <= 4
            || ["for", "does", "with", "using"]
                .iter()
                .any(|word| text.before(range.start).trim_end().ends_with(word)));
    words(&line) && (!ordinary || is_asked || (capital && !first))
}

const EXAMPLES: &[super::Example] = &[
    (
        "      - uses: googleapis/release-please-action@v4\n        with:\n          token: ${{ secrets.BOT_PAT }}",
        &["tool release-please"],
    ),
    (
        "      - uses: peter-evans/create-pull-request@v7\n        with:\n          token: ${{ secrets.BOT_PAT }}",
        &["tool create-pull-request"],
    ),
    (
        "      - uses: peter-evans/create-pull-request@v7\n        with:\n          token: ${{ secrets.GITHUB_TOKEN }}",
        &[],
    ),
    ("      - uses: peter-evans/create-pull-request@v7\n", &[]),
    (
        "      - uses: peter-evans/create-pull-request@v7\n        with:\n          branch-token: ${{ secrets.FORK_PAT }}\n          push-to-fork: octocat/a",
        &["tool create-pull-request-fork"],
    ),
    (
        "      - uses: actions/checkout@v5\n        with:\n          token: ${{ secrets.BOT_PAT }}",
        &["tool checkout-private"],
    ),
    (
        "      - uses: actions/checkout@v5\n        with:\n          ssh-key: ${{ secrets.DEPLOY_KEY }}",
        &[],
    ),
    (
        "      - name: Release\n        env:\n          GH_TOKEN: ${{ secrets.RELEASE_PAT }}\n          NPM_TOKEN: ${{ secrets.NPM_TOKEN }}\n        run: npx semantic-release\n      - uses: actions/checkout@v5",
        &["tool semantic-release"],
    ),
    (
        "      - uses: actions/checkout@v5\n      - env:\n          GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n          NPM_TOKEN: ${{ secrets.NPM_TOKEN }}\n        run: npx semantic-release",
        &[],
    ),
    (
        "export GITHUB_TOKEN=$T\nflux bootstrap github --token-auth --owner=octo-org --repository=fleet",
        &["tool flux-bootstrap"],
    ),
    (
        "flux bootstrap github --token-auth=false --owner=octo-org",
        &["tool flux-bootstrap-ssh"],
    ),
    ("ATLANTIS_GH_TOKEN=x", &["tool atlantis"]),
    (
        "githubConfigUrl: \"https://github.com/octo-org/octo-repo\"\ngithubConfigSecret: a",
        &["tool arc-repo"],
    ),
    (
        "githubConfigUrl: \"https://github.com/octo-org\"\ngithubConfigSecret: a",
        &["tool arc-org"],
    ),
    (
        "image: myoung34/github-runner:latest\nenvironment:\n  RUNNER_SCOPE: org\n  ACCESS_TOKEN: x",
        &["tool runner-org"],
    ),
    (
        "image: myoung34/github-runner:latest\nenvironment:\n  REPO_URL: https://github.com/octo-org/a\n  ACCESS_TOKEN: x",
        &["tool runner-repo"],
    ),
    ("RENOVATE_TOKEN=$GITHUB npx renovate octo-org/a", &["tool renovate"]),
    (
        "RENOVATE_PLATFORM: gitlab\nRENOVATE_TOKEN: $GL\nRENOVATE_GITHUB_COM_TOKEN: $GITHUB_COM_TOKEN",
        &["tool renovate-github-com-token"],
    ),
    ("renovate", &["tool renovate"]),
    ("Which permissions does Renovate need on GitHub?", &["tool renovate"]),
    (
        "//npm.pkg.github.com/:_authToken=${NODE_AUTH_TOKEN}",
        &["tool packages-registry"],
    ),
    (
        "echo $CR_PAT | docker login ghcr.io -u octocat --password-stdin",
        &["tool packages-registry"],
    ),
    ("access-tokens = github.com=<token>", &["tool nix-access-tokens"]),
    (
        "resource \"github_team\" \"a\" {}\nprovider \"github\" {}",
        &["tool terraform-github-org"],
    ),
    (
        "resource \"github_repository\" \"a\" {}",
        &["tool terraform-github-repos"],
    ),
    (
        "reviewdog -reporter=github-pr-review # REVIEWDOG_GITHUB_API_TOKEN",
        &["tool reviewdog-review"],
    ),
    (
        "Atlantis is a legendary island; the flux of time has renovated its ruins. GitHub.",
        &[],
    ),
    ("The danger of a GitHub token in a port of the composer.", &[]),
    (
        "{\"repository\": {\"type\": \"git\", \"url\": \"git+https://github.com/octo-org/a.git\"}}",
        &[],
    ),
];
