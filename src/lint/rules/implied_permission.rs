//! # Implied permission
//!
//! The link asks for `metadata=read` and another repository permission.
//!
//! **Why.** GitHub adds it to every token with a repository permission.
//!
//! **Instead.** Leave it out.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&metadata=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&metadata=read
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
    codes: &[Code::ImpliedPermission],
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let permissions = &subject.template.permissions;
    for (known, level) in permissions
        .known()
        .filter(|(known, _)| permissions.implies_known(known))
    {
        let name = known.parameter;
        let Some(parameter) = subject.parameter(name) else {
            continue;
        };
        let fix = Fix::safe(format!("Remove `{name}`"), [Edit::Remove(name.to_owned())]);
        let scope = known.scope.as_str();
        findings
            .at(
                parameter,
                format!("Every other {scope} permission includes `{name}={level}`."),
                "Leave it out.",
            )
            .fix(fix);
    }
}
