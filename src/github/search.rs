//! Finding a permission by name, parameter or the words in which people think of it.

use crate::github::{Permission, Source, permissions};

/// The permissions that fit `query`, the best first; with an empty query, all that GitHub documents for links.
///
/// Every word has to fit somewhere, or else the query is the permission that it is said to be `meant` for.
#[must_use]
pub fn search(query: &str, meant: Option<&str>) -> Vec<&'static Permission> {
    let query = query.trim().to_ascii_lowercase();
    let mut found: Vec<(u16, &Permission)> = Vec::new();
    for permission in permissions() {
        let score = score(permission, &query) + if meant == Some(permission.parameter) { 30 } else { 0 };
        if score > 0 {
            // After those that fit as well: what fits the same stays in catalogue order.
            let at = found
                .iter()
                .position(|(other, _)| *other < score)
                .unwrap_or(found.len());
            found.insert(at, (score, permission));
        }
    }
    found.into_iter().map(|(_, permission)| permission).collect()
}

fn score(permission: &Permission, query: &str) -> u16 {
    // A link that asks for it would be in vain.
    if !permission.on_form {
        return 0;
    }
    let documented = permission.source == Source::Table;
    if query.is_empty() {
        return documented.into();
    }
    let label = permission.label.to_ascii_lowercase();
    let mut total = u16::from(documented);
    if label == query || permission.parameter == query {
        total += 200;
    }
    for word in query.split([' ', '_', '-']).filter(|word| !word.is_empty()) {
        let best = fit(&label, word, 40)
            .max(fit(permission.parameter, word, 36))
            .max(fit(permission.words, word, 32))
            .max(
                permission
                    .levels
                    .iter()
                    .filter(|_| permission.levels_known)
                    .map(|offered| fit(offered.lets, word, 16))
                    .max()
                    .unwrap_or(0),
            );
        if best == 0 {
            return 0;
        }
        total += best;
    }
    total
}

/// How well `word` fits into `text`: fully as a word of it, less at the beginning of one, least inside.
fn fit(text: &str, word: &str, most: u16) -> u16 {
    let mut best = 0;
    let mut end = 0;
    while let Some(found) = text[end..].find(word) {
        let at = end + found;
        end = at + word.len();
        let starts = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let ends = !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
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
    use crate::github::suggest;

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
