//! What one sign in a text asks of a token.

use crate::{
    calls::Seen,
    github::{Endpoint, Level, Scope},
    link::{Permissions, classic},
};

use super::least::{PermissionSet, scope_of};

/// The header in which GitHub says what a call accepts.
pub(super) const ACCEPTED: &str = "X-Accepted-GitHub-Permissions";

/// What one call, command or header asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What asks: `POST /repos/{owner}/{repo}/issues`, `git push`.
    pub what: String,
    /// Each is enough; none is nothing.
    pub sets: Vec<PermissionSet>,
    /// Whose resources it reaches, where the text says so.
    pub owner: Option<String>,
}

impl Requirement {
    /// What an operation asks for.
    #[must_use]
    pub fn of_endpoint(endpoint: &Endpoint, owner: Option<String>) -> Self {
        let copied = |set: &&[(&str, Level)]| set.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
        Requirement {
            what: endpoint.to_string(),
            sets: endpoint.sets.iter().map(copied).collect(),
            owner,
        }
    }

    /// What something else than a REST call asks for.
    #[must_use]
    pub fn of(seen: &Seen) -> Option<Self> {
        let one = |what: &str, set: PermissionSet, owner: Option<String>| Requirement {
            what: what.to_owned(),
            sets: vec![set],
            owner,
        };
        match seen {
            Seen::Git { push, owner } => {
                let (what, level) = if *push {
                    ("git push", Level::Write)
                } else {
                    ("git clone", Level::Read)
                };
                let contents = vec![("contents".to_owned(), level)];
                let mut git = one(what, contents.clone(), owner.clone());
                if *push {
                    let workflows = ("workflows".to_owned(), Level::Write);
                    git.sets.push(contents.into_iter().chain([workflows]).collect());
                }
                Some(git)
            }
            Seen::Accepted(sets) if sets.is_empty() => None,
            Seen::Accepted(sets) => Some(Requirement {
                what: ACCEPTED.to_owned(),
                sets: sets.clone(),
                owner: None,
            }),
            Seen::Scopes(scopes) => {
                let set = scopes.iter().flat_map(|scope| classic::granted(scope));
                let set: PermissionSet = set.map(|(name, level)| (name.to_owned(), level)).collect();
                Some(one("the scopes", set, None))
            }
            Seen::Permissions(set) => Some(one("the permissions", set.clone(), None)),
            _ => None,
        }
    }

    /// Whether it takes `workflows` as well where it changes files of workflows.
    pub(super) fn may_take_workflows(&self) -> bool {
        self.sets.len() > 1
            && self
                .sets
                .iter()
                .any(|set| set.iter().any(|(name, _)| name == "workflows"))
    }

    /// Keeps only the sets with `workflows`, where there is a choice.
    pub(super) fn takes_workflows(&mut self) {
        if self.may_take_workflows() {
            self.sets.retain(|set| set.iter().any(|(name, _)| name == "workflows"));
        }
    }

    /// Whether it asks for nothing that is not public anyway.
    pub(super) fn is_public(&self) -> bool {
        self.sets.is_empty()
            || self
                .sets
                .iter()
                .any(|set| set.iter().all(|(name, _)| name == "metadata"))
    }

    /// Whether it is about the account of the person only.
    pub(super) fn is_of_account(&self) -> bool {
        let account = |set: &PermissionSet| {
            set.iter()
                .all(|(name, _)| name == "metadata" || scope_of(name) == Scope::Account)
        };
        !self.sets.is_empty()
            && self
                .sets
                .iter()
                .any(|set| account(set) && set.iter().any(|(name, _)| name != "metadata"))
    }

    /// Whether this permission is part of how the chosen ones serve it.
    pub(super) fn is_served_by(&self, name: &str, level: Level, chosen: &Permissions) -> bool {
        let serves = |set: &&PermissionSet| {
            set.iter()
                .all(|(name, level)| name == "metadata" || chosen.get(name).is_some_and(|has| has >= *level))
        };
        let of = |set: &PermissionSet| set.iter().any(|(known, needed)| known == name && *needed <= level);
        self.sets.iter().filter(serves).any(of)
    }
}
