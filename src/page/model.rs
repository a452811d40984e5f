//! What the panel says, as data. `view::panel` draws it.

use crate::{
    github::LimitCode,
    lint::{Code, Severity, form::PageKind},
};

/// What the panel says.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The page.
    pub kind: PageKind,
    /// How much of it is known.
    pub state: PageState,
    /// What the token could do, to go on after "Can" or "The token can".
    pub sentence: String,
    /// Why it is a high risk, if it is one.
    pub risk: Option<String>,
    /// All that it could do, the most dangerous first. Code is between backticks.
    pub can: Vec<String>,
    /// What to do first, if something is left to be done.
    pub next: Option<Next>,
    /// What the link asked and GitHub dropped.
    pub dropped: Vec<Dropped>,
    /// How many more parameters it dropped.
    pub dropped_more: usize,
    /// How many parameters that link has.
    pub asked: usize,
    /// What else there is to look at, the most serious first: one hint for each permission or part of the form.
    pub hints: Vec<Hint>,
    /// What the person says that the token is for, and what that needs; nothing where that cannot be asked.
    pub purpose: Option<Purpose>,
    /// What the page shows differently from what it would send.
    pub notes: Vec<String>,
    /// The texts of the link that led here.
    pub quotes: Option<Quotes>,
    /// The template link that the form amounts to; two where one cannot do it.
    pub links: Vec<String>,
    /// The first of them in every other form in which it is shared.
    pub formats: Vec<SharedTemplate>,
    /// What no fine-grained token does, and what to use instead.
    pub limits: Vec<Missing>,
    /// Whether GitHub did not find the owner that the link names.
    pub owner_missing: bool,
    /// What to tell the project where GitHub has changed the form.
    pub report: Option<String>,
}

/// How much is known of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    /// The permissions have not arrived yet.
    Loading,
    /// Everything is there.
    Ready,
    /// They did not arrive in time: GitHub has changed the form.
    Unrecognized,
}

impl PageState {
    /// Its word in `data-state`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            PageState::Loading => "loading",
            PageState::Ready => "ready",
            PageState::Unrecognized => "unrecognized",
        }
    }
}

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its name: the code of the diagnostic that it answers, or a word of its own.
    pub code: &'static str,
    /// The parameter of that.
    pub parameter: &'static str,
    /// What to do.
    pub text: String,
    /// The names of repositories or owners that it is about.
    pub names: Vec<String>,
    /// How many more of them there are.
    pub more: usize,
    /// Why, in one sentence.
    pub until: String,
    /// The part of the form where it is done.
    pub at: &'static str,
}

/// One parameter that GitHub dropped from the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The code of the diagnostic that says so.
    pub code: Code,
    /// The parameter.
    pub parameter: String,
    /// What the link asked, as `parameter=value`.
    pub asked: String,
    /// What to do about it.
    pub remedy: Remedy,
    /// The part of the form where that is done.
    pub at: Option<String>,
}

/// What to do about a parameter that was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Add these permissions, by their labels and levels on the form.
    Add(Vec<(String, &'static str)>),
    /// As the rule says.
    Help(String),
}

/// What there is to look at in one permission, or in one part of the form.
#[derive(Clone, Debug)]
pub struct Hint {
    /// How much it matters.
    pub severity: Severity,
    /// The permission or part, by its name on the form.
    pub label: Option<String>,
    /// What there is to say, at least one thing.
    pub says: Vec<Remark>,
    /// The part of the form.
    pub at: Option<String>,
    /// A link that opens the form with it done.
    pub fix: Option<LinkTo>,
    /// The reason that the link gives, in its author's words.
    pub reason: Option<String>,
}

/// One diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its code.
    pub code: Code,
    /// The parameter that it is about.
    pub parameter: Option<String>,
    /// What is wrong. Code is between backticks.
    pub message: String,
    /// What to do.
    pub help: String,
    /// GitHub's documentation.
    pub docs: &'static str,
}

/// What the person says that the token is for, and what that needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purpose {
    /// Whether anything is said.
    pub said: bool,
    /// Whether a secret was taken out of it.
    pub secret: bool,
    /// For every permission of the form what needs it, if anything does.
    pub chosen: Vec<PermissionUse>,
    /// What is needed and missing, or at too low a level.
    pub missing: Vec<PermissionUse>,
    /// What no fine-grained token does, what went wrong, and what the text leaves open.
    pub notes: Vec<String>,
    /// The form with what is needed and nothing else.
    pub smaller: Option<String>,
}

/// One permission, and what needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionUse {
    /// The permission.
    pub parameter: String,
    /// Its name on the form.
    pub label: String,
    /// The level on the form, or that is needed, as the form names it.
    pub level: &'static str,
    /// The calls and tools that need it.
    pub by: Vec<String>,
    /// How it fits what is named.
    pub fit: Fit,
    /// Its row on the form.
    pub at: String,
}

/// How a permission fits what the person says that the token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Something needs it at this level.
    Needed,
    /// A lower level is enough, as the form names it.
    TooHigh(&'static str),
    /// Nothing that was named needs it.
    NotNeeded,
    /// It is needed, and not chosen or at too low a level.
    Missing,
}

impl Fit {
    /// The code of the rule that says the same of a link. The box answers for these three rules, and for no others.
    #[must_use]
    pub const fn code(self) -> Option<Code> {
        match self {
            Fit::Needed => None,
            Fit::TooHigh(_) => Some(Code::ReadMaySuffice),
            Fit::NotNeeded => Some(Code::NotNeeded),
            Fit::Missing => Some(Code::MissingPermission),
        }
    }
}

/// A link that the engine wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTo {
    /// Its text.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// What a stranger's link says: cut, cleaned, to be shown as quotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// The name it gives the token.
    pub name: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// The repositories it asks to choose.
    pub repositories: Vec<String>,
    /// The reasons it gives, each with the permission's name on the form.
    pub reasons: Vec<(String, String)>,
}

/// A template in one form.
#[derive(Clone, Debug)]
pub struct SharedTemplate {
    /// The word that names the form.
    pub format: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// The template in it.
    pub text: String,
}

/// One limit, with what serves instead.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The limit's code.
    pub code: LimitCode,
    /// A few words.
    pub title: &'static str,
    /// What does not work.
    pub what: &'static str,
    /// What to use instead.
    pub instead: &'static str,
    /// The form for classic tokens with the smallest scopes, where that serves, and what that means.
    pub classic: Option<(LinkTo, &'static str)>,
}
