//! # Not needed
//!
//! The link asks for a permission that nothing you named needs: no call, no command and no tool.
//!
//! **Why.** A permission that nothing needs helps only a thief.
//!
//! **Instead.** Leave it out, or name what needs it.
//!
//! ```stated bad
//! issues:write https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&issues=write
//! ```
//!
//! ```stated good
//! issues:write https://github.com/settings/personal-access-tokens/new?name=CI&issues=write
//! contents:read https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&metadata=read
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
    codes: &[Code::NotNeeded],
    severity: Severity::Warning,
    docs: PERMISSIONS,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(stated) = &subject.options.stated else { return };
    for (parameter, _) in subject.link.permissions() {
        // Every other permission of a repository includes `metadata`.
        if parameter.level().is_some() && parameter.key != "metadata" && !stated.asks(&parameter.key) {
            let name = quoted(&parameter.key);
            findings.at(
                parameter,
                format!("Nothing that you named needs {name}."),
                format!("Leave {name} out, or name what needs it."),
            );
        }
    }
}
