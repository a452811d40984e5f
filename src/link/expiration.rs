//! How long a token lives.

use std::{error::Error, fmt, str::FromStr};

use serde::{Serialize, Serializer};

/// The value of `expires_in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiration {
    /// A number of days, from 1 to [`Expiration::LONGEST`].
    Days(u32),
    /// `none`: until it is revoked, or unused for a year.
    Never,
}

impl Expiration {
    /// The most days GitHub takes.
    pub const LONGEST: u32 = 366;

    /// So many days, if GitHub takes them.
    #[must_use]
    pub fn after(days: u32) -> Option<Expiration> {
        (1..=Self::LONGEST).contains(&days).then_some(Expiration::Days(days))
    }
}

/// A value that GitHub would not take for `expires_in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseExpirationError;

impl fmt::Display for ParseExpirationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a whole number from 1 to {}, or `none`",
            Expiration::LONGEST
        )
    }
}

impl Error for ParseExpirationError {}

impl FromStr for Expiration {
    type Err = ParseExpirationError;

    /// Reads what GitHub documents: a whole number from 1 to 366 in plain digits, or `none`.
    fn from_str(value: &str) -> Result<Self, ParseExpirationError> {
        if value == "none" {
            return Ok(Expiration::Never);
        }
        // `u32::from_str` alone would take "+30".
        if !value.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParseExpirationError);
        }
        let days = value.parse().map_err(|_| ParseExpirationError)?;
        Expiration::after(days).ok_or(ParseExpirationError)
    }
}

impl fmt::Display for Expiration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expiration::Days(days) => days.fmt(f),
            Expiration::Never => f.write_str("none"),
        }
    }
}

impl Serialize for Expiration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Expiration::Days(days) => serializer.serialize_u32(*days),
            Expiration::Never => serializer.serialize_str("none"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_github_documents() {
        assert_eq!("366".parse(), Ok(Expiration::Days(366)));
        assert_eq!("none".parse(), Ok(Expiration::Never));
        for value in ["", "0", "367", "+30", "-1", "30.0", "30 days", "None", "99999999999"] {
            assert_eq!(value.parse::<Expiration>(), Err(ParseExpirationError), "{value}");
        }
    }
}
