//! The verdict on a link in one plain sentence.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    github::ParameterKind,
    link::{Link, Page, Parameter},
    lint::{Diagnostic, Outcome, Place, Severity},
    sanitize::{count, quoted},
};

/// What comes first about a link: where it leads, or what GitHub will make of it. Code is between backticks.
#[must_use]
pub fn sentence(link: &Link, diagnostics: &[Diagnostic]) -> String {
    let elsewhere = |found: &&Diagnostic| found.place == Some(Place::Host);
    if let Some(host) = diagnostics.iter().find(elsewhere) {
        return if host.severity == Severity::Error {
            "This link only looks like GitHub. Don't open it.".to_owned()
        } else {
            format!(
                "This link leads to {}, which Finegrain doesn't know.",
                quoted(&link.host)
            )
        };
    }
    match link.page {
        Page::Form => form(link, diagnostics),
        Page::Classic => "This link asks for a classic token, which reaches everything you can reach.".to_owned(),
        Page::TokenList => "This link leads to a list of tokens, not to a form that takes a template.".to_owned(),
        Page::Other => "This isn't a template link.".to_owned(),
    }
}

fn form(link: &Link, diagnostics: &[Diagnostic]) -> String {
    let Tally { total, dropped } = tally(link, diagnostics);
    let wrong = diagnostics.iter().filter(|found| refuses(found)).count();
    if total == 0 {
        return "This link opens an empty form.".to_owned();
    }
    let ignores = match dropped {
        0 => None,
        all if all == total && total > 1 => Some(format!("ignore all {total} parameters")),
        some if total > 1 => Some(format!("ignore {some} of {total} parameters")),
        _ => Some("ignore its only parameter".to_owned()),
    };
    let refuses = (wrong > 0).then(|| format!("refuse {}", count(wrong, "value")));
    let does: Vec<String> = ignores.into_iter().chain(refuses).collect();
    if !does.is_empty() {
        return format!("GitHub will {}.", does.join(" and "));
    }
    let takes = match total {
        1 => "its only parameter".to_owned(),
        _ => format!("all {total} parameters"),
    };
    let of = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => format!("GitHub will take {takes}."),
        (0, warnings) => format!("GitHub will take {takes}, but there {}.", are(warnings, "warning")),
        (errors, _) => format!("GitHub will take {takes}, but there {}.", are(errors, "error")),
    }
}

fn are(number: usize, noun: &str) -> String {
    format!("{} {}", if number == 1 { "is" } else { "are" }, count(number, noun))
}

/// How many parameters a link has with which it asks for something, and how many of them GitHub drops.
struct Tally {
    total: usize,
    dropped: usize,
}

fn tally(link: &Link, diagnostics: &[Diagnostic]) -> Tally {
    let swallowed = link.swallowed.iter().flat_map(|swallowed| &swallowed.parameters);
    let swallowed = swallowed.count();
    let mut tally = Tally {
        total: swallowed,
        dropped: swallowed,
    };
    let gone: BTreeSet<usize> = diagnostics
        .iter()
        .filter(|found| found.outcome == Outcome::Dropped && found.parameter.is_some())
        .map(|found| found.span.start)
        .collect();
    let mut named: BTreeMap<&str, Vec<&Parameter>> = BTreeMap::new();
    for parameter in link.parameters.iter().filter(|parameter| asks(parameter)) {
        let same = named.entry(&parameter.key).or_default();
        // What is there twice is there once.
        if same.last().is_some_and(|last| last.value == parameter.value) {
            same.pop();
        }
        same.push(parameter);
    }
    for same in named.values() {
        let is_gone = |parameter: &&&Parameter| gone.contains(&parameter.span.start) || is_cut(link, parameter);
        tally.total += same.len();
        // Of several values one counts.
        tally.dropped += same.iter().filter(is_gone).count().max(same.len() - 1);
    }
    tally
}

/// Whether a parameter asks for something.
fn asks(parameter: &Parameter) -> bool {
    match parameter.kind {
        ParameterKind::Tracking => false,
        ParameterKind::Permission(_) => parameter.value != "none",
        _ => true,
    }
}

/// Whether an escaped separator takes the name of a parameter, or the level of a permission.
fn is_cut(link: &Link, parameter: &Parameter) -> bool {
    link.text[..parameter.span.start].ends_with("&amp;")
        || (matches!(parameter.kind, ParameterKind::Permission(_))
            && link.text[parameter.span.end..].starts_with("\\&"))
}

fn refuses(found: &Diagnostic) -> bool {
    found.severity == Severity::Error && found.outcome == Outcome::Refused
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{Options, run};

    fn on(link: &str) -> String {
        let link = Link::read(link);
        sentence(&link, &run(&link, &Options::default()))
    }

    fn form(query: &str) -> String {
        on(&format!(
            "https://github.com/settings/personal-access-tokens/new{query}"
        ))
    }

    #[test]
    fn what_github_makes_of_the_parameters() {
        for (query, verdict) in [
            (
                "?name=CI&expires_in=30&contents=read",
                "GitHub will take all 3 parameters.",
            ),
            (
                "?name=CI&expires_in=30&variables=write&contents=rw&issues=read",
                "GitHub will ignore 2 of 5 parameters.",
            ),
            (
                "?name=CI&contents=write&contents=read&utm_source=x",
                "GitHub will ignore 1 of 3 parameters.",
            ),
            ("?packages=write&repos=a", "GitHub will ignore all 2 parameters."),
            ("?zebra=read", "GitHub will ignore its only parameter."),
            ("?name=CI&amp;contents=read", "GitHub will ignore 1 of 2 parameters."),
            (
                "?name=CI\\&contents=read\\&issues=read",
                "GitHub will ignore 1 of 3 parameters.",
            ),
            ("?name=Fix#1&contents=read", "GitHub will ignore 1 of 2 parameters."),
            (
                "?name=CI&expires_in=400&zebra=read",
                "GitHub will ignore 2 of 3 parameters.",
            ),
            (
                "?name=CI&target_name=octo+org&zebra=read",
                "GitHub will ignore 1 of 3 parameters and refuse 1 value.",
            ),
            (
                "?name=CI&expires_in=30&administration=write",
                "GitHub will take all 3 parameters, but there is 1 warning.",
            ),
            (
                "?name=CI&contents=read&issues=none",
                "GitHub will take all 2 parameters.",
            ),
            ("", "This link opens an empty form."),
        ] {
            assert_eq!(form(query), verdict, "{query}");
        }
    }

    #[test]
    fn links_that_lead_elsewhere() {
        for (link, verdict) in [
            (
                "https://github.com/settings/tokens/new?scopes=repo",
                "This link asks for a classic token, which reaches everything you can reach.",
            ),
            (
                "https://github.com/settings/tokens",
                "This link leads to a list of tokens, not to a form that takes a template.",
            ),
            ("https://github.com/octo/app", "This isn't a template link."),
            (
                "https://github.com.example.net/settings/personal-access-tokens/new?contents=read",
                "This link only looks like GitHub. Don't open it.",
            ),
            (
                "https://git.example.com/settings/personal-access-tokens/new?contents=read",
                "This link leads to `git.example.com`, which Finegrain doesn't know.",
            ),
        ] {
            assert_eq!(on(link), verdict, "{link}");
        }
    }
}
