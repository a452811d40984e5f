//! What fine-grained tokens cannot do, and what serves instead.

use std::{
    error::Error,
    fmt::{self, Display},
    str::FromStr,
};

use serde::{Serialize, Serializer};

use crate::github::{Level, Severity};

include!(concat!(env!("OUT_DIR"), "/limits.rs"));

impl LimitCode {
    /// The limit itself.
    #[must_use]
    pub const fn limit(self) -> &'static Limit {
        // The variants are generated from the rows, in their order.
        &LIMITS[self as usize]
    }
}

/// A word that is not a code of diagnostics or limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseCodeError;

impl Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a code")
    }
}

impl Error for ParseCodeError {}

/// One limit of fine-grained tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The code of its diagnostic.
    pub code: LimitCode,
    /// How much it matters where a link or the form runs into it.
    pub severity: Severity,
    /// The parameters of a link that show that its author runs into it.
    pub parameters: &'static [&'static str],
    /// What people call the thing that it is about, separated by blanks.
    pub words: &'static str,
    /// The question to ask a person, where one can be asked.
    pub question: Option<&'static str>,
    /// A few words.
    pub title: &'static str,
    /// One sentence: what does not work.
    pub what: &'static str,
    /// One sentence: how a person notices.
    pub noticed: &'static str,
    /// What to use instead.
    pub instead: &'static str,
    /// The smallest classic scopes that serve.
    pub classic_scopes: &'static [&'static str],
    /// The issue of GitHub's public roadmap that would lift it.
    pub roadmap: Option<Roadmap>,
    /// Everything that serves instead, the best first.
    pub alternatives: &'static [Alternative],
}

/// An issue of GitHub's public roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roadmap {
    /// Its number.
    pub issue: u16,
    /// Whether GitHub has paused it.
    pub paused: bool,
}

impl Roadmap {
    /// Its address.
    #[must_use]
    pub fn url(self) -> String {
        format!("https://github.com/github/roadmap/issues/{}", self.issue)
    }

    /// What it says about GitHub's plans.
    #[must_use]
    pub const fn plans(self) -> &'static str {
        if self.paused {
            "GitHub planned to lift this, and has paused it"
        } else {
            "GitHub plans to lift this"
        }
    }
}

/// One way around a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// A few words: what it is, and what for.
    pub title: &'static str,
    /// One sentence on how far it goes.
    pub note: &'static str,
    /// What serves.
    pub kind: AlternativeKind,
}

/// What serves where a fine-grained token cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternativeKind {
    /// A classic token with these scopes.
    Classic(&'static [&'static str]),
    /// A GitHub App with these permissions.
    App(&'static [(&'static str, Level)]),
    /// The token that every run of GitHub Actions has, with these permissions.
    Actions(&'static [(&'static str, Level)]),
    /// A fine-grained token after all, with these permissions.
    Template(&'static [(&'static str, Level)]),
}

/// All limits, in the order of the table.
#[must_use]
pub fn limits() -> &'static [Limit] {
    LIMITS
}

/// The limit that a parameter of this name runs into.
#[must_use]
pub fn limit_of_parameter(parameter: &str) -> Option<&'static Limit> {
    limits().iter().find(|limit| limit.parameters.contains(&parameter))
}
