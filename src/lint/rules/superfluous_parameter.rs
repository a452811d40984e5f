//! # Superfluous parameter
//!
//! The link asks for a permission at the level `none`.
//!
//! **Why.** The form begins with no permissions, so the parameter changes nothing.
//!
//! **Instead.** Leave it out.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&issues=none
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::documentation::PERMISSIONS,
    link::Edit,
    lint::{
        Code, Fix, On, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::SuperfluousParameter],
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (parameter, _) in subject
        .link
        .permissions()
        .filter(|(parameter, _)| parameter.value == "none")
    {
        let name = quoted(&parameter.key);
        let fix = subject.is_alone(parameter).then(|| {
            let title = format!("Remove {name}");
            Fix::safe(title, [Edit::Remove(parameter.key.clone())])
        });
        findings
            .at(
                parameter,
                format!("{name} is `none` by default, so this changes nothing."),
                "Leave it out.",
            )
            .fix(fix);
    }
}
