//! # Account permission with an owner
//!
//! The link asks for an account permission and names an owner.
//!
//! **Why.** The form offers account permissions only if the user is the owner. The link works only for the user with that login.
//!
//! **Instead.** Leave `target_name` out. The form then opens on the user's own account.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&gists=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&gists=write
//! ```

use crate::{
    github::{Scope, documentation::PERMISSIONS},
    lint::{
        Code, On, Rule, Severity,
        form::Reading,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::AccountPermissionWithOwner],
    severity: Severity::Warning,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(owner) = subject.link.owner() else { return };
    if subject.opened.is_some_and(Reading::is_own) {
        return;
    }
    if let Some(parameter) = subject.first_of(Scope::Account) {
        findings.at(
            parameter,
            format!(
                "{} works only if {} is the user's own login.",
                quoted(&parameter.key),
                quoted(&owner.value)
            ),
            // Copilot in an organization's repositories is the usual case: one token cannot do both.
            if subject.first_of(Scope::Repository).is_some() {
                "Use two tokens: one for the user's account, one for the repositories of the owner."
            } else {
                "Leave `target_name` out. The form then opens on the user's own account."
            },
        );
    }
}
