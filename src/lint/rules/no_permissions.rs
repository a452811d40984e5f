//! # No permissions
//!
//! The link asks for nothing.
//!
//! **Why.** The token reads public data, as anyone can without one. It only raises the rate limit.
//!
//! **Instead.** Add the permissions that the token needs.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&metadata=read
//! ```

use crate::{
    github::{ParameterKind, documentation::PERMISSIONS},
    link::Parameter,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::NoPermissions],
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    if !link.complete || link.parameters.iter().any(asks) || link.swallowed.is_some() {
        return;
    }
    findings.on(
        subject.whole(),
        "The link asks for no permissions, so the token reads public data only.",
        "Add the permissions the token needs, if any.",
    );
}

/// Whether the link asks for something here, understood or not.
fn asks(parameter: &Parameter) -> bool {
    match parameter.kind {
        ParameterKind::Permission(_) => parameter.value != "none",
        ParameterKind::Foreign { .. } | ParameterKind::Limit(_) => true,
        ParameterKind::Unknown => parameter.level().is_some(),
        _ => false,
    }
}
