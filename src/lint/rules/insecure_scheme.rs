//! # Insecure scheme
//!
//! The address begins with `http:`.
//!
//! **Why.** Until GitHub redirects to `https:`, anyone on the network can read the link or send its reader to another page.
//!
//! **Instead.** Write `https:`.
//!
//! ```text bad
//! http://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::documentation::PARAMETERS,
    link::{Edit, Page, Protocol, Span},
    lint::{
        Code, Fix, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::InsecureScheme],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Address,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    if link.protocol == Protocol::Https {
        return;
    }
    let fix = (link.page == Page::Form).then(|| Fix::safe("Use `https:`", [Edit::UseHttps]));
    findings
        .on(
            Span {
                start: 0,
                end: link.host_span.start,
            },
            "The link uses `http:`, which isn't secure.",
            "Begin it with `https://`.",
        )
        .fix(fix);
}
