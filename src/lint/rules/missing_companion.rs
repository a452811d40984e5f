//! # Missing companion
//!
//! A permission does nothing useful without another that the link does not ask for.
//!
//! **Why.** Workflow files are changed by a push, which needs `contents=write`. With `workflows=write` alone, GitHub creates
//! the token, but the push fails.
//!
//! **Instead.** Ask for both, or for neither.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&workflows=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=write&workflows=write (also: high-risk-permission)
//! ```

use crate::{
    github::documentation::PERMISSIONS,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::MissingCompanion],
    severity: Severity::Warning,
    docs: PERMISSIONS,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.link.complete {
        return;
    }
    let permissions = &subject.template.permissions;
    for (parameter, known) in subject.link.permissions() {
        let offered = parameter.level().and_then(|level| known.offered(level));
        for companion in offered.map_or(&[][..], |offered| offered.companions) {
            if permissions.get(companion.needs) < Some(companion.level) {
                let needed = format!("{}={}", companion.needs, companion.level);
                findings.at(
                    parameter,
                    format!(
                        "{} does little without `{needed}`. {}",
                        quoted(&parameter.key),
                        companion.why
                    ),
                    format!("Add `{needed}`, or leave {} out.", quoted(&parameter.key)),
                );
            }
        }
    }
}
