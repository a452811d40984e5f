//! Permissions that do nothing useful without another.

use super::{Level, table};

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
pub fn companions(parameter: &str, level: Level) -> impl Iterator<Item = Companion> {
    table::rows("companions")
        .map(table::Row::cells)
        .filter_map(move |[name, at, needs, needs_level, why]| {
            (name == parameter && at.parse() == Ok(level))
                .then(|| needs_level.parse().ok().map(|level| Companion { needs, level, why }))
                .flatten()
        })
}
