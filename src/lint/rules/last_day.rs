//! # Last day
//!
//! The link asks for a token that lives 366 days, the most that GitHub allows.
//!
//! **Why.** 366 days are more than a year without a leap day. GitHub has sometimes used its default of 30 days instead.
//!
//! **Instead.** Ask for 365 days, or fewer.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&expires_in=366
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&expires_in=365 (also: long-expiration)
//! ```

use crate::{
    github::documentation::PARAMETERS,
    link::Expiration,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::LastDay],
    severity: Severity::Info,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

/// The longest life that GitHub documents, in days.
const LAST: u32 = 366;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.template.expires_in == Some(Expiration::Days(LAST))
        && let Some(parameter) = subject.parameter("expires_in")
    {
        findings.at(
            parameter,
            "In a year without a leap day GitHub may use its default of 30 days for `expires_in=366`.",
            "Write `expires_in=365`.",
        );
    }
}
