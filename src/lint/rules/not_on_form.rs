//! # Not on the form
//!
//! GitHub documents this permission, but its form has no such permission.
//!
//! **Why.** GitHub very likely drops the parameter silently, and creates the token without the permission.
//!
//! **Instead.** Use the name that the form has. For `copilot_requests` that is `user_copilot_requests=read`, which GitHub's own
//! examples use.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&copilot_requests=write
//! https://github.com/settings/personal-access-tokens/new?name=CI&knowledge_bases=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&user_copilot_requests=read (also: billed-permission)
//! ```

use crate::{
    github::documentation::PERMISSIONS,
    link::Edit,
    lint::{
        Code, Fix, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::NotOnForm],
    severity: Severity::Warning,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (parameter, permission) in subject.link.permissions().filter(|(_, known)| !known.on_form) {
        let name = permission.parameter;
        let message = format!("GitHub documents `{name}`, but its form doesn't have it and very likely drops it.");
        let Some((other, level)) = permission.instead else {
            findings.at(
                parameter,
                message,
                "Leave it out, and look on the form for what comes nearest.",
            );
            continue;
        };
        // The form has the same permission by another name, so this asks for nothing else.
        let mut fix = Fix::safe(
            format!("Make it `{other}={level}`"),
            [Edit::set(name, level.as_str()), Edit::rename(name, other)],
        );
        fix.safe = parameter.level().is_some_and(|level| permission.offers(level));
        findings
            .at(
                parameter,
                message,
                format!("Ask for `{other}={level}`, as the form has it."),
            )
            .fix(fix);
    }
}
