//! The permissions of fine-grained tokens.

use serde::Serialize;

use crate::github::{Companion, HighRisk, Level, Risk, Role};

include!(concat!(env!("OUT_DIR"), "/permissions.rs"));

/// What a permission is about; decides which owners it can be asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The repositories chosen on the form, of a user or an organization.
    Repository,
    /// An organization that owns the token's resources.
    Organization,
    /// The account of the person who makes the token.
    Account,
    /// An enterprise that owns the token's resources.
    Enterprise,
}

impl Scope {
    /// All of them, in catalog order.
    pub const ALL: [Scope; 4] = [
        Scope::Repository,
        Scope::Organization,
        Scope::Account,
        Scope::Enterprise,
    ];

    /// The heading over its permissions, as GitHub writes it.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Scope::Repository => "Repository permissions",
            Scope::Organization => "Organization permissions",
            Scope::Account => "Account permissions",
            Scope::Enterprise => "Enterprise permissions",
        }
    }

    /// The word of the tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Scope::Repository => "repository",
            Scope::Organization => "organization",
            Scope::Account => "account",
            Scope::Enterprise => "enterprise",
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
    /// A schema of GitHub's description of its API as `OpenAPI`.
    Openapi,
    /// The PSModule/GitHub library, which lists labels and levels.
    Library,
    /// A published link.
    Link,
    /// Nothing but GitHub's form, which has an input for it.
    Form,
}

impl Source {
    /// Whether it is documentation of GitHub's.
    #[must_use]
    pub const fn is_documented(self) -> bool {
        matches!(self, Source::Table | Source::Rest | Source::Example)
    }
}

/// One permission: GitHub's facts, and our words for what it lets its holder do.
#[derive(Clone, Copy, Debug)]
pub struct Permission {
    /// Where it is in catalog order.
    pub rank: usize,
    /// The parameter of the link.
    pub parameter: &'static str,
    /// What it is about.
    pub scope: Scope,
    /// Its name on GitHub's form, which two scopes may share, or its parameter where that name is not known.
    pub label: &'static str,
    /// The levels GitHub offers, lowest first, with what each lets its holder do. All of them where they are not known.
    pub levels: &'static [Offered],
    /// Whether it is known which levels GitHub offers.
    pub levels_known: bool,
    /// Where the parameter is known from.
    pub source: Source,
    /// Whether GitHub's form has it.
    pub on_form: bool,
    /// Since when GitHub's form has it, as far as that is known.
    pub since: Option<&'static str>,
    /// What to ask for where the form does not have it.
    pub instead: Option<(&'static str, Level)>,
    /// Whether it comes by itself with every other permission of its scope.
    pub implied: bool,
    /// Why its highest level weighs what it does, as a sentence goes on after a colon.
    pub reason: &'static str,
    /// One sentence, where using it costs something.
    pub billed: Option<&'static str>,
    /// Words by which people look for it, besides its parameter and its label.
    pub words: &'static str,
}

/// A level that a permission offers.
#[derive(Clone, Copy, Debug)]
pub struct Offered {
    /// The level.
    pub level: Level,
    /// Completes "Anyone with this token can ...".
    pub lets: &'static str,
    /// What it may cost when the token leaks.
    pub risk: Risk,
    /// What its holder can do, where the risk is high.
    pub high_risk: Option<HighRisk>,
    /// What the person must be for it to be worth something.
    pub role: Option<Role>,
    /// What it needs beside it.
    pub companions: &'static [Companion],
}

impl Permission {
    /// Whether GitHub offers this level.
    #[must_use]
    pub fn offers(&self, level: Level) -> bool {
        self.offered(level).is_some()
    }

    /// What GitHub offers at exactly this level.
    #[must_use]
    pub fn offered(&self, level: Level) -> Option<&'static Offered> {
        self.levels.iter().find(|offered| offered.level == level)
    }

    /// Why its highest level weighs what it does, as a sentence of its own.
    #[must_use]
    pub fn risk_sentence(&self) -> String {
        let mut sentence = self.reason.to_owned();
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence
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

/// All permissions in catalog order: by scope, and as GitHub lists them.
#[must_use]
pub fn permissions() -> &'static [Permission] {
    PERMISSIONS
}

/// The permission with this parameter, to the letter.
#[must_use]
pub fn permission(parameter: &str) -> Option<&'static Permission> {
    let by_name = PERMISSIONS_BY_NAME;
    let at = by_name.binary_search_by_key(&parameter, |(name, _)| name).ok()?;
    permissions().get(by_name.get(at)?.1)
}

/// What is known of a permission at a level, where it offers that level.
#[must_use]
pub fn offered(parameter: &str, level: Level) -> Option<&'static Offered> {
    permission(parameter)?.offered(level)
}

/// What `parameter` at `level` needs beside it.
#[must_use]
pub fn companions(parameter: &str, level: Level) -> &'static [Companion] {
    offered(parameter, level).map_or(&[], |offered| offered.companions)
}

/// Why this permission is of high risk at this level, if it is.
#[must_use]
pub fn high_risk(parameter: &str, level: Level) -> Option<&'static HighRisk> {
    offered(parameter, level)?.high_risk.as_ref()
}
