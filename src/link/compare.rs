//! What a second template asks for, compared with a first one.

use std::{cmp::Ordering, collections::BTreeSet};

use crate::{
    github::{self, Level},
    link::{Expiration, Permissions, Template},
};

/// How much the second template asks for, compared with the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl From<Ordering> for Change {
    /// How the second compares with the first.
    fn from(second_to_first: Ordering) -> Self {
        match second_to_first {
            Ordering::Greater => Change::More,
            Ordering::Less => Change::Less,
            Ordering::Equal => Change::Same,
        }
    }
}

/// In what two templates are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
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

/// What a template says in one aspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The level of a permission.
    Level(Level),
    /// How long the token lives.
    Expiration(Expiration),
    /// A name, a host, repositories separated by commas.
    Text(String),
}

/// One aspect in which two templates were compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub aspect: Aspect,
    /// What the first says; nothing where it says nothing.
    pub first: Option<Value>,
    /// What the second says.
    pub second: Option<Value>,
    /// How much the second asks for, compared with the first.
    pub change: Change,
}

impl Difference {
    /// Whether the second token could do something that the first cannot: with another owner, on another host or in other
    /// repositories it reaches something else.
    #[must_use]
    pub fn asks_more(&self) -> bool {
        match self.change {
            Change::More => true,
            Change::Different => !matches!(self.aspect, Aspect::Name | Aspect::Description),
            Change::Less | Change::Same => false,
        }
    }
}

/// Compares two templates: permissions, first those of which the second asks for more, then for less, then the same; then
/// how long the token lives; then what else differs.
#[must_use]
pub fn compare(first: &Template, second: &Template) -> Vec<Difference> {
    let mut found = permissions(&first.permissions, &second.permissions);
    found.push(Difference {
        aspect: Aspect::Expiration,
        first: first.expires_in.map(Value::Expiration),
        second: second.expires_in.map(Value::Expiration),
        change: days(second).cmp(&days(first)).into(),
    });
    let owner = |template: &Template| template.owner.as_ref().map(|owner| owner.to_ascii_lowercase());
    let change = |same: bool| if same { Change::Same } else { Change::Different };
    let texts = [
        (
            Aspect::Owner,
            first.owner.clone(),
            second.owner.clone(),
            change(owner(first) == owner(second)),
        ),
        (
            Aspect::Host,
            Some(first.host.clone()),
            Some(second.host.clone()),
            change(first.host == second.host),
        ),
        (
            Aspect::Repositories,
            repositories(first),
            repositories(second),
            change_of_repositories(first, second),
        ),
        (
            Aspect::Name,
            first.name.clone(),
            second.name.clone(),
            change(first.name == second.name),
        ),
        (
            Aspect::Description,
            first.description.clone(),
            second.description.clone(),
            change(first.description == second.description),
        ),
    ];
    let differ = texts.into_iter().filter(|(.., change)| *change != Change::Same);
    found.extend(differ.map(|(aspect, first, second, change)| Difference {
        aspect,
        first: first.map(Value::Text),
        second: second.map(Value::Text),
        change,
    }));
    found
}

