//! # Duplicate parameter
//!
//! The link has the same parameter twice.
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
    github::documentation::PARAMETERS,
    link::Edit,
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, is_list},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::DuplicateParameter],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for group in subject.groups() {
        let [first, .., last] = group else { continue };
        let key = last.key.as_str();
        // Other rules speak of what other kinds of link write as a list.
        if is_list(&last.kind) {
            continue;
        }
        let name = quoted(key);
        if group.iter().all(|parameter| parameter.value == first.value) {
            let fix = Fix::safe("Write it once", [Edit::set(key, &first.value)]);
            findings
                .at(
                    last,
                    format!("{name} appears more than once, with the same value."),
                    "Write it once.",
                )
                .severity(Severity::Info)
                .fix(fix);
            continue;
        }
        // Only the author knows which one was meant.
        findings
            .at(
                last,
                format!("{name} appears more than once, with different values. Only one counts."),
                "Keep one.",
            )
            .outcome(Outcome::Dropped);
    }
}
