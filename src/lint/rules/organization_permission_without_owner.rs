//! # Organization permission without an owner
//!
//! The link asks for an organization or enterprise permission, but names no owner.
//!
//! **Why.** Without `target_name` the form opens on the user's own account, which doesn't offer these permissions. GitHub
//! drops them.
//!
//! **Instead.** Name the organization or enterprise in `target_name`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&members=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&enterprise_people=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{Scope, documentation::PERMISSIONS},
    lint::{
        Code, On, Rule, Severity,
        form::{OwnerKind, Reading},
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::OrganizationPermissionWithoutOwner],
    severity: Severity::Warning,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.link.owner().is_some() || !subject.link.complete {
        return;
    }
    let owner_is_chosen = |form: &Reading| form.owner_kind == Some(OwnerKind::Organization);
    if subject.opened.is_some_and(owner_is_chosen) {
        return;
    }
    for (scope, owner) in [(Scope::Organization, "organization"), (Scope::Enterprise, "enterprise")] {
        if let Some(parameter) = subject.first_of(scope) {
            findings.at(
                parameter,
                format!(
                    "{} is an {owner} permission, but the form opens on the user's own account.",
                    quoted(&parameter.key)
                ),
                format!("Name the {owner} in `target_name`."),
            );
        }
    }
}
