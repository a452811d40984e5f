//! One search by words for everything there is about tokens: permissions with the level that the words ask for, operations
//! of the API, scopes of classic tokens, limits.
//!
//! The popup, `finegrain explain` and the suggestions of rules ask it.

use crate::github::{
    ClassicScope, Endpoint, Level, Limit, Method, Offered, Permission, Source, classic_scopes, endpoints, level_meant,
    limits, permissions, suggest,
};

/// Something that fits the words.
#[derive(Clone, Copy, Debug)]
pub enum SearchMatch {
    /// A permission, and the level that the words ask for.
    Permission(&'static Permission, Level),
    /// An operation of the API, by its title.
    Endpoint(&'static Endpoint),
    /// A scope of classic tokens, by its name.
    ClassicScope(ClassicScope),
    /// Something that fine-grained tokens cannot do.
    Limit(&'static Limit),
}

/// How many operations are shown at most.
const MOST_ENDPOINTS: usize = 4;

/// Everything that fits `query`: permissions first, then scopes, limits and operations, each the best first.
#[must_use]
pub fn find(query: &str) -> Vec<SearchMatch> {
    let words = Words::of(query);
    if words.topics.is_empty() {
        return Vec::new();
    }
    let permissions = search(query, suggest(query));
    let mut found: Vec<SearchMatch> = permissions
        .into_iter()
        .map(|permission| SearchMatch::Permission(permission, words.level(permission)))
        .collect();
    let named = |scope: &ClassicScope| {
        query
            .split_whitespace()
            .any(|word| word.eq_ignore_ascii_case(scope.scope))
    };
    found.extend(
        classic_scopes()
            .iter()
            .copied()
            .filter(named)
            .map(SearchMatch::ClassicScope),
    );
    found.extend(
        limits()
            .iter()
            .filter(|limit| words.name(limit))
            .map(SearchMatch::Limit),
    );
    let mut operations: Vec<&'static Endpoint> =
        endpoints().iter().filter(|endpoint| words.tell_of(endpoint)).collect();
    // Who comments wants to write, and "Create an issue" has nothing that "create issue" has not.
    let changes = words.verbs.iter().any(|verb| CHANGES.contains(&verb.as_str()));
    operations.sort_by_key(|endpoint| {
        let other = changes && endpoint.method != Method::Post;
        let reads = changes && endpoint.method == Method::Get;
        let more = telling_words(endpoint.title).len();
        (
            reads,
            other,
            more,
            endpoint.path.matches('/').count(),
            endpoint.path.len(),
        )
    });
    found.extend(operations.into_iter().take(MOST_ENDPOINTS).map(SearchMatch::Endpoint));
    found
}

/// The permissions that fit `query`, the best first; with an empty query, all that GitHub documents for links.
///
/// Every word has to fit somewhere, or else the query is the permission that it is said to be `meant` for. Words that say
/// what is done, or how much, need not fit.
#[must_use]
pub fn search(query: &str, meant: Option<&str>) -> Vec<&'static Permission> {
    let words = Words::of(query);
    let mut found: Vec<(u16, &Permission)> = permissions()
        .iter()
        .map(|permission| {
            let meant = if meant == Some(permission.parameter) { 30 } else { 0 };
            (score(permission, &words) + meant, permission)
        })
        .filter(|(score, permission)| *score > 0 && permission.on_form)
        .collect();
    // What fits the same stays in catalog order.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, permission)| permission).collect()
}

/// The words of a query, in lower case and in the singular.
#[derive(Default)]
struct Words {
    /// What the query is about.
    topics: Vec<String>,
    /// What is done with it: `create`, `comment`.
    verbs: Vec<String>,
    /// The level that a word asks for: `write`, `read-only`.
    level: Option<Level>,
    /// All of them as they were typed, without those that say nothing.
    phrase: String,
}

/// Words that say nothing about what is looked for.
const FILLERS: [&str; 43] = [
    "a",
    "access",
    "all",
    "an",
    "and",
    "any",
    "are",
    "at",
    "by",
    "can",
    "could",
    "do",
    "does",
    "for",
    "from",
    "how",
    "i",
    "in",
    "is",
    "it",
    "level",
    "my",
    "need",
    "of",
    "on",
    "or",
    "our",
    "permission",
    "scope",
    "should",
    "that",
    "the",
    "this",
    "to",
    "token",
    "use",
    "want",
    "what",
    "which",
    "will",
    "with",
    "would",
    "your",
];

/// Words for looking.
const LOOKS: [&str; 11] = [
    "check", "clone", "download", "fetch", "get", "list", "look", "query", "see", "show", "view",
];

/// Words for changing.
const CHANGES: [&str; 29] = [
    "add", "approve", "assign", "cancel", "change", "close", "comment", "create", "delete", "edit", "label", "manage",
    "merge", "modify", "open", "post", "publish", "push", "remove", "rename", "reopen", "rerun", "send", "set",
    "start", "trigger", "update", "upload", "dispatch",
];

/// More words than anyone searches for.
const MOST_WORDS: usize = 20;

/// The words of a query in lower case, without those that say nothing about what is looked for; all of them where none
/// does.
#[must_use]
pub fn telling_words(query: &str) -> Vec<String> {
    let query = query.to_lowercase();
    let all = query
        .split(|c: char| !(c.is_alphanumeric() || "_-/.".contains(c)))
        .map(|word| word.trim_matches(['.', '-', '/']))
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS);
    let (fillers, telling): (Vec<&str>, Vec<&str>) = all.partition(|word| FILLERS.contains(&singular(word).as_str()));
    let words = if telling.is_empty() { fillers } else { telling };
    words.into_iter().map(str::to_owned).collect()
}

impl Words {
    fn of(query: &str) -> Words {
        let query = query.trim().to_lowercase();
        let all: Vec<&str> = query
            .split(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | ':' | '.'))
            .map(|word| word.trim_matches(['/', ':', '.']))
            .filter(|word| !word.is_empty())
            .take(MOST_WORDS)
            .collect();
        let mut words = Words {
            phrase: telling_words(&query).join(" "),
            ..Words::default()
        };
        let level = |word: &str| if word == "only" { None } else { level_meant(word) };
        for word in &all {
            let stem = singular(word);
            let is_verb = LOOKS.contains(&stem.as_str()) || CHANGES.contains(&stem.as_str());
            if FILLERS.contains(&stem.as_str()) || *word == "only" {
            } else if let Some(level) = level(word).filter(|_| all.len() > 1) {
                words.level = words.level.max(Some(level));
            } else if is_verb {
                words.verbs.push(stem);
            } else {
                words.topics.push(stem);
            }
        }
        // Of words that only say what is done, that is the topic.
        if words.topics.is_empty() {
            words.topics.append(&mut words.verbs);
        }
        if words.topics.is_empty() {
            words.topics = all.into_iter().map(singular).collect();
        }
        words
    }

