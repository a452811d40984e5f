//! What a second template asks more and less than a first one.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    github::{self, Level},
    link::{Expiration, Template},
};

/// How much the second asks, compared with the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The second asks for more.
    More,
    /// The second asks for less.
    Less,
    /// Something else, which is neither more nor less.
    Different,
    /// The same.
    Same,
}

/// What two templates are compared in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind", content = "parameter")]
pub enum Subject {
    /// A permission, by its parameter.
    Permission(String),
    /// How long the token lives.
    Expiration,
    /// The resource owner.
    Owner,
    /// Where the link leads.
    Host,
    /// The repositories that the link proposes.
    Repositories,
    /// The token's name.
    Name,
    /// The token's description.
    Description,
}

/// One thing in which two templates were compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is about.
    pub subject: Subject,
    /// What the first says; nothing where it says nothing.
    pub first: Option<String>,
    /// What the second says.
    pub second: Option<String>,
    /// How much the second asks, compared with the first.
    pub change: Change,
}

/// Compares two templates: first what the second asks more, then less, then what is the same, then what only differs.
#[must_use]
pub fn compare(first: &Template, second: &Template) -> Vec<Difference> {
    let mut found = permissions(first, second);
    found.push(expiration(first, second));
    let host = |template: &Template| Some(template.host.clone());
    let repositories = |template: &Template| {
        let all = template.repositories.join(", ");
        (!all.is_empty()).then_some(all)
    };
    let texts = [
        (Subject::Owner, first.owner.clone(), second.owner.clone()),
        (Subject::Host, host(first), host(second)),
        (Subject::Repositories, repositories(first), repositories(second)),
        (Subject::Name, first.name.clone(), second.name.clone()),
        (
            Subject::Description,
            first.description.clone(),
            second.description.clone(),
        ),
    ];
    for (subject, first, second) in texts {
        if first != second {
            found.push(Difference {
                subject,
                first,
                second,
                change: Change::Different,
            });
        }
    }
    found
}

/// Whether the second asks for anything that the first does not.
#[must_use]
pub fn asks_more(differences: &[Difference]) -> bool {
    differences.iter().any(|difference| difference.change == Change::More)
}

fn permissions(first: &Template, second: &Template) -> Vec<Difference> {
    // In the order of the catalog, then what it does not know.
    let known = github::permissions().iter().map(|known| known.parameter);
    let asked = first.permissions.iter().chain(second.permissions.iter());
    let mut seen = BTreeSet::new();
    let mut found: Vec<Difference> = known
        .chain(asked.map(|(name, _)| name))
        .filter(|name| seen.insert(*name))
        .filter_map(|name| {
            let (first, second) = (first.permissions.get(name), second.permissions.get(name));
            let change = match (first, second) {
                (None, None) => return None,
                _ if first == second => Change::Same,
                _ if first < second => Change::More,
                _ => Change::Less,
            };
            Some(Difference {
                subject: Subject::Permission(name.to_owned()),
                first: first.map(word),
                second: second.map(word),
                change,
            })
        })
        .collect();
    found.sort_by_key(|difference| match difference.change {
        Change::More => 0,
        Change::Less => 1,
        Change::Different | Change::Same => 2,
    });
    found
}

fn word(level: Level) -> String {
    level.as_str().to_owned()
}

/// GitHub's own choice, where a link names none.
const DEFAULT_DAYS: u32 = 30;

fn expiration(first: &Template, second: &Template) -> Difference {
    let days = |template: &Template| match template.expires_in {
        None => DEFAULT_DAYS,
        Some(Expiration::Days(days)) => days,
        Some(Expiration::Never) => u32::MAX,
    };
    let say = |template: &Template| template.expires_in.as_ref().map(Expiration::to_string);
    Difference {
        subject: Subject::Expiration,
        first: say(first),
        second: say(second),
        change: match days(second).cmp(&days(first)) {
            std::cmp::Ordering::Greater => Change::More,
            std::cmp::Ordering::Less => Change::Less,
            std::cmp::Ordering::Equal => Change::Same,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Link;

    fn changes(first: &str, second: &str) -> Vec<(Subject, Change)> {
        let template = |query: &str| {
            Link::read(&format!(
                "https://github.com/settings/personal-access-tokens/new?{query}"
            ))
            .template()
            .unwrap()
        };
        compare(&template(first), &template(second))
            .into_iter()
            .map(|difference| (difference.subject, difference.change))
            .collect()
    }

    fn permission(name: &str) -> Subject {
        Subject::Permission(name.to_owned())
    }

    #[test]
    fn more_comes_first() {
        assert_eq!(
            changes(
                "name=A&expires_in=90&contents=read&issues=write&pull_requests=write",
                "name=B&expires_in=none&contents=write&pull_requests=write&repository_hooks=write",
            ),
            [
                (permission("contents"), Change::More),
                (permission("repository_hooks"), Change::More),
                (permission("issues"), Change::Less),
                (permission("pull_requests"), Change::Same),
                (Subject::Expiration, Change::More),
                (Subject::Name, Change::Different),
            ]
        );
    }

    #[test]
    fn thirty_days_are_githubs_default() {
        assert_eq!(
            changes("contents=read", "contents=read&expires_in=30"),
            [
                (permission("contents"), Change::Same),
                (Subject::Expiration, Change::Same)
            ]
        );
    }

    #[test]
    fn what_nobody_knows_counts_too() {
        assert_eq!(
            changes("contents=read", "contents=read&zebra=read")[0],
            (permission("zebra"), Change::More)
        );
    }
}
