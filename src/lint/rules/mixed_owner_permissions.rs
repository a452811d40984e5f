//! # Permissions of two owners
//!
//! The link asks for account permissions and for organisation permissions.
//!
//! **Why.** A token belongs to one owner. Account permissions exist only when that is the person, organisation permissions
//! only when it is an organisation: no token has both, and the form drops one kind.
//!
//! **Instead.** Publish two links.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=read&gists=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&gists=write
//! ```

use crate::{
    github::{Scope, documentation::PERMISSIONS, permission},
    lint::{
        On, Rule, Severity,
        context::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    code: "mixed-owner-permissions",
    severity: Severity::Error,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(account) = subject.first_of(Scope::Account) else {
        return;
    };
    let Some(organization) = subject.first_of(Scope::Organization) else {
        return;
    };
    let scope = |key: &str| permission(key).map(|permission| permission.scope);
    let fix = subject.fix_into("Split it into two links", |both| {
        let mut theirs = both.clone();
        let mut own = both.clone();
        // Repositories are asked of the owner that the link names, so they stay with it.
        theirs.retain(|key| scope(key) != Some(Scope::Account));
        own.retain(|key| key != "target_name" && !matches!(scope(key), Some(Scope::Organization | Scope::Repository)));
        own.fragment.repositories.clear();
        own.fragment.reasons.retain(|key, _| scope(key) == Some(Scope::Account));
        theirs
            .fragment
            .reasons
            .retain(|key, _| scope(key) != Some(Scope::Account));
        vec![theirs, own]
    });
    findings
        .at(
            account,
            format!(
                "{} belongs to an account and {} to an organisation; no token has both.",
                quoted(&account.key),
                quoted(&organization.key)
            ),
            "Publish two links.",
        )
        .fix(fix);
}
