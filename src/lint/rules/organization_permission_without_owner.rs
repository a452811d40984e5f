//! # Organisation permission without an owner
//!
//! The link asks for an organisation permission, but names no organisation.
//!
//! **Why.** Without `target_name` the form opens on the person's own account, where organisation permissions do not exist:
//! they are dropped until the person chooses the organisation.
//!
//! **Instead.** Name the organisation in `target_name`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&members=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{Scope, documentation::PERMISSIONS},
    lint::{
        On, Rule, Severity,
        context::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    code: "organization-permission-without-owner",
    severity: Severity::Warning,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.link.owner().is_some() || !subject.link.complete {
        return;
    }
    if let Some(parameter) = subject.first_of(Scope::Organization) {
        findings.at(
            parameter,
            format!(
                "{} belongs to an organisation, but the form opens on the person's own account.",
                quoted(&parameter.key)
            ),
            "Name the organisation in `target_name`.",
        );
    }
}
