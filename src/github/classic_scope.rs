//! Scopes of classic tokens, and what serves instead of them.

use crate::github::{Level, level::pairs, table};

/// One scope of a classic token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassicScope {
    /// The scope as it stands in a link.
    pub scope: &'static str,
    /// The scope that includes it.
    pub parent: &'static str,
    permissions: &'static str,
    /// Completes "Whoever holds this token can ...".
    pub lets: &'static str,
    /// One sentence where nothing equals it, or not quite.
    pub note: &'static str,
}

impl ClassicScope {
    /// Whether a fine-grained token serves its usual need at all.
    #[must_use]
    pub fn has_equal(self) -> bool {
        !self.permissions.is_empty()
    }

    /// The permissions of a fine-grained token that serve its usual need; some need none.
    pub fn permissions(self) -> impl Iterator<Item = (&'static str, Level)> {
        pairs(self.permissions)
    }
}

/// All scopes of classic tokens.
pub fn classic_scopes() -> impl Iterator<Item = ClassicScope> {
    table::rows("classic-scopes").map(|row| {
        let [scope, parent, permissions, lets, note] = row.cells();
        ClassicScope {
            scope,
            parent,
            permissions,
            lets,
            note,
        }
    })
}

/// The scope of this name.
#[must_use]
pub fn classic_scope(scope: &str) -> Option<ClassicScope> {
    classic_scopes().find(|known| known.scope == scope)
}
