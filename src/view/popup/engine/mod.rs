//! What the popup asks of the engine: the one place where its model touches the other rooms.

mod check;
mod conversion;
mod search;

pub use check::{CheckedLink, Decision, Id, MOST_LISTED, Row, check};
pub use conversion::{Conversion, ScopeRow, convert};
pub use search::{SearchResults, Task, search, tasks};

use crate::{
    advice::{
        alternatives::{self, LimitAdvice},
        summary,
    },
    github::{self, Instance, Level},
    link::{Draft, Link, Template},
    lint::{self, Diagnostic, Options},
    needs::{self, Needs, PermissionSet},
    sanitize::shown,
    text::links,
    understand::{self, TextKind},
    view::typeset,
};

/// What the text in the box is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Words to search for.
    Words,
    /// Links, each as its text stands.
    Links(Vec<String>),
    /// A link for a classic token.
    Classic(String),
    /// Something to find calls in: a script, a command, an error, a header.
    Calls,
}

/// Says what a text is.
#[must_use]
pub fn understand(text: &str) -> Query {
    let text = text.trim();
    let understood = understand::understand(text);
    match understood.kind {
        TextKind::TemplateLink => Query::Links(understood.links),
        TextKind::ClassicLink => Query::Classic(understood.links.into_iter().next().unwrap_or_default()),
        TextKind::Error | TextKind::Calls | TextKind::Permissions => Query::Calls,
        // Some other address is said to be none of GitHub's forms.
        _ if links::is_link(text) && !text.contains(char::is_whitespace) && !is_api(&Link::read(text)) => {
            Query::Links(vec![text.to_owned()])
        }
        TextKind::Empty | TextKind::Tools | TextKind::Words if looks_like_code(text) => Query::Calls,
        TextKind::Empty | TextKind::Tools | TextKind::Words => Query::Words,
    }
}

/// Whether an address is one of the API's and not one of GitHub's pages.
fn is_api(link: &Link) -> bool {
    link.host.starts_with("api.") || link.text.contains("/api/v3/")
}

/// A text of several lines, or with marks that no words have, is not searched for.
fn looks_like_code(text: &str) -> bool {
    text.contains('\n')
        || text.contains("://")
        || text.contains(" --")
        || text.starts_with("HTTP ")
        || text.contains("not accessible by")
        || text.chars().any(|c| "{}$=<>|\\;\"".contains(c))
        || text.chars().count() > 120
}

/// Finds the calls in a text, and the least that a token needs for them. The line of a call is 0 where the text has one
/// line only.
#[must_use]
pub fn needs(text: &str) -> Needs {
    let mut needs = needs::needs(&[needs::Input::Text { file: None, text }]);
    let has_lines = text.trim().lines().nth(1).is_some();
    for call in &mut needs.calls {
        call.sets = choices_of(std::mem::take(&mut call.sets));
        if !has_lines {
            call.found.line = 0;
        }
    }
    needs
}

/// Sets among which there is something to choose: one that asks for all that another does, and for more, is left out.
fn choices_of(sets: Vec<PermissionSet>) -> Vec<PermissionSet> {
    let covers = |set: &PermissionSet, other: &PermissionSet| {
        other
            .iter()
            .all(|(name, level)| set.iter().any(|(own, has)| own == name && has >= level))
    };
    let superfluous = |at: usize, set: &PermissionSet| {
        let mut others = sets.iter().enumerate();
        others.any(|(other_at, other)| other_at != at && covers(set, other) && (!covers(other, set) || other_at < at))
    };
    let kept: Vec<bool> = sets.iter().enumerate().map(|(at, set)| !superfluous(at, set)).collect();
    sets.into_iter()
        .zip(kept)
        .filter_map(|(set, kept)| kept.then_some(set))
        .collect()
}

/// All limits that people can run into; what serves instead is at the GitHub of this host.
#[must_use]
pub fn limits(host: &str) -> Vec<LimitAdvice> {
    let host = if host.is_empty() { github::DEFAULT_HOST } else { host };
    alternatives::alternatives(Instance::at(host))
}

/// What there is to say about a template that is being built.
#[must_use]
pub fn problems(url: &str, options: &Options) -> Vec<Diagnostic> {
    lint::run(&Link::read(url), options)
}

/// The template after a diagnostic's fix, where there is one right answer.
#[must_use]
pub fn fixed(draft: &Draft, found: &Diagnostic) -> Option<Draft> {
    let urls = found.fix.as_ref()?.urls(&Link::read(&draft.url()));
    match urls.as_slice() {
        [url] => Some(self::draft(url)),
        _ => None,
    }
}

/// The template that a link asks for.
#[must_use]
pub fn template(url: &str) -> Template {
    Link::read(url).template().unwrap_or_default()
}

/// The fields of a link.
#[must_use]
pub fn draft(url: &str) -> Draft {
    Draft::of(&Link::read(url))
}

/// The label of a permission on GitHub's form, or the parameter where it is unknown.
#[must_use]
pub fn label(parameter: &str) -> String {
    github::permission(parameter).map_or_else(|| shown(parameter), |known| known.label.to_owned())
}

/// What a permission allows.
#[must_use]
pub fn lets(parameter: &str, level: Level) -> String {
    github::permission(parameter)
        .and_then(|known| known.offered(level))
        .map(|offered| typeset(offered.lets))
        .unwrap_or_default()
}

/// Why a permission is of high risk at a level, if it is: what its holder can do, and what to take instead.
#[must_use]
pub fn high_risk(parameter: &str, level: Level) -> Option<(&'static str, &'static str)> {
    github::high_risk(parameter, level).map(|high| (high.can, high.instead))
}

/// Whether a template is of high risk: by breadth, level and life, not by its worst permission alone.
#[must_use]
pub fn is_high_risk(template: &Template) -> bool {
    summary::summary(template).risk.word == "high"
}
