//! The one type for everything Finegrain has to say about a link or a form.

use serde::Serialize;

use crate::link::Span;

pub use crate::github::Severity;

/// One thing to say, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The stable, kebab-case name of the rule.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The parameter it is about, where it is about one.
    pub parameter: Option<String>,
    /// Where in the link.
    pub span: Span,
    /// One sentence: what is wrong. Code stands between backticks.
    pub message: String,
    /// One sentence: what to do.
    pub help: String,
    /// The address of GitHub's documentation, for the link's own instance.
    pub docs: String,
    /// Where there is one right answer, that answer.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Says it louder or quieter than the rule usually does.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Offers a fix, if there is one.
    pub fn fix(&mut self, fix: Option<Fix>) -> &mut Self {
        self.fix = fix;
        self
    }
}

/// A change of the link that mends one diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What the change does, as the text of a button: "Rename it to `actions_variables`".
    pub title: String,
    /// The mended link; two where one link cannot do it.
    pub urls: Vec<String>,
}
