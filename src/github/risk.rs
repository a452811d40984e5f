//! How much harm a permission can do in the wrong hands.

use serde::Serialize;

/// A weight from 0 (nothing beyond public data) to 10 (takes over a repository, an organization or the account).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Risk(pub u8);

impl Risk {
    /// From here on the table of high risks says what the holder could do.
    pub const HIGH: Risk = Risk(7);

    /// One word for people.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self.0 {
            0..=2 => "low",
            3..=6 => "medium",
            _ => "high",
        }
    }
}

/// A permission that lets its holder take over, spread or keep access.
#[derive(Clone, Copy, Debug)]
pub struct HighRisk {
    /// One sentence: what its holder can do.
    pub can: &'static str,
    /// One sentence: what to take instead.
    pub instead: &'static str,
}
