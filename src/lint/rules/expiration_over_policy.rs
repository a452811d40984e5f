//! # Longer than the owner allows
//!
//! The token would live longer than the limit that the form names for this owner.
//!
//! **Why.** GitHub refuses it, or the token does not work for that owner.
//!
//! **Instead.** Choose an expiration within the limit.
//!
//! ```form bad
//! owner=octo-org&owner_kind=organization&policy_days=30&expiration=90
//! owner=octo-org&owner_kind=organization&policy_days=366&expiration=none
//! ```
//!
//! ```form good
//! owner_kind=user&policy_days=30&expiration=30
//! ```

use crate::{
    github::documentation::CREATING,
    link::{Expiration, Span},
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::ExpirationOverPolicy],
    severity: Severity::Error,
    docs: CREATING,
    on: On::Form,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(form) = subject.form else { return };
    let Some(most) = form.policy_days else { return };
    let over = match form.expiration() {
        Some(Expiration::Days(days)) => days > most,
        Some(Expiration::Never) => true,
        None => false,
    };
    if over {
        let owner = if form.owner.is_empty() {
            "The owner".to_owned()
        } else {
            quoted(&form.owner)
        };
        findings.about(
            "expires_in",
            Span::default(),
            format!("{owner} allows tokens to live {most} days at most."),
            format!("Choose {most} days or fewer."),
        );
    }
}
