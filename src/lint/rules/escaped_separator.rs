//! # Escaped separator
//!
//! The parameters are separated by `&amp;` or `\&` instead of a plain `&`.
//!
//! **Why.** In an HTML attribute or a Markdown destination these are right, and are decoded on the way. In a bare link, in
//! code and in plain text they stay as they are, and GitHub reads a parameter named `amp;contents`, which it drops.
//!
//! **Instead.** Write `&`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&amp;contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI\&contents=read
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
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::EscapedSeparator],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    let Some(&span) = link.escaped_separators.first() else {
        return;
    };
    let written = quoted(link.text.get(span.start..span.end).unwrap_or_default());
    findings
        .on(
            span,
            format!("The link has {written} where a plain `&` belongs. GitHub drops the parameter after it."),
            "Write `&`.",
        )
        .outcome(Outcome::Dropped)
        .fix(Fix::safe("Write plain `&`", [Edit::PlainSeparators]));
}
