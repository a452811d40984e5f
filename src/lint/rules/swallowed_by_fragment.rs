//! # Swallowed by the fragment
//!
//! Parameters follow an unencoded `#`.
//!
//! **Why.** A `#` begins the fragment, which browsers don't send to the server.
//!
//! **Instead.** Write `%23` for a `#` inside a value.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&description=Fixes #12&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI#contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&description=Fixes+%2312&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read#finegrain=1&repository=octo-org/app
//! ```

use crate::{
    github::documentation::PARAMETERS,
    link::Edit,
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, listed},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::SwallowedByFragment],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(swallowed) = &subject.link.swallowed else {
        return;
    };
    let names = listed(
        &swallowed
            .parameters
            .iter()
            .map(|(key, _)| key.as_str())
            .collect::<Vec<_>>(),
    );
    findings
        .on(
            swallowed.span,
            format!("A raw `#` ends the link for GitHub: it never sees {names}."),
            "Write `%23` for a `#` inside a value.",
        )
        .outcome(Outcome::Dropped)
        .fix(Fix::safe("Bring back what follows the `#`", [Edit::Unswallow]));
}
