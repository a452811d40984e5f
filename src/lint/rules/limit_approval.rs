//! # Approval by the organization
//!
//! The link asks for an organization's permissions, and the organization may want to approve the token first.
//!
//! **Why.** Until an owner approves it, the token reads only public data. An owner's own token is approved at once.
//!
//! **Instead.** Say in the description what the token is for.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=read
//! ```
//!
//! ```form bad
//! owner=octo-org&owner_kind=organization&access=all&permission.contents=read&justification=1
//! owner=octo-org&owner_kind=organization&access=all&permission.contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{Limit, LimitCode, Scope, documentation::CREATING},
    link::Span,
    lint::{
        Code, On, Place, Rule, Severity,
        form::OwnerKind,
        subject::{Findings, Subject},
    },
};

const LIMIT: &Limit = LimitCode::Approval.limit();

pub(super) static RULE: Rule = Rule {
    codes: &[Code::Limit(LIMIT.code)],
    severity: LIMIT.severity,
    docs: CREATING,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    match subject.form {
        Some(form) if form.justification => {
            findings
                .about(
                    "target_name",
                    Span::default(),
                    LIMIT.what,
                    "Fill in the justification: say what the token is for.",
                )
                .severity(Severity::Warning)
                .place(Place::Justification)
                .step();
        }
        Some(form) if form.owner_kind == Some(OwnerKind::Organization) => {
            findings.about("target_name", Span::default(), LIMIT.what, LIMIT.instead);
        }
        Some(_) => {}
        None => {
            if let Some(parameter) = subject.first_of(Scope::Organization) {
                findings.at(parameter, LIMIT.what, LIMIT.instead);
            }
        }
    }
}
