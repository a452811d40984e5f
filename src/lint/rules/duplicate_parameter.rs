//! # Duplicate parameter
//!
//! The same parameter stands in the link twice.
//!
//! **Why.** Only one of the values can count, and GitHub does not document which. The same value twice does no harm.
//!
//! **Instead.** Write it once.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&contents=write
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{ParameterKind, documentation::PARAMETERS},
    link::Parameter,
    lint::{
        On, Rule, Severity,
        context::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    code: "duplicate-parameter",
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // Other kinds of link write lists by repeating a parameter, and other rules speak of them.
    let written: Vec<&Parameter> = subject
        .link
        .parameters
        .iter()
        .filter(|parameter| !is_list(&parameter.kind))
        .collect();
    for (at, last) in written.iter().enumerate() {
        let key = last.key.as_str();
        let group: Vec<&Parameter> = written
            .iter()
            .copied()
            .filter(|parameter| parameter.key == key)
            .collect();
        let is_last = written.iter().skip(at + 1).all(|parameter| parameter.key != key);
        let [first, _, ..] = group.as_slice() else { continue };
        if !is_last {
            continue;
        }
        let name = quoted(key);
        if group.iter().all(|parameter| parameter.value == first.value) {
            let fix = subject.fix("Write it once", |draft| draft.set(key, &first.value));
            findings
                .at(
                    last,
                    format!("{name} stands here more than once, each time with the same value."),
                    "Write it once.",
                )
                .severity(Severity::Info)
                .fix(fix);
            continue;
        }
        // Which one was meant, nobody knows but the author.
        findings.at(
            last,
            format!("{name} stands here more than once with different values; only one can count."),
            "Keep one.",
        );
    }
}

fn is_list(kind: &ParameterKind) -> bool {
    matches!(
        kind,
        ParameterKind::Repository | ParameterKind::Foreign { .. } | ParameterKind::Tracking
    )
}
