//! Scopes of classic tokens, and what serves instead of them.

use crate::github::Level;

include!(concat!(env!("OUT_DIR"), "/classic_scopes.rs"));

/// One scope of a classic token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassicScope {
    /// The scope as links have it.
    pub scope: &'static str,
    /// The scope that includes it, or nothing.
    pub parent: &'static str,
    /// The permissions of a fine-grained token that serve its usual need; some need none. `None` where nothing serves.
    pub equal: Option<&'static [(&'static str, Level)]>,
    /// Completes "Anyone with this token can ...".
    pub lets: &'static str,
    /// One sentence where nothing equals it, or not quite.
    pub note: &'static str,
}

impl ClassicScope {
    /// Whether a fine-grained token serves its usual need at all.
    #[must_use]
    pub fn has_equal(&self) -> bool {
        self.equal.is_some()
    }

    /// The permissions of a fine-grained token that serve its usual need, as far as there are any.
    #[must_use]
    pub fn permissions(&self) -> &'static [(&'static str, Level)] {
        self.equal.unwrap_or_default()
    }
}

/// All scopes of classic tokens, in the order of GitHub's form.
#[must_use]
pub fn classic_scopes() -> &'static [ClassicScope] {
    CLASSIC_SCOPES
}

/// The scope of this name.
#[must_use]
pub fn classic_scope(scope: &str) -> Option<&'static ClassicScope> {
    classic_scopes().iter().find(|known| known.scope == scope)
}
