//! Where practice differs from GitHub's table of permissions.

use super::{Endpoint, Level, Method, Set};

include!(concat!(env!("OUT_DIR"), "/practice.rs"));

/// What users report of an operation.
#[derive(Debug)]
pub struct Practice {
    /// The method of the operation.
    pub method: Method,
    /// Its path.
    pub path: &'static str,
    /// A question where `adds` depends on the answer, or else a sentence.
    pub text: &'static str,
    /// What the token needs as well.
    pub adds: Set,
    /// Where this is known from.
    pub source: &'static str,
}

/// What is known of an operation.
pub fn practice(endpoint: &Endpoint) -> impl Iterator<Item = &'static Practice> {
    PRACTICE
        .iter()
        .filter(move |row| row.method == endpoint.method && row.path == endpoint.path)
}