    /// The level of a permission that the words ask for: the lowest, unless they say that something changes.
    fn level(&self, permission: &Permission) -> Level {
        if let Some(level) = self.level {
            return permission.nearest(level);
        }
        let all = || self.verbs.iter().chain(&self.topics);
        let changes: Vec<&String> = all().filter(|word| CHANGES.contains(&word.as_str())).collect();
        let lowest = permission.levels.first().map_or(Level::Read, |offered| offered.level);
        if changes.is_empty() {
            return lowest;
        }
        let says = permission.levels.iter().find(|offered| {
            offered.level > Level::Read && changes.iter().any(|word| offered.lets.contains(word.as_str()))
        });
        says.map_or_else(|| permission.nearest(Level::Write), |offered| offered.level)
    }

    /// Whether they name a limit: by its title, by what people call it, or by a parameter that runs into it. Of many
    /// words each has to be in what is said of it.
    fn name(&self, limit: &Limit) -> bool {
        let title = limit.title.to_lowercase();
        // At the beginning of a word: a gist is no registry.
        let begins = |text: &str, topic: &str| {
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|word| word.starts_with(topic))
        };
        let named = |topic: &String| {
            (topic.len() > 2 && (begins(&title, topic) || begins(limit.words, topic)))
                || (topic.len() > 4 && limit.parameters.iter().any(|name| singular(name) == *topic))
        };
        let says = |topic: &String| {
            let said = [title.as_str(), limit.what, limit.words];
            said.iter().any(|text| text.to_lowercase().contains(topic.as_str())) || named(topic)
        };
        self.topics.iter().any(named) && (self.topics.len() < 4 || self.topics.iter().all(says))
    }

    /// Whether the title of an operation has all of them.
    fn tell_of(&self, endpoint: &Endpoint) -> bool {
        let title: Vec<String> = endpoint
            .title
            .to_lowercase()
            .split([' ', '-', '/'])
            .map(singular)
            .collect();
        let has = |word: &String| title.iter().any(|told| told.starts_with(word.as_str()));
        self.topics.iter().any(|topic| topic.len() > 2) && self.topics.iter().chain(&self.verbs).all(has)
    }
}

