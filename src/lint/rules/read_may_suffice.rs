//! # Reading may suffice
//!
//! A permission is at `write`. The message says what `read` would still allow.
//!
//! **Why.** Most leaks hurt less when the token can only read.
//!
//! **Instead.** Choose `read` if that is all the work needs. For permissions of high risk, the warning about the risk says this.
//!
//! ```form bad
//! access=all&permission.contents=write
//! ```
//!
//! ```form good
//! access=all&permission.contents=read
//! owner_kind=user&permission.gists=write
//! ```

use crate::{
    github::{Level, documentation::PERMISSIONS, high_risk, permission},
    link::Edit,
    lint::{
        Code, Fix, On, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::ReadMaySuffice],
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::FormWithPurpose,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (parameter, level) in subject
        .template
        .permissions
        .iter()
        .filter(|(_, level)| *level > Level::Read)
    {
        let Some(read) = permission(parameter).and_then(|known| known.offered(Level::Read)) else {
            continue;
        };
        if high_risk(parameter, level).is_some() {
            continue;
        }
        let fix = Fix::proposed("Reopen with `read`", [Edit::set(parameter, "read")]);
        findings
            .about(
                parameter,
                subject.span(parameter),
                format!(
                    "With {} at `read` the token could still {}.",
                    quoted(parameter),
                    read.lets
                ),
                "Take `read` if that is enough.",
            )
            .fix(fix);
    }
}
