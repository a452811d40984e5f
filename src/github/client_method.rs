//! Methods of client libraries and the operations that they call.

use super::{Endpoint, endpoint::ENDPOINTS};

include!(concat!(env!("OUT_DIR"), "/client_methods.rs"));

/// A client library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Client {
    /// octokit.js, and what carries it: Probot, `actions/github-script`.
    Octokit,
    /// go-github.
    GoGithub,
    /// `PyGithub`.
    PyGithub,
    /// Octokit for Ruby.
    OctokitRb,
    /// Octokit for .NET.
    OctokitNet,
    /// octocrab, for Rust.
    Octocrab,
    /// `github-api` of hub4j, for Java.
    Hub4j,
    /// github3.py.
    Github3Py,
    /// `php-github-api` of `KnpLabs`.
    KnpLabs,
}

/// A method of a client library.
#[derive(Debug)]
pub struct ClientMethod {
    /// The library.
    pub client: Client,
    /// The namespace, service or class: `issues`, `Issues`, `Issue`, `Issue.Comment`.
    pub class: &'static str,
    /// Its name.
    pub method: &'static str,
    pub(super) endpoints: &'static [u16],
}

impl ClientMethod {
    /// What it calls.
    pub fn endpoints(&self) -> impl Iterator<Item = &'static Endpoint> {
        self.endpoints.iter().filter_map(|at| ENDPOINTS.get(usize::from(*at)))
    }
}

/// All methods, sorted by client, class and name.
#[must_use]
pub fn client_methods() -> &'static [ClientMethod] {
    CLIENT_METHODS
}

/// One method.
#[must_use]
pub fn client_method(client: Client, class: &str, method: &str) -> Option<&'static ClientMethod> {
    let key = |known: &ClientMethod| {
        (client, class, method)
            .cmp(&(known.client, known.class, known.method))
            .reverse()
    };
    let at = CLIENT_METHODS.binary_search_by(key);
    at.ok().and_then(|at| CLIENT_METHODS.get(at))
}

/// The methods of a client.
#[must_use]
pub fn methods_of(client: Client) -> &'static [ClientMethod] {
    let start = CLIENT_METHODS.partition_point(|known| known.client < client);
    let end = CLIENT_METHODS.partition_point(|known| known.client <= client);
    CLIENT_METHODS.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_is_found() {
        for method in client_methods() {
            let found = client_method(method.client, method.class, method.method);
            assert!(found.is_some_and(|found| found.endpoints().count() > 0), "{method:?}");
        }
    }
}
