//! # Approval by the organisation
//!
//! The link asks for an organisation's permissions, and the organisation may want to approve the token first.
//!
//! **Why.** Until an owner approves it, such a token reads public data only. Owners are approved at once.
//!
//! **Instead.** Say in the description what the token is for.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use super::{CREATING, Findings, On, Rule, Subject};
use crate::{
    Severity,
    catalog::{self, Scope},
};

pub(super) static RULE: Rule =
    Rule { code: "limit-approval", severity: Severity::Info, docs: CREATING, on: On::Template, check };

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if let Some((parameter, ..)) = subject.asked(Scope::Organization).next()
        && let Some(limit) = catalog::limit(RULE.code)
    {
        findings.at(parameter, limit.what, limit.instead);
    }
}
