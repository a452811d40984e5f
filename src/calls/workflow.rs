//! The steps of a workflow of Actions, and the secrets that they get.

use std::ops::Range;

use super::Text;

/// The steps of a workflow, as far as they matter here.
#[derive(Default)]
pub(super) struct Workflow<'t> {
    /// Whether the text is one at all.
    pub is_one: bool,
    /// Those that use an action, in order.
    pub steps: Vec<Step<'t>>,
    /// A secret other than `GITHUB_TOKEN` is handed over as a token for GitHub.
    pub has_personal_secret: bool,
    /// `GITHUB_TOKEN` or `GH_TOKEN` is such a secret for all steps.
    pub has_token_variable: bool,
}

/// A step that uses an action.
pub(super) struct Step<'t> {
    /// Without its version: `actions/checkout`.
    pub action: &'t str,
    /// Where the name of the action is.
    pub uses: Range<usize>,
    /// The whole step.
    pub range: Range<usize>,
}

/// How far before a secret the key is that takes it.
const LONGEST_KEY: usize = 240;

/// Lines of a step that are looked at.
const LONGEST_STEP: usize = 80;

impl<'t> Workflow<'t> {
    /// Reads a text, of whatever kind it is.
    pub fn of(text: &Text<'t>) -> Self {
        let source = text.source();
        let has_jobs = text.contains_any(&["runs-on:"]) && text.contains_any(&["steps:"]);
        // Other texts are not read line by line.
        if !has_jobs && !text.contains_any(&["uses:"]) {
            return Self::default();
        }
        let mut steps = Vec::new();
        for at in text.find_all("uses:") {
            let before = source[..at].trim_end_matches([' ', '\t', '-', '"', '\'', '{']);
            if !before.is_empty() && !before.ends_with('\n') {
                continue;
            }
            let start = before.len();
            let column = at - start;
            let line = source[start..].split_inclusive('\n').next().unwrap_or_default();
            let end = start + line.len();
            let value = line[column + 5..].trim_start_matches([' ', '"', '\'']);
            let name = &value[..value
                .find(|c: char| c == '@' || c == '"' || c == '\'' || c.is_whitespace())
                .unwrap_or(value.len())];
            if !name.contains('/') || name.starts_with('.') {
                continue;
            }
            let from = end - value.len();
            // A step reaches up to its dash and down to what is further left.
            let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
            let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
            let is_first = |line: &str| line.trim_start().starts_with("- ");
            let mut above = source[..start].split_inclusive('\n').rev().take(LONGEST_STEP);
            let (mut first, mut upper) = (start, line);
            while !is_first(upper)
                && let Some(line) = above.next().filter(|line| blank(line) || indent(line) >= column)
            {
                first -= line.len();
                upper = line;
            }
            let below = source[end..].split_inclusive('\n').take(LONGEST_STEP);
            let below = below.take_while(|line| {
                blank(line) || (indent(line) >= column && !(is_first(line) && indent(line) <= column))
            });
            steps.push(Step {
                action: name,
                uses: from..from + name.len(),
                range: first..end + below.map(str::len).sum::<usize>(),
            });
        }
        let is_one = has_jobs || !steps.is_empty();
        let secrets = || secrets(source);
        let has_personal_secret = is_one && secrets().any(|(key, name)| is_token(key, name));
        let variable = |(key, name): (&str, &str)| matches!(key, "GITHUB_TOKEN" | "GH_TOKEN") && is_token(key, name);
        let in_steps = |at: usize| {
            let next = steps.partition_point(|step| step.range.start <= at);
            next.checked_sub(1)
                .and_then(|step| steps.get(step))
                .is_some_and(|step: &Step<'_>| step.range.contains(&at))
        };
        let mut start = 0;
        let mut lines = source.split_inclusive('\n').map(|line| {
            start += line.len();
            (start - line.len(), line)
        });
        let has_token_variable = is_one
            && lines.any(|(at, line)| {
                !in_steps(at) && self::secrets(line).any(variable) && line.len() - line.trim_start().len() <= 6
            });
        Self {
            is_one,
            steps,
            has_personal_secret,
            has_token_variable,
        }
    }
}

impl Step<'_> {
    fn text<'t>(&self, source: &'t str) -> &'t str {
        source.get(self.range.clone()).unwrap_or_default()
    }

    /// Whether it is given a personal token; `keys` are inputs and variables that are one by their name.
    pub fn gets_token(&self, source: &str, keys: &[&str]) -> bool {
        let text = self.text(source);
        let action = self.action.to_ascii_lowercase();
        if action == "docker/login-action" {
            return text.contains("ghcr.io")
                && secrets(text).any(|(key, name)| key == "password" && name != "GITHUB_TOKEN");
        }
        secrets(text).any(|(key, name)| {
            let own = name != "GITHUB_TOKEN" && (keys.contains(&key) || keys.contains(&name));
            let fits = action != "actions/checkout" || key == "token";
            fits && (own || is_token(key, name))
        })
    }

    /// Whether it is given the token of Actions.
    pub fn names_github_token(&self, source: &str) -> bool {
        let text = self.text(source);
        text.contains("secrets.GITHUB_TOKEN") || text.contains("github.token")
    }
}

