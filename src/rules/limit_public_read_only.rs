//! # Public repositories only
//!
//! "Public repositories" is chosen on the form, but repository permissions are wanted.
//!
//! **Why.** That is how every link opens the form. With it the token reads public data, and no repository permission counts;
//! GitHub does not even offer them.
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

use super::{CREATING, Findings, On, Rule, Subject};
use crate::{
    Severity, Span, catalog,
    reading::{Access, Reading, is_about_repositories},
};

pub(super) static RULE: Rule = Rule {
    code: "limit-public-read-only",
    severity: Severity::Warning,
    docs: CREATING,
    on: On::Form,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(form) = subject.form.filter(|form| form.access == Some(Access::Public)) else {
        return;
    };
    if (form.asks_for_repositories() || link_asks(form))
        && let Some(limit) = catalog::limit(RULE.code)
    {
        findings.on(Span::default(), limit.what, limit.instead);
    }
}

/// Whether the link wants repositories, which the form does not offer yet.
fn link_asks(form: &Reading) -> bool {
    let asked = form.arrived_by().and_then(|link| link.template());
    asked.is_some_and(|asked| {
        !asked.repositories.is_empty() || asked.permissions.iter().any(|(name, _)| is_about_repositories(name))
    })
}
