//! # Long expiration
//!
//! The token lives longer than 90 days, or than the threshold that you set.
//!
//! **Why.** The longer a token lives, the longer a leak goes unnoticed. If `--max-expiration` sets a limit, a longer life is
//! an error.
//!
//! **Instead.** Ask for only as many days as the work takes.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=366&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=90&contents=read
//! ```

use crate::{
    github::documentation::SECURITY,
    link::Expiration,
    lint::{
        Code, Less, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::LongExpiration],
    severity: Severity::Warning,
    docs: SECURITY,
    on: On::TemplateAndForm,
    check,
};

/// How long a token lives whose link does not say.
const DEFAULT_DAYS: u32 = 30;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let days = match subject.template.expires_in {
        Some(Expiration::Days(days)) => days,
        // Without a number that GitHub takes, the token lives as long as GitHub's default.
        None if subject.options.max_expiration.is_some() => DEFAULT_DAYS,
        _ => return,
    };
    let options = subject.options;
    let forbidden = options.max_expiration.filter(|most| days > *most);
    if forbidden.is_none() && days <= options.long_expiration {
        return;
    }
    let (severity, most) = match forbidden {
        Some(most) => (Severity::Error, most),
        None => (Severity::Warning, options.long_expiration),
    };
    findings
        .about(
            "expires_in",
            subject.span("expires_in"),
            format!("The token lives {days} days, more than {most}."),
            "Ask for as many days as the work takes, and renew it.",
        )
        .severity(severity)
        .less(Less::days(most));
}
