//! What one template asks more and less than another.

use std::collections::BTreeSet;

use crate::{
    github::Level,
    link::{Expiration, Template},
};

/// How two templates differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What the second asks more.
    pub more: Vec<Change>,
    /// What it asks less.
    pub less: Vec<Change>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A permission at another level; `None` is not asked at all.
    Permission {
        /// Its parameter.
        parameter: String,
        /// In the first.
        from: Option<Level>,
        /// In the second.
        to: Option<Level>,
    },
    /// Another life; without one GitHub takes 30 days.
    Expiration {
        /// In the first.
        from: Option<Expiration>,
        /// In the second.
        to: Option<Expiration>,
    },
    /// Another owner, or none.
    Owner {
        /// In the first.
        from: Option<String>,
        /// In the second.
        to: Option<String>,
    },
    /// A repository that only one of them names.
    Repository(String),
    /// Only the other one names repositories.
    AnyRepository,
    /// Another instance of GitHub.
    Host {
        /// In the first.
        from: String,
        /// In the second.
        to: String,
    },
}

/// What GitHub takes where a link says nothing.
const DEFAULT_DAYS: u32 = 30;

/// Compares two templates.
#[must_use]
pub fn compare(first: &Template, second: &Template) -> Comparison {
    let mut comparison = Comparison::default();
    // Every other permission brings `metadata` with it.
    let has_another = |one: &Template| one.permissions.iter().any(|(name, _)| name != "metadata");
    let implied = (has_another(first), has_another(second));
    // In the order of the link: those of the second, then what only the first has.
    let asked = second.permissions.iter().chain(first.permissions.iter());
    let mut seen = BTreeSet::new();
    for name in asked.map(|(name, _)| name).filter(|name| seen.insert(*name)) {
        let (from, to) = (first.permissions.get(name), second.permissions.get(name));
        let comes_along = name == "metadata" && ((implied.0 && from.is_none()) || (implied.1 && to.is_none()));
        if from == to || comes_along {
            continue;
        }
        let parameter = name.to_owned();
        let change = Change::Permission { parameter, from, to };
        if to > from {
            comparison.more.push(change);
        } else {
            comparison.less.push(change);
        }
    }
    if first.host != second.host {
        let (from, to) = (first.host.clone(), second.host.clone());
        comparison.more.push(Change::Host { from, to });
    }
    let same_owner = match (&first.owner, &second.owner) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    };
    if !same_owner {
        let (from, to) = (first.owner.clone(), second.owner.clone());
        comparison.more.push(Change::Owner { from, to });
    }
    let days = |life: Option<Expiration>| match life {
        Some(Expiration::Days(days)) => days,
        Some(Expiration::Never) => u32::MAX,
        None => DEFAULT_DAYS,
    };
    let change = Change::Expiration {
        from: first.expires_in,
        to: second.expires_in,
    };
    match days(second.expires_in).cmp(&days(first.expires_in)) {
        std::cmp::Ordering::Greater => comparison.more.push(change),
        std::cmp::Ordering::Less => comparison.less.push(change),
        std::cmp::Ordering::Equal => {}
    }
    repositories(first, second, &mut comparison);
    comparison
}

fn repositories(first: &Template, second: &Template, comparison: &mut Comparison) {
    match (first.repositories.is_empty(), second.repositories.is_empty()) {
        (true, true) => return,
        (false, true) => return comparison.more.push(Change::AnyRepository),
        (true, false) => return comparison.less.push(Change::AnyRepository),
        (false, false) => {}
    }
    let only = |one: &Template, other: &Template| {
        let other: BTreeSet<String> = other
            .repositories
            .iter()
            .map(|name| name.to_ascii_lowercase())
            .collect();
        let mine = one
            .repositories
            .iter()
            .filter(|name| !other.contains(&name.to_ascii_lowercase()));
        mine.cloned().map(Change::Repository).collect::<Vec<_>>()
    };
    comparison.more.extend(only(second, first));
    comparison.less.extend(only(first, second));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Link;

    fn compared(first: &str, second: &str) -> (Vec<String>, Vec<String>) {
        let template = |query: &str| {
            Link::read(&format!(
                "https://github.com/settings/personal-access-tokens/new?{query}"
            ))
            .template()
            .unwrap()
        };
        let Comparison { more, less } = compare(&template(first), &template(second));
        let show = |changes: Vec<Change>| changes.iter().map(|change| format!("{change:?}")).collect();
        (show(more), show(less))
    }

    #[test]
    fn levels_go_up_and_down() {
        let (more, less) = compared("contents=read&issues=write", "contents=write&issues=read");
        assert!(more[0].contains("contents") && more.len() == 1, "{more:?}");
        assert!(less[0].contains("issues") && less.len() == 1, "{less:?}");
        assert_eq!(
            compared("contents=read&metadata=read", "contents=read"),
            (vec![], vec![])
        );
    }

    #[test]
    fn a_longer_life_is_more() {
        assert_eq!(compared("expires_in=30", "").0.len(), 0);
        assert_eq!(compared("", "expires_in=90").0.len(), 1);
        assert_eq!(compared("expires_in=none", "expires_in=90").1.len(), 1);
    }

    #[test]
    fn another_owner_is_more_and_fewer_repositories_are_less() {
        assert_eq!(compared("target_name=octo-org", "target_name=Octo-Org").0.len(), 0);
        assert_eq!(compared("target_name=octo-org", "target_name=octo-labs").0.len(), 1);
        assert_eq!(
            compared("contents=read", "contents=read#finegrain=1&repository=octo/a")
                .1
                .len(),
            1
        );
    }
}
