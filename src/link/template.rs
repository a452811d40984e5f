//! A template: what a valid link asks for.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    github::{self, DEFAULT_HOST, Level, Scope},
    link::Expiration,
    work::steps,
};

/// What a template link asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Template {
    /// `github.com`, or the host of an enterprise.
    pub host: String,
    /// The token's name.
    pub name: Option<String>,
    /// The token's description; line breaks are allowed.
    pub description: Option<String>,
    /// The login of the user or organization whose resources the token reaches.
    pub owner: Option<String>,
    /// How long the token lives.
    pub expires_in: Option<Expiration>,
    /// What the token may do.
    pub permissions: Permissions,
    /// The repositories to choose on the form, as `owner/name`. GitHub does not read them: they travel in the fragment.
    pub repositories: Vec<String>,
    /// Why each permission is asked, by parameter. These travel in the fragment too.
    pub reasons: BTreeMap<String, String>,
}

impl Default for Template {
    fn default() -> Self {
        Template {
            host: DEFAULT_HOST.to_owned(),
            name: None,
            description: None,
            owner: None,
            expires_in: None,
            permissions: Permissions::default(),
            repositories: Vec::new(),
            reasons: BTreeMap::default(),
        }
    }
}

/// Permissions with their levels, in catalog order; those outside the catalog come last, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions(Vec<(String, Level)>);

impl Permissions {
    /// Sets the level of a permission, in place of the one it had.
    pub fn insert(&mut self, parameter: &str, level: Level) {
        match self.place(parameter) {
            Ok(at) => self.0[at].1 = level,
            Err(at) => self.0.insert(at, (parameter.to_owned(), level)),
        }
    }

    /// Where a permission is, or where it belongs.
    fn place(&self, parameter: &str) -> Result<usize, usize> {
        let rank = rank(parameter);
        self.0.binary_search_by(|(name, _)| {
            steps(1);
            self::rank(name).cmp(&rank)
        })
    }

    /// Gives at least this level of a permission.
    pub fn raise(&mut self, parameter: &str, level: Level) {
        self.insert(parameter, self.get(parameter).map_or(level, |has| has.max(level)));
    }

    /// Takes a permission out.
    pub fn remove(&mut self, parameter: &str) {
        self.retain(|name| name != parameter);
    }

    /// Keeps the permissions that pass.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// The level of a permission.
    #[must_use]
    pub fn get(&self, parameter: &str) -> Option<Level> {
        self.place(parameter).ok().map(|at| self.0[at].1)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Level)> {
        self.0.iter().map(|(name, level)| (name.as_str(), *level))
    }

    /// Those of one scope, in order.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = (&'static github::Permission, Level)> {
        self.iter()
            .filter_map(|(name, level)| Some((github::permission(name)?, level)))
            .filter(move |(permission, _)| permission.scope == scope)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether one of them comes by itself with another, as `metadata` does with every repository permission.
    #[must_use]
    pub fn implies(&self, parameter: &str) -> bool {
        let implied = github::permission(parameter).filter(|permission| permission.implied);
        implied.is_some_and(|permission| {
            let mut others = self
                .of(permission.scope)
                .filter(|(other, _)| other.parameter != parameter);
            self.get(parameter).is_some() && others.next().is_some()
        })
    }
}

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, level) in self.iter() {
            map.serialize_entry(name, &level)?;
        }
        map.end()
    }
}

/// Where a permission stands in a link: by its row of the catalog, and after those by name.
pub(super) fn rank(parameter: &str) -> (usize, &str) {
    github::rank(parameter).map_or((usize::MAX, parameter), |rank| (rank, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_stand_in_catalogue_order() {
        let mut permissions = Permissions::default();
        for name in ["zebra", "followers", "members", "contents", "ant"] {
            permissions.insert(name, Level::Read);
        }
        let names: Vec<_> = permissions.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["contents", "members", "followers", "ant", "zebra"]);
    }
}
