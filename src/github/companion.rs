//! Permissions that do nothing useful without another.

use crate::github::{Level, tables};

/// One permission that needs another beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion {
    /// What it needs.
    pub needs: &'static str,
    /// At least at this level.
    pub level: Level,
    /// One sentence: why.
    pub why: &'static str,
}

/// What `parameter` at `level` needs beside it.
pub fn companions(parameter: &str, level: Level) -> impl Iterator<Item = &'static Companion> {
    tables::COMPANIONS
        .iter()
        .filter(move |(name, at, _)| *name == parameter && *at == level)
        .map(|(_, _, companion)| companion)
}