/// The word for one: `policies` -> `policy`, `branches` -> `branch`, `statuses` -> `status`, `issues` -> `issue`.
fn singular(word: &str) -> String {
    let cut = |end: &str| word.strip_suffix(end).filter(|stem| stem.len() > 2);
    if let Some(stem) = cut("ies") {
        return format!("{stem}y");
    }
    if let Some(stem) = cut("es")
        .filter(|stem| stem.ends_with("us") || stem.ends_with("ch") || stem.ends_with("sh") || stem.ends_with('x'))
    {
        return stem.to_owned();
    }
    match cut("s") {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

fn score(permission: &Permission, words: &Words) -> u16 {
    let documented = permission.source == Source::Table;
    if words.topics.is_empty() {
        return documented.into();
    }
    let label = permission.label.to_lowercase();
    let mut total = u16::from(documented);
    let named = |name: &str| name.split([' ', '_']).map(singular).eq(words.topics.iter().cloned());
    if named(&label) || named(permission.parameter) {
        total += 200;
    }
    // "push code" are the very words of what Contents allows.
    let says = |offered: &Offered| offered.lets.contains(words.phrase.as_str());
    if words.phrase.contains(' ') && permission.levels.iter().any(says) {
        total += 100;
    }
    for word in &words.topics {
        let best = best_fit(permission, &label, word);
        if best == 0 {
            return 0;
        }
        total += best;
    }
    // What is done helps to choose, and no more.
    total
        + words
            .verbs
            .iter()
            .map(|verb| best_fit(permission, &label, verb) / 4)
            .sum::<u16>()
}

/// How well a word fits a permission: its label best, then its parameter, our words for it, and what its levels allow.
fn best_fit(permission: &Permission, label: &str, word: &str) -> u16 {
    let levels = permission.levels.iter().filter(|_| permission.levels_known);
    fit(label, word, 40)
        .max(fit(permission.parameter, word, 36))
        .max(fit(permission.words, word, 32))
        .max(levels.map(|offered| fit(offered.lets, word, 16)).max().unwrap_or(0))
}

/// How well `word` fits into `text`: fully as a word of it, less at the beginning of one, least inside.
fn fit(text: &str, word: &str, most: u16) -> u16 {
    let mut best = 0;
    let mut end = 0;
    while let Some(found) = text[end..].find(word) {
        let at = end + found;
        end = at + word.len();
        let starts = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let rest = text[end..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        let tail = &text[end..text.len() - rest.len()];
        // The text may have the plural.
        let ends = matches!(tail, "" | "s" | "es");
        best = best.max(match (starts, ends) {
            (true, true) => most,
            (true, false) => most - 8,
            _ if word.len() > 2 => most / 4,
            _ => 0,
        });
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::{LimitCode, suggest};

    fn first(query: &str) -> &'static str {
        search(query, suggest(query))
            .first()
            .map_or("", |permission| permission.parameter)
    }

    #[test]
    fn by_name_parameter_and_words() {
        for (query, parameter) in [
            ("contents", "contents"),
            ("Pull requests", "pull_requests"),
            ("pull_req", "pull_requests"),
            ("webhook", "repository_hooks"),
            ("push", "contents"),
            ("deploy key", "administration"),
            ("ssh", "keys"),
            ("organization_hooks", "organization_hooks"),
            ("pr", "pull_requests"),
            ("dependabot alerts", "vulnerability_alerts"),
            ("secrets", "secrets"),
            ("contnets", "contents"),
            ("team", "members"),
            ("release", "contents"),
            ("variables", "actions_variables"),
        ] {
            assert_eq!(first(query), parameter, "{query}");
        }
    }

    #[test]
    fn in_the_words_of_people() {
        for (query, parameter, level) in [
            ("contents write", "contents", Level::Write),
            ("read-only contents", "contents", Level::Read),
            ("comment on pr", "pull_requests", Level::Write),
            ("comment on pull requests", "pull_requests", Level::Write),
            ("create issue", "issues", Level::Write),
            ("create issues", "issues", Level::Write),
            ("open an issue", "issues", Level::Write),
            ("list issues", "issues", Level::Read),
            ("merge a pull request", "pull_requests", Level::Write),
            ("traffic", "administration", Level::Read),
            ("branches", "contents", Level::Read),
            ("commit statuses", "statuses", Level::Read),
            ("push code", "contents", Level::Write),
            ("set commit status", "statuses", Level::Write),
            ("webhooks", "repository_hooks", Level::Read),
            ("manage webhooks", "repository_hooks", Level::Write),
            ("gists", "gists", Level::Write),
            ("the permission for releases", "contents", Level::Read),
        ] {
            let found = find(query);
            let Some(SearchMatch::Permission(permission, asked)) = found.first() else {
                panic!("{query}: {found:?}");
            };
            assert_eq!((permission.parameter, *asked), (parameter, level), "{query}");
        }
    }

    #[test]
    fn operations_scopes_and_limits() {
        let has = |query: &str, wanted: fn(&SearchMatch) -> bool| find(query).iter().any(wanted);
        assert!(has(
            "create an issue",
            |found| matches!(found, SearchMatch::Endpoint(endpoint) if endpoint.operation_id == "issues/create")
        ));
        assert!(has(
            "merge a branch",
            |found| matches!(found, SearchMatch::Endpoint(endpoint) if endpoint.operation_id == "repos/merge")
        ));
        assert!(has(
            "read:org",
            |found| matches!(found, SearchMatch::ClassicScope(scope) if scope.scope == "read:org")
        ));
        assert!(has(
            "notifications",
            |found| matches!(found, SearchMatch::ClassicScope(scope) if scope.scope == "notifications")
        ));
        assert!(has(
            "packages",
            |found| matches!(found, SearchMatch::Limit(limit) if limit.code == LimitCode::Packages)
        ));
        assert!(has(
            "publish package",
            |found| matches!(found, SearchMatch::Limit(limit) if limit.code == LimitCode::Packages)
        ));
        assert!(find("xyzzy").is_empty() && find("  ").is_empty());
    }

    #[test]
    fn one_of_many() {
        for (many, one) in [
            ("policies", "policy"),
            ("branches", "branch"),
            ("statuses", "status"),
            ("issues", "issue"),
            ("status", "status"),
            ("access", "access"),
            ("prs", "prs"),
            ("keys", "key"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn nothing_typed_lists_what_is_documented() {
        let all = search(" ", None);
        let documented = permissions()
            .iter()
            .filter(|known| known.source == Source::Table && known.on_form);
        assert!(
            all.iter()
                .map(|known| known.parameter)
                .eq(documented.map(|known| known.parameter))
        );
    }

    #[test]
    fn nonsense_finds_nothing() {
        assert!(search("xyzzy plugh", None).is_empty());
        assert!(search("é\u{202e}", None).is_empty());
    }
}
