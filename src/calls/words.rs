//! What words of people and of GitHub's pages mean: labels of permissions, names of scopes, levels.

use std::{collections::HashMap, sync::LazyLock};

use crate::github::{self, Level, Scope, permissions};

/// The permission that a label, a parameter or a key of a workflow names: "Pull requests", `pull_requests`, `pull-requests`,
/// "code". Two permissions may share a label: the one of `scope` is meant, or else of a repository.
pub(super) fn permission(name: &str, scope: Option<Scope>) -> Option<&'static str> {
    static LABELS: LazyLock<HashMap<(Option<Scope>, String), &'static str>> = LazyLock::new(|| {
        let mut labels = HashMap::new();
        for known in permissions() {
            let label = plain(known.label);
            labels.entry((None, label.clone())).or_insert(known.parameter);
            labels.entry((Some(known.scope), label)).or_insert(known.parameter);
        }
        labels
    });
    let plain = plain(name);
    let plain = ALIASES
        .iter()
        .find(|(alias, _)| *alias == plain)
        .map_or(plain, |(_, name)| (*name).to_owned());
    let labeled = |scope, label: &str| LABELS.get(&(scope, label.to_owned())).copied();
    let by_parameter = || github::permission(&plain.replace(' ', "_")).map(|known| known.parameter);
    let organization = || labeled(Some(Scope::Organization), plain.strip_prefix("organization ")?);
    scope
        .and_then(|scope| labeled(Some(scope), &plain))
        .or_else(by_parameter)
        .or_else(|| labeled(None, &plain))
        .or_else(organization)
}

/// What GitHub's summary of a token, and people, call some of them.
const ALIASES: &[(&str, &str)] = &[
    ("code", "contents"),
    ("repository contents", "contents"),
    ("content", "contents"),
    ("repository hooks", "repository hooks"),
    ("variables", "actions variables"),
    ("commit status", "statuses"),
    ("pull request", "pull requests"),
    ("issue", "issues"),
    ("prs", "pull requests"),
    ("workflow", "workflows"),
    ("webhook", "repository hooks"),
    ("repository webhooks", "repository hooks"),
    ("organization webhooks", "organization hooks"),
    ("security events", "security events"),
    ("code scanning", "security events"),
    ("repository administration", "administration"),
    ("secret scanning", "secret scanning alerts"),
    ("dependabot", "vulnerability alerts"),
    ("organization members", "members"),
    ("followed users", "followers"),
    ("email", "emails"),
    ("gist", "gists"),
    ("repository environments", "environments"),
    ("organization self hosted runners", "organization self hosted runners"),
    ("repository security advisories", "repository advisories"),
];

/// In lower case, with single blanks for `_`, `-` and white space.
fn plain(name: &str) -> String {
    let words = name
        .split(|c: char| c == '_' || c == '-' || c.is_whitespace())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The level that words at the start of a text name, and how many bytes they take: "Read and write", `read-only`, `write`.
pub(super) fn level(text: &str) -> Option<(Level, usize)> {
    const WORDS: &[(&str, Level)] = &[
        ("read, write, and admin", Level::Admin),
        ("read, write and admin", Level::Admin),
        ("read and write access", Level::Write),
        ("read and write", Level::Write),
        ("read & write", Level::Write),
        ("read &amp; write", Level::Write),
        ("read+write", Level::Write),
        ("read + write", Level::Write),
        ("read/write", Level::Write),
        ("read / write", Level::Write),
        ("read-and-write", Level::Write),
        ("read, write", Level::Write),
        ("read-write", Level::Write),
        ("readwrite", Level::Write),
        ("write-only", Level::Write),
        ("r/w", Level::Write),
        ("rw", Level::Write),
        ("read-only", Level::Read),
        ("read only", Level::Read),
        ("readonly", Level::Read),
        ("read access", Level::Read),
        ("write access", Level::Write),
        ("read", Level::Read),
        ("write", Level::Write),
        ("admin", Level::Admin),
    ];
    // Most texts begin otherwise.
    if !text.starts_with(['r', 'R', 'w', 'W', 'a', 'A']) {
        return None;
    }
    let found = WORDS.iter().find(|(words, _)| {
        text.get(..words.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(words))
            && !text[words.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    });
    found.map(|(words, level)| (*level, words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_parameters() {
        for (name, parameter) in [
            ("code", "contents"),
            ("Pull requests", "pull_requests"),
            ("pull-requests", "pull_requests"),
            ("Dependabot alerts", "vulnerability_alerts"),
            ("commit statuses", "statuses"),
            ("actions variables", "actions_variables"),
            ("repository hooks", "repository_hooks"),
            ("repository custom properties", "repository_custom_properties"),
            ("merge queues", "merge_queues"),
            ("organization projects", "organization_projects"),
            ("secrets", "secrets"),
            ("Self-hosted runners", "organization_self_hosted_runners"),
        ] {
            assert_eq!(permission(name, None), Some(parameter), "{name}");
        }
        assert_eq!(
            permission("Secrets", Some(Scope::Organization)),
            Some("organization_secrets")
        );
        assert_eq!(
            permission("Administration", Some(Scope::Organization)),
            Some("organization_administration")
        );
        assert_eq!(permission("bananas", None), None);
    }

    #[test]
    fn levels() {
        for (text, expected) in [
            ("Read and write", Some((Level::Write, 14))),
            ("read-only", Some((Level::Read, 9))),
            ("Read access to", Some((Level::Read, 11))),
            ("readme", None),
            ("writes", None),
        ] {
            assert_eq!(level(text), expected, "{text}");
        }
    }
}
