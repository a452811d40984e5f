//! # Owner not found
//!
//! GitHub says `Cannot find the specified resource owner`.
//!
//! **Why.** The login may be misspelled, the user may not be a member of that organization, or the organization blocks
//! fine-grained tokens. A fine-grained token cannot write to public repositories where the user isn't a member.
//!
//! **Instead.** Use a classic token with `public_repo`. To push to your own fork, a fine-grained token is enough.
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

const LIMIT: &Limit = LimitCode::PublicContribution.limit();

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
                "GitHub doesn't offer {} as owner. It may be misspelled, you may not be a member, or it blocks these tokens.",
                quoted(owner)
            ),
            format!("To contribute to its public repositories without being a member: {}", LIMIT.instead),
        )
        .step();
    }
}
