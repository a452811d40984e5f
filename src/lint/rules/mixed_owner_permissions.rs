//! # Permissions of two owners
//!
//! The link asks for permissions that need different owners.
//!
//! **Why.** A token belongs to one owner. Account permissions need the user as owner, organization permissions an
//! organization, and enterprise permissions an enterprise. GitHub drops the others.
//!
//! **Instead.** Publish two links.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=read&gists=write
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-enterprise&enterprise_people=read&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&gists=write
//! ```

use crate::{
    github::{Scope, documentation::PERMISSIONS, permission},
    link::{Edit, Parameter},
    lint::{
        Code, Fix, On, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::MixedOwnerPermissions],
    severity: Severity::Error,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let account = subject.first_of(Scope::Account);
    let organization = subject.first_of(Scope::Organization);
    if let (Some(account), Some(organization)) = (account, organization) {
        findings.at(account, apart(account, organization), HELP).fix(split());
    }
    // Nobody knows which of the two owners the link names, so there is no fix.
    let Some(enterprise) = subject.first_of(Scope::Enterprise) else {
        return;
    };
    for scope in [Scope::Repository, Scope::Account, Scope::Organization] {
        if let Some(other) = subject.first_of(scope) {
            findings.at(other, apart(other, enterprise), HELP);
        }
    }
}

const HELP: &str = "Publish two links.";

/// Repositories are asked of the owner that the link names, so they stay with it.
fn split() -> Fix {
    Fix {
        title: "Split it into two links".to_owned(),
        safe: true,
        links: [Scope::Organization, Scope::Account]
            .map(|scope| vec![Edit::KeepOnly(scope)])
            .into(),
    }
}

/// That no token has both permissions.
fn apart(one: &Parameter, other: &Parameter) -> String {
    format!("{} and {}. One token can't have both.", what(one), what(other))
}

/// "`gists` is an account permission".
fn what(parameter: &Parameter) -> String {
    let kind = match permission(&parameter.key).map(|known| known.scope) {
        Some(Scope::Repository) => "a repository",
        Some(Scope::Account) => "an account",
        Some(Scope::Enterprise) => "an enterprise",
        Some(Scope::Organization) | None => "an organization",
    };
    format!("{} is {kind} permission", quoted(&parameter.key))
}
