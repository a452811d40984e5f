//! What a fine-grained token cannot do for the calls, and where practice differs from GitHub's documentation.

use std::fmt::{self, Display};

use serde::{Serialize, Serializer};

use crate::{github::LimitCode, lint::Severity};

/// Something to say about the calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Caveat {
    /// What it is about.
    pub code: CaveatCode,
    /// How much it matters.
    pub severity: Severity,
    /// The permission that it is about.
    pub parameter: Option<String>,
    /// What does not work.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What to use instead, the least first.
    pub instead: Vec<Instead>,
}

/// What a caveat is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaveatCode {
    /// A limit of fine-grained tokens.
    Limit(LimitCode),
    /// A tool that does not work with these tokens, or only partly.
    Tool,
    /// Practice that differs from the documentation.
    Practice,
    /// Git over SSH, which uses a key.
    Ssh,
}

impl CaveatCode {
    /// The code as it is written: `limit-packages`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            CaveatCode::Limit(limit) => limit.as_str(),
            CaveatCode::Tool => "limit-tool",
            CaveatCode::Practice => "practice",
            CaveatCode::Ssh => "ssh-needs-no-token",
        }
    }
}

/// The code as it is written.
impl Display for CaveatCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for CaveatCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Another kind of credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Instead {
    /// A personal access token (classic).
    Classic {
        /// The smallest scopes that serve.
        scopes: Vec<&'static str>,
        /// The form, filled in.
        url: String,
    },
    /// An installation of a GitHub App, with these permissions.
    App {
        /// `checks: write`
        permissions: Vec<String>,
    },
    /// The token of a workflow, with this block.
    GithubToken {
        /// `permissions:` and what follows, as YAML.
        block: String,
    },
}

impl Display for Instead {
    /// For people; a block is on lines of its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Instead::Classic { scopes, url } => write!(f, "Classic token ({}): {url}", scopes.join(", ")),
            Instead::App { permissions } if permissions.is_empty() => f.write_str("GitHub App"),
            Instead::App { permissions } => write!(f, "GitHub App with {}", permissions.join(", ")),
            Instead::GithubToken { block } => {
                write!(f, "In GitHub Actions, `GITHUB_TOKEN` with")?;
                block.lines().try_for_each(|line| write!(f, "\n  {line}"))
            }
        }
    }
}
