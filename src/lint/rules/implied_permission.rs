//! # Implied permission
//!
//! `metadata=read` stands beside another repository permission.
//!
//! **Why.** GitHub adds it to every token with a repository permission.
//!
//! **Instead.** Leave it out.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&metadata=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&metadata=read
//! ```

use crate::{
    github::documentation::PERMISSIONS,
    lint::{
        On, Rule, Severity,
        context::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    code: "implied-permission",
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if let Some(parameter) = subject.link.parameter("metadata")
        && subject.template.permissions.implies_metadata()
    {
        let fix = subject.fix("Remove `metadata`", |draft| draft.remove("metadata"));
        findings
            .at(
                parameter,
                "`metadata=read` comes by itself with every other repository permission.",
                "Leave it out.",
            )
            .fix(fix);
    }
}
