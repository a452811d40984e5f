//! # Classic scope
//!
//! A scope is chosen on the form for classic tokens. The message says what a fine-grained token needs instead.
//!
//! **Why.** A classic token reaches everything the user can reach, in every organization.
//!
//! **Instead.** Open the converted template link, if every chosen scope has an equal.
//!
//! ```form bad
//! page=classic&scope=repo
//! page=classic&scope=notifications
//! ```
//!
//! ```form good
//! page=classic
//! ```

use crate::{
    github::{documentation::LIMITATIONS, permission},
    link::Span,
    lint::{
        Code, On, Place, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::ClassicScope],
    severity: Severity::Warning,
    docs: LIMITATIONS,
    on: On::Form,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(form) = subject.form.filter(|form| form.is_classic()) else {
        return;
    };
    for known in form.own_scopes() {
        let scope = known.scope;
        let permissions: Vec<String> = known
            .permissions()
            .iter()
            .map(|(name, level)| {
                format!(
                    "{} (`{name}={level}`)",
                    permission(name).map_or(*name, |known| known.label)
                )
            })
            .collect();
        if permissions.is_empty() {
            let (message, help) = if known.has_equal() {
                (
                    format!("{} needs no permission on a fine-grained token.", quoted(scope)),
                    known.note,
                )
            } else {
                (
                    format!("No fine-grained permission replaces {} yet.", quoted(scope)),
                    "Use a classic token with only this scope.",
                )
            };
            findings
                .about(scope, Span::default(), &message, help)
                .place(Place::Scope(scope.to_owned()))
                .severity(Severity::Info);
        } else {
            findings
                .about(
                    scope,
                    Span::default(),
                    format!(
                        "{} lets the token {}, everywhere you have access.",
                        quoted(scope),
                        known.lets
                    ),
                    format!(
                        "A fine-grained token takes {} instead, for chosen repositories or one owner. {}",
                        permissions.join(", "),
                        known.note
                    )
                    .trim_end(),
                )
                .place(Place::Scope(scope.to_owned()));
        }
    }
}
