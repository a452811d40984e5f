//! The methods of HTTP that GitHub's API has.

use std::{error::Error, fmt, str::FromStr};

use serde::{Serialize, Serializer};

/// An HTTP method of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads; HEAD answers for the same operations and counts as this.
    Get,
    /// Creates.
    Post,
    /// Sets.
    Put,
    /// Changes.
    Patch,
    /// Deletes.
    Delete,
}

impl Method {
    /// All methods.
    pub const ALL: [Method; 5] = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];

    /// The method in capital letters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// A word that is not a method of GitHub's API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseMethodError;

impl fmt::Display for ParseMethodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `GET`, `HEAD`, `POST`, `PUT`, `PATCH` or `DELETE`")
    }
}

impl Error for ParseMethodError {}

impl FromStr for Method {
    type Err = ParseMethodError;

    /// Reads a method in any case.
    fn from_str(word: &str) -> Result<Self, ParseMethodError> {
        if word.eq_ignore_ascii_case("HEAD") {
            return Ok(Method::Get);
        }
        let mut all = Method::ALL.into_iter();
        all.find(|method| word.eq_ignore_ascii_case(method.as_str()))
            .ok_or(ParseMethodError)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