/// The secrets of a workflow with the keys that they are given to: `token: ${{ secrets.BOT_PAT }}`.
fn secrets(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices("secrets.").filter_map(|(at, mark)| {
        let name = &text[at + mark.len()..];
        let name = &name[..name
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(name.len())];
        let before = &text[text.floor_char_boundary(at.saturating_sub(LONGEST_KEY))..at];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let key = line.rsplit_once(": ").map_or("", |(before, _)| before);
        let key = key
            .rsplit([' ', '{', ',', '\t'])
            .next()
            .unwrap_or_default()
            .trim_matches(['"', '\'', '-']);
        (!name.is_empty()).then_some((key, name))
    })
}

/// Whether a secret is a token for GitHub, by its name and the name of what takes it.
fn is_token(key: &str, name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "NPM",
        "NODE_AUTH",
        "PYPI",
        "CARGO_REG",
        "CRATES",
        "CODECOV",
        "SONAR",
        "SLACK",
        "DISCORD",
        "DOCKER",
        "VERCEL",
        "NETLIFY",
        "CLOUDFLARE",
        "CF_",
        "SNYK_",
        "GPG",
        "AWS",
        "AZURE",
        "GCP",
        "FURY",
        "JIRA",
        "GITLAB",
        "GL_",
        "RUBYGEMS",
        "GEM_",
        "HEX_",
        "NUGET",
        "SENTRY",
        "TELEGRAM",
        "TEST_PYPI",
        "JSR",
        "CHROMATIC",
        "FLY_",
        "HEROKU",
        "DATADOG",
        "COVERALLS",
        "ANTHROPIC",
        "OPENAI",
        "GEMINI",
        "CLAUDE_CODE_OAUTH",
        "VSCE",
        "OVSX",
        "MAVEN",
        "OSSRH",
        "FIREBASE",
        "TF_API",
        "PULUMI",
        "INFRACOST_API",
        "WAKATIME",
        "NX_CLOUD",
        "TURBO",
        "BUF_",
        "SSH",
        "PRIVATE_KEY",
        "WEBHOOK",
        "PASSWORD",
        "APP_ID",
        "CLIENT",
    ];
    if name == "GITHUB_TOKEN" {
        return false;
    }
    let (upper_key, upper) = (key.to_ascii_uppercase(), name.to_ascii_uppercase());
    // The token of the input decides where the secret's name says nothing: `token: ${{ secrets.RELEASE }}`.
    let excluded = OTHERS
        .iter()
        .any(|other| upper.starts_with(other) || upper.contains(&format!("_{other}")) || upper_key.starts_with(other));
    if excluded && !upper.ends_with("_PAT") && !upper.contains("GITHUB") && !upper.contains("GH_") {
        return false;
    }
    let is = |word: &str| {
        word.contains("TOKEN")
            || word == "PAT"
            || word.ends_with("_PAT")
            || word.ends_with("-PAT")
            || word.contains("PAT_")
            || word.contains("GITHUB")
            || word.starts_with("GH_")
    };
    is(&upper_key) || is(&upper)
}
