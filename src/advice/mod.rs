//! What a person asks next: what a token could do, and what to use where it cannot.

pub mod alternatives;
pub mod summary;
pub mod verdict;

use crate::template::Permissions;

/// Whether somebody asks for nothing but to fetch or push code, for which there are ways without a token.
#[must_use]
pub fn is_only_code(permissions: &Permissions) -> bool {
    let mut names = permissions.iter().map(|(name, _)| name);
    permissions.get("contents").is_some() && names.all(|name| matches!(name, "contents" | "metadata"))
}