fn permissions(first: &Permissions, second: &Permissions) -> Vec<Difference> {
    // Every other permission brings `metadata` with it.
    let has_another = |all: &Permissions| all.iter().any(|(name, _)| name != "metadata");
    let implied = (has_another(first), has_another(second));
    // In the order of the catalog, then what it does not know.
    let known = github::permissions().iter().map(|known| known.parameter);
    let asked = first.iter().chain(second.iter());
    let mut seen = BTreeSet::new();
    let mut found: Vec<Difference> = known
        .chain(asked.map(|(name, _)| name))
        .filter(|name| seen.insert(*name))
        .filter_map(|name| {
            let (first, second) = (first.get(name), second.get(name));
            let comes_along = name == "metadata" && (implied.0 && first.is_none() || implied.1 && second.is_none());
            if comes_along || (first, second) == (None, None) {
                return None;
            }
            Some(Difference {
                aspect: Aspect::Permission(name.to_owned()),
                first: first.map(Value::Level),
                second: second.map(Value::Level),
                change: second.cmp(&first).into(),
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

/// GitHub's own choice, where a link names none.
const DEFAULT_DAYS: u32 = 30;

fn days(template: &Template) -> u32 {
    match template.expires_in {
        None => DEFAULT_DAYS,
        Some(Expiration::Days(days)) => days,
        Some(Expiration::Never) => u32::MAX,
    }
}

fn repositories(template: &Template) -> Option<String> {
    let all = template.repositories.join(", ");
    (!all.is_empty()).then_some(all)
}

/// A template that names no repositories leaves them open.
fn change_of_repositories(first: &Template, second: &Template) -> Change {
    let names = |template: &Template| -> BTreeSet<String> {
        let all = template.repositories.iter();
        all.map(|name| name.to_ascii_lowercase()).collect()
    };
    let (first, second) = (names(first), names(second));
    if first == second {
        Change::Same
    } else if first.is_empty() || !second.is_empty() && second.is_subset(&first) {
        Change::Less
    } else if second.is_empty() || first.is_subset(&second) {
        Change::More
    } else {
        Change::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Link;

    fn compared(first: &str, second: &str) -> Vec<Difference> {
        let template = |query: &str| {
            Link::read(&format!(
                "https://github.com/settings/personal-access-tokens/new?{query}"
            ))
            .template()
            .unwrap()
        };
        compare(&template(first), &template(second))
    }

    fn changes(first: &str, second: &str) -> Vec<(Aspect, Change)> {
        let all = compared(first, second).into_iter();
        all.map(|difference| (difference.aspect, difference.change)).collect()
    }

    fn asks_more(first: &str, second: &str) -> bool {
        compared(first, second).iter().any(Difference::asks_more)
    }

    fn permission(name: &str) -> Aspect {
        Aspect::Permission(name.to_owned())
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
                (Aspect::Expiration, Change::More),
                (Aspect::Name, Change::Different),
            ]
        );
    }

    #[test]
    fn thirty_days_are_githubs_default() {
        for (first, second, change) in [
            ("", "expires_in=30", Change::Same),
            ("", "expires_in=90", Change::More),
            ("expires_in=none", "expires_in=90", Change::Less),
        ] {
            assert_eq!(changes(first, second), [(Aspect::Expiration, change)], "{second}");
        }
    }

    #[test]
    fn what_nobody_knows_counts_too() {
        assert_eq!(
            changes("contents=read", "contents=read&zebra=read")[0],
            (permission("zebra"), Change::More)
        );
    }

    #[test]
    fn metadata_comes_with_every_other_permission() {
        assert_eq!(
            changes("contents=read&metadata=read", "contents=read")[0],
            (permission("contents"), Change::Same)
        );
        assert!(asks_more("", "metadata=read"));
    }

    #[test]
    fn another_owner_is_more_and_fewer_repositories_are_less() {
        assert!(!asks_more("target_name=octo-org", "target_name=Octo-Org"));
        assert!(asks_more("target_name=octo-org", "target_name=octo-labs"));
        for (first, second, change) in [
            ("", "octo/a", Change::Less),
            ("octo/a", "", Change::More),
            ("octo/a", "octo/b", Change::Different),
            ("octo/a", "octo/b,octo/A", Change::More),
            ("octo/a,octo/b", "octo/a", Change::Less),
        ] {
            let link = |names: &str| match names {
                "" => "contents=read".to_owned(),
                _ => format!(
                    "contents=read#finegrain=1&repository={}",
                    names.replace(',', "&repository=")
                ),
            };
            let last = changes(&link(first), &link(second)).pop();
            assert_eq!(last, Some((Aspect::Repositories, change)), "{first} {second}");
        }
    }
}
