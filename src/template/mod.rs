//! The link: its model, reading, writing, finding in text, and the forms in which it is shared.
//!
//! Reading never fails: whatever stands in a link comes out as a [`Link`], and the rules say what is wrong with it.

pub mod bookmark;
pub mod classic;
mod draft;
mod expiration;
pub mod find;
mod fragment;
mod link;
mod owner;
pub mod placeholder;
pub mod secrets;
pub mod share;
mod sketch;

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer, ser::SerializeMap};

pub use draft::Draft;
pub use expiration::Expiration;
pub use fragment::Fragment;
pub use link::{Link, Page, Parameter, Protocol, Swallowed};
pub use owner::{OwnerFault, is_github, owner_fault, owner_of};
pub use sketch::Sketch;

use crate::{
    catalog::{self, Level, Scope},
    small::Map,
};

/// GitHub itself, where links lead unless somebody says otherwise.
pub const DEFAULT_HOST: &str = "github.com";

/// Where the form stands on every host.
pub const FORM_PATH: &str = "/settings/personal-access-tokens/new";

/// Where the form for classic tokens stands.
pub const CLASSIC_PATH: &str = "/settings/tokens/new";

/// The most characters of a token's name.
pub const NAME_LENGTH: usize = 40;

/// The most characters of a token's description.
pub const DESCRIPTION_LENGTH: usize = 1024;

/// What a template link asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Template {
    /// `github.com`, or the host of an enterprise.
    pub host: String,
    /// The token's name.
    pub name: Option<String>,
    /// The token's description; line breaks are allowed.
    pub description: Option<String>,
    /// The login of the user or organisation whose resources the token reaches.
    pub owner: Option<String>,
    /// How long the token lives.
    pub expires_in: Option<Expiration>,
    /// What the token may do.
    pub permissions: Permissions,
    /// The repositories to choose on the form, as `owner/name`. GitHub does not read them: they travel in the fragment.
    pub repositories: Vec<String>,
    /// Why each permission is asked, by parameter. These travel in the fragment too.
    pub reasons: Map<String>,
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
            reasons: Map::default(),
        }
    }
}

impl fmt::Display for Template {
    /// The canonical link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Draft::from(self).fmt(f)
    }
}

/// Permissions with their levels, in catalogue order; those outside the catalogue come last, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions(Vec<(String, Level)>);

impl Permissions {
    /// Sets the level of a permission, in place of the one it had.
    pub fn insert(&mut self, parameter: &str, level: Level) {
        if let Some((_, old)) = self.0.iter_mut().find(|(name, _)| name == parameter) {
            *old = level;
            return;
        }
        let rank = rank(parameter);
        let at = self.0.partition_point(|(name, _)| self::rank(name) < rank);
        self.0.insert(at, (parameter.to_owned(), level));
    }

    /// Gives at least this level of a permission.
    pub fn raise(&mut self, parameter: &str, level: Level) {
        self.insert(parameter, self.get(parameter).map_or(level, |has| has.max(level)));
    }

    /// Takes a permission out.
    pub fn remove(&mut self, parameter: &str) {
        self.retain(&|name| name != parameter);
    }

    /// Keeps the permissions that pass.
    pub fn retain(&mut self, keep: &dyn Fn(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// The level of a permission.
    #[must_use]
    pub fn get(&self, parameter: &str) -> Option<Level> {
        self.iter()
            .find_map(|(name, level)| (name == parameter).then_some(level))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Level)> {
        self.0.iter().map(|(name, level)| (name.as_str(), *level))
    }

    /// Those of one scope, in order.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = (&'static catalog::Permission, Level)> {
        self.iter()
            .filter_map(|(name, level)| Some((catalog::permission(name)?, level)))
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

    /// Whether `metadata=read` stands beside a repository permission, with which it comes by itself.
    #[must_use]
    pub fn implies_metadata(&self) -> bool {
        self.get("metadata").is_some() && self.of(Scope::Repository).count() > 1
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

/// Where a permission stands in a link: by its row of the catalogue, and after those by name.
fn rank(parameter: &str) -> (usize, &str) {
    let row = catalog::permissions()
        .iter()
        .position(|permission| permission.parameter == parameter);
    row.map_or((usize::MAX, parameter), |row| (row, ""))
}

/// The level that `value` means, as people write levels: "rw", "Read-only", "READ". `None` where nobody could say.
#[must_use]
pub fn level_meant(value: &str) -> Option<Level> {
    let plain: String = value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    match plain.as_str() {
        "r" | "ro" | "readonly" => Some(Level::Read),
        "w" | "rw" | "wr" | "readwrite" | "readandwrite" | "writeread" => Some(Level::Write),
        word => Level::from_str(word).ok(),
    }
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

    #[test]
    fn levels_as_people_write_them() {
        for (written, level) in [
            ("rw", Level::Write),
            ("Read-only", Level::Read),
            ("READ", Level::Read),
            ("read/write", Level::Write),
        ] {
            assert_eq!(level_meant(written), Some(level), "{written}");
        }
        for written in ["", "true", "none", "1"] {
            assert_eq!(level_meant(written), None, "{written}");
        }
    }
}
