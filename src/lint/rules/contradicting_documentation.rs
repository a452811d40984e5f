//! # Contradicting documentation
//!
//! GitHub's documentation says two things about this parameter.
//!
//! **Why.** The table of permissions has `copilot_requests` at `write`; an example of the same page uses
//! `user_copilot_requests` at `read`. Links with either are published, and both are accepted.
//!
//! **Instead.** Open the link once and see that the form shows the permission.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&copilot_requests=write
//! https://github.com/settings/personal-access-tokens/new?name=CI&user_copilot_requests=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&copilot_messages=read
//! ```

use crate::{
    github::documentation::PERMISSIONS,
    lint::{
        On, Rule, Severity,
        context::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    code: "contradicting-documentation",
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (parameter, permission) in subject.link.permissions() {
        if let Some(says) = permission.contradiction {
            findings.at(
                parameter,
                says,
                "Open the link once and see that the form shows the permission.",
            );
        }
    }
}
