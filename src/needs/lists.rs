//! What only counts where a text has nothing better: lists of scopes and permissions, and what an error says is missing.

use super::{Caveat, Requirement};

/// The lists of one text, until all of it was read.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// What they ask for.
    pub(super) requirements: Vec<Requirement>,
    /// What there is to say about them.
    pub(super) caveats: Vec<Caveat>,
}
