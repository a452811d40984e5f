//! # Owner not found, as a collaborator
//!
//! GitHub says `Cannot find the specified resource owner`, and the user may be an outside collaborator there.
//!
//! **Why.** A fine-grained token cannot reach repositories where the user is an outside or repository collaborator.
//!
//! **Instead.** Use a classic token with `repo`, or become a member of the organization.
//!
//! ```form bad
//! owner=mona&owner_kind=user&owner_error=octo-org
//! ```
//!
//! ```form good
//! owner=mona&owner_kind=user
//! ```

use crate::{
    github::{Limit, LimitCode, documentation::LIMITATIONS},
    link::Span,
    lint::{
        Code, On, Rule,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

const LIMIT: &Limit = LimitCode::OutsideCollaborator.limit();

pub(super) static RULE: Rule = Rule {
    codes: &[Code::Limit(LIMIT.code)],
    severity: LIMIT.severity,
    docs: LIMITATIONS,
    on: On::Form,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if let Some(owner) = subject.form.and_then(|form| form.owner_error.as_deref()) {
        findings.about(
            "target_name",
            Span::default(),
            format!(
                "If you are an outside collaborator of {}, no fine-grained token reaches those repositories.",
                quoted(owner)
            ),
            LIMIT.instead,
        );
    }
}
