//! # Public repositories only
//!
//! "Public repositories" is chosen on the form, but the token needs repository permissions.
//!
//! **Why.** Every link opens the form this way. The token then reads only public data, and the form doesn't offer
//! repository permissions.
//!
//! **Instead.** Choose the repositories first.
//!
//! ```form bad
//! access=none&permission.contents=read
//! access=none&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread
//! ```
//!
//! ```form good
//! access=selected&repository_count=1&permission.contents=read
//! access=none&owner_kind=user&permission.followers=read
//! ```

use crate::{
    github::{Limit, LimitCode, documentation::CREATING},
    link::Span,
    lint::{
        Code, On, Place, Rule,
        form::Access,
        subject::{Findings, Subject},
    },
};

const LIMIT: &Limit = LimitCode::PublicReadOnly.limit();

pub(super) static RULE: Rule = Rule {
    codes: &[Code::Limit(LIMIT.code)],
    severity: LIMIT.severity,
    docs: CREATING,
    on: On::Form,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(form) = subject.form.filter(|form| form.access == Some(Access::Public)) else {
        return;
    };
    if form.wants_repositories() {
        findings
            .on(Span::default(), LIMIT.what, LIMIT.instead)
            .place(Place::Repositories)
            .step();
    }
}
