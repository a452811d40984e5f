//! # Owner mismatch
//!
//! The fragment names a repository of another owner than `target_name`, or all calls that you named reach another owner.
//!
//! **Why.** A token reaches repositories of one owner only. A repository of another owner cannot be chosen on the form, and
//! GitHub refuses calls to it.
//!
//! **Instead.** Name repositories of that owner, or publish one link for each owner.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&contents=read#finegrain=1&repository=octo-user/app
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&contents=read#finegrain=1&repository=Octo-Org/app
//! ```

use crate::{
    github::{documentation::PARAMETERS, owner_of},
    link::placeholder::{ValueKind, find},
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject, left_to_fill_in, listed},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::OwnerMismatch],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    repositories(subject, findings);
    calls(subject, findings);
}

/// The calls that someone named, where no one of them can be for the owner of the link.
fn calls(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(others) = subject.other_owners() else { return };
    let message = format!(
        "The link is for {}, but the calls that you named reach {}.",
        quoted(&others.owner.value),
        listed(&others.names)
    );
    if others.writes {
        let help = "Name that owner in the link, or publish one link for each owner.";
        findings.at(others.owner, message, help);
    } else {
        let help = "Name that owner in the link, unless the calls read public data only.";
        findings.at(others.owner, message, help).severity(Severity::Warning);
    }
}

fn repositories(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(owner) = subject.link.owner().filter(|owner| left_to_fill_in(owner).is_none()) else {
        return;
    };
    let is_other = |name: &&str| {
        let of = owner_of(name);
        !of.eq_ignore_ascii_case(&owner.value) && find(of, ValueKind::Word).is_none()
    };
    let others: Vec<&str> = subject
        .template
        .repositories
        .iter()
        .map(String::as_str)
        .filter(is_other)
        .collect();
    if !others.is_empty() {
        findings.at(
            owner,
            format!(
                "The link is for {}, but names {} of another owner.",
                quoted(&owner.value),
                listed(&others)
            ),
            "Name repositories of that owner, or publish one link for each owner.",
        );
    }
}
