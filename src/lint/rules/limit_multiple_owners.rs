//! # Several owners
//!
//! The fragment names repositories of several owners.
//!
//! **Why.** A fine-grained token works for only one user or organization.
//!
//! **Instead.** Publish one link for each owner, or use a GitHub App.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read#finegrain=1&repository=octo-org/app&repository=octo-user/app
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read#finegrain=1&repository=octo-org/app&repository=Octo-Org/site
//! ```

use crate::{
    github::{Limit, LimitCode, documentation::LIMITATIONS, owner_of},
    lint::{
        Code, On, Rule,
        subject::{Findings, Subject, listed},
    },
};

const LIMIT: &Limit = LimitCode::MultipleOwners.limit();

pub(super) static RULE: Rule = Rule {
    codes: &[Code::Limit(LIMIT.code)],
    severity: LIMIT.severity,
    docs: LIMITATIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let mut owners: Vec<&str> = Vec::new();
    for owner in subject.template.repositories.iter().map(|name| owner_of(name)) {
        if !owners.iter().any(|known| known.eq_ignore_ascii_case(owner)) {
            owners.push(owner);
        }
    }
    if owners.len() > 1 {
        let names = listed(&owners);
        findings.on(
            subject.whole(),
            format!("{} The link names repositories of {names}.", LIMIT.what),
            LIMIT.instead,
        );
    }
}
