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

use std::collections::BTreeMap;

use crate::{
    github::{Level, documentation::PARAMETERS, owner_of},
    link::placeholder::{ValueKind, find},
    lint::{
        Code, On, Rule, Severity, StatedCall,
        context::{Findings, Subject, left_to_fill_in, listed},
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
    let Some(stated) = &subject.options.stated else { return };
    let Some(owner) = subject.link.owner().filter(|owner| left_to_fill_in(owner).is_none()) else {
        return;
    };
    let is_public = |call: &StatedCall| {
        let public = |set: &Vec<(String, Level)>| set.iter().all(|(name, _)| name == "metadata");
        call.sets.is_empty() || call.sets.iter().any(public)
    };
    let mut others: BTreeMap<String, &str> = BTreeMap::new();
    let mut writes = false;
    for call in stated.calls.iter().filter(|call| !is_public(call)) {
        // A call whose owner is not known may be the one that the link is for.
        let Some(other) = call.owner.as_deref() else { return };
        if other.eq_ignore_ascii_case(&owner.value) || find(other, ValueKind::Word).is_some() {
            return;
        }
        others.entry(other.to_lowercase()).or_insert(other);
        let takes_more = |set: &Vec<(String, Level)>| set.iter().any(|(_, level)| *level > Level::Read);
        writes |= call.sets.iter().all(takes_more);
    }
    if others.is_empty() {
        return;
    }
    let others: Vec<&str> = others.into_values().collect();
    let message = format!(
        "The link is for {}, but the calls that you named reach {}.",
        quoted(&owner.value),
        listed(&others)
    );
    if writes {
        let help = "Name that owner in the link, or publish one link for each owner.";
        findings.at(owner, message, help);
    } else {
        let help = "Name that owner in the link, unless the calls read public data only.";
        findings.at(owner, message, help).severity(Severity::Warning);
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
