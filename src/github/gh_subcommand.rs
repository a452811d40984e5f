//! Subcommands of the GitHub CLI, and what they need.

use serde::Serialize;

use super::{Endpoint, Level, LimitCode, Set, endpoint};

include!(concat!(env!("OUT_DIR"), "/gh_subcommands.rs"));

/// A subcommand, with the options that make the difference.
#[derive(Debug, PartialEq, Eq)]
pub struct GhSubcommand {
    /// `pr create`
    pub command: &'static str,
    /// Conditions separated by blanks, all of which hold; see `data/gh-subcommands.tsv`.
    pub options: &'static str,
    /// Each set is enough; empty where nothing is needed.
    pub sets: &'static [Set],
    /// The limit that stands in the way, if one does.
    pub limit: Option<LimitCode>,
    /// REST operations and names of GraphQL, separated by `; `; the one that decides first.
    pub calls: &'static str,
    /// Where practice differs from the table, or a condition; empty or a sentence.
    pub note: &'static str,
    /// Files of cli/cli.
    pub source: &'static str,
    /// How sure it is.
    pub certainty: Certainty,
}

/// How sure a subcommand's needs are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Read in the source and in GitHub's table.
    High,
    /// From reports, or with one step of inference.
    Medium,
    /// A guess.
    Low,
}

impl GhSubcommand {
    /// The operation that decides, where it is one of the REST API.
    #[must_use]
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        let (method, path) = self.first().split_once(' ')?;
        endpoint(method.parse().ok()?, path)
    }

    /// The field or mutation that decides, where it is one of the GraphQL API.
    #[must_use]
    pub fn graphql(&self) -> Option<&'static str> {
        Some(self.first()).filter(|call| !call.is_empty() && !call.contains(' '))
    }

    fn first(&self) -> &'static str {
        self.calls.split("; ").next().unwrap_or_default()
    }
}

/// All subcommands, sorted by command.
#[must_use]
pub fn gh_subcommands() -> &'static [GhSubcommand] {
    GH_SUBCOMMANDS
}
