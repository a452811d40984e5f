//! The codes of diagnostics. `build.rs` makes them from the registry of the rules and the table of limits.

use std::{
    error::Error,
    fmt::{self, Display},
    str::FromStr,
};

use serde::{Serialize, Serializer};

use crate::github::{Limit, LimitCode};

include!(concat!(env!("OUT_DIR"), "/codes.rs"));

impl Code {
    /// The limit that it is the code of.
    #[must_use]
    pub const fn limit(self) -> Option<&'static Limit> {
        match self {
            Code::Limit(code) => Some(code.limit()),
            _ => None,
        }
    }
}

/// The code as it is written.
impl Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = ParseCodeError;

    fn from_str(written: &str) -> Result<Code, ParseCodeError> {
        let found = Code::ALL.iter().find(|code| code.as_str() == written);
        found.copied().ok_or(ParseCodeError)
    }
}

/// A word that is not the code of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseCodeError;

impl Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the code of a diagnostic")
    }
}

impl Error for ParseCodeError {}
