//! The fields of GitHub's form that are not permissions.

use std::{error::Error, fmt, str::FromStr};

/// A field of GitHub's form that a link can fill in, besides the permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The token's name.
    Name,
    /// What the token is for.
    Description,
    /// The resource owner: the login of a user or an organization.
    TargetName,
    /// The lifetime: a number of days, or `none`.
    ExpiresIn,
}

impl Field {
    /// All of them, in the order in which links are written.
    pub const ALL: [Field; 4] = [Field::Name, Field::Description, Field::TargetName, Field::ExpiresIn];

    /// The parameter of a link.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Description => "description",
            Field::TargetName => "target_name",
            Field::ExpiresIn => "expires_in",
        }
    }

    /// Whether people read its text, which may then be anything.
    #[must_use]
    pub const fn is_prose(self) -> bool {
        matches!(self, Field::Name | Field::Description)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The name of a parameter that is none of the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseFieldError;

impl fmt::Display for ParseFieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `name`, `description`, `target_name` or `expires_in`")
    }
}

impl Error for ParseFieldError {}

impl FromStr for Field {
    type Err = ParseFieldError;

    /// Reads the exact name of a parameter.
    fn from_str(name: &str) -> Result<Self, ParseFieldError> {
        Field::ALL
            .into_iter()
            .find(|field| field.as_str() == name)
            .ok_or(ParseFieldError)
    }
}
