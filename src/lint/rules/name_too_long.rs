//! # Name too long
//!
//! The token's name is longer than the 40 characters that GitHub takes.
//!
//! **Why.** The form refuses it or cuts it, and the user has to fix it.
//!
//! **Instead.** Say it in fewer words.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=Release+notes&contents=read
//! ```

use crate::{
    github::{NAME_LENGTH, documentation::PARAMETERS},
    lint::{
        Code, On, Outcome, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::NameTooLong],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(parameter) = subject.parameter("name") else {
        return;
    };
    let length = parameter.value.chars().count();
    if length > NAME_LENGTH {
        findings
            .at(
                parameter,
                format!("The name has {length} characters. GitHub accepts at most {NAME_LENGTH}."),
                format!("Shorten it by at least {}.", length - NAME_LENGTH),
            )
            .outcome(Outcome::Refused);
    }
}
