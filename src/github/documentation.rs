//! The pages of GitHub's documentation that diagnostics lead to.

use crate::github::InstanceKind;

/// A page of GitHub's documentation, with its anchor; its address depends on the [`Instance`](super::Instance).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Documentation {
    dot_com: &'static str,
    cloud: &'static str,
    server: &'static str,
}

impl Documentation {
    /// Its address for instances of a kind.
    #[must_use]
    pub const fn at(self, kind: InstanceKind) -> &'static str {
        match kind {
            InstanceKind::DotCom => self.dot_com,
            InstanceKind::Cloud => self.cloud,
            InstanceKind::Server => self.server,
        }
    }

    /// Its address for github.com.
    #[must_use]
    pub const fn url(self) -> &'static str {
        self.dot_com
    }
}

/// The address of a section of the page about personal access tokens, in a version of the documentation.
macro_rules! address {
    ($version:literal, $anchor:literal) => {
        concat!(
            "https://docs.github.com/en/",
            $version,
            "authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
            $anchor
        )
    };
}

/// A section of the page about personal access tokens.
macro_rules! tokens {
    ($anchor:literal) => {
        Documentation {
            dot_com: address!("", $anchor),
            cloud: address!("enterprise-cloud@latest/", $anchor),
            server: address!("enterprise-server@latest/", $anchor),
        }
    };
}

/// Personal access tokens and template links.
pub const TOKENS: Documentation = tokens!("");
/// The parameters of a template link.
pub const PARAMETERS: Documentation = tokens!("#supported-query-parameters");
/// The permissions of fine-grained tokens.
pub const PERMISSIONS: Documentation = tokens!("#permissions");
/// How to create a fine-grained token.
pub const CREATING: Documentation = tokens!("#creating-a-fine-grained-personal-access-token");
/// What fine-grained tokens cannot do.
pub const LIMITATIONS: Documentation = tokens!("#fine-grained-personal-access-tokens-limitations");
/// Which types of tokens there are.
pub const TYPES: Documentation = tokens!("#types-of-personal-access-tokens");
/// How to keep tokens safe.
pub const SECURITY: Documentation = tokens!("#keeping-your-personal-access-tokens-secure");
