//! # Billed permission
//!
//! Requests made with this permission count against the user's allowance.
//!
//! **Why.** Copilot requests are metered. Beyond the allowance, GitHub bills or refuses them.
//!
//! **Instead.** Say so next to the link, and let the token expire soon.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&copilot_requests=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&copilot_messages=read
//! ```

use crate::{
    github::documentation::PERMISSIONS,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::BilledPermission],
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (known, _) in subject.template.permissions.known() {
        let Some(billed) = known.billed else { continue };
        let Some(parameter) = subject.parameter(known.parameter) else {
            continue;
        };
        let help = if subject.form.is_some() {
            "Let the token expire soon."
        } else {
            "Say so next to the link, and let the token expire soon."
        };
        findings.at(parameter, billed, help);
    }
}
