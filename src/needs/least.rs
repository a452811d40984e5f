//! The least set of permissions that serves several requirements at once.

use std::collections::{BTreeMap, BTreeSet};

use crate::github::{Level, Scope, permission, permissions};

/// Permissions that are needed together.
pub type PermissionSet = Vec<(String, Level)>;

/// The most steps of the search. What real texts ask for takes a few dozen; only made-up headers come near it, and then the
/// best set found so far is the answer.
const STEPS: usize = 100_000;

/// The least set that serves one of the alternatives of every requirement: of least total risk, then with the fewest
/// permissions, then the first in catalog order. `metadata` is in it only where no other permission of a repository is.
///
/// A requirement without alternatives asks for nothing.
#[must_use]
pub fn least(requirements: &[Vec<PermissionSet>]) -> PermissionSet {
    let space = Space::of(requirements);
    let mut open: Vec<Vec<Levels>> = Vec::new();
    let mut forced = space.nothing();
    for requirement in requirements {
        let sets = space.without_superfluous(requirement);
        match sets.as_slice() {
            [] => {}
            [only] => forced.add(only),
            _ => open.push(sets),
        }
    }
    // The same question is answered once.
    open.sort();
    open.dedup();
    let mut search = Search {
        space: &space,
        best: None,
        steps: STEPS,
    };
    search.walk(&forced, &open);
    let best = search.best.map_or(forced, |(_, levels)| levels);
    space.named(&best)
}

/// The permissions that occur, in catalog order.
struct Space<'a> {
    names: Vec<&'a str>,
    metadata: Option<usize>,
    repository: Vec<bool>,
    risks: Vec<[u32; 3]>,
}

/// A level for each permission of the space: 0 is none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Levels(Vec<u8>);

impl Levels {
    fn add(&mut self, other: &Levels) {
        for (level, more) in self.0.iter_mut().zip(&other.0) {
            *level = (*level).max(*more);
        }
    }

    fn includes(&self, other: &Levels) -> bool {
        self.0.iter().zip(&other.0).all(|(level, needed)| level >= needed)
    }
}

/// Total risk, number of permissions, then those of the catalog that come first, with the lowest level.
type Cost = (u32, usize, Vec<(usize, u8)>);

impl<'a> Space<'a> {
    fn of(requirements: &'a [Vec<PermissionSet>]) -> Self {
        let names = requirements.iter().flatten().flatten().map(|(name, _)| name.as_str());
        let ranks: BTreeMap<&str, usize> = permissions()
            .iter()
            .enumerate()
            .map(|(rank, permission)| (permission.parameter, rank))
            .collect();
        let names: BTreeSet<(usize, &str)> = names
            .map(|name| (ranks.get(name).copied().unwrap_or(usize::MAX), name))
            .collect();
        let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
        Space {
            metadata: names.iter().position(|name| *name == "metadata"),
            repository: names.iter().map(|name| is_of_repository(name)).collect(),
            risks: names
                .iter()
                .map(|name| [Level::Read, Level::Write, Level::Admin].map(|level| risk(name, level)))
                .collect(),
            names,
        }
    }

    fn nothing(&self) -> Levels {
        Levels(vec![0; self.names.len()])
    }

    fn levels(&self, set: &PermissionSet) -> Levels {
        let mut levels = self.nothing();
        for (name, level) in set {
            if let Some(at) = self.names.iter().position(|known| known == name)
                && let Some(has) = levels.0.get_mut(at)
            {
                *has = (*has).max(*level as u8 + 1);
            }
        }
        levels
    }

    /// The alternatives, without those that ask for more than another.
    fn without_superfluous(&self, requirement: &[PermissionSet]) -> Vec<Levels> {
        let all: BTreeSet<Levels> = requirement.iter().map(|set| self.levels(set)).collect();
        let least = all
            .iter()
            .filter(|set| !all.iter().any(|other| other != *set && set.includes(other)));
        least.cloned().collect()
    }

