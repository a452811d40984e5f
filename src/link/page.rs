//! The pages of GitHub that links are about.

use crate::github::{CLASSIC_PATH, FORM_PATH};

/// The page of a GitHub host that an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The form for fine-grained tokens, which takes templates.
    Form,
    /// The form for classic tokens.
    Classic,
    /// The list of tokens of either kind.
    TokenList,
    /// Any other page.
    Other,
}

impl Page {
    /// The page at this path of a GitHub host.
    #[must_use]
    pub fn of(path: &str) -> Page {
        let path = path.strip_suffix('/').unwrap_or(path);
        match path {
            FORM_PATH => Page::Form,
            CLASSIC_PATH => Page::Classic,
            "/settings/tokens" | "/settings/personal-access-tokens" => Page::TokenList,
            _ => Page::Other,
        }
    }
}
