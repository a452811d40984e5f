//! # Repository parameter
//!
//! A parameter tries to choose repositories.
//!
//! **Why.** A template link can't choose repositories. Users do that on the form. GitHub silently drops the parameter, and
//! the token then reaches too much or nothing.
//!
//! **Instead.** Name the repositories in the fragment (`#finegrain=1&repository=octo-org/app`): GitHub ignores it, and with
//! Finegrain installed the form says which ones to choose.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&repositories=octo-org/app
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&contents=read&repo=app
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read#finegrain=1&repository=octo-org/app
//! ```

use crate::{
    github::{ParameterKind, documentation::PARAMETERS},
    link::Edit,
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, repositories},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::RepositoryParameter],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    let chosen = || {
        link.parameters
            .iter()
            .filter(|parameter| matches!(parameter.kind, ParameterKind::Repository))
    };
    let owner = link
        .owner()
        .or_else(|| link.parameter("owner"))
        .map(|owner| owner.value.as_str());
    let mut seen: Vec<&str> = Vec::new();
    for parameter in chosen() {
        // `repository=a&repository=b` is one wish.
        if seen.contains(&parameter.key.as_str()) {
            continue;
        }
        seen.push(&parameter.key);
        let mut moved = link.fragment.clone();
        let known = moved.repositories.len();
        let all = subject.all(&parameter.key).iter();
        moved.extend(all.flat_map(|same| repositories(&same.value, owner)));
        let mut edits = vec![Edit::Remove(parameter.key.clone())];
        edits.extend(moved.repositories.drain(known..).map(Edit::AddRepository));
        // A fragment of another version cannot be added to.
        let readable = link.fragment_span.is_some() || !link.text.contains("#finegrain=");
        let fix = (edits.len() > 1 && readable).then(|| Fix::safe("Name them in the fragment", edits));
        findings
            .at(
                parameter,
                format!("A link cannot choose repositories: GitHub drops {}.", quoted(&parameter.key)),
                "Name them in the fragment, as `#finegrain=1&repository=OWNER/NAME`, and let the user choose them on the form.",
            )
            .outcome(Outcome::Dropped)
            .fix(fix);
    }
}
