//! The pages of GitHub's documentation that diagnostics lead to.

/// An address in GitHub's documentation of tokens.
macro_rules! documentation {
    ($anchor:literal) => {
        concat!(
            "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens#",
            $anchor
        )
    };
}

/// The parameters of a template link.
pub const PARAMETERS: &str = documentation!("supported-query-parameters");
/// The permissions of fine-grained tokens.
pub const PERMISSIONS: &str = documentation!("permissions");
/// How a fine-grained token is created.
pub const CREATING: &str = documentation!("creating-a-fine-grained-personal-access-token");
/// What fine-grained tokens cannot do.
pub const LIMITATIONS: &str = documentation!("fine-grained-personal-access-tokens-limitations");
/// Which types of tokens there are.
pub const TYPES: &str = documentation!("types-of-personal-access-tokens");
/// How to keep tokens safe.
pub const SECURITY: &str = documentation!("keeping-your-personal-access-tokens-secure");

/// GitHub's documentation of tokens and of the parameters of a template link.
pub const TOKENS: &str = "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens";
