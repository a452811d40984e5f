//! The levels of access that a permission can be given.

use std::{error::Error, fmt, str::FromStr};

use serde::{Serialize, Serializer};

/// How much of a permission is asked: each level includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// See, change nothing.
    Read,
    /// Change as well.
    Write,
    /// Administer; only a few organization permissions offer it.
    Admin,
}

impl Level {
    /// The word as it stands in a link.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Read => "read",
            Level::Write => "write",
            Level::Admin => "admin",
        }
    }
}

/// A word that is no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseLevelError;

impl fmt::Display for ParseLevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `read`, `write` or `admin`")
    }
}

impl Error for ParseLevelError {}

impl FromStr for Level {
    type Err = ParseLevelError;

    /// Reads the exact word of a link: GitHub knows no other spelling.
    fn from_str(word: &str) -> Result<Self, ParseLevelError> {
        match word {
            "read" => Ok(Level::Read),
            "write" => Ok(Level::Write),
            "admin" => Ok(Level::Admin),
            _ => Err(ParseLevelError),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The level that `value` means, as people write levels: "rw", "Read-only", "READ". `None` where nobody could say.
#[must_use]
pub fn level_meant(value: &str) -> Option<Level> {
    let plain: String = value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    match plain.as_str() {
        "r" | "ro" | "readonly" => Some(Level::Read),
        "w" | "rw" | "wr" | "readwrite" | "readandwrite" | "writeread" => Some(Level::Write),
        word => Level::from_str(word).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_as_people_write_them() {
        for (written, level) in [
            ("rw", Level::Write),
            ("Read-only", Level::Read),
            ("READ", Level::Read),
            ("read/write", Level::Write),
        ] {
            assert_eq!(level_meant(written), Some(level), "{written}");
        }
        for written in ["", "true", "none", "1"] {
            assert_eq!(level_meant(written), None, "{written}");
        }
    }
}
