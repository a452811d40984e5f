//! What a person asks next: what a token could do, and what to use where it cannot.

pub mod alternatives;
pub mod summary;
pub mod verdict;

use serde::Serialize;

use crate::{
    link::Link,
    lint::{self, Diagnostic, Options, Severity},
};
use summary::{Summary, of_link};

/// Everything there is to say about a link.
#[derive(Clone, Debug, Serialize)]
pub struct Judgment {
    /// The verdict in one sentence.
    pub sentence: String,
    /// What the token could do, where the link leads to a form.
    pub summary: Option<Summary>,
    /// The diagnostics, the most serious first.
    pub diagnostics: Vec<Diagnostic>,
    /// The link, or the links, after all fixes.
    pub fixed: Option<Vec<String>>,
}

impl Judgment {
    /// The severity of the worst diagnostic.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.severity).min()
    }
}

/// Judges a link.
#[must_use]
pub fn judgment(link: &Link, options: &Options) -> Judgment {
    let verdict = lint::judge(link, options);
    Judgment {
        sentence: verdict::sentence(link, &verdict.diagnostics),
        summary: of_link(link),
        diagnostics: verdict.diagnostics,
        fixed: verdict.fixed,
    }
}
