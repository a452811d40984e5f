//! # Unencoded link
//!
//! The link is a parameter of another address, and isn't encoded there.
//!
//! **Why.** The address ends its parameter at the first `&` of the link, so GitHub's form gets only what is before it. On
//! GitHub's sign-in page that is `return_to`.
//!
//! **Instead.** Link to the form itself: GitHub asks users to sign in first if they need to. Or write `%26` for each
//! `&`, `%25` for each `%` and `%2B` for each `+`.
//!
//! ```text bad
//! https://github.com/login?return_to=https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! https://github.com/login?return_to=https://github.com/settings/personal-access-tokens/new?name=CI%26contents=read
//! https://github.com/login?return_to=https%3A%2F%2Fgithub.com%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fname%3DCI%26contents%3Dread
//! ```

use crate::{
    github::{ParameterKind, documentation::PARAMETERS},
    link::{Edit, Span},
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, listed},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::UnencodedLink],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    let Some(carrier) = &link.carrier else { return };
    let [_, behind @ ..] = link.parameters.as_slice() else {
        return;
    };
    let (Some(first), Some(last)) = (behind.first(), behind.last()) else {
        return;
    };
    // Any address may have a `name` of its own; hardly one has a permission.
    let is_links = |kind: &ParameterKind| matches!(kind, ParameterKind::Permission(_));
    if !carrier.signs_in && !behind.iter().any(|parameter| is_links(&parameter.kind)) {
        return;
    }
    let names: Vec<&str> = behind.iter().map(|parameter| parameter.key.as_str()).collect();
    let around = quoted(&carrier.parameter);
    let page = if carrier.signs_in {
        "GitHub's sign-in page"
    } else {
        "The address around this link"
    };
    let fix = (carrier.signs_in && !carrier.goes_on && link.fragment_span.is_none())
        .then(|| Fix::safe("Encode the link", [Edit::EncodeInCarrier]));
    findings
        .on(
            Span {
                start: first.span.start,
                end: last.span.end,
            },
            format!(
                "{page} ends {around} at the first `&`, so the form doesn't get {}.",
                listed(&names)
            ),
            "Link to the form itself, or write `%26` for each `&`.",
        )
        .outcome(Outcome::Dropped)
        .fix(fix);
}
