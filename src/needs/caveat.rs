//! What a fine-grained token cannot do for the calls, and where practice differs from GitHub's documentation.

use std::fmt::{self, Display};

use serde::{Serialize, Serializer};

use super::Instead;
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
