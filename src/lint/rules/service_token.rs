//! # Token for a service
//!
//! A long-lived token asks for an organization's permissions.
//!
//! **Why.** Such a token is often for a service, but it belongs to a user. It stops working when the user loses access to
//! the organization.
//!
//! **Instead.** For a service, use a GitHub App, which belongs to the organization.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&expires_in=none&members=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&expires_in=366&members=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&expires_in=90&members=read (also: limit-approval)
//! ```

use crate::{
    github::{Scope, documentation::TYPES},
    link::Expiration,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::ServiceToken],
    severity: Severity::Info,
    docs: TYPES,
    on: On::TemplateAndForm,
    check,
};

/// Beyond this many days a token for an organization is hardly one person's errand.
const LONG: u32 = 180;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let long = match subject.template.expires_in {
        Some(Expiration::Never) => true,
        Some(Expiration::Days(days)) => days > LONG,
        None => false,
    };
    if long && let Some(parameter) = subject.first_of(Scope::Organization) {
        findings.at(
            parameter,
            "This token stops working when the person who created it loses access to the organization.",
            "For a service, use a GitHub App, which belongs to the organization.",
        );
    }
}
