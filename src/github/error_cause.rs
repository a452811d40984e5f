//! What GitHub says when it refuses a token, and why.

use super::{Level, LimitCode, Set};

include!(concat!(env!("OUT_DIR"), "/error_causes.rs"));

/// A cause, with the texts that show it.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorCause {
    /// Its name in answers, `lifetime-over-policy`.
    pub cause: &'static str,
    /// The texts; see `calls::phrase`.
    pub patterns: &'static [&'static str],
    /// A word that is near them, or empty.
    pub near: &'static str,
    /// What the text itself says is missing.
    pub permissions: Set,
    /// The limit behind it, if there is one.
    pub limit: Option<LimitCode>,
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

impl ErrorCause {
    /// What is wrong; `captured` is what the text has in place of `*`.
    #[must_use]
    pub fn message(&self, captured: &str) -> String {
        self.message.replace("{1}", captured)
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, captured: &str) -> String {
        self.help.replace("{1}", captured)
    }
}

/// All causes.
#[must_use]
pub fn error_causes() -> &'static [ErrorCause] {
    ERROR_CAUSES
}
