//! # Missing name
//!
//! The link doesn't name the token.
//!
//! **Why.** GitHub requires a name, so the user has to think of one. A list of tokens with unclear names is hard to clean up.
//!
//! **Instead.** Use `name` to say what will use the token, in at most 40 characters.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?contents=read
//! https://github.com/settings/personal-access-tokens/new?name=&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::documentation::PARAMETERS,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::MissingName],
    severity: Severity::Info,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.link.complete {
        return;
    }
    if subject
        .template
        .name
        .as_ref()
        .is_some_and(|name| !name.trim().is_empty())
    {
        return;
    }
    findings.about(
        "name",
        subject.span("name"),
        "The link doesn't name the token, and GitHub requires a name.",
        "Use `name` to say what will use the token, in at most 40 characters.",
    );
}