    /// `metadata=read` comes by itself with every permission of a repository.
    fn implies_metadata(&self, levels: &Levels) -> bool {
        let others = levels.0.iter().zip(&self.repository).enumerate();
        others
            .into_iter()
            .any(|(at, (level, repository))| *level > 0 && *repository && Some(at) != self.metadata)
    }

    fn serves(&self, levels: &Levels, set: &Levels) -> bool {
        if levels.includes(set) {
            return true;
        }
        let Some(metadata) = self.metadata.filter(|_| self.implies_metadata(levels)) else {
            return false;
        };
        let needed = levels.0.iter().zip(&set.0).enumerate();
        needed
            .into_iter()
            .all(|(at, (level, needed))| level >= needed || at == metadata)
    }

    fn cost(&self, levels: &Levels) -> Cost {
        let implied = self.implies_metadata(levels);
        let chosen = levels
            .0
            .iter()
            .enumerate()
            .filter(|(at, level)| **level > 0 && !(implied && Some(*at) == self.metadata));
        let chosen: Vec<(usize, u8)> = chosen.map(|(at, level)| (at, *level)).collect();
        let risk = chosen.iter().map(|(at, level)| self.risk(*at, *level)).sum();
        (risk, chosen.len(), chosen)
    }

    fn risk(&self, at: usize, level: u8) -> u32 {
        let risks = self.risks.get(at).copied().unwrap_or_default();
        level
            .checked_sub(1)
            .and_then(|level| risks.get(usize::from(level)))
            .copied()
            .unwrap_or_default()
    }

    fn named(&self, levels: &Levels) -> PermissionSet {
        let (_, _, chosen) = self.cost(levels);
        let level = |level| match level {
            1 => Level::Read,
            2 => Level::Write,
            _ => Level::Admin,
        };
        chosen
            .into_iter()
            .filter_map(|(at, chosen)| Some(((*self.names.get(at)?).to_owned(), level(chosen))))
            .collect()
    }
}

struct Search<'s, 'a> {
    space: &'s Space<'a>,
    best: Option<(Cost, Levels)>,
    steps: usize,
}

impl Search<'_, '_> {
    fn walk(&mut self, levels: &Levels, open: &[Vec<Levels>]) {
        self.steps = self.steps.saturating_sub(1);
        let cost = self.space.cost(levels);
        // Whatever is added makes it cost more, except that `metadata` may be implied by what is added: then as many.
        if self
            .best
            .as_ref()
            .is_some_and(|((risk, count, _), _)| (cost.0, cost.1) > (*risk, *count))
        {
            return;
        }
        let unserved = |sets: &&Vec<Levels>| !sets.iter().any(|set| self.space.serves(levels, set));
        let open: Vec<Vec<Levels>> = open.iter().filter(unserved).cloned().collect();
        let Some(next) = open.iter().min_by_key(|sets| sets.len()) else {
            if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
                self.best = Some((cost, levels.clone()));
            }
            return;
        };
        let mut ways: Vec<Levels> = next
            .iter()
            .map(|set| {
                let mut more = levels.clone();
                more.add(set);
                more
            })
            .collect();
        ways.sort_by_cached_key(|way| self.space.cost(way));
        for way in ways {
            if self.steps == 0 && self.best.is_some() {
                return;
            }
            self.walk(&way, &open);
        }
    }
}

/// Whether a permission is one of a repository, with which `metadata=read` comes.
pub(super) fn is_of_repository(name: &str) -> bool {
    scope_of(name) == Scope::Repository
}

/// The scope of a permission. Those that the catalog does not have are told by their names.
pub(super) fn scope_of(name: &str) -> Scope {
    match permission(name) {
        Some(permission) => permission.scope,
        None if name.starts_with("org") || name.starts_with("issue_") => Scope::Organization,
        None if name.starts_with("user_") => Scope::Account,
        None => Scope::Repository,
    }
}

