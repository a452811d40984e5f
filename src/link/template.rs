//! A template: what a valid link asks for.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    github::{DEFAULT_HOST, Level, Permission, Scope, permission},
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
pub struct Permissions(Vec<Asked>);

/// A permission that is asked for.
#[derive(Clone, Debug)]
struct Asked {
    /// Its row of the catalog, where it has one, so that it is not looked up again.
    known: Option<&'static Permission>,
    parameter: Cow<'static, str>,
    level: Level,
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        (&self.parameter, self.level) == (&other.parameter, other.level)
    }
}

impl Eq for Asked {}

impl<'a> FromIterator<(&'a str, Level)> for Permissions {
    fn from_iter<I: IntoIterator<Item = (&'a str, Level)>>(pairs: I) -> Self {
        let mut permissions = Permissions::default();
        for (parameter, level) in pairs {
            permissions.insert(parameter, level);
        }
        permissions
    }
}

impl<'a, S: AsRef<str>> FromIterator<&'a (S, Level)> for Permissions {
    fn from_iter<I: IntoIterator<Item = &'a (S, Level)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        pairs.map(|(parameter, level)| (parameter.as_ref(), *level)).collect()
    }
}

impl Permissions {
    /// Sets the level of a permission, in place of the one it had.
    pub fn insert(&mut self, parameter: &str, level: Level) {
        match permission(parameter) {
            Some(known) => self.insert_known(known, level),
            None => self.put(None, parameter, level, || parameter.to_owned().into()),
        }
    }

    /// As [`Permissions::insert`], for a permission of the catalog.
    pub fn insert_known(&mut self, known: &'static Permission, level: Level) {
        self.put(Some(known), known.parameter, level, || known.parameter.into());
    }

    fn put(
        &mut self,
        known: Option<&'static Permission>,
        parameter: &str,
        level: Level,
        name: impl FnOnce() -> Cow<'static, str>,
    ) {
        match self.place(known, parameter) {
            Ok(at) => self.0[at].level = level,
            Err(at) => {
                let parameter = name();
                let asked = Asked {
                    known,
                    parameter,
                    level,
                };
                self.0.insert(at, asked);
            }
        }
    }

    /// Where a permission is, or where it belongs.
    fn place(&self, known: Option<&Permission>, parameter: &str) -> Result<usize, usize> {
        let rank = rank(known, parameter);
        self.0.binary_search_by(|asked| {
            steps(1);
            self::rank(asked.known, &asked.parameter).cmp(&rank)
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
        self.0.retain(|asked| keep(&asked.parameter));
    }

    /// The level of a permission.
    #[must_use]
    pub fn get(&self, parameter: &str) -> Option<Level> {
        let place = self.place(permission(parameter), parameter);
        place.ok().map(|at| self.0[at].level)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Level)> {
        self.0.iter().map(|asked| (&*asked.parameter, asked.level))
    }

    /// Those of the catalog, in order.
    pub fn known(&self) -> impl Iterator<Item = (&'static Permission, Level)> {
        self.0.iter().filter_map(|asked| Some((asked.known?, asked.level)))
    }

    /// Those of one scope, in order.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = (&'static Permission, Level)> {
        self.known().filter(move |(permission, _)| permission.scope == scope)
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

    /// Whether one of them is included in another, as `metadata` does with every repository permission.
    #[must_use]
    pub fn implies(&self, parameter: &str) -> bool {
        permission(parameter).is_some_and(|known| self.implies_known(known))
    }

    /// As [`Permissions::implies`], for a permission of the catalog.
    #[must_use]
    pub fn implies_known(&self, known: &'static Permission) -> bool {
        let mut others = self
            .of(known.scope)
            .filter(|(other, _)| other.parameter != known.parameter);
        known.implied && self.place(Some(known), known.parameter).is_ok() && others.next().is_some()
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
pub(super) fn rank<'a>(known: Option<&Permission>, parameter: &'a str) -> (usize, &'a str) {
    known.map_or((usize::MAX, parameter), |known| (known.rank, ""))
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
