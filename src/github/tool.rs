//! Tools that take a token, and what they need of it.

use serde::{Serialize, Serializer};

use super::{Level, Set};

include!(concat!(env!("OUT_DIR"), "/tools.rs"));
include!(concat!(env!("OUT_DIR"), "/tool_aliases.rs"));

/// A tool, for one of its tasks.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Tool {
    /// Its name in answers, `release-please`.
    pub id: &'static str,
    /// Its name for people; several tasks of a tool have the same.
    pub name: &'static str,
    /// What it does with the token.
    pub task: &'static str,
    /// Whose resources the token must reach.
    #[serde(skip)]
    pub owner: ToolOwner,
    /// The least for the task.
    #[serde(serialize_with = "as_map")]
    pub permissions: Set,
    /// What it needs besides, and when.
    pub optional: &'static [OptionalPermission],
    /// Whether these tokens serve.
    pub fine_grained: FineGrained,
    /// What to use where they do not.
    pub instead: &'static str,
    /// Where this is known from.
    pub source: &'static str,
    /// Of the copy that was read; empty where it has none.
    pub date: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
}

fn as_map<S: Serializer>(set: &Set, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(set.iter().map(|(parameter, level)| (parameter, level)))
}

/// A permission that only some uses of a tool need.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct OptionalPermission {
    /// The parameter.
    pub parameter: &'static str,
    /// The level.
    pub level: Level,
    /// When it is needed.
    pub when: &'static str,
}

/// Whose resources a token must reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolOwner {
    /// A user's or an organization's.
    Any,
    /// The person's own.
    User,
    /// An organization's.
    Organization,
}

/// Whether fine-grained tokens serve a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FineGrained {
    /// They do.
    Yes,
    /// They do for a part of it.
    Partly,
    /// They do not.
    No,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Confidence {
    /// The tool's own documentation or code names the permissions.
    A,
    /// Its permissions for a GitHub App or for `GITHUB_TOKEN`, or the calls it makes, lead there.
    B,
    /// Users report it.
    C,
}

/// A sign by which texts show a tool.
#[derive(Debug, PartialEq, Eq)]
pub struct ToolAlias {
    /// The pattern; see `calls::phrase`.
    pub alias: &'static str,
    /// What it is.
    pub kind: AliasKind,
    /// What it says of which tools.
    pub signs: &'static [Sign],
}

/// What an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AliasKind {
    /// An action that a step of a workflow uses.
    Action,
    /// A variable or a key: case matters.
    Key,
    /// A name or a command.
    Name,
}

/// What an alias says of a tool.
#[derive(Debug, PartialEq, Eq)]
pub struct Sign {
    /// Where the tool is in [`tools`].
    pub tool: u16,
    /// How much it says.
    pub weight: Weight,
    /// The tools that are not meant because of it.
    pub instead_of: &'static [u16],
}

/// How much an alias says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The tool is meant.
    Sure,
    /// It is meant where another sign says so too.
    Weak,
    /// As weak, and an ordinary word of the language besides.
    Plain,
    /// It only supports others.
    Sign,
}

/// All tools, one entry a task.
#[must_use]
pub fn tools() -> &'static [Tool] {
    TOOLS
}

/// All aliases of tools.
#[must_use]
pub fn tool_aliases() -> &'static [ToolAlias] {
    TOOL_ALIASES
}
