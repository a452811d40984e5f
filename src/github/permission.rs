//! The permissions of fine-grained tokens.

use serde::Serialize;

use crate::{
    github::{Level, Risk, table, tables},
    work::steps,
};

/// What a permission is about; decides which owners it can be asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The repositories chosen on the form, of a user or an organisation.
    Repository,
    /// An organisation that owns the token's resources.
    Organization,
    /// The account of the person who makes the token.
    Account,
}

impl Scope {
    /// The word of the tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Scope::Repository => "repository",
            Scope::Organization => "organization",
            Scope::Account => "account",
        }
    }
}

/// Where a parameter is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// GitHub's tables of link parameters: the form takes it.
    Table,
    /// Only the REST documentation names it: nobody documents whether the form takes it.
    Rest,
    /// Only an example link of the documentation names it.
    Example,
}

/// One permission: GitHub's facts, and our words for what it lets its holder do.
#[derive(Clone, Debug)]
pub struct Permission {
    /// The parameter of the link.
    pub parameter: &'static str,
    /// What it is about.
    pub scope: Scope,
    /// Its name on GitHub's form; the same name may stand in two scopes.
    pub label: &'static str,
    /// The levels GitHub offers, lowest first, with what each lets its holder do.
    pub levels: &'static [Offered],
    /// Where the parameter is known from.
    pub source: Source,
    /// Why its highest level weighs what it does.
    pub reason: &'static str,
}

/// A level that a permission offers.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The level.
    pub level: Level,
    /// Completes "Whoever holds this token can ...".
    pub lets: &'static str,
    /// What it may cost when the token leaks.
    pub risk: Risk,
}

impl Permission {
    /// Whether GitHub offers this level.
    #[must_use]
    pub fn offers(&self, level: Level) -> bool {
        self.offered(level).is_some()
    }

    /// What GitHub offers at exactly this level.
    #[must_use]
    pub fn offered(&self, level: Level) -> Option<&Offered> {
        self.levels.iter().find(|offered| offered.level == level)
    }

    /// The lowest offered level that includes `level`, or else the highest there is.
    #[must_use]
    pub fn nearest(&self, level: Level) -> Level {
        let including = self.levels.iter().find(|offered| offered.level >= level);
        including.or(self.levels.last()).map_or(level, |offered| offered.level)
    }

    /// The offered levels as a phrase: "`read` and `write`", "only `write`".
    #[must_use]
    pub fn levels_phrase(&self) -> String {
        let words: Vec<String> = self
            .levels
            .iter()
            .map(|offered| format!("`{}`", offered.level))
            .collect();
        match words.as_slice() {
            [only] => format!("only {only}"),
            [head @ .., last] => format!("{} and {last}", head.join(", ")),
            [] => String::new(),
        }
    }
}

/// All permissions in catalogue order: by scope, and as GitHub lists them.
#[must_use]
pub fn permissions() -> &'static [Permission] {
    tables::PERMISSIONS
}

/// The permission with this parameter, to the letter.
pub fn permission(parameter: &str) -> Option<&'static Permission> {
    permissions()
        .iter()
        .find(|permission| permission.parameter == parameter)
}

/// What two places of GitHub's documentation say differently about a parameter, if they do.
pub fn contradiction(parameter: &str) -> Option<&'static str> {
    table::rows("contradictions")
        .map(table::Row::cells)
        .find_map(|[name, says]| (name == parameter).then_some(says))
}

/// The parameter that somebody who wrote `written` most likely meant: by another spelling, the label on GitHub's form, the
/// name elsewhere at GitHub, or as the nearest name there is.
pub fn suggest(written: &str) -> Option<&'static str> {
    let plain = plain(written);
    known_by(&plain).or_else(|| nearest(&plain))
}

/// As [`suggest`], without a search for the nearest name, which takes long.
pub fn another_name(written: &str) -> Option<&'static str> {
    known_by(&plain(written))
}

fn known_by(plain: &str) -> Option<&'static str> {
    // Repository permissions come first in the table, so a label that stands in two scopes means the repository's.
    let label = || {
        permissions()
            .iter()
            .find(|permission| self::plain(permission.label) == plain)
    };
    let parameter = |permission: &Permission| permission.parameter;
    // Names from elsewhere at GitHub before labels: `models` of Actions is the account's, the label stands in two scopes.
    permission(plain)
        .map(parameter)
        .or_else(|| alias(plain))
        .or_else(|| label().map(parameter))
}

fn alias(plain: &str) -> Option<&'static str> {
    let mut aliases = table::rows("aliases").map(table::Row::cells);
    aliases.find_map(|[written, parameter, _origin]| (written == plain).then_some(parameter))
}

/// The one parameter within two changes of `plain`, where no other is as near.
fn nearest(plain: &str) -> Option<&'static str> {
    // Short names are near to everything, and names this long are near to nothing.
    let allowed = match plain.chars().count() {
        0..=3 | 61.. => return None,
        4..=6 => 1,
        _ => 2,
    };
    let fields = super::parameter::FIELDS.iter().copied();
    let names = fields.chain(permissions().iter().map(|permission| permission.parameter));
    let mut near: Vec<_> = names
        .filter(|name| name.len().abs_diff(plain.len()) <= allowed)
        .inspect(|name| steps(name.len() * plain.len()))
        .map(|name| (strsim::osa_distance(plain, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    let least = near.iter().map(|(distance, _)| *distance).min()?;
    near.retain(|(distance, _)| *distance == least);
    match near.as_slice() {
        [(_, name)] => Some(name),
        _ => None,
    }
}

/// Lower case, with one underscore for every run of anything else.
fn plain(written: &str) -> String {
    let mut plain = String::new();
    let mut between = false;
    for c in written.chars() {
        if c.is_ascii_alphanumeric() {
            if between && !plain.is_empty() {
                plain.push('_');
            }
            plain.push(c.to_ascii_lowercase());
        }
        between = !c.is_ascii_alphanumeric();
    }
    plain
}
