//! # A limit of fine-grained tokens
//!
//! The link asks for something that no fine-grained token can do.
//!
//! **Why.** GitHub has no such permission for these tokens, so it drops the parameter. The token is made without it.
//!
//! **Instead.** Use what data/limits.tsv names: this is the one rule over that table, and speaks under its codes.
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{ParameterKind, documentation::LIMITATIONS},
    lint::{
        Code, On, Outcome, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: Code::LIMITS_OF_PARAMETERS,
    severity: Severity::Error,
    docs: LIMITATIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for parameter in &subject.link.parameters {
        if let ParameterKind::Limit(limit) = parameter.kind
            && findings.code.limit() == Some(limit)
        {
            findings
                .at(parameter, limit.what, limit.instead)
                .outcome(Outcome::Dropped);
        }
    }
}
