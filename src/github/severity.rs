//! How much a diagnostic or a limit matters.

use serde::Serialize;

/// How much something matters to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// GitHub refuses or silently drops it, or the token cannot do what the link says.
    Error,
    /// Works, but asks for more than it should, or hits a limit.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// The word for people and for output formats.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}
