//! What a permission needs besides itself: another permission, or a role of the person.

use crate::github::Level;

/// One permission that another needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion {
    /// What it needs.
    pub needs: &'static str,
    /// At least at this level.
    pub level: Level,
    /// One sentence: why.
    pub why: &'static str,
}

/// What a person must be, for a token of theirs to do what a permission allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An admin of the repository.
    Admin,
    /// An owner of the organization, or someone to whom an owner gave the role for it.
    Owner,
}
