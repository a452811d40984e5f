//! # All repositories
//!
//! The token would reach all repositories of the owner, including ones created later.
//!
//! **Why.** Anyone who gets the token reaches every one of them.
//!
//! **Instead.** Choose "Only select repositories", up to 50, unless the work really spans them all.
//!
//! ```form bad
//! access=all&owner=octo-org&permission.contents=read
//! ```
//!
//! ```form good
//! access=selected&repository_count=2&permission.contents=read
//! access=all
//! ```

use crate::{
    github::documentation::CREATING,
    link::Span,
    lint::{
        Code, On, Place, Rule, Severity,
        form::Access,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::AllRepositories],
    severity: Severity::Warning,
    docs: CREATING,
    on: On::Form,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject
        .form
        .is_some_and(|form| form.access == Some(Access::All) && form.asks_for_repositories())
    {
        findings
            .on(
                Span::default(),
                "The token reaches every repository of the owner, including ones created later.",
                "Choose \"Only select repositories\" if it works on a few.",
            )
            .place(Place::Repositories);
    }
}
