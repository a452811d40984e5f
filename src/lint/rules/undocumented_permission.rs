//! # Undocumented permission
//!
//! GitHub's form has this permission, but GitHub's documentation does not name it.
//!
//! **Why.** What it allows, its levels and whether a link can choose it may change without notice.
//!
//! **Instead.** Open the link once and check that the form shows the permission.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&repo_secret_scanning_dismissal_requests=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-enterprise&enterprise_ai_controls=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&secret_scanning_alerts=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&agent_tasks=read
//! ```

use crate::{
    github::documentation::PERMISSIONS,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::UndocumentedPermission],
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (parameter, permission) in subject.link.permissions() {
        if !permission.source.is_documented() {
            findings.at(
                parameter,
                format!(
                    "GitHub's form has `{}`, but GitHub doesn't document it.",
                    permission.parameter
                ),
                "Open the link once and check that the form shows the permission.",
            );
        }
    }
}
