//! What fine-grained tokens cannot do, and what serves instead.

use crate::github::table;

/// One limit of fine-grained tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The code of its diagnostic.
    pub code: &'static str,
    /// The parameters of a link that show that somebody runs into it, separated by spaces.
    pub parameters: &'static str,
    /// The question to ask a person, where one can be asked.
    pub question: &'static str,
    /// A few words.
    pub title: &'static str,
    /// One sentence: what does not work.
    pub what: &'static str,
    /// What to use instead.
    pub instead: &'static str,
    /// The smallest classic scopes that serve, separated by commas.
    pub classic_scopes: &'static str,
    /// The issue of GitHub's public roadmap that would lift it.
    pub roadmap: &'static str,
}

/// All limits, in the order of the table.
pub fn limits() -> impl Iterator<Item = Limit> {
    table::rows("limits").map(|row| {
        let [
            code,
            _severity,
            parameters,
            question,
            title,
            what,
            instead,
            classic_scopes,
            roadmap,
        ] = row.cells();
        Limit {
            code,
            parameters,
            question,
            title,
            what,
            instead,
            classic_scopes,
            roadmap,
        }
    })
}

/// The limit with this code.
#[must_use]
pub fn limit(code: &str) -> Option<Limit> {
    limits().find(|limit| limit.code == code)
}

/// The limit that a parameter of this name runs into.
#[must_use]
pub fn limit_of_parameter(parameter: &str) -> Option<Limit> {
    limits().find(|limit| limit.parameters.split(' ').any(|name| name == parameter))
}
