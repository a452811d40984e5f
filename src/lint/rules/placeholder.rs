//! # Placeholder
//!
//! A value is still to be filled in: `<owner>`, `${ORG}`, `$org`, `{owner}`, `YOUR_ORG`.
//!
//! **Why.** GitHub takes the value literally, so the form looks for an owner named `<owner>`. In a file this is only a
//! note, because a script or a reader may fill it in.
//!
//! **Instead.** Replace it with the real value, or leave the parameter out.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=<owner>&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=${ORG}&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=YOUR_ORG&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=Build+of+<repository>&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&contents=read
//! ```

use crate::{
    github::{Field, ParameterKind, documentation::PARAMETERS},
    link::{
        Parameter,
        placeholder::{ValueKind, find},
    },
    lint::{
        Code, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, is_completed_by_code, left_to_fill_in},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::Placeholder],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

const HELP: &str = "Replace it with the real value, or leave the parameter out.";

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    if link.filled_in {
        return;
    }
    let severity = if subject.options.in_file {
        Severity::Info
    } else {
        Severity::Error
    };
    if let Some(found) = find(&link.host, ValueKind::Word) {
        findings
            .on(link.host_span, left(found), "Put the real host there.")
            .severity(severity);
    }
    for parameter in &link.parameters {
        if subject.options.in_file && is_completed_by_code(parameter) {
            findings
                .at(parameter, "The owner is a placeholder.", HELP)
                .severity(severity)
                .outcome(outcome(parameter));
        } else if let Some(found) = left_to_fill_in(parameter) {
            findings
                .at(parameter, left(found), HELP)
                .severity(severity)
                .outcome(outcome(parameter));
        }
    }
    for repository in &link.fragment.repositories {
        if let Some(found) = find(repository, ValueKind::Word) {
            findings
                .on(subject.whole(), left(found), "Name a real repository behind `#`.")
                .severity(severity);
        }
    }
}

/// What GitHub makes of a value that is still to be filled in: only a text can be anything.
fn outcome(parameter: &Parameter) -> Outcome {
    match parameter.kind {
        ParameterKind::Field(field) if field.is_prose() => Outcome::Works,
        ParameterKind::Field(Field::TargetName) => Outcome::Refused,
        _ => Outcome::Dropped,
    }
}

fn left(found: &str) -> String {
    format!("{} is a placeholder.", quoted(found))
}
