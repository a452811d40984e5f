//! The pages of GitHub's documentation that diagnostics lead to.

/// A page of GitHub's documentation; its address depends on the [`Instance`](super::Instance).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Documentation(&'static str);

impl Documentation {
    /// The path behind the language and the version, with its anchor.
    #[must_use]
    pub const fn path(self) -> &'static str {
        self.0
    }
}

/// A section of the page about personal access tokens.
macro_rules! tokens {
    ($anchor:literal) => {
        Documentation(concat!(
            "authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
            $anchor
        ))
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
