//! # No expiration
//!
//! The link asks for a token that never expires.
//!
//! **Why.** A token that leaks stays useful until someone notices. An owner's policy may refuse such tokens, and GitHub
//! removes any token that is not used for a year. If `--max-expiration` sets a limit, this is an error.
//!
//! **Instead.** Let it expire, in 90 days or fewer, and renew it.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=none&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=90&contents=read
//! ```

use crate::{
    github::documentation::SECURITY,
    link::Expiration,
    lint::{
        Code, Less, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::NoExpiration],
    severity: Severity::Warning,
    docs: SECURITY,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(parameter) = subject.parameter("expires_in") else {
        return;
    };
    if subject.template.expires_in != Some(Expiration::Never) {
        return;
    }
    let limit = subject.options.max_expiration;
    let severity = if limit.is_some() {
        Severity::Error
    } else {
        Severity::Warning
    };
    let most = limit.unwrap_or(subject.options.long_expiration);
    findings
        .at(
            parameter,
            "The token never expires. An owner's policy may refuse that, and GitHub removes a token that isn't used for a year.",
            format!("Let it expire in {most} days or fewer, and renew it."),
        )
        .severity(severity)
        .less(Less::days(most));
}
