//! # Foreign dialect
//!
//! A parameter belongs to another kind of link: to classic tokens (`scopes=repo`), or to another tool
//! (`permissions=contents:write,issues:read`).
//!
//! **Why.** GitHub's form for fine-grained tokens does not know these parameters and drops them without a word.
//!
//! **Instead.** Give each permission a parameter of its own (`contents=write&issues=read`), the owner as `target_name`, the
//! life of the token in days as `expires_in`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&scopes=repo
//! https://github.com/settings/personal-access-tokens/new?name=CI&permissions=contents:write,issues:read
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&expiration=14
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&owner=octo-org
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&expires_in=14&contents=write&issues=read
//! ```

use crate::{
    github::{Field, ParameterKind, documentation::PARAMETERS, permission},
    link::{Draft, Expiration, Parameter, classic},
    lint::{
        Fix, On, Rule, Severity,
        context::{Findings, Subject, listed},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    code: "foreign-dialect",
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for parameter in &subject.link.parameters {
        let ParameterKind::Foreign { becomes, dialect } = parameter.kind else {
            continue;
        };
        let message = format!(
            "{} belongs to another kind of link ({dialect}); GitHub drops it.",
            quoted(&parameter.key)
        );
        let (help, fix) = match parameter.key.strip_suffix("[]").unwrap_or(&parameter.key) {
            "scopes" | "scope" => scopes(subject, parameter),
            "permissions" => permissions(subject, parameter),
            _ => renamed(subject, parameter, becomes),
        };
        findings.at(parameter, &message, &help).fix(fix);
    }
}

fn scopes(subject: &Subject<'_>, parameter: &Parameter) -> (String, Option<Fix>) {
    let lost: Vec<&str> = classic::split(&parameter.value)
        .filter(|scope| !classic::has_equal(scope))
        .collect();
    let help = if lost.is_empty() {
        "Give each permission a parameter of its own.".to_owned()
    } else {
        format!(
            "Give each permission a parameter of its own; nothing equals {}.",
            listed(&lost)
        )
    };
    let fix = subject.fix("Convert it to permissions", |draft| {
        draft.remove(&parameter.key);
        for (name, level) in classic::split(&parameter.value).flat_map(classic::granted) {
            draft.grant(name, level);
        }
    });
    (help, fix)
}

fn permissions(subject: &Subject<'_>, parameter: &Parameter) -> (String, Option<Fix>) {
    let fix = subject.fix("Convert it to permissions", |draft| {
        draft.remove(&parameter.key);
        for pair in classic::split(&parameter.value) {
            let (name, value) = pair.split_once([':', '=']).unwrap_or((pair, "read"));
            match (permission(name), value.parse()) {
                (Some(_), Ok(level)) => draft.grant(name, level),
                // What is wrong with it, the other rules say.
                _ => draft.push(name, value),
            }
        }
    });
    ("Give each permission a parameter of its own.".to_owned(), fix)
}

fn renamed(subject: &Subject<'_>, parameter: &Parameter, becomes: Option<Field>) -> (String, Option<Fix>) {
    let value = parameter.value.as_str();
    let there = becomes.is_some_and(|field| subject.link.parameter(field.as_str()).is_some());
    let equal = becomes.filter(|field| match field {
        Field::ExpiresIn => value.parse::<Expiration>().is_ok(),
        _ => !value.is_empty(),
    });
    let Some(field) = equal.filter(|_| !there) else {
        let help = match becomes {
            Some(field) if there => format!("Leave it out; `{field}` is there."),
            Some(Field::ExpiresIn) => "Say the days, 1 to 366, or `none`, as `expires_in`.".to_owned(),
            Some(_) => "Leave it out.".to_owned(),
            None => "Leave it out; the person chooses the repositories on the form.".to_owned(),
        };
        let remove = |draft: &mut Draft| draft.remove(&parameter.key);
        return (help, subject.fix(format!("Remove {}", quoted(&parameter.key)), remove));
    };
    let fix = subject.fix(format!("Rename it to `{field}`"), |draft| {
        draft.rename(&parameter.key, field.as_str());
    });
    (format!("Here it is called `{field}`."), fix)
}
