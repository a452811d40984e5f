//! # Missing permission
//!
//! Something that you named needs a permission that the link does not ask for, or asks for at too low a level.
//!
//! **Why.** GitHub answers such a call with "Resource not accessible by personal access token".
//!
//! **Instead.** Ask for the permission at the level that the call needs.
//!
//! ```stated bad
//! issues:write https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! contents:write https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```
//!
//! ```stated good
//! contents:read https://github.com/settings/personal-access-tokens/new?name=CI&contents=write
//! metadata:read https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use std::collections::BTreeMap;

use crate::{
    github::{Level, Scope, documentation::PERMISSIONS},
    link::Template,
    lint::{
        Code, On, Rule, Severity, StatedCall,
        subject::{Findings, Subject, listed},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::MissingPermission],
    severity: Severity::Error,
    docs: PERMISSIONS,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(stated) = &subject.options.stated else { return };
    // What follows in a link that goes on may ask for it.
    if !subject.link.complete {
        return;
    }
    let template = subject.template;
    let mut missing: BTreeMap<&str, (Level, Vec<&str>)> = BTreeMap::new();
    // Where the link names an owner that no call reaches, it is the owner that is wrong, and the calls are still what it is for.
    let all = subject.other_owners().is_some();
    for call in stated.calls.iter().filter(|call| all || is_for(call, template)) {
        let lacking =
            |set: &Vec<(String, Level)>| set.iter().filter(|(name, level)| !has(template, name, *level)).count();
        let Some(least) = call.sets.iter().min_by_key(|set| lacking(set)) else {
            continue;
        };
        for (name, level) in least.iter().filter(|(name, level)| !has(template, name, *level)) {
            let (needed, calls) = missing.entry(name).or_insert((*level, Vec::new()));
            *needed = (*level).max(*needed);
            if !calls.contains(&call.what.as_str()) {
                calls.push(&call.what);
            }
        }
    }
    for (name, (level, calls)) in missing {
        let need = if calls.len() == 1 { "needs" } else { "need" };
        let calls = listed(&calls);
        let asked = template.permissions.get(name);
        let message = match asked {
            Some(asked) => format!("`{name}={asked}` is too low: {calls} {need} `{level}`."),
            None => format!("`{name}={level}` is missing: {calls} {need} it."),
        };
        let help = if asked.is_some() {
            format!("Ask for `{name}={level}`.")
        } else {
            format!("Add `{name}={level}`.")
        };
        let span = if asked.is_some() {
            subject.span(name)
        } else {
            subject.whole()
        };
        findings.about(name, span, message, help);
    }
}

/// Whether the token of the link is the one that makes the call.
fn is_for(call: &StatedCall, template: &Template) -> bool {
    match (&call.owner, &template.owner) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => true,
    }
}

fn has(template: &Template, name: &str, level: Level) -> bool {
    let asked = |name: &str| template.permissions.get(name);
    asked(name).is_some_and(|asked| asked >= level)
        // It comes with every other permission of a repository.
        || (name == "metadata" && template.permissions.of(Scope::Repository).next().is_some())
}
