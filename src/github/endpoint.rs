//! GitHub's REST operations, and what a fine-grained token needs to call them.

use std::fmt;

use serde::Serialize;

use super::{Level, method::Method};

include!(concat!(env!("OUT_DIR"), "/endpoints.rs"));

/// One operation.
#[derive(Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The HTTP method.
    pub method: Method,
    /// The path with its parameters in braces, as in GitHub's description.
    pub path: &'static str,
    /// GitHub's name of the operation, `issues/create`.
    pub operation_id: &'static str,
    /// Whether fine-grained tokens can call it.
    pub status: Status,
    /// Each set is enough, and needs all of its permissions. On [`Status::NoPermission`]: what it takes to see private data.
    pub sets: &'static [Set],
    /// The scopes of a classic token that its description names: alternatives among them, so not a minimum.
    pub classic_scopes: &'static [&'static str],
    /// GitHub's title.
    pub title: &'static str,
    /// The page and anchor below `https://docs.github.com`.
    pub docs: &'static str,
    /// How the status and the sets are known.
    pub evidence: Evidence,
}

/// Permissions that are needed together.
pub type Set = &'static [(&'static str, Level)];

impl Endpoint {
    /// GitHub's documentation of the operation.
    #[must_use]
    pub fn documentation(&self) -> String {
        format!("https://docs.github.com{}", self.docs)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// How an operation stands with fine-grained tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Open to them.
    Supported,
    /// Works without any permission.
    NoPermission,
    /// Closed to them.
    Unsupported,
    /// Needs a permission that such a token cannot have.
    NotGrantable,
    /// GitHub does not say.
    Unknown,
}

/// How a fact is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// GitHub's documentation or its data says so.
    Documented,
    /// From its siblings, or from older text.
    Inferred,
}

/// All operations, by path and method.
#[must_use]
pub fn endpoints() -> &'static [Endpoint] {
    ENDPOINTS
}

/// The operation with exactly this path template.
#[must_use]
pub fn endpoint(method: Method, template: &str) -> Option<&'static Endpoint> {
    let at = ENDPOINTS
        .binary_search_by(|endpoint| (endpoint.path, endpoint.method.as_str()).cmp(&(template, method.as_str())));
    at.ok().and_then(|at| ENDPOINTS.get(at))
}
