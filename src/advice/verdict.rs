//! The verdict on a link in one plain sentence.

use crate::{
    github::{Field, ParameterKind},
    link::{Expiration, Link, Page, Parameter},
    lint::{Diagnostic, Severity, Verdict},
    sanitize::{count, quoted},
};

/// What comes first about a link: where it leads, or what GitHub will make of it. Code stands between backticks.
#[must_use]
pub fn sentence(link: &Link, verdict: &Verdict) -> String {
    if let Some(host) = verdict.diagnostics.iter().find(|found| found.code == "unknown-host") {
        return if host.severity == Severity::Error {
            "This link only looks like GitHub. Do not open it.".to_owned()
        } else {
            format!(
                "This link leads to {}, which Finegrain does not know.",
                quoted(&link.host)
            )
        };
    }
    match link.page {
        Page::Form => form(link, &verdict.diagnostics),
        Page::Classic => "This link asks for a classic token, which reaches everything you can reach.".to_owned(),
        Page::TokenList => "This link leads to a list of tokens, not to a form that takes a template.".to_owned(),
        Page::Other => "This is not a template link.".to_owned(),
    }
}

fn form(link: &Link, diagnostics: &[Diagnostic]) -> String {
    let lost = link
        .swallowed
        .iter()
        .flat_map(|swallowed| &swallowed.parameters)
        .count();
    let mut total = lost;
    let mut dropped = lost;
    for (at, parameter) in link.parameters.iter().enumerate() {
        let later = link.parameters.get(at + 1..).unwrap_or_default();
        match fate(link, parameter, later) {
            Fate::Taken => total += 1,
            Fate::Ignored => {
                total += 1;
                dropped += 1;
            }
            Fate::Uncounted => {}
        }
    }
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

/// What becomes of a parameter on GitHub's form.
enum Fate {
    Taken,
    Ignored,
    /// Nobody asks for anything with it.
    Uncounted,
}

fn fate(link: &Link, parameter: &Parameter, later: &[Parameter]) -> Fate {
    let again = later.iter().find(|other| other.key == parameter.key);
    let behind_entity = link.text[..parameter.span.start].ends_with("&amp;");
    let before_backslash = link.text[parameter.span.end..].starts_with("\\&");
    match &parameter.kind {
        ParameterKind::Tracking => Fate::Uncounted,
        _ if behind_entity => Fate::Ignored,
        ParameterKind::Repository
        | ParameterKind::Foreign { .. }
        | ParameterKind::Limit(_)
        | ParameterKind::Unknown => Fate::Ignored,
        _ if again.is_some_and(|other| other.value == parameter.value) => Fate::Uncounted,
        _ if again.is_some() => Fate::Ignored,
        // Any other value counts as none at all.
        ParameterKind::Field(Field::ExpiresIn) if parameter.value.parse::<Expiration>().is_err() => Fate::Ignored,
        ParameterKind::Field(_) => Fate::Taken,
        ParameterKind::Permission(permission) => match parameter.level() {
            Some(level) if permission.offers(level) && !before_backslash => Fate::Taken,
            None if parameter.value == "none" => Fate::Uncounted,
            _ => Fate::Ignored,
        },
    }
}

fn refuses(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
        && matches!(found.code, "name-too-long" | "description-too-long" | "invalid-owner")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{Options, judge};

    fn on(link: &str) -> String {
        let link = Link::read(link);
        sentence(&link, &judge(&link, &Options::default()))
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
            ("https://github.com/octo/app", "This is not a template link."),
            (
                "https://github.com.example.net/settings/personal-access-tokens/new?contents=read",
                "This link only looks like GitHub. Do not open it.",
            ),
            (
                "https://git.example.com/settings/personal-access-tokens/new?contents=read",
                "This link leads to `git.example.com`, which Finegrain does not know.",
            ),
        ] {
            assert_eq!(on(link), verdict, "{link}");
        }
    }
}
