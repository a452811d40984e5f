//! The one type for everything Finegrain has to say about a link or a form.

use serde::Serialize;

use crate::{
    github::Level,
    link::{Edit, Link, Span, apply},
    lint::Code,
};

pub use crate::github::Severity;

/// One thing to say, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The stable name of what is wrong.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What GitHub makes of what it is about.
    #[serde(skip)]
    pub outcome: Outcome,
    /// Where on GitHub's form it belongs, where it belongs to a part of it.
    #[serde(skip)]
    pub place: Option<Place>,
    /// Whether it says what is still to be done on the form. Where that is the next step, it is said once.
    #[serde(skip)]
    pub is_step: bool,
    /// How the link could ask for less, where how much less is the author's choice and so nothing is a fix.
    #[serde(skip)]
    pub less: Option<Less>,
    /// The parameter it is about, where it is about one.
    pub parameter: Option<String>,
    /// Where in the link.
    pub span: Span,
    /// One sentence: what is wrong. Code is between backticks.
    pub message: String,
    /// One sentence: what to do.
    pub help: String,
    /// The address of GitHub's documentation, for the link's own instance.
    pub docs: &'static str,
    /// Where there is one right answer, that answer.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Says it louder or quieter than the rule usually does.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Says what GitHub makes of it, where that is more than a warning.
    pub fn outcome(&mut self, outcome: Outcome) -> &mut Self {
        self.outcome = outcome;
        self
    }

    /// Says where on the form it belongs, where its parameter does not tell.
    pub fn place(&mut self, place: Place) -> &mut Self {
        self.place = Some(place);
        self
    }

    /// Marks it as something that is still to be done on the form.
    pub fn step(&mut self) -> &mut Self {
        self.is_step = true;
        self
    }

    /// Says how the link could ask for less.
    pub fn less(&mut self, less: impl Into<Option<Less>>) -> &mut Self {
        self.less = less.into();
        self
    }

    /// Offers a fix, if there is one.
    pub fn fix(&mut self, fix: impl Into<Option<Fix>>) -> &mut Self {
        self.fix = fix.into();
        self
    }
}

/// What GitHub makes of what a diagnostic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It takes it.
    Works,
    /// It silently leaves the parameter out.
    Dropped,
    /// It takes the value into the form, and then makes no token with it.
    Refused,
}

/// How a parameter could ask for less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Less {
    /// The token expires after so many days.
    Days(u32),
    /// The permission has a lower level.
    Level(Level),
}

impl Less {
    /// A quarter of a year, which is enough for most work, or fewer days where fewer are allowed.
    #[must_use]
    pub fn days(most: u32) -> Less {
        Less::Days(most.min(90))
    }
}

/// The part of GitHub's form, or of the address, that a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The host of the address: it is not a GitHub that is known.
    Host,
    /// The token's name.
    Name,
    /// Its description.
    Description,
    /// The resource owner.
    Owner,
    /// How long the token lives.
    Expiration,
    /// The choice of repositories.
    Repositories,
    /// The text in which an organization is asked to approve the token.
    Justification,
    /// The row of a permission.
    Permission(String),
    /// The row of a scope, on the form for classic tokens.
    Scope(String),
}

/// What to change in a link, where there is one right answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What the change does, as the text of a button: "Rename it to `actions_variables`".
    pub title: String,
    /// Whether the link then asks for what its own text says, and for no more: a misspelled name, `rw`, `90d`, or a
    /// parameter that changes nothing. Only such fixes are made without showing them first.
    pub safe: bool,
    /// The changes; several lists where it takes several links in place of the one.
    pub links: Vec<Vec<Edit>>,
}

impl Fix {
    /// A fix after which the parameter asks for what its own text says. Whether it meets another parameter is found out
    /// when all rules have run.
    pub fn safe(title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Fix {
        Fix {
            title: title.into(),
            safe: true,
            links: vec![edits.into()],
        }
    }

    /// A fix that a person looks at first: it clamps, converts, raises or chooses.
    pub fn proposed(title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Fix {
        Fix {
            safe: false,
            ..Fix::safe(title, edits)
        }
    }

    /// The fixed link; several where one cannot do it.
    #[must_use]
    pub fn urls(&self, link: &Link) -> Vec<String> {
        self.links.iter().map(|edits| apply(link, edits)).collect()
    }
}