/// The risk of a permission, and a middling one where the catalog has none.
fn risk(name: &str, level: Level) -> u32 {
    let offered = permission(name).and_then(|permission| permission.offered(level));
    match (offered, level) {
        (Some(offered), _) => offered.risk.0.into(),
        (None, Level::Read) => 2,
        (None, Level::Write) => 5,
        (None, Level::Admin) => 8,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::github::endpoints;

    fn set(text: &str) -> PermissionSet {
        text.split('+')
            .map(|pair| {
                let (name, level) = pair.trim().split_once('=').unwrap();
                (name.to_owned(), level.parse().unwrap())
            })
            .collect()
    }

    fn needs(requirements: &[&str]) -> String {
        let requirements: Vec<Vec<PermissionSet>> = requirements
            .iter()
            .map(|sets| sets.split('|').map(set).collect())
            .collect();
        let least = least(&requirements);
        least
            .iter()
            .map(|(name, level)| format!("{name}={level}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_least_of_alternatives() {
        for (requirements, expected) in [
            (
                &["issues=write|pull_requests=write", "pull_requests=write"][..],
                "pull_requests=write",
            ),
            (&["contents=write|contents=write+workflows=write"], "contents=write"),
            (&["metadata=read", "members=read"], "metadata=read members=read"),
            (&["metadata=read", "issues=read"], "issues=read"),
            (&["metadata=read|contents=write"], "metadata=read"),
            (&["contents=read", "contents=write"], "contents=write"),
            (&[], ""),
        ] {
            assert_eq!(needs(requirements), expected, "{requirements:?}");
        }
    }

    /// Every combination of alternatives, without a thought.
    fn brute_force(requirements: &[Vec<PermissionSet>]) -> PermissionSet {
        let space = Space::of(requirements);
        let mut ways = vec![space.nothing()];
        for requirement in requirements.iter().filter(|sets| !sets.is_empty()) {
            ways = ways
                .iter()
                .flat_map(|way| {
                    requirement.iter().map(|set| {
                        let mut more = way.clone();
                        more.add(&space.levels(set));
                        more
                    })
                })
                .collect();
        }
        space.named(&ways.into_iter().min_by_key(|way| space.cost(way)).unwrap())
    }

    fn requirement_of_endpoint(at: usize) -> Vec<PermissionSet> {
        let several: Vec<_> = endpoints().iter().filter(|endpoint| endpoint.sets.len() > 1).collect();
        let endpoint = if at.is_multiple_of(2) {
            several[at / 2 % several.len()]
        } else {
            &endpoints()[at / 2 % endpoints().len()]
        };
        let owned = |set: &&[(&str, Level)]| set.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
        endpoint.sets.iter().map(owned).collect()
    }

    proptest! {
        #[test]
        fn as_brute_force_finds_it_for_real_calls(calls in prop::collection::vec(0_usize..4000, 0..7)) {
            let requirements: Vec<_> = calls.into_iter().map(requirement_of_endpoint).collect();
            prop_assert_eq!(least(&requirements), brute_force(&requirements));
        }

        #[test]
        fn as_brute_force_finds_it_for_made_up_ones(
            requirements in prop::collection::vec(
                prop::collection::vec(
                    prop::collection::vec((0_usize..8, 0_usize..2), 1..3), 0..4), 0..6)
        ) {
            let names = ["issues", "pull_requests", "contents", "metadata", "members", "workflows", "gists", "administration"];
            let levels = [Level::Read, Level::Write];
            let requirements: Vec<Vec<PermissionSet>> = requirements
                .into_iter()
                .map(|sets| {
                    let named = |set: Vec<(usize, usize)>| set.into_iter().map(|(name, level)| {
                        (names[name].to_owned(), if names[name] == "metadata" { Level::Read } else { levels[level] })
                    }).collect();
                    sets.into_iter().map(named).collect()
                })
                .collect();
            prop_assert_eq!(least(&requirements), brute_force(&requirements));
        }
    }

    #[test]
    fn hostile_alternatives_end() {
        let requirements: Vec<Vec<PermissionSet>> = (0..400)
            .map(|at| {
                (0..4)
                    .map(|way| vec![(format!("p{}", at * 7 % 90 + way * 13), Level::Write)])
                    .collect()
            })
            .collect();
        assert!(!least(&requirements).is_empty());
    }
}
